"""Every page in English: the house speaks English, and residents' own words are marked as what they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.architecture.house import addresses
from tests.bars.canaries import Town, sow
from tests.bars.crawl import SHEETS, enter, ways
from tests.languages.dutch import stayed_dutch
from tests.people_of_the_cast import make_cast
from wijkplein.foundation.themes.models import Theme

pytestmark = pytest.mark.slow
PEOPLE = ("visitor", "zoe", "carla", "marieke", "mo")
GALLERY = "gallery"  # for who builds pages: its examples are residents' words of an invented town


@pytest.fixture(scope="module")
def town(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Town]:
    """A town with something of every kind in it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield sow(make_cast())
        transaction.set_rollback(True)


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_speaks_dutch_to_a_reader_of_english(town: Town, who: str) -> None:
    own = set(Theme.objects.values_list("name", flat=True))
    client, dutch, looked = enter(who, town), {}, 0
    client.cookies["taal"] = "en"
    for name, paths in ways(town).items():
        for path in paths[:4] if name not in SHEETS | {GALLERY} else ():
            page = client.get(path, secure=True)
            if not page.headers.get("Content-Type", "").startswith("text/html") or not page.content:
                continue
            looked += 1
            html = page.content.decode()
            assert '<html lang="en"' in html, path
            for block in stayed_dutch(html, own=own):
                dutch.setdefault(block, path)
    assert looked > len(addresses()) / 2
    assert not dutch, "\n".join(f"{path}: {block}" for block, path in dutch.items())
