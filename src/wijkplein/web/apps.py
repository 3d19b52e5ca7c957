"""Django app of the top room."""

from django.apps import AppConfig

from wijkplein.foundation.look import navigation


class WebConfig(AppConfig):
    """Pages that combine rooms."""

    name = "wijkplein.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make kinds, menu words and policies known."""
        from wijkplein.web import kinds  # models must be loaded first

        kinds.register_all()
        navigation.set_own("people:mine")  # the badge in the header leads to your own place, or to signing in
        navigation.set_help_now("help_now")
