"""Six exercises for who will look after a square, each checked from what that person really did (job EPE-14)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.models import Deed, Via
from wijkplein.web.ways import address_of


@dataclass(frozen=True)
class Exercise:
    """One thing to do once. It is done when a deed with one of these verbs, by this person, stands in the diary."""

    name: str
    title: str | Promise
    how: str | Promise
    verbs: tuple[str, ...]
    url_name: str
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """An exercise for one person."""

    exercise: Exercise
    done: bool
    url: str


EXERCISES = (
    Exercise(
        "place_for",
        _("Plaats iets voor een buur die belt"),
        _("Doe alsof een collega belt: “Wie heeft een ladder te leen?” Typ het over en lees de drie woorden voor."),
        ("posts.place_for",),
        "square:ask",
    ),
    Exercise(
        "slip",
        _("Print het volgkaartje"),
        _("Na het plaatsen zie je het volgkaartje. Print het en geef het mee. Vink het daarna hier af."),
        ("exercises.print_slip",),
        "",
    ),
    Exercise(
        "let_through",
        _("Laat een eerste bericht door"),
        _("Er wacht een bericht van iemand die nieuw is. Lees het. Schaadt het niemand, laat het dan door."),
        ("posts.let_through",),
        "square:care_start",
    ),
    Exercise(
        "hide",
        _("Verberg een bericht en zeg waarom"),
        _("Er staat een bericht dat hier niet hoort. Verberg het en kies de reden. De schrijver leest die."),
        ("posts.hide",),
        "square:care_start",
    ),
    Exercise(
        "type_over",
        _("Neem een antwoord over van Facebook of WhatsApp"),
        _("Een collega roept een antwoord. Typ het over bij een vraag, zonder de naam van wie het gaf."),
        ("posts.type_over",),
        "square:town",
        (Via.FACEBOOK, Via.WHATSAPP),
    ),
    Exercise(
        "call_back",
        _("Bel iemand terug"),
        _("Er ligt een verzoek om te bellen. Open het, bel een collega en schrijf op wat jullie afspraken."),
        ("callbacks.close",),
        "",
    ),
)


def steps_of(person: Person, *, call_url: str) -> list[Step]:
    """How far this person is, in the order of the training. One query."""
    wanted = [verb for exercise in EXERCISES for verb in exercise.verbs]
    mine = Deed.objects.filter(actor=person.uuid, verb__in=wanted)
    done = set(mine.values_list("verb", "via").distinct())
    urls = {"call_back": call_url}
    return [
        Step(exercise, _is_done(exercise, done), urls.get(exercise.name) or _address(exercise))
        for exercise in EXERCISES
    ]


def _is_done(exercise: Exercise, done: set[tuple[str, str]]) -> bool:
    return any(verb in exercise.verbs and (not exercise.channels or via in exercise.channels) for verb, via in done)


def _address(exercise: Exercise) -> str:
    return address_of(exercise.url_name) if exercise.url_name else ""
