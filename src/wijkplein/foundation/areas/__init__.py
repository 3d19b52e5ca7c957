"""Where: areas, boundaries, figures and venues."""
