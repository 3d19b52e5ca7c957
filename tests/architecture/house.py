"""What the architecture tests share: the rooms, their files, and every address of the house."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

import wijkplein

PACKAGE = Path(wijkplein.__file__).parent
ROOT = PACKAGE.parent.parent
FLOORS = ("foundation", "delen", "duiden", "doen", "impact", "web")
FOUNDATION = (
    "community", "privacy", "verbs", "areas", "people", "signing_in", "themes", "receipts", "commitments", "threads",
    "notices", "search", "look",
)  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One URL pattern with its full name and view."""

    name: str
    view: Any
    route: str


def addresses() -> list[Address]:
    """Every address the house answers."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Address(f"{namespace}{entry.name}", entry.callback, route)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner, route)


def our_models() -> list[Any]:
    """Every model of the house itself."""
    return [model for model in apps.get_models() if model.__module__.startswith("wijkplein.")]


def python_files(*, tests: bool = False) -> Iterator[Path]:
    """Our own Python files, without migrations and, unless asked, without tests."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if "migrations" not in parts and (tests or "tests" not in parts):
            yield path


def height(module: str) -> tuple[int, int]:
    """How high a module stands: floor, and room within the foundation. Higher may know lower."""
    parts = module.split(".")
    floor = FLOORS.index(parts[1]) if len(parts) > 1 and parts[1] in FLOORS else len(FLOORS)
    room = FOUNDATION.index(parts[2]) if floor == 0 and len(parts) > 2 and parts[2] in FOUNDATION else 0
    return floor, room
