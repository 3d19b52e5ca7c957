"""Journey (g): she takes along what is hers, erases herself, an older backup is put back, and she is still erased.

Backup and restore are the real commands, in a process of their own, while the town is being served.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Visit
from tests.journeys.conftest import PATIENCE, Journey
from wijkplein.delen.square.actions import Draft, let_through, place_post, reply_to
from wijkplein.delen.square.models import Post
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.web.findable import sweep

HERS = "Wie past er op mijn papegaai?"
HER_REPLY = "Ik heb nog een kooi op zolder staan."
HIS = "Wie heeft er een grote kooi te leen?"
LATER = "Wie loopt er mee naar het bos?"
ADDRESS = "anna@buurt.test"


def command(*words: str, folder: Path) -> str:
    """Run `wijkplein` as the technician does; gives what it said. Fails when it does not end well."""
    done = subprocess.run(
        [sys.executable, "-m", "wijkplein", *words],
        cwd=folder,
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return " ".join((done.stdout + done.stderr).split())  # however wide the terminal is


def placed(journey: Journey, who: Any, title: str) -> Post:
    """On the square, looked at by Carla when it had to wait."""
    post = place_post(by=who, area=journey.cast.area, draft=Draft("question", title, title), author=who).post
    if post.held:
        let_through(by=journey.cast.carla, post=post)
    return post


def live(journey: Journey) -> tuple[Post, Post]:
    """Anna asks something and answers Bram; search knows both."""
    from django.utils import timezone

    cast = journey.cast
    with journey.opened():
        hers, his = placed(journey, cast.anna, HERS), placed(journey, cast.bram, HIS)
        reply_to(by=cast.anna, post=his, text=HER_REPLY, author=cast.anna, author_name="Anna")
        sweep(timezone.now())
    return hers, his


def take_along(journey: Journey, visit: Visit) -> str:
    """The file for machines out of what she downloads."""
    journey.go(visit, "/mijn/meenemen/")
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name="Download mijn gegevens").click()
    archive = zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    return json.dumps(json.loads(archive.read("gegevens.json")), ensure_ascii=False)


def erase_herself(journey: Journey, visit: Visit) -> str:
    """At once, with a note of what went and what remains as counts."""
    journey.go(visit, "/mijn/wissen/")
    visit.page.get_by_role("button", name="Wis alles nu").click()
    visit.page.get_by_role("heading", name="Alles van jou is gewist").wait_for()
    return visit.page.get_by_role("main").inner_text()


def wait_until_open(journey: Journey, visit: Visit) -> None:
    """During a restore visitors read that we are back soon."""
    end = time.monotonic() + PATIENCE
    while journey.go(visit, "/plein/").status == 503 and time.monotonic() < end:
        time.sleep(0.1)
    assert journey.go(visit, "/plein/").status == 200


def found(journey: Journey, visit: Visit, words: str) -> str:
    """What search finds."""
    journey.go(visit, f"/zoeken/?q={words}")
    return visit.page.get_by_role("main").inner_text()


@pytest.mark.timeout(300)
def test_who_erased_herself_stays_erased_after_an_older_backup(journey: Journey, tmp_path: Path) -> None:
    slug, stranger = journey.community.slug, journey.visit()
    hers, his = live(journey)
    assert HERS in found(journey, stranger, "papegaai")

    command("backup", slug, "--new-key", folder=tmp_path)
    backup, key = tmp_path / "ouder.wijkplein", tmp_path / f"herstelsleutel-{slug}.txt"
    command("backup", slug, "--output", str(backup), folder=tmp_path)
    with journey.opened():
        placed(journey, journey.cast.bram, LATER)  # what the older backup does not know

    anna = journey.visit()
    journey.sign_in(anna, ADDRESS)
    mine = take_along(journey, anna)
    assert all(words in mine for words in (HERS, HER_REPLY, ADDRESS))
    assert HIS not in mine
    note = erase_herself(journey, anna)
    assert "Berichten op het plein: 1" in note
    assert "Antwoorden op het plein: 1" in note

    said = command("restore", slug, str(backup), "--key", str(key), "--confirm", slug, folder=tmp_path)
    assert "1 keer opnieuw gewist" in said
    wait_until_open(journey, stranger)
    square = stranger.page.content()
    assert HIS in square
    assert LATER not in square  # it was really the older backup
    assert HERS not in square
    she_is_gone(journey, stranger, hers, his)

    later = journey.visit()
    journey.sign_in(later, ADDRESS)
    later.page.get_by_role("heading", name="Fijn dat je er bent").wait_for()  # nobody we know


def she_is_gone(journey: Journey, visit: Visit, hers: Post, his: Post) -> None:
    """On every page, in search and in the rows themselves; only a count stays."""
    assert journey.go(visit, f"/plein/bericht/{hers.uuid}/").status == 404
    assert journey.go(visit, f"/plein/bericht/{his.uuid}/").status == 200
    assert HER_REPLY not in visit.page.content()
    assert "Anna" not in visit.page.get_by_role("main").inner_text()
    assert HERS not in found(journey, visit, "papegaai")
    assert HIS in found(journey, visit, "kooi")
    with journey.opened():
        row = Person.objects.get(uuid=journey.cast.anna.uuid)
        assert (row.first_name, row.email, row.erased_at is None) == ("", None, False)
        assert not Post.objects.filter(title=HERS).exists()
        assert not SearchEntry.objects.filter(about_id=hers.uuid).exists()


@pytest.mark.timeout(300)
def test_without_the_list_beside_the_database_she_would_be_back(journey: Journey, tmp_path: Path) -> None:
    """The control: the same restore in a town that forgot who was erased."""
    from wijkplein.foundation.community.compacting import ERASURES

    slug, cast = journey.community.slug, journey.cast
    command("backup", slug, "--new-key", folder=tmp_path)
    backup, key = tmp_path / "ouder.wijkplein", tmp_path / f"herstelsleutel-{slug}.txt"
    command("backup", slug, "--output", str(backup), folder=tmp_path)
    zoe = journey.visit()
    journey.sign_in(zoe, "zoe@buurt.test")
    erase_herself(journey, zoe)
    with journey.opened():
        assert Person.objects.get(uuid=cast.zoe.uuid).erased_at is not None
    known = journey.community.memory / ERASURES
    known.rename(tmp_path / "vergeten")
    try:
        command("restore", slug, str(backup), "--key", str(key), "--confirm", slug, folder=tmp_path)
    finally:
        (tmp_path / "vergeten").replace(known)
    with journey.opened():
        assert Person.objects.get(uuid=cast.zoe.uuid).erased_at is None
