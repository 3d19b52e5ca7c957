"""How a person comes to be known: by herself with a proved address, or through somebody who writes for her."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.by_email import tidy_email
from wijkplein.foundation.people.contact import normalised_phone, phone_mark, street_mark
from wijkplein.foundation.people.models import Person, ProxyMandate, Verification
from wijkplein.foundation.people.policy import Persons
from wijkplein.foundation.verbs.acting import Refused, act
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.models import Via
from wijkplein.foundation.verbs.ref import Ref

PROXIES_A_DAY = 20  # people one proxy may write for in a day (domain.md 4.1); a community can ask for more hands
MANDATE_LIFE = timedelta(days=90)


class TooManyToday(Refused):
    """One proxy wrote for too many people today."""

    def __init__(self) -> None:
        super().__init__(_("Je schreef vandaag al voor heel veel mensen. Vraag een collega, of ga morgen verder."))


def register_person(
    *, by: Actor, email: str, first_name: str, area: Area | None, sixteen_or_older: bool, language: str = "nl"
) -> Person:
    """Somebody with a proved e-mail address takes part. Raises ValueError under sixteen: then nothing is kept.

    An address that signed up in the meantime (two tabs) gives the person that is there.
    """
    if not sixteen_or_older:
        raise ValueError("An account is from sixteen years on (story A5).")
    email = tidy_email(email)
    with act(by, Persons.register, area) as deed:
        known = Person.objects.filter(email=email).first()
        person: Person = known or _new(first_name, area, language, email=email, sixteen_or_older=True)
        deed.about = person
    return person


def register_by_proxy(
    *,
    by: Person,
    first_name: str,
    last_name: str = "",
    phone: str = "",
    street: str = "",
    area: Area,
    consent_how: str,
    about: Ref | None = None,
    via: str = Via.PHONE,
) -> tuple[Person, ProxyMandate]:
    """Write down somebody who calls or comes by and said yes, with the mandate to act for her (guarantee 3).

    The same number and surname in a street again is the same person. Raises NotANumber, and TooManyToday
    when this proxy reached the cap of the day.
    """
    number = normalised_phone(phone) if phone.strip() else ""
    marks = {"phone_mark": phone_mark(number), "street_mark": street_mark(last_name, street)}
    with act(by, Persons.register_by_proxy, area, via=via, on_behalf=True, consent=consent_how) as deed:
        _within_cap(by)
        person = _known(marks) or _new(
            first_name, area, "nl", last_name=last_name, phone=number, street=street, **marks
        )
        Person.objects.filter(pk=person.pk).update(active_at=timezone.now())
        mandate = ProxyMandate.objects.create(
            represented=person,
            proxy=by,
            kind=about.kind if about else "",
            about_id=about.uuid if about else None,
            consent_how=consent_how,
            until=timezone.now() + MANDATE_LIFE,
        )
        deed.about = person
    return person, mandate


def _new(first_name: str, area: Area | None, language: str, **given: object) -> Person:
    person: Person = Person.objects.create(
        first_name=first_name.strip(),
        area=area,
        language=language,
        verification=Verification.CONTACT if given.get("email") else Verification.NONE,
        active_at=timezone.now(),
        **given,
    )
    return person


def _known(marks: dict[str, str]) -> Person | None:
    """The person with this number, surname and street; a household shares a number, so all must fit."""
    if not all(marks.values()):
        return None
    found: Person | None = Person.objects.filter(**marks, left_at=None, erased_at=None).first()
    return found


def _within_cap(by: Person) -> None:
    """Counted behind a lock on the proxy's own row, so that two requests at once do not slip past."""
    Person.objects.select_for_update().get(pk=by.pk)
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if ProxyMandate.objects.filter(proxy=by, consent_at__gte=start).count() >= PROXIES_A_DAY:
        raise TooManyToday
