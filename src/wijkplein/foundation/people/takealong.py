"""Everything kept about a person in one zip: JSON for machines, HTML for people (GDPR art. 15 and 20)."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.people.overview import what_we_keep, who_looked
from wijkplein.foundation.privacy.rights import export_person


def archive_of(person: Person) -> bytes:
    """The zip, about this person and nobody else: `gegevens.json` and `gegevens.html`, which needs nothing else."""
    rooms = {str(label): rows for label, rows in export_person(person.uuid).items()}
    looks = [
        {"wanneer": look.at.isoformat(), "wie": look.who, "rol": look.role, "waarom": look.why}
        for look in who_looked(person)
    ]
    community = current()
    content: dict[str, Any] = {
        "plein": community.name,
        "gemaakt": timezone.localtime().isoformat(),
        "gegevens": rooms,
        "wie_keek": looks,
    }
    page = render_to_string(
        "people/takealong.html", {**content, "kept": what_we_keep(), "brand": community.brand, "rooms": rooms}
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gegevens.json", json.dumps(content, ensure_ascii=False, indent=2, default=str))
        archive.writestr("gegevens.html", page)
    return packed.getvalue()
