"""Two towns never cross: not in rows, callbacks, cache, files, signatures or sessions (design.md section 5)."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.signing import BadSignature
from django.db import connection, connections, transaction

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community import binding
from wijkplein.foundation.community.binding import close_pool, current, opened
from wijkplein.foundation.community.errors import NoCommunity, WrongCommunity
from wijkplein.foundation.community.signing import signer

THREADS = 8
SWITCHES = 300  # each thread: 2,400 in all


@pytest.fixture(scope="module")
def pair(towns: Any, django_db_blocker: Any) -> Iterator[list[Any]]:
    """Three towns, of which one on the other engine where PostgreSQL runs."""
    with django_db_blocker.unblock():
        yield [towns.make(slug) for slug in ("kruis-a", "kruis-b")] + [towns.make("kruis-c", engine="sqlite")]
        for town in ("kruis-a", "kruis-b", "kruis-c"):
            binding.close_town(town)


class Switcher:
    """One thread's work: jump between towns, and in each write, call back, cache and fail."""

    def __init__(self, communities: list[Any], seed: int) -> None:
        self.communities = communities
        self.random = random.Random(seed)
        self.seed = seed
        self.leaks: list[str] = []

    def run(self) -> None:
        try:
            for number in range(SWITCHES):
                self.visit(self.random.choice(self.communities), number)
        finally:
            close_pool()

    def visit(self, community: Any, number: int) -> None:
        with opened(community):
            name = f"{community.slug}:{self.seed}:{number}"
            self.write_with_callback(community, name)
            self.fail_half_way(name)
            key = f"last-{self.seed}"
            cache.set(key, community.slug)
            if cache.get(key) != community.slug:
                self.leaks.append(f"cache {name}")
            if Area.objects.exclude(name__startswith=community.slug).exists():
                self.leaks.append(f"row {name}")

    def write_with_callback(self, community: Any, name: str) -> None:
        seen: list[str] = []
        with transaction.atomic():
            Area.objects.create(name=name, slug=name.replace(":", "-"), kind="own")
            transaction.on_commit(lambda: seen.append(current().slug))
        if seen != [community.slug]:
            self.leaks.append(f"callback {name} {seen}")

    def fail_half_way(self, name: str) -> None:
        with suppress(ZeroDivisionError), transaction.atomic():
            Area.objects.create(name=f"wrong:{name}", slug=f"wrong-{name.replace(':', '-')}", kind="own")
            raise ZeroDivisionError


def leaks_of(communities: list[Any]) -> list[str]:
    """What eight threads find when they jump between these towns."""
    switchers = [Switcher(communities, seed) for seed in range(THREADS)]
    threads = [threading.Thread(target=switcher.run) for switcher in switchers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [leak for switcher in switchers for leak in switcher.leaks]


@pytest.mark.slow
def test_2400_switches_over_eight_threads_leak_nothing(pair: list[Any]) -> None:
    assert leaks_of(pair) == []
    for community in pair:
        with opened(community):
            names = set(Area.objects.values_list("name", flat=True))
            assert names
            assert all(name.startswith(community.slug) for name in names)


def test_a_seeded_leak_is_caught(towns: Any, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any) -> None:
    """The control: when every town gets the first town's file, the switcher says so."""
    with django_db_blocker.unblock():
        communities = [towns.make(slug, engine="sqlite") for slug in ("lek-a", "lek-b")]
        honest = binding.connection_settings
        monkeypatch.setattr(
            binding,
            "connection_settings",
            lambda town: {**honest(town), "NAME": str(communities[0].database)},
        )
        switcher = Switcher(communities, seed=1)
        visits = list(enumerate(communities * 2))
        thread = threading.Thread(target=lambda: [switcher.visit(town, number) for number, town in visits])
        thread.start()
        thread.join()
    assert any(leak.startswith("row") for leak in switcher.leaks)


def test_no_community_no_query(django_db_blocker: Any) -> None:
    caught: list[BaseException] = []

    def ask() -> None:
        try:
            Area.objects.exists()
        except NoCommunity as error:
            caught.append(error)

    with django_db_blocker.unblock():
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert caught


def test_a_connection_refuses_another_town(pair: list[Any], django_db_blocker: Any) -> None:
    first, second, _third = pair
    with django_db_blocker.unblock(), opened(first):
        wrapper = connections["default"]
        wrapper.ensure_connection()
        with opened(second), pytest.raises(WrongCommunity):
            wrapper.cursor()


def test_a_transaction_left_open_does_not_survive(pair: list[Any], django_db_blocker: Any) -> None:
    first, _second, third = pair
    with django_db_blocker.unblock():
        for community in (first, third):
            with opened(community):
                block = transaction.atomic()
                block.__enter__()
                Area.objects.create(name=f"{community.slug}:open", slug="open", kind="own")
            with opened(community):
                assert not Area.objects.filter(slug="open").exists()
                assert not connection.in_atomic_block


def test_a_signature_of_one_town_is_a_stranger_in_the_next(pair: list[Any]) -> None:
    first, second, _third = pair
    with opened(first):
        token = signer("sign-in").sign("anna")
        assert signer("sign-in").unsign(token) == "anna"
        with pytest.raises(BadSignature):
            signer("other purpose").unsign(token)
    with opened(second), pytest.raises(BadSignature):
        signer("sign-in").unsign(token)


def test_files_stand_with_their_town(pair: list[Any]) -> None:
    first, second, _third = pair
    with opened(first):
        name = default_storage.save("proof.txt", ContentFile(b"a"))
        assert (first.media / name).read_bytes() == b"a"
    with opened(second):
        assert not default_storage.exists(name)


def test_content_types_are_not_remembered_across_towns(pair: list[Any], django_db_blocker: Any) -> None:
    """Django remembers their ids per alias, and every town has the alias `default`."""
    first, second, _third = pair
    with django_db_blocker.unblock():
        with opened(first):
            ContentType.objects.get_for_model(Area)
        with opened(second), pytest.raises(KeyError):
            ContentType.objects._get_from_cache(Area._meta)  # type: ignore[attr-defined]  # what Django looks in first
