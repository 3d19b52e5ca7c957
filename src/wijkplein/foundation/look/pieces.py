"""The plain values components are drawn from. Rooms fill them; templates only read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

# Where a thing stands decides its colour (look.md "Colour"); never the only sign, so every piece carries its word too.
TONES = ("delen", "duiden", "doen")


@dataclass(frozen=True)
class Person:
    """Somebody by first name. `role` and `where` are what neighbours may know; a photo only with their yes.

    `unnamed` is for "Een buur": the round badge then shows a figure instead of letters that would look like a name.
    """

    name: str
    role: str = ""
    where: str = ""
    tone: str = "delen"
    photo: str = ""
    unnamed: bool = False


A_NEIGHBOUR = Person("Een buur", unnamed=True)


@dataclass(frozen=True)
class Card:
    """One thing on the table. `kind` is its word ("Vraag"), `icon` its sign, `look` may be gelukt or dank."""

    kind: str
    title: str
    url: str
    text: str = ""
    icon: str = "praat"
    tone: str = "delen"
    look: str = ""
    who: Person | None = None
    when: str = ""
    action: str = ""


@dataclass(frozen=True)
class Moment:
    """One step in the life of something: `when` in words, `iso` for machines, `now` marks where it stands."""

    text: str
    when: str = ""
    iso: str = ""
    now: bool = False


@dataclass(frozen=True)
class Said:
    """What neighbours said and what was done with it. `state` is gedaan, bezig or niet; a "no" carries its reason."""

    text: str
    answer: str
    state: str = "gedaan"
    url: str = ""


@dataclass(frozen=True)
class Day:
    """One line of the agenda. `weekday`, `number` and `month` in words ("vr", "27", "nov"), `iso` for machines."""

    weekday: str
    number: str
    month: str
    iso: str
    title: str
    url: str
    line: str = ""
    extra: str = ""
    tag: str = ""
    tag_tone: str = ""


@dataclass(frozen=True)
class Strand:
    """One thing on a thread: how it belongs ("kwam voort uit") and where it stands."""

    word: str
    title: str
    url: str = ""


@dataclass(frozen=True)
class Slip:
    """A receipt in the hand: three words, the number to call (larger than the QR), what happens next and before when.

    `details` are pairs of a word and its value; `qr` is the module path of a QR drawing in a square of `qr_size`.
    """

    about: str
    words: str
    phone: str
    phone_link: str
    hours: str = ""
    details: Sequence[tuple[str, str]] = field(default_factory=tuple)
    qr: str = ""
    qr_size: int = 0
