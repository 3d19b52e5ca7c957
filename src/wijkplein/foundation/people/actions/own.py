"""What a person does with her own account, and a connector who vouches for her."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from wijkplein.foundation.people.by_email import tidy_email
from wijkplein.foundation.people.closing import close_work, end_all_sessions
from wijkplein.foundation.people.contact import normalised_phone, phone_mark, street_mark
from wijkplein.foundation.people.letters import tell_address_changed
from wijkplein.foundation.people.models import Person, Verification
from wijkplein.foundation.people.policy import Persons
from wijkplein.foundation.privacy.rights import erase_person
from wijkplein.foundation.verbs.acting import Refused, act
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.models import Deed

TAKEN = gettext_lazy("Dit adres kan niet. Kies een ander adres, of bel ons.")
CHANGEABLE = frozenset(
    {
        "first_name", "last_name", "phone", "street", "address", "area", "age_band", "language", "large_print",
        "reading_help", "shielded",
    }
)  # fmt: skip


def change_profile(*, by: Person, person: Person, **changes: Any) -> Person:
    """Change what one tells about oneself. Raises NotANumber, and TypeError for a field that is not one's own."""
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"Nobody changes {sorted(unknown)} in her profile.")
    with act(by, Persons.change_profile, person, fields=len(changes)):
        for name, value in changes.items():
            setattr(person, name, value)
        if "phone" in changes:
            person.phone = normalised_phone(person.phone) if person.phone.strip() else ""
        person.phone_mark = phone_mark(person.phone)
        person.street_mark = street_mark(person.last_name, person.street)
        person.save(update_fields=[*changes, "phone_mark", "street_mark"])
    return person


def change_email(*, by: Person, person: Person, email: str) -> Person:
    """Another address, proved by a code; the old one gets a notice. Raises Refused when it is somebody else's."""
    email, old = tidy_email(email), person.email
    with act(by, Persons.change_email, person):
        if Person.objects.filter(email=email).exclude(pk=person.pk).exists():
            raise Refused(str(TAKEN))
        person.email = email
        person.save(update_fields=["email"])
        if old and old != email:
            transaction.on_commit(lambda: tell_address_changed(old), robust=True)
    return person


def leave(*, by: Person, person: Person) -> None:
    """Stop: roles, duty and sessions end at once; what is kept goes by the retention of each thing."""
    with act(by, Persons.leave, person):
        close_work(person)
        person.left_at = timezone.now()
        person.save(update_fields=["left_at"])
        end_all_sessions(person)


def come_back(*, by: Person, person: Person) -> None:
    """Take part again after leaving; roles do not come back by themselves. Raises Refused after erasure."""
    with act(by, Persons.come_back, person):
        person.left_at = None
        person.save(update_fields=["left_at"])


def erase(*, by: Actor, person: Person) -> dict[str, int]:
    """Erase a person from every room at once (GDPR art. 17). Gives counts of what went and what remains.

    Sessions, addresses and authenticators are gone before this returns; the row stays as an empty
    tombstone that nobody can sign in as.
    """
    with transaction.atomic():
        with act(by, Persons.erase, person):
            counts = erase_person(person.uuid)
        Deed.objects.filter(actor=person.uuid).update(actor=None)
    return counts


def vouch(*, by: Person, person: Person) -> None:
    """A connector says: this is somebody from here (L2). Raises Refused when that is known already."""
    with act(by, Persons.vouch, person):
        person.verification = Verification.AREA
        person.save(update_fields=["verification"])
