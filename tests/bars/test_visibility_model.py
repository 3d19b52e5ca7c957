"""Bar S3: who sees what after random sequences of verbs, against a small oracle of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.bars.visibility.found_by import FOUND_BY, NOT_FOUND
from tests.strength.conftest import LONG

# The bar asks 200 walks: WIJKPLEIN_STRENGTH=25 walks them all (102 s at a load of 6, no difference).
WALKS, STEPS = 8, 25
MOST = 200  # walks in which a fault is looked for

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900 * LONG)]


@pytest.fixture(scope="module")
def town(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Any]:
    """One town for all walks; each walk is undone, and so is the town."""
    from django.db import transaction

    from tests.bars.visibility.town import Town

    with django_db_blocker.unblock(), transaction.atomic():
        yield Town()
        transaction.set_rollback(True)


def test_random_walks(town: Any) -> None:
    from tests.bars.visibility.walking import walk

    differences = [difference for seed in range(WALKS * LONG) for difference in walk(town, seed, STEPS)]
    assert differences == []


def faults() -> dict[str, Any]:
    from tests.bars.visibility.faults_in_doing import WHAT_HAPPENS, WHAT_PAGES_TELL, WHO_MAY
    from tests.bars.visibility.faults_in_seeing import WHO_SEES

    return WHO_SEES | WHAT_HAPPENS | WHO_MAY | WHAT_PAGES_TELL


def test_there_are_enough_faults() -> None:
    """And of each that was thought of it is known whether the walks find it."""
    assert len(FOUND_BY) >= 40
    assert faults().keys() == FOUND_BY.keys() | NOT_FOUND
    assert not FOUND_BY.keys() & NOT_FOUND


@pytest.mark.parametrize("name", FOUND_BY)
def test_every_seeded_fault_is_found(town: Any, name: str) -> None:
    """The control: one of two hundred such walks finds each mistake somebody could make.

    FOUND_BY remembers which, so that it need not be looked for every time; when the walks change it is looked for anew.
    """
    from tests.bars.visibility.walking import walk

    seeds = dict.fromkeys([FOUND_BY[name], *range(MOST)])
    with pytest.MonkeyPatch.context() as patch:
        faults()[name](patch)
        found = next((seed for seed in seeds if walk(town, seed, STEPS)), None)
    print(f"found by {found}: {name}")
    assert found is not None
