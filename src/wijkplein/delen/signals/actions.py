"""What happens to a signal, from *opgemerkt* to an answer with a reason. No actor, no time of day, anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from django.utils import timezone

from wijkplein.delen.signals.models import CLOCK, Signal, Source, State
from wijkplein.delen.signals.policy import Signals
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.commitments.actions import Promise, make_commitment
from wijkplein.foundation.commitments.models import Commitment
from wijkplein.foundation.receipts.actions import FIRST_NORM, Issued, due_date, issue_receipt
from wijkplein.foundation.receipts.closing import close_receipts, move_clocks, reopen_receipts
from wijkplein.foundation.receipts.models import Outcome
from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.threads.actions import link
from wijkplein.foundation.threads.models import Why
from wijkplein.foundation.verbs.acting import act
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.models import Via
from wijkplein.foundation.verbs.policy import Verb
from wijkplein.foundation.verbs.registry import ref_to

OWNER = "area_director"
# The outcomes somebody can be given as an answer.
ANSWERS = (Outcome.ANSWERED, Outcome.DONE, Outcome.WILL_DO, Outcome.NOT_DONE)


@dataclass(frozen=True)
class Told:
    """What was told, made neutral by the form. `checked` is false when it may still point at somebody."""

    kind: str
    text: str
    place: str = ""
    themes: tuple[Theme, ...] = ()
    reported_elsewhere: str = ""
    source_type: str = Source.SQUARE
    language: str = "nl"
    checked: bool = True
    look_first: bool = False


@dataclass(frozen=True)
class Noticed:
    """A fresh signal with its receipt, which nobody holds but whoever has the codes."""

    signal: Signal
    issued: Issued = field(repr=False)


def tell(*, by: Actor, area: Area, told: Told) -> Noticed:
    """Somebody tells what plays. The signal, its deed and its receipt say nothing about who. Raises Refused."""
    with act(by, Signals.tell, area, kind=told.kind) as deed:
        noticed = _notice(area, told, Via.SCREEN, on_behalf=False)
        deed.about = noticed.signal
    return noticed


def tell_for(*, by: Actor, area: Area, told: Told, via: str) -> Noticed:
    """A connector or host writes down what somebody told: at the bus, at the door, on the telephone. Raises Refused."""
    with act(by, Signals.tell_for, area, via=via, on_behalf=True, kind=told.kind) as deed:
        noticed = _notice(area, told, via, on_behalf=True)
        deed.about = noticed.signal
    return noticed


def _notice(area: Area, told: Told, via: str, *, on_behalf: bool) -> Noticed:
    norm = FIRST_NORM if told.look_first else CLOCK[State.NOTICED]
    signal = Signal(
        kind=told.kind,
        text=told.text,
        checked=told.checked,
        place=told.place,
        area=area,
        reported_elsewhere=told.reported_elsewhere,
        source_type=told.source_type,
        via=via,
        language=told.language,
        due_on=due_date(OWNER, area, norm),
        look_first=told.look_first,
    )
    signal.save()
    signal.themes.set(told.themes)
    issued = issue_receipt(
        about=ref_to(signal),
        area=area,
        owner_role=OWNER,
        norm_days=norm,
        via=via,
        on_behalf=on_behalf,
        day_only=True,
    )
    return Noticed(signal, issued)


@contextmanager
def _moving(by: Actor, verb: Verb, signal: Signal, state: str, *, outcome: str | None = None) -> Iterator[Signal]:
    """One step: the new state with its own clock, on the signal and on the receipt alike."""
    with act(by, verb, signal, outcome=outcome):
        yield signal
        signal.state, signal.state_on, signal.look_first = state, timezone.localdate(), False
        norm = CLOCK.get(State(state))
        signal.due_on = due_date(OWNER, signal.area, norm) if norm else None
        signal.save()
        if signal.due_on is not None:
            move_clocks(ref_to(signal), due_on=signal.due_on)


def collect(*, by: Actor, signal: Signal, themes: Iterable[Theme] = ()) -> None:
    """Read, given its themes, and put with the rest: triage within five working days. Raises Refused."""
    with _moving(by, Signals.collect, signal, State.COLLECTED):
        signal.themes.add(*themes)


def make_neutral(*, by: Actor, signal: Signal, text: str) -> None:
    """A second person took away what could point at somebody. Raises Refused."""
    with act(by, Signals.make_neutral, signal):
        signal.text, signal.checked = text, True
        signal.save(update_fields=["text", "checked"])


def pick_up(*, by: Actor, signal: Signal) -> None:
    """*Meteen opgepakt*: one voice is enough to act (domain.md 4.3). Raises Refused."""
    with _moving(by, Signals.pick_up, signal, State.QUICK_FIX):
        pass


def promise(*, by: Actor, signal: Signal, given: Promise) -> Commitment:
    """Somebody does something about it, before a day: picked up, with a thread from what was told to what was agreed.

    The commitment is for the team: a public text that rests on one voice needs that person's yes (domain.md 4.3), and
    nobody knows whom to ask. Raises Refused, or ValueError.
    """
    with _moving(by, Signals.promise, signal, State.QUICK_FIX):
        made = make_commitment(by=by, about=ref_to(signal), area=signal.area, promise=replace(given, public=False))
        link(by=by, source=ref_to(signal), result=ref_to(made), why=Why.PROMISED)
    return made


@contextmanager
def asking(*, by: Actor, signal: Signal) -> Iterator[Signal]:
    """The neighbourhood is asked about it: picked up, in one transaction with what is asked inside. Raises Refused."""
    with _moving(by, Signals.ask, signal, State.QUICK_FIX):
        yield signal


def forward(*, by: Actor, signal: Signal, party: str) -> None:
    """To another party, by name; we ask back after ten working days. Raises Refused, or ValueError without a name."""
    if not party.strip():
        raise ValueError("Forwarding names the party.")
    with _moving(by, Signals.forward, signal, State.FORWARDED):
        signal.forwarded_to = party.strip()


def returned(*, by: Actor, signal: Signal) -> None:
    """The other party gave it back: it lies here again, with a fresh clock. Raises Refused."""
    with _moving(by, Signals.returned, signal, State.COLLECTED):
        signal.forwarded_to = ""


def answer(*, by: Actor, signal: Signal, outcome: str, reason: str) -> None:
    """An answer with its reason, in plain words: it stands on the receipt. Raises Refused, or ValueError."""
    if outcome not in ANSWERS or not reason.strip():
        raise ValueError("An answer has an outcome and a reason.")
    _end(by, Signals.answer, signal, State.ANSWERED, outcome=outcome, reason=reason)


def drop(*, by: Actor, signal: Signal, reason: str) -> None:
    """Not taken further, with the reason why. Raises Refused, or ValueError without one."""
    if not reason.strip():
        raise ValueError("Dropping has a reason.")
    _end(by, Signals.drop, signal, State.DROPPED, outcome=Outcome.NOT_DONE, reason=reason)


def _end(by: Actor, verb: Verb, signal: Signal, state: str, *, outcome: str, reason: str) -> None:
    with _moving(by, verb, signal, state, outcome=outcome):
        signal.outcome, signal.answer = outcome, reason.strip()
        close_receipts(ref_to(signal), outcome=outcome, reason=reason.strip())


def reopen(*, by: Actor, signal: Signal) -> None:
    """The answer was not right: looked at again, once, by the sender with the code or by the team. Raises Refused."""
    with _moving(by, Signals.reopen, signal, State.COLLECTED):
        signal.outcome, signal.answer, signal.public_on, signal.public_title = "", "", None, ""
        signal.reopened_on = timezone.localdate()
        reopen_receipts(ref_to(signal))


def tell_all(*, by: Actor, signal: Signal, title: str) -> None:
    """*Dit zeiden jullie, dit is ermee gedaan*: everybody may read this neutral title and the answer. Raises Refused.

    Raises ValueError without a title: a resident's own words are never published by themselves.
    """
    if not title.strip():
        raise ValueError("What everybody reads has a title.")
    with act(by, Signals.tell_all, signal):
        signal.public_title, signal.public_on = title.strip(), timezone.localdate()
        signal.save(update_fields=["public_title", "public_on"])
