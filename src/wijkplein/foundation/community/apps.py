"""Django app of the community room."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class ForgetfulCache(dict[str, dict[Any, Any]]):
    """Remembers nothing. Django keeps content type ids per alias, and every town has the alias `default`."""

    def setdefault(self, key: str, default: Any = None) -> Any:
        """Give the default, keep nothing."""
        return default


class CommunityConfig(AppConfig):
    """Bindings, keys and files of one town."""

    name = "wijkplein.foundation.community"
    label = "community"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take away what Django remembers across towns."""
        from django.contrib.contenttypes.models import ContentType  # apps must be loaded first

        ContentType.objects._cache = ForgetfulCache()  # type: ignore[attr-defined]  # Django's own, not public
