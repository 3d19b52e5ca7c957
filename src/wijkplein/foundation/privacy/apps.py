"""Django app of the privacy room."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Encryption, the privacy map, the read log, retention and erasure."""

    name = "wijkplein.foundation.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Describe the tables of packages: they hold personal data too."""
        from wijkplein.foundation.privacy import packages, readlog  # noqa: F401  # models must be loaded first

        packages.describe_packages()
