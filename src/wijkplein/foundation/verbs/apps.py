"""Django app of the verbs room."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class VerbsConfig(AppConfig):
    """Policies, verbs, deeds, doors and the registry of kinds."""

    name = "wijkplein.foundation.verbs"
    label = "verbs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load every room's policy, which templates and notices know by name, and the retention of the diary."""
        for app in apps.get_app_configs():
            if app.name.startswith("wijkplein.") and find_spec(f"{app.name}.policy"):
                import_module(f"{app.name}.policy")
        import_module(f"{self.name}.keeping").register_rules()
