"""Django app of the notices room."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class NoticesConfig(AppConfig):
    """Inbox, mail in and out, weekly mail, paper queue and the worker."""

    name = "wijkplein.foundation.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make kinds, retention and the clock known, and load the tellers of every room."""
        from wijkplein.foundation.notices import kinds, tellers  # noqa: F401  # models must be loaded first

        kinds.register_all()
        for app in apps.get_app_configs():
            if app.name.startswith("wijkplein.") and find_spec(f"{app.name}.notices"):
                import_module(f"{app.name}.notices")
