"""Django app of the look: base page, components, form fields, gallery, theme, print."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Templates, template tags and the theme; no models."""

    name = "wijkplein.foundation.look"
    label = "look"
