"""`act`: one transaction, one deed, and the policy asked at the moment of writing."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.cast import Cast
from wijkplein.delen.square.models import Post, PostKind
from wijkplein.delen.square.policy import Posts
from wijkplein.foundation.community.binding import close_pool, current, opened
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.policy import Receipts
from wijkplein.foundation.verbs.acting import Refused, act
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR
from wijkplein.foundation.verbs.models import Deed

THREADS = 8


def make_post(cast: Cast, **fields: Any) -> Post:
    given = {
        "kind": PostKind.QUESTION,
        "title": "Wie heeft een ladder?",
        "text": "Voor een middag.",
        "area": cast.area,
        "author": cast.anna,
        "reference": f"K{uuid4().hex[:6]}",
        "expires_on": timezone.localdate(),
    }
    return Post.objects.create(**{**given, **fields})


def close(by: Any, post: Post) -> None:
    with act(by, Posts.close, post):
        post.closed_at = timezone.now()
        post.save(update_fields=["closed_at"])


def test_a_deed_says_who_did_what_to_what(cast: Cast) -> None:
    post = make_post(cast)
    close(cast.anna, post)
    deed = Deed.objects.get()
    assert (deed.verb, deed.kind, deed.about_id) == ("posts.close", "post", post.uuid)
    assert (deed.actor, deed.role, deed.area_id) == (cast.anna.uuid, "resident", cast.area.uuid)


def test_a_refusal_has_a_reason_and_leaves_no_deed(cast: Cast) -> None:
    post = make_post(cast)
    with pytest.raises(Refused) as refusal:
        close(cast.bram, post)
    assert "wie het schreef" in refusal.value.reason
    assert not Deed.objects.exists()


def test_a_write_that_fails_leaves_nothing(cast: Cast) -> None:
    post = make_post(cast)
    with suppress(ZeroDivisionError), act(cast.anna, Posts.close, post):
        post.closed_at = timezone.now()
        post.save(update_fields=["closed_at"])
        raise ZeroDivisionError
    post.refresh_from_db()
    assert post.closed_at is None
    assert not Deed.objects.exists()


def test_the_policy_is_asked_again_about_what_stands_in_the_database(cast: Cast) -> None:
    stale = make_post(cast)
    Post.objects.filter(pk=stale.pk).update(closed_at=timezone.now())
    with pytest.raises(Refused, match="al afgerond"):
        close(cast.anna, stale)


def test_something_that_is_gone_is_refused_in_words(cast: Cast) -> None:
    post = make_post(cast)
    Post.objects.all().delete()
    with pytest.raises(Refused, match="niet meer"):
        close(cast.anna, post)


@pytest.mark.parametrize("text", ["Anna de Vries", "06 12345678", "een hele zin", "x" * 80, 3.14])
def test_a_deed_keeps_no_text(cast: Cast, text: Any) -> None:
    with pytest.raises(ValueError, match="never text"), act(cast.anna, Posts.close, make_post(cast), why=text):
        pass


def test_a_visitor_leaves_no_actor(cast: Cast) -> None:
    with act(VISITOR, Posts.place, cast.area) as deed:
        deed.about = make_post(cast, author=None)
    assert Deed.objects.get().actor is None


def test_the_system_does_only_what_is_written_for_it(cast: Cast) -> None:
    post = make_post(cast)
    with act(SYSTEM, Posts.expire, post):
        pass
    with pytest.raises(Refused), act(SYSTEM, Posts.hide, post):
        pass


def test_a_personless_deed_has_no_actor_and_only_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Receipts, "personless", True)
    receipt = Receipt.objects.create(
        words_mark="w", secret_mark="s", kind="post", about_id=uuid4(), area=cast.area, owner_role="connector",
        norm_days=1, due_on=timezone.localdate(), holder=cast.anna,
    )  # fmt: skip
    with act(cast.carla, Receipts.answer, receipt):
        pass
    deed = Deed.objects.get()
    assert deed.actor is None
    assert deed.role == "connector"
    assert (deed.at.hour, deed.at.minute, deed.at.second) == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_eight_people_closing_at_once_leave_one_deed() -> None:
    from tests.people_of_the_cast import make_cast

    post = make_post(make_cast())
    copies = [Post.objects.get(pk=post.pk) for _ in range(THREADS)]
    said: list[str] = []
    start = threading.Barrier(THREADS)
    town = current()

    def run(copy: Post) -> None:
        try:
            with opened(town):
                start.wait()
                try:
                    close(copy.author, copy)
                except Refused as refusal:
                    said.append(refusal.reason)
        finally:
            close_pool()

    threads = [threading.Thread(target=run, args=(copy,)) for copy in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Deed.objects.count() == 1
    assert len(said) == THREADS - 1
    assert all("al afgerond" in sentence for sentence in said)
