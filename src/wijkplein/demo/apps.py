"""Django app of the demonstration town: its one page, and nothing that is kept."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Sign-in links of the cast, on this machine only."""

    name = "wijkplein.demo"
    label = "demo"
