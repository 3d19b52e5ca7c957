"""Which person signs in with an e-mail address."""

from __future__ import annotations

from wijkplein.foundation.people.models import Person


def tidy_email(email: str) -> str:
    """An address as it is kept: no spaces around it, lower case."""
    return email.strip().lower()


def person_for(email: str) -> Person | None:
    """The person with this address who takes part, or None. Call it only after the address was proved."""
    person: Person | None = Person.objects.filter(email=tidy_email(email), erased_at=None).first()
    return person if person is not None and person.is_active else None


def someone_who_left(email: str) -> Person | None:
    """The person with this address who left but was not erased: coming back is welcome."""
    person: Person | None = Person.objects.filter(
        email=tidy_email(email), erased_at=None, left_at__isnull=False
    ).first()
    return person
