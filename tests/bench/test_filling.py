"""The filler of the measurements leaves what placing leaves, so that a measured town is a real one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from bench import filling
from wijkplein.delen.square.actions import Draft, place_post
from wijkplein.delen.square.models import Post, Publication, Reply
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.search.index import index_thing
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.verbs.models import Deed

pytestmark = pytest.mark.django_db
# What belongs to one placing: ids, codes and moments.
OWN = {
    "post": {"id", "uuid", "reference", "created_at", "published_at", "sequence", "card"},
    "publication": {"id", "post_uuid"},
    "receipt": {"id", "uuid", "words_mark", "secret_mark", "about_id", "created_at", "closed_at"},
    "deed": {"id", "uuid", "about_id", "at", "told_at"},
    "entry": {"order", "about_id"},
}


def columns(row: models.Model, own: set[str]) -> dict[str, Any]:
    return {each.attname: getattr(row, each.attname) for each in row._meta.fields if each.name not in own}


def rows_about(post: Post) -> dict[str, models.Model]:
    return {
        "post": post,
        "publication": Publication.objects.get(post_uuid=post.uuid),
        "receipt": Receipt.objects.get(about_id=post.uuid),
        "deed": Deed.objects.get(about_id=post.uuid, verb="posts.place"),
        "entry": SearchEntry.objects.get(kind="post", about_id=post.uuid),
    }


@pytest.mark.parametrize("number", [0, 1, 17])
def test_a_filled_post_has_the_rows_of_a_placed_one(number: int) -> None:
    place = filling.settle_in()
    before = filling.rows_of(number, place)
    filling.save([before])
    filled = Post.objects.get(pk=before.post.pk)
    draft = Draft(filled.kind, filled.title, filled.text, author_name=filled.author_name)
    placed = place_post(by=filled.author, area=filled.area, draft=draft, author=filled.author).post
    placed.refresh_from_db()
    index_thing(placed)
    ours, theirs = rows_about(filled), rows_about(placed)
    for name, own in OWN.items():
        assert columns(ours[name], own) == columns(theirs[name], own), name
    assert (ours["receipt"].closed_at is None) == (theirs["receipt"].closed_at is None)


def test_a_card_that_was_rendered_before_is_the_card_of_its_own_post() -> None:
    place = filling.settle_in()
    first, again = (filling.rows_of(number, place).post for number in (3, 3 + filling.VARIANTS))
    assert first.uuid != again.uuid
    assert again.card.replace(str(again.uuid), str(first.uuid)) == first.card
    assert str(first.uuid) not in again.card


def test_the_order_of_the_index_is_the_order_of_the_moments() -> None:
    place = filling.settle_in()
    rows = [filling.rows_of(number, place) for number in range(3)]
    filling.save(rows)
    assert all(each.entry.order == (each.post.published_at - filling.EPOCH) // filling.MICROSECOND for each in rows)


def test_a_filled_town_has_a_post_with_twenty_answers() -> None:
    answered = filling.fill(7)
    assert Post.objects.public().count() == 7
    assert answered.reply_count == Reply.objects.public().filter(post=answered).count() == filling.REPLIES
    assert f"{filling.REPLIES} reacties" in Post.objects.get(pk=answered.pk).card


def test_the_post_that_is_placed_after_filling_stands_on_top() -> None:
    filling.fill(3)
    known = Post.objects.exclude(author=None).first()
    placed = place_post(
        by=known.author, area=known.area, draft=Draft("question", "Ladder", "Wie heeft er een?"), author=known.author
    ).post
    assert placed.sequence == max(Post.objects.values_list("sequence", flat=True)) > 3
