"""Every address of the house. The rooms keep their own; a room that is not built has none."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

# Addresses are tried in this order, and no two rooms share one: what is read most stands first.
ROOMS = (
    "wijkplein.delen.square",
    "wijkplein.web",
    "wijkplein.foundation.look",
    "wijkplein.foundation.receipts",
    "wijkplein.foundation.people",
    "wijkplein.foundation.signing_in",
    "wijkplein.foundation.areas",
    "wijkplein.foundation.themes",
    "wijkplein.foundation.commitments",
    "wijkplein.foundation.notices",
    "wijkplein.foundation.search",
    "wijkplein.delen.signals",
    "wijkplein.demo",
)


def _addresses() -> list[URLPattern | URLResolver]:
    return [path("", include(f"{room}.urls")) for room in ROOMS if find_spec(room) and find_spec(f"{room}.urls")]


urlpatterns = _addresses()

handler400 = "wijkplein.web.errors.bad_request"
handler403 = "wijkplein.web.errors.not_permitted"
handler404 = "wijkplein.web.errors.not_found"
handler500 = "wijkplein.web.errors.server_error"
