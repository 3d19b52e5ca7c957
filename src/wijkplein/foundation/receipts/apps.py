"""Django app of the receipts room."""

from django.apps import AppConfig


class ReceiptsConfig(AppConfig):
    """Receipts with owner, clock and outcome; call-backs."""

    name = "wijkplein.foundation.receipts"
    label = "receipts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make kinds, retention and holdings known."""
        from wijkplein.foundation.receipts import kinds, masking  # models must be loaded first

        kinds.register_all()
        masking.mask_logs()
