"""One walk: so many random steps, a look after each, a long look at the end; then everything is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.db import transaction

from tests.bars.visibility import looking
from tests.bars.visibility.more_steps import Everything
from tests.bars.visibility.oracle import VISITOR
from tests.bars.visibility.town import Town
from wijkplein.foundation.verbs.acting import Refused

LOOK_EVERY = 10  # steps; looking at every kind costs as much as two steps
# How often each step comes. Much must have happened before somebody can object.
WEIGHTS = {
    "place": 12, "place_for": 4, "reply": 10, "type_over": 3, "let_through": 8, "report": 7, "decide_report": 7,
    "hide": 8, "object": 12, "decide_objection": 12, "withdraw": 2, "change": 3, "close": 2, "photo": 5,
    "let_photo": 3, "no_photo": 1, "tell": 3, "promise": 4, "call_me": 2, "give_role": 4, "end_role": 3, "join": 1,
    "part": 1, "leave": 2, "come_back": 2, "erase": 1, "worker": 2,
}  # fmt: skip


def walk(town: Town, seed: int, steps: int) -> list[str]:
    """The first differences between the town and the oracle on this walk; [] when there are none."""
    with transaction.atomic():
        going = Everything(town, seed)
        try:
            return _walk(going, seed, steps)
        finally:
            transaction.set_rollback(True)


def _walk(going: Everything, seed: int, steps: int) -> list[str]:
    for number in range(steps):
        name, wrong = _step(going)
        if number % LOOK_EVERY == LOOK_EVERY - 1:
            wrong = wrong or list(looking.rows(going, going.dice.choice([*going.world.people, VISITOR])))
        if wrong or going.told:
            return [f"after {name}: {each}" for each in (*wrong, *going.told)]
    return list(dict.fromkeys(chain(*_last_looks(going, seed))))


def _step(going: Everything) -> tuple[str, list[str]]:
    """One thing that can be done now: its name, and what went wrong with it."""
    names, weights = [*WEIGHTS], [*WEIGHTS.values()]
    going.acted, name = False, ""
    while not going.acted:
        name = going.dice.choices(names, weights)[0]
        try:
            with transaction.atomic():
                getattr(going, name)()
        except Refused as refused:
            return name, [f"refused: {refused.reason}"]
    going.note_receipts()
    return name, []


def _last_looks(going: Everything, seed: int) -> Iterator[Iterator[str]]:
    """The kinds for two people, and in turn one of the long ways of looking."""
    here = [each for each in going.world.people if going.world.takes_part(each)]
    for who in going.dice.sample([*here, VISITOR], 2):
        yield looking.rows(going, who)
    yield looking.counts(going)
    ways = (_by_policy, _by_page, _by_search, _by_mail)
    yield ways[seed % len(ways)](going, here)


def _by_policy(going: Everything, here: list[str]) -> Iterator[str]:
    for who in going.dice.sample(here, 3):
        yield from looking.verbs(going, who)
    yield from looking.codes(going)


def _by_page(going: Everything, here: list[str]) -> Iterator[str]:
    for who in (VISITOR, going.dice.choice(here)):
        yield from looking.pages(going, who)


def _by_search(going: Everything, here: list[str]) -> Iterator[str]:
    yield from looking.found(going, going.dice.choice([*here, VISITOR]))


def _by_mail(going: Everything, here: list[str]) -> Iterator[str]:
    going.worker()
    yield from going.told
    yield from looking.told(going)
    for who in going.dice.sample(here, 2):
        yield from looking.taken_along(going, who)
