"""Django app of the room of signing in."""

from django.apps import AppConfig


class SigningInConfig(AppConfig):
    """Codes by e-mail, passkeys, the second factor, devices, and the way back."""

    name = "wijkplein.foundation.signing_in"
    label = "signing_in"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make kinds, retention and holdings known, and how people are asked to prove who they are."""
        from wijkplein.foundation.signing_in import kinds  # models must be loaded first

        kinds.register_all()
