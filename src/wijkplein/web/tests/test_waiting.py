"""The work table: what waits, for the own areas only (job EPE-04)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.signing_in import sign_in
from wijkplein.delen.square.actions import Draft, hide, object_to, place_post, report
from wijkplein.delen.square.models import Post
from wijkplein.foundation.receipts.actions import CallWish, ask_call_back
from wijkplein.foundation.receipts.lookup import holding
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.web.tests.makers import put_post
from wijkplein.web.waiting import waiting_for

pytestmark = pytest.mark.job("EPE-04")


def counts(person: Any) -> dict[str, int]:
    return {each.pile.name: each.count for each in waiting_for(person) if each.count}


def something_waits(cast: Any, area: Any) -> None:
    place_post(by=VISITOR, area=area, draft=Draft("question", "Wie weet dit?", "Iets"), author=None)
    ask_call_back(by=VISITOR, area=area, wish=CallWish(name="Ria", phone="0612345678"))
    report(by=VISITOR, message=put_post(cast, area=area), reason="other")


def test_each_pile_counts_what_waits_in_the_own_area(cast: Any) -> None:
    something_waits(cast, cast.area)
    something_waits(cast, cast.other_area)
    assert counts(cast.carla) == {"calls": 1, "posts": 1, "reports": 1}
    assert counts(cast.mo) == {"calls": 2, "posts": 2, "reports": 2}


def test_what_is_over_time_comes_first(cast: Any) -> None:
    something_waits(cast, cast.area)
    Receipt.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    first = waiting_for(cast.carla)[0]
    assert first.pile.name == "late"
    assert first.count >= 2


def test_every_pile_leads_to_its_own_list(cast: Any, client: Client) -> None:
    sign_in(client, cast.mo)
    for each in waiting_for(cast.mo):
        assert client.get(each.url).status_code == 200, each.pile.name


def test_the_pile_over_time_and_its_list_hold_the_same(cast: Any, client: Client) -> None:
    for area in (cast.area, cast.other_area):
        something_waits(cast, area)
    Receipt.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    for person in (cast.carla, cast.mo):
        pile = waiting_for(person)[0]
        sign_in(client, person)
        page = client.get(pile.url).content.decode()
        assert page.count('<th scope="row">') == pile.count > 0


def test_all_piles_are_counted_in_one_query(cast: Any) -> None:
    something_waits(cast, cast.area)
    with CaptureQueriesContext(connection) as queries:
        waiting_for(cast.carla)
    assert len([query for query in queries if "UNION ALL" in query["sql"]]) == 1


def test_the_page_links_to_where_it_is_done(cast: Any, client: Client) -> None:
    something_waits(cast, cast.area)
    sign_in(client, cast.carla)
    page = client.get("/werktafel/").content.decode()
    assert "/terugbellen/molenrij-oost/" in page
    assert "/plein/verzorgen/molenrij-oost/" in page
    assert "Ria" not in page


def test_no_cache_keeps_it(cast: Any, client: Client) -> None:
    sign_in(client, cast.carla)
    assert "no-store" in client.get("/werktafel/").headers["Cache-Control"]


def test_a_neighbour_has_no_work_table(cast: Any, client: Client) -> None:
    sign_in(client, cast.bram)
    assert client.get("/werktafel/").status_code == 403


def test_the_extra_word_in_the_menu_is_for_who_works_here(cast: Any, client: Client) -> None:
    sign_in(client, cast.bram)
    assert "Werktafel" not in client.get("/over/").content.decode()
    sign_in(client, cast.carla)
    assert "Werktafel" in client.get("/over/").content.decode()


def test_an_objection_is_counted_for_whoever_may_decide_it(cast: Any, client: Client) -> None:
    post = put_post(cast, area=cast.area)
    hide(by=cast.carla, message=post, reason="unkind")
    object_to(by=holding(Receipt.objects.get(about_id=post.uuid)), message=post, text="Zo bedoelde ik het niet.")
    assert "objections" not in counts(cast.carla)
    assert counts(cast.marieke)["objections"] == 1
    for person in (cast.carla, cast.marieke):
        sign_in(client, person)
        page = client.get("/plein/verzorgen/molenrij-oost/").content.decode()
        assert ("Kijk er opnieuw naar" in page) == ("objections" in counts(person))


def test_who_wrote_it_does_not_decide_on_the_objection_either(cast: Any) -> None:
    post = put_post(cast, area=cast.area)
    Post.objects.update(author=cast.carla)
    post.refresh_from_db()
    hide(by=cast.marieke, message=post, reason="unkind")
    object_to(by=cast.carla, message=post, text="Zo bedoelde ik het niet.", holder=cast.carla)
    assert "objections" not in counts(cast.carla)
    assert counts(cast.mo)["objections"] == 1
