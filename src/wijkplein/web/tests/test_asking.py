"""From a signal to a question on the square: in other words than the teller's, on one thread, and picked up."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.signing_in import sign_in
from wijkplein.delen.signals.models import Signal, State
from wijkplein.delen.signals.tests.makers import make_signal
from wijkplein.delen.square.actions import Draft
from wijkplein.delen.square.models import Post
from wijkplein.foundation.threads.following import thread_of
from wijkplein.foundation.threads.models import Thread
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.registry import ref_to
from wijkplein.web.actions import ask_the_neighbours

ASKED = {"title": "Wie loopt er 's avonds mee?", "text": "We zoeken buren voor een rondje om het park."}
DRAFT = Draft("question", ASKED["title"], ASKED["text"])


def test_the_director_asks_it_from_the_page_of_the_signal(cast: Any, client: Client) -> None:
    signal = make_signal(cast).signal
    sign_in(client, cast.marieke)
    address = reverse("signal_ask", args=[signal.uuid])
    assert address in client.get(reverse("signals:one", args=[signal.uuid])).content.decode()
    form = client.get(address).content.decode()
    assert form.count(signal.text) == 1  # to read, not in a box to publish
    response = client.post(address, {**ASKED, "show_name": "on"})
    post = Post.objects.get()
    assert (response.status_code, response.headers["Location"]) == (303, post.get_absolute_url())
    assert (post.author, post.author_name, post.is_public) == (cast.marieke, "Marieke", True)
    signal.refresh_from_db()
    assert signal.state == State.QUICK_FIX


def test_the_team_sees_where_it_came_from_and_the_square_does_not(cast: Any, client: Client) -> None:
    signal = make_signal(cast).signal
    post = ask_the_neighbours(by=cast.marieke, signal=signal, draft=DRAFT)
    assert [each.ref for each in thread_of(ref_to(post), cast.marieke)] == [ref_to(signal), ref_to(post)]
    assert [each.ref for each in thread_of(ref_to(post), VISITOR)] == [ref_to(post)]
    page = client.get(post.get_absolute_url()).content.decode()
    assert signal.text not in page
    assert str(signal.uuid) not in page


def test_who_does_not_answer_for_it_cannot_and_nothing_half_stays(cast: Any) -> None:
    signal = make_signal(cast).signal
    with pytest.raises(Refused):
        ask_the_neighbours(by=cast.koen, signal=signal, draft=DRAFT)
    assert not Post.objects.exists()
    assert not Thread.objects.exists()
    assert Signal.objects.get().state == State.NOTICED


@pytest.mark.parametrize(
    "text", ["Er loopt een verdachte man rond, hij kijkt bij alle huizen naar binnen.", "Bel Henk op 06 12345678."]
)
def test_the_word_rules_of_the_square_hold_here_too(cast: Any, client: Client, text: str) -> None:
    signal = make_signal(cast).signal
    sign_in(client, cast.marieke)
    page = client.post(reverse("signal_ask", args=[signal.uuid]), {"title": "Wie weet dit?", "text": text})
    assert page.status_code == 422
    assert not Post.objects.exists()
