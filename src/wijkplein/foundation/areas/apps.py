"""Django app of the areas room."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Areas with their boundaries and figures, venues, and which area a point lies in."""

    name = "wijkplein.foundation.areas"
    label = "areas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make areas and venues known to the registry."""
        from wijkplein.foundation.areas import kinds  # models must be loaded first

        kinds.register_kinds()
