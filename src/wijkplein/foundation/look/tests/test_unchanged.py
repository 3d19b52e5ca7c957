"""Who has a page already hears so after one question; after any change the page itself answers (both engines)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.http import HttpResponseNotModified
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.people_of_the_cast import make_cast
from tests.signing_in import sign_in
from wijkplein.delen.square.actions import withdraw_post
from wijkplein.delen.square.models import Post
from wijkplein.delen.square.tests.makers import make_post, make_reply
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community import binding, hosts
from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.look import kept, unchanged

TRIES = 20
PAGES = ("/plein/", "/plein/molenrij-oost/", "/", "/over/")


class Town:
    """A town on real files with one post on its square, outside any transaction."""

    def __init__(self, community: Any) -> None:
        self.community = community
        self.host = community.hosts[0]
        with opened(community):
            self.cast = make_cast()
            self.post = make_post(self.cast)

    def get(self, path: str, tag: str = "", **headers: str) -> Any:
        """As a browser that has nothing of us but the page with this tag."""
        known = {"if-none-match": tag} if tag else {}
        return Client(headers={"host": self.host, **known, **headers}).get(path)

    def known(self, path: str, **headers: str) -> str:
        """The tag of a page that is remembered as unchanged."""
        tag = str(self.get(path, **headers)["ETag"])
        assert self.get(path, tag, **headers).status_code == 304
        assert self.is_short(path, tag, **headers)
        return tag

    def is_short(self, path: str, tag: str, **headers: str) -> bool:
        """One question and a 304. Other towns on a PostgreSQL server write too, and then the long way comes first."""
        return any(self.questions(path, tag, **headers) == (304, 1) for _time in range(TRIES))

    def questions(self, path: str, tag: str, **headers: str) -> tuple[int, int]:
        """Status, and how often the database was asked."""
        with opened(self.community), CaptureQueriesContext(connection) as asked:
            status = self.get(path, tag, **headers).status_code
            return status, len(asked)


@pytest.fixture(scope="module")
def pair(towns: Any, django_db_blocker: Any) -> Iterator[list[Town]]:
    """Two towns with the same people, areas and words."""
    with django_db_blocker.unblock():
        made = [towns.make(slug) for slug in ("gelijk-a", "gelijk-b")]
        yield [Town(community) for community in made]
        for community in made:
            binding.close_town(community.slug)


@pytest.fixture
def town(pair: list[Town], django_db_blocker: Any) -> Iterator[Town]:
    with django_db_blocker.unblock():
        yield pair[0]


def a_new_post(town: Town) -> None:
    make_post(town.cast, text="Wie komt er zaterdag koffie drinken?")


def answered(town: Town) -> None:
    make_reply(town.cast, town.post)


def another_name(town: Town) -> None:
    Area.objects.filter(pk=town.cast.area.pk).update(name=f"Oost {timezone.now():%f}")


def hide_it(town: Town, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(hidden_at=timezone.now(), hide_reason="other")


def withdraw_it(town: Town, post: Post) -> None:
    withdraw_post(by=town.cast.anna, post=post)


CHANGES = [a_new_post, answered, another_name]


@pytest.mark.parametrize("path", PAGES)
def test_the_short_answer_is_the_long_one_for_one_question(town: Town, path: str) -> None:
    page = town.get(path)
    long, short = (town.get(path, page["ETag"]) for _time in range(2))
    assert town.is_short(path, page["ETag"])
    assert (long.status_code, short.status_code) == (304, 304)
    heads = [{name: told for name, told in each.headers.items() if name != "Content-Length"} for each in (long, short)]
    assert heads[0] == heads[1]
    assert (short.content, short.cookies) == (b"", {})
    lasting = set(page.headers) - {"Content-Type", "Content-Length"}
    assert {name: short[name] for name in lasting} == {name: page[name] for name in lasting}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("elsewhere", [False, True], ids=["this connection", "another connection"])
def test_after_a_change_the_page_comes_anew(town: Town, change: Callable[[Town], None], *, elsewhere: bool) -> None:
    tag = town.known("/plein/")
    happen(change, town, elsewhere=elsewhere)
    page = town.get("/plein/", tag)
    assert page.status_code == 200
    assert page["ETag"] != tag
    town.known("/plein/")


def happen(change: Callable[[Town], None], town: Town, *, elsewhere: bool) -> None:
    def work() -> None:
        with opened(town.community):
            change(town)
        if elsewhere:
            binding.close_pool()

    if not elsewhere:
        work()
        return
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_the_control_a_version_that_stands_still_gives_an_old_page(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(town.community):
        monkeypatch.setattr(type(connections["default"]), "data_version", lambda self: "always the same")
    tag = str(town.get("/plein/")["ETag"])
    assert town.get("/plein/", tag).status_code == 304
    happen(a_new_post, town, elsewhere=False)
    assert town.get("/plein/", tag).status_code == 304


@pytest.mark.parametrize("change", [hide_it, withdraw_it])
def test_what_nobody_may_see_any_more_is_not_unchanged(town: Town, change: Callable[[Town, Post], None]) -> None:
    with opened(town.community):
        post = make_post(town.cast, by=town.cast.anna)
    path = post.get_absolute_url()
    tag = town.known(path)
    happen(lambda town: change(town, post), town, elsewhere=True)
    assert town.get(path, tag).status_code == 404


def test_what_was_rolled_back_changed_nothing_anybody_was_told(town: Town) -> None:
    tag = town.known("/plein/")
    with opened(town.community), suppress(ZeroDivisionError), transaction.atomic():
        a_new_post(town)
        assert town.get("/plein/", tag).status_code == 200
        raise ZeroDivisionError
    assert town.get("/plein/", tag).status_code == 304


def test_each_language_and_each_chosen_neighbourhood_is_a_page_of_its_own(town: Town) -> None:
    tags = {cookie: town.known("/", cookie=cookie) for cookie in ("", "taal=en", "buurt=molenrij-oost")}
    assert len(set(tags.values())) == 3
    for cookie, own in tags.items():
        others = [tag for other, tag in tags.items() if other != cookie]
        assert [town.get("/", tag, cookie=cookie).status_code for tag in others] == [200, 200]
        assert town.is_short("/", own, cookie=cookie)


def test_a_new_day_is_a_new_page(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = town.known("/plein/")
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: tomorrow)
    assert town.get("/plein/", tag).status_code == 200


def test_another_look_of_the_town_is_a_new_page(town: Town) -> None:
    tag = town.known("/over/")
    toml = town.community.folder / "community.toml"
    toml.write_text(toml.read_text("utf-8").replace("0000 - 12 34 56", f"088 {timezone.now():%f}"), "utf-8")
    hosts._hosts.looked_at = -hosts.GLANCE  # a second later
    assert town.get("/over/", tag).status_code == 200


def test_templates_of_another_version_are_a_new_page(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deploy is a new process: it remembers nothing, and its pages have other tags."""
    tag = town.known("/plein/")
    monkeypatch.setattr(kept, "templates_mark", lambda: "of tomorrow")
    with opened(town.community):
        del connections["default"].unchanged_pages
    assert town.get("/plein/", tag).status_code == 200


def test_a_new_connection_remembers_nothing_of_the_one_before(town: Town) -> None:
    """After a restore the database is another file, with counts that may be the same."""
    tag = town.known("/plein/")
    with opened(town.community):
        connection.close()
    status, asked = town.questions("/plein/", tag)
    assert status == 304
    assert asked > 1


def test_a_town_is_not_told_what_another_knows(pair: list[Town], town: Town) -> None:
    one, other = pair
    tag = one.known("/plein/")
    other.known("/plein/")
    assert other.get("/plein/", tag).status_code == 200
    assert one.is_short("/plein/", tag)


def test_who_signed_in_is_never_told_that_a_page_of_everybody_is_unchanged(town: Town) -> None:
    tag = town.known("/plein/")
    with opened(town.community):
        client = Client(headers={"host": town.host})
        sign_in(client, town.cast.anna)
    page = client.get("/plein/", headers={"if-none-match": tag})
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert town.questions("/plein/", tag)[0] == 304


@pytest.mark.parametrize("tag", ["*", '"another"', 'W/"another"', '"a", "b"', "nonsense"])
def test_other_tags_go_the_long_way(town: Town, tag: str) -> None:
    town.known("/plein/")
    assert town.get("/plein/", tag).status_code == (304 if tag == "*" else 200)


def test_a_compressed_page_is_known_by_its_own_tag(town: Town) -> None:
    tag = str(town.get("/plein/", **{"accept-encoding": "gzip"})["ETag"])
    assert tag.startswith("W/")
    town.get("/plein/", tag)
    assert town.is_short("/plein/", tag)


def test_only_so_many_pages_are_remembered(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "REMEMBERED", 2)
    tags = [town.known(path) for path in PAGES[:3]]
    assert town.is_short(PAGES[2], tags[2])
    assert town.questions(PAGES[0], tags[0])[1] > 1
    assert isinstance(town.get(PAGES[0], tags[0]), HttpResponseNotModified)


def test_a_page_of_one_person_is_not_remembered(town: Town) -> None:
    town.known("/plein/")
    for path in ("/plein/vraag/", "/zoeken/?q=ladder", "/bestaat-niet/"):
        town.get(path, '"some"')
    with opened(town.community):
        remembered = {page[2] for page in connections["default"].unchanged_pages}
    assert "/plein/" in remembered
    assert not remembered & {"/plein/vraag/", "/zoeken/", "/bestaat-niet/"}
    assert settings.SESSION_COOKIE_NAME not in repr(remembered)
