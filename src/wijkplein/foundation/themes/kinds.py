"""What the house knows of themes."""

from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.verbs.registry import Kind, register


def register_all() -> None:
    """Called once at start."""
    register(
        Kind(
            name="theme",
            model=Theme,
            label="thema",
            title=lambda theme: theme.name,
            url=lambda theme: theme.get_absolute_url(),
        )
    )
