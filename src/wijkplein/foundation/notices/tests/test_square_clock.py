"""What the clock does on the square: posts run out, old cards are written anew."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.cast import Cast
from wijkplein.delen.square.cards import CARD_VERSION
from wijkplein.delen.square.models import Post, Reply
from wijkplein.delen.square.notices import expire_old_posts
from wijkplein.delen.square.tests.makers import make_post, make_reply
from wijkplein.foundation.notices.cards import renew_old_cards
from wijkplein.foundation.notices.models import Notice
from wijkplein.foundation.notices.telling import tell_deeds
from wijkplein.foundation.receipts.models import Receipt


def test_a_post_runs_out_the_day_after_its_last_and_its_writer_hears_it(cast: Cast) -> None:
    post = make_post(cast, by=cast.anna)
    Post.objects.update(expires_on=timezone.localdate())
    assert expire_old_posts(timezone.now()) == 0
    tomorrow = timezone.now() + timedelta(days=1)
    assert expire_old_posts(tomorrow) == 1
    assert expire_old_posts(tomorrow) == 0
    assert Receipt.objects.get(about_id=post.uuid).outcome == "expired"
    tell_deeds()
    assert Notice.objects.filter(person=cast.anna, sentence="square_expired").count() == 1


def test_cards_of_an_older_version_are_written_anew_once(cast: Cast) -> None:
    reply = make_reply(cast, make_post(cast, by=cast.anna))
    Post.objects.update(card="oud", card_version=0)
    Reply.objects.filter(pk=reply.pk).update(card="oud", card_version=0)
    assert renew_old_cards(timezone.now()) == 2
    assert renew_old_cards(timezone.now()) == 0
    assert "oud" not in {Post.objects.get().card, Reply.objects.get().card}
    assert set(Post.objects.values_list("card_version", flat=True)) == {CARD_VERSION}
