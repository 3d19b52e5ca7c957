"""Django app of the square."""

from django.apps import AppConfig


class SquareConfig(AppConfig):
    """Questions, news and thanks between neighbours."""

    name = "wijkplein.delen.square"
    label = "square"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make kinds, retention and holdings known."""
        from wijkplein.delen.square import kinds  # models must be loaded first

        kinds.register_all()
