"""Django app of the people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, organisations, memberships, roles, duty rosters, and proxies."""

    name = "wijkplein.foundation.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make kinds, retention and holdings known."""
        from wijkplein.foundation.people import kinds  # models must be loaded first

        kinds.register_all()
