"""Django app of the signals room."""

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """Signals, without persons."""

    name = "wijkplein.delen.signals"
    label = "signals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the kind and its retention known."""
        from wijkplein.delen.signals import kinds  # models must be loaded first

        kinds.register_all()
