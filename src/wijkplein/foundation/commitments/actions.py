"""Making, doing, moving and dropping a commitment. Every end has a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.commitments.models import Commitment, Step, StepKind
from wijkplein.foundation.commitments.policy import Commitments
from wijkplein.foundation.people.models import Organisation, Person
from wijkplein.foundation.verbs.acting import act
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.ref import Ref


@dataclass(frozen=True)
class Promise:
    """Who does what by when: a role, an organisation, or both; `person` is who takes it on."""

    what: str
    by_on: date
    role: str = ""
    organisation: Organisation | None = None
    person: Person | None = None
    public: bool = True


def make_commitment(*, by: Actor, about: Ref, area: Area, promise: Promise) -> Commitment:
    """Agree on something about a thing. Raises Refused, or ValueError when it lacks who, what or a day ahead."""
    if not promise.what.strip() or not (promise.role or promise.organisation):
        raise ValueError("A commitment says who does what.")
    if promise.by_on < timezone.localdate():
        raise ValueError("A commitment lies in the future.")
    with act(by, Commitments.make, area) as deed:
        made = Commitment.objects.create(
            what=promise.what.strip(),
            by_on=promise.by_on,
            role=promise.role,
            organisation=promise.organisation,
            person=promise.person,
            public=promise.public,
            kind=about.kind,
            about_id=about.uuid,
            area=area,
        )
        deed.about = made
    return made


def take_step(*, by: Actor, commitment: Commitment, text: str) -> None:
    """Something was done: it does not lie still. Raises Refused, or ValueError without a text."""
    said = _said(text)
    with act(by, Commitments.step, commitment):
        Step.objects.create(commitment=commitment, kind=StepKind.STEP, text=said)
        commitment.stepped_on = timezone.localdate()
        commitment.save(update_fields=["stepped_on"])


def move(*, by: Actor, commitment: Commitment, to: date, reason: str) -> None:
    """Another day, with the reason, at most twice. Raises Refused, or ValueError without a reason or a later day."""
    said = _said(reason)
    with act(by, Commitments.move, commitment) as deed:
        if to <= max(commitment.by_on, timezone.localdate()):
            raise ValueError("Moving is to a later day.")
        Step.objects.create(commitment=commitment, kind=StepKind.MOVED, text=said, from_on=commitment.by_on, to_on=to)
        commitment.by_on, commitment.moves = to, commitment.moves + 1
        commitment.stepped_on = timezone.localdate()
        commitment.save(update_fields=["by_on", "moves", "stepped_on"])
        deed.details = {"moves": commitment.moves}


def finish(*, by: Actor, commitment: Commitment, result: str) -> None:
    """Done, with what came of it. Raises Refused, or ValueError without a result."""
    said = _said(result)
    with act(by, Commitments.finish, commitment):
        _end(commitment, said, done=True)


def drop(*, by: Actor, commitment: Commitment, reason: str) -> None:
    """It does not happen, with the reason. Raises Refused, or ValueError without one."""
    said = _said(reason)
    with act(by, Commitments.drop, commitment):
        _end(commitment, said, done=False)


def _end(commitment: Commitment, result: str, *, done: bool) -> None:
    commitment.closed_on, commitment.done, commitment.result = timezone.localdate(), done, result
    commitment.save(update_fields=["closed_on", "done", "result"])


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("Say what was done, or why.")
    return text.strip()
