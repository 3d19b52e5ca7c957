"""What lies ready on a practice square: things to let through, to hide, to answer and to call about (job EPE-14)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.text import slugify

from wijkplein.delen.square.actions import Draft, place_for, place_post
from wijkplein.delen.square.choices import Held, PostKind
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import Person, Role
from wijkplein.foundation.receipts.actions import CallWish, ask_call_back
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR

AREA = "Oefenbuurt"
COACH = "Oefenbuur"
# Waits for somebody to read it.
WAITS = (
    (PostKind.QUESTION, "Wie past er zaterdag op mijn hond?", "Ik moet de hele dag weg. Hij is oud en lief.", "Ria"),
    (PostKind.NEWS, "De speeltuin krijgt een nieuwe glijbaan", "Dinsdag wordt hij gezet. Help je mee?", "Joost"),
    (PostKind.QUESTION, "Wie kan mijn kraan nakijken?", "Hij druppelt de hele nacht. Ik zet koffie.", ""),
)
# Stands on the square; the last one does not belong there.
STANDS = (
    (PostKind.QUESTION, "Waar kan ik fietsen leren?", "Ik ben 52 en heb het nooit geleerd.", "Samira"),
    (PostKind.NEWS, "Goedkope zonnepanelen, vandaag nog bestellen", "Bel snel voor een aanbieding op maat.", ""),
)
CALL = CallWish(name="Mevrouw De Oefenaar", phone="0000 123456", text="Ik wil weten wie er meegaat naar de markt.")


def fill_practice_square() -> None:
    """Put the material for the six exercises on an empty practice square. Twice gives it twice."""
    area = _area()
    coach = _coach()
    for kind, title, text, name in STANDS:
        place_for(by=coach, area=area, draft=Draft(kind=kind, title=title, text=text, author_name=name), author=None)
    for kind, title, text, name in WAITS:
        draft = Draft(kind=kind, title=title, text=text, author_name=name, held=Held.FIRST)
        place_post(by=SYSTEM, area=area, draft=draft, author=None)
    ask_call_back(by=VISITOR, area=area, wish=CALL)


def _area() -> Area:
    return Area.objects.order_by("pk").first() or Area.objects.create(
        kind=Area.Kind.NEIGHBOURHOOD, name=AREA, slug=slugify(AREA)
    )


def _coach() -> Person:
    """Somebody without a sign-in, in whose name stands what is already on the square."""
    coach: Person = Person.objects.create(first_name=COACH)
    Role.objects.create(person=coach, name="connector", since=timezone.localdate())
    return coach
