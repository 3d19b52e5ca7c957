"""Django app of the threads room."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    """Came-from links between things of any room."""

    name = "wijkplein.foundation.threads"
    label = "threads"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the kind known."""
        from wijkplein.foundation.threads import kinds  # models must be loaded first

        kinds.register_all()
