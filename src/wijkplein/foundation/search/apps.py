"""Django app of the search room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One Dutch analyser, one index per database engine."""

    name = "wijkplein.foundation.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
