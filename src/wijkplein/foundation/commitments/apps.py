"""Django app of the commitments room."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """Who does what by when, kept, moved or dropped with a reason."""

    name = "wijkplein.foundation.commitments"
    label = "commitments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the kind and what it holds known."""
        from wijkplein.foundation.commitments import kinds  # models must be loaded first

        kinds.register_all()
