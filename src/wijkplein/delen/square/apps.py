"""Django app of the square."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class SquareConfig(AppConfig):
    """Questions, news and thanks between neighbours."""

    name = "wijkplein.delen.square"
    label = "square"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make kinds, retention and holdings known."""
        from wijkplein.delen.square import kinds, receipts  # models must be loaded first
        from wijkplein.foundation.people.acting_for import add_way

        kinds.register_all()
        receipts.register_all()
        add_way(gettext_lazy("Schrijf een bericht"), "square:ask_for")
