"""Views of the top room, by subject."""
