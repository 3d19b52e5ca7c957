"""*Er belt iemand*: from an exact number, or a surname and a street, to the one open matter it is about.

No people search: one hit at most, only within open matters of one's own areas, the same answer for
"unknown" and "not yours", every look in the diary, every hit in the read log, thirty looks an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from wijkplein.foundation.people.budget import TooOften
from wijkplein.foundation.people.contact import phone_mark, street_mark
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.people.policy import CALL_ROLES, Persons
from wijkplein.foundation.privacy.models import Reason
from wijkplein.foundation.privacy.readlog import log_read
from wijkplein.foundation.verbs.acting import act
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.registry import find, kind_named, kind_of

LOOKS_AN_HOUR = 30


@dataclass(frozen=True)
class Matter:
    """The open matter of whoever calls, with just enough to continue the talk."""

    first_name: str
    title: str
    url: str
    receipt_url: str
    since: datetime
    due_on: date | None


def find_matter(*, by: Person, phone: str = "", last_name: str = "", street: str = "") -> Matter | None:
    """The newest open matter of this caller, or None. Raises NotANumber, TooOften and Refused.

    The same queries run whoever calls, so the time tells nothing either.
    """
    mark = {"phone_mark": phone_mark(phone)} if phone.strip() else {"street_mark": street_mark(last_name, street)}
    with act(by, Persons.answer_call, by, how="phone" if phone.strip() else "street") as deed:
        Person.objects.select_for_update().get(pk=by.pk)
        if looks_lately(by) >= LOOKS_AN_HOUR:
            raise TooOften("calls")
        receipt = _receipt(by, mark)
        call = _call(by, mark)
        deed.details = {**deed.details, "hit": bool(receipt or call)}
        if receipt is not None:
            role = next(iter(sorted(by.all_role_names() & CALL_ROLES)), "")
            log_read(by, receipt.holder.uuid, name="people.calling", reason=Reason.INCOMING_CALL, role=role)
    return _matter(by, receipt) if receipt is not None else _matter_of_call(call)


def looks_lately(by: Person) -> int:
    """How often this person looked somebody up in the last hour."""
    since = timezone.now() - timedelta(hours=1)
    return Deed.objects.filter(actor=by.uuid, verb=Persons.answer_call.name, at__gt=since).count()


def _open(by: Person, kind: str) -> QuerySet[Any] | None:
    """Open things of a kind from a higher floor, as far as this person works on them; None when it is not there."""
    try:
        things = kind_named(kind).visible_to(by)
    except KeyError:
        return None
    return things.filter(closed_at=None).order_by("-created_at")


def _receipt(by: Person, mark: dict[str, str]) -> Any | None:
    """The newest open receipt (kind "receipt": holder, closed_at, created_at) of the person with this mark."""
    things = _open(by, "receipt")
    if things is None or not all(mark.values()):
        return None
    wanted = {f"holder__{name}": value for name, value in mark.items()}
    mine = things.filter(**wanted, holder__erased_at=None, holder__shielded=False).exclude(holder=by)
    return mine.select_related("holder").first()


def _call(by: Person, mark: dict[str, str]) -> Any | None:
    """The newest open call-back (kind "callback": phone_mark, closed_at, created_at) with this number."""
    things = _open(by, "callback")
    wanted = mark.get("phone_mark")
    return things.filter(phone_mark=wanted).first() if things is not None and wanted else None


def _matter(by: Person, receipt: Any) -> Matter:
    thing = find(receipt.about, by=by)
    kind = kind_of(thing) if thing is not None else None
    url = kind_of(receipt).url(receipt)
    return Matter(
        first_name=receipt.holder.public_name,
        title=kind.title(thing) if kind else kind_of(receipt).label,
        url=kind.url(thing) if kind else url,
        receipt_url=url,
        since=receipt.created_at,
        due_on=receipt.due_on,
    )


def _matter_of_call(call: Any | None) -> Matter | None:
    if call is None:
        return None
    kind = kind_of(call)
    url = kind.url(call)
    return Matter(first_name="", title=kind.title(call), url=url, receipt_url=url, since=call.created_at, due_on=None)
