"""Django app of the themes room."""

from django.apps import AppConfig


class ThemesConfig(AppConfig):
    """Themes of the neighbourhood with visible Dutch word lists."""

    name = "wijkplein.foundation.themes"
    label = "themes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the kind known."""
        from wijkplein.foundation.themes import kinds  # models must be loaded first

        kinds.register_all()
