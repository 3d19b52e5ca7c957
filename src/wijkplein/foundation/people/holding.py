"""What this room keeps about a person, and how it is erased (reliability.md 3.4)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.people.closing import close_work, end_all_sessions
from wijkplein.foundation.people.models import Person, ProxyMandate, Verification
from wijkplein.foundation.privacy.erasure_list import erased_ids
from wijkplein.foundation.privacy.rights import erase_person
from wijkplein.foundation.verbs.models import Deed

EMPTY = {
    "first_name": "", "last_name": "", "email": None, "phone": "", "phone_mark": "", "street": "", "street_mark": "",
    "address": "", "area": None, "sixteen_or_older": False, "age_band": "", "language": "nl", "large_print": False,
    "reading_help": False, "shielded": False, "verification": Verification.NONE, "vog_seen_at": None,
    "last_login": None, "seen_on": None, "active_at": None, "warned_silent": 0, "warned_on": None,
}  # fmt: skip
LABELS = {
    "first_name": gettext_lazy("voornaam"),
    "last_name": gettext_lazy("achternaam"),
    "email": gettext_lazy("e-mailadres"),
    "phone": gettext_lazy("telefoon"),
    "street": gettext_lazy("straat"),
    "address": gettext_lazy("postadres"),
    "age_band": gettext_lazy("leeftijd"),
    "language": gettext_lazy("taal"),
    "large_print": gettext_lazy("grote letters"),
    "reading_help": gettext_lazy("liever bellen dan lezen"),
    "shielded": gettext_lazy("onvindbaar"),
    "sixteen_or_older": gettext_lazy("16 of ouder"),
    "vog_seen_at": gettext_lazy("VOG gezien op"),
    "last_login": gettext_lazy("laatst ingelogd"),
    "seen_on": gettext_lazy("laatst geweest"),
    "created_at": gettext_lazy("sinds"),
}


def export(person_id: UUID) -> list[dict[str, Any]]:
    """Everything this room keeps about one person, in words."""
    person = _kept(person_id)
    if person is None:
        return []
    own = {str(label): _plain(getattr(person, name)) for name, label in LABELS.items()}
    own |= {"buurt": str(person.area or ""), "bekend als": person.get_verification_display()}
    return [own]


def export_work(person_id: UUID) -> list[dict[str, Any]]:
    """Roles, and for whom somebody works."""
    person = _kept(person_id)
    if person is None:
        return []
    roles = [
        {
            "rol": role.get_name_display(),
            "gebied": str(role.area or "overal"),
            "tot": _plain(role.until),
            "erbij": role.words,
        }
        for role in person.roles.select_related("area").order_by("pk")
    ]
    memberships = [
        {"organisatie": each.organisation.name, "functie": each.function, "tot": _plain(each.until)}
        for each in person.memberships.select_related("organisation").order_by("pk")
    ]
    return [*roles, *memberships]


def erase(person_id: UUID) -> dict[str, int]:
    """Empty the row and everything that hangs on it. Doing it twice does nothing the second time."""
    person = Person.objects.select_for_update().filter(uuid=person_id, erased_at=None).first()
    if person is None:
        return {}
    mandates = ProxyMandate.objects.filter(represented=person)
    counts = {str(_("rollen")): person.roles.count(), str(_("keren dat iemand namens jou iets deed")): mandates.count()}
    end_all_sessions(person)
    close_work(person)
    for rows in (person.roles, person.memberships, mandates):
        rows.all().delete()
    ProxyMandate.objects.filter(proxy=person).update(proxy=None)
    Deed.objects.filter(actor=person.uuid).update(actor=None)
    Person.objects.filter(pk=person.pk).update(**EMPTY, erased_at=timezone.now())
    transaction.on_commit(_wipe_journal, robust=True)
    return {name: count for name, count in counts.items() if count}


def replay_erasures(community: Community) -> int:
    """After a restore: erase again everybody who was erased since that backup. Gives how many were back.

    Call it before the first request is answered (bar PR3); running it twice does no harm.
    """
    with opened(community):
        back = Person.objects.filter(uuid__in=set(erased_ids(community)), erased_at=None)
        found = list(back.values_list("uuid", flat=True))
        for person_id in found:
            erase_person(person_id)
        return len(found)


def export_mandates(person_id: UUID) -> list[dict[str, Any]]:
    """Each yes to somebody who did something for this person."""
    person = _kept(person_id)
    if person is None:
        return []
    given = person.represented_by.select_related("proxy").order_by("pk")
    return [
        {
            "namens jou": each.proxy.public_name if each.proxy else "",
            "je zei ja": each.get_consent_how_display(),
            "op": _plain(each.consent_at),
            "tot": _plain(each.until),
        }
        for each in given
    ]


def erased_with_the_person(person_id: UUID) -> dict[str, int]:
    """What hangs on the row of a person goes with it."""
    return {}


def _kept(person_id: UUID) -> Person | None:
    return Person.objects.filter(uuid=person_id, erased_at=None).select_related("area").first()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _wipe_journal() -> None:
    """SQLite keeps the old page in its journal until that is folded in: do it now, not some day (PR3)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
