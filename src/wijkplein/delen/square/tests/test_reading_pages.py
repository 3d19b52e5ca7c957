"""Reading the square: exact queries, 304, keyset, filters, nothing personal in what is shared."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wijkplein.delen.square.actions import hide
from wijkplein.delen.square.cards import render_card
from wijkplein.delen.square.models import HideReason, Post
from wijkplein.delen.square.tests.browsing import Browser, signed_in
from wijkplein.delen.square.tests.makers import make_post, make_reply


def queries_of(browser, url, **headers):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = browser.get(url, headers=headers or None)
    return len(asked), answer


def make_many(cast, number):
    """So many posts in one go, as an import makes them."""
    first = make_post(cast)
    start = first.sequence + 1
    posts = [
        Post(
            kind="news",
            title=f"Nieuws {n}",
            text="Er is weer koffie.",
            area=cast.area,
            reference=f"X{n:06}",
            sequence=start + n,
            published_at=first.published_at,
            expires_on=first.expires_on,
        )
        for n in range(number - 1)
    ]
    for post in posts:
        post.card = first.card.replace("ladder", post.title)
    Post.objects.bulk_create(posts)


@pytest.mark.parametrize("number", [1, 1000])
def test_the_town_takes_two_queries_however_much_there_is(cast, number):
    make_many(cast, number)
    asked, answer = queries_of(Browser(), "/plein/")
    assert answer.status_code == 200
    assert asked == 2


@pytest.mark.parametrize("number", [1, 1000])
def test_an_area_takes_two_queries_however_much_there_is(cast, number):
    make_many(cast, number)
    asked, answer = queries_of(Browser(), f"/plein/{cast.area.slug}/?soort=nieuws")
    assert answer.status_code == 200
    assert asked == 2


@pytest.mark.parametrize("number", [1, 1000])
def test_who_signed_in_costs_two_more_for_session_and_person(cast, number):
    make_many(cast, number)
    asked, answer = queries_of(signed_in(cast.bram), "/plein/")
    assert answer.status_code == 200
    assert asked == 4


@pytest.mark.parametrize("number", [0, 30])
def test_a_post_takes_two_queries_however_many_replies(cast, number):
    post = make_post(cast)
    for _ in range(number):
        make_reply(cast, post)
    asked, answer = queries_of(Browser(), post.get_absolute_url())
    assert answer.content.decode().count("kom maar langs") == number
    assert asked == 2


def test_an_unchanged_post_takes_one_query(cast):
    post, browser = make_post(cast), Browser()
    etag = browser.get(post.get_absolute_url())["ETag"]
    asked, answer = queries_of(browser, post.get_absolute_url(), if_none_match=etag)
    assert (answer.status_code, asked) == (304, 1)


def test_a_reply_makes_the_post_another_page(cast):
    post, browser = make_post(cast), Browser()
    etag = browser.get(post.get_absolute_url())["ETag"]
    make_reply(cast, post)
    assert browser.get(post.get_absolute_url(), headers={"if-none-match": etag}).status_code == 200


def test_a_hidden_post_is_gone_at_once_for_who_had_it(cast):
    post, browser = make_post(cast), Browser()
    etag = browser.get(post.get_absolute_url())["ETag"]
    hide(by=cast.carla, message=post, reason=HideReason.UNKIND)
    assert browser.get(post.get_absolute_url(), headers={"if-none-match": etag}).status_code == 404


def test_an_unchanged_list_is_304(cast):
    make_post(cast)
    browser = Browser()
    etag = browser.get("/plein/")["ETag"]
    assert browser.get("/plein/", headers={"if-none-match": etag}).status_code == 304
    make_post(cast, text="Wie heeft een kruiwagen?")
    assert browser.get("/plein/", headers={"if-none-match": etag}).status_code == 200


def test_a_shared_page_sets_no_cookie_and_is_the_same_for_everybody(cast):
    post = make_post(cast)
    for url in ("/plein/", f"/plein/{cast.area.slug}/", post.get_absolute_url(), f"{post.get_absolute_url()}kopieren/"):
        first, second = Browser().get(url), Browser().get(url)
        assert not first.cookies
        assert first.content == second.content
        assert first["Cache-Control"].startswith("public, max-age=0, s-maxage=1")


def test_a_page_of_somebody_who_is_signed_in_is_not_kept(cast):
    post = make_post(cast)
    for url in ("/plein/", post.get_absolute_url()):
        answer = signed_in(cast.anna).get(url)
        assert answer["Cache-Control"] == "no-store"
        assert "ETag" not in answer


def test_the_next_page_starts_after_the_last_one(cast):
    make_many(cast, 25)
    first = Browser().get("/plein/").content.decode()
    assert first.count("<article") == 20
    more = first.split("?na=")[1].split('"')[0]
    second = Browser().get(f"/plein/?na={more}").content.decode()
    assert second.count("<article") == 5


@pytest.mark.parametrize("bad", ["na=", "na=x", "na=-1", "na=9" + "9" * 30, "na=1.5", "soort=verdacht"])
def test_an_address_nobody_gave_is_not_there(cast, bad):
    assert Browser().get(f"/plein/?{bad}").status_code == 404


def test_the_filter_shows_one_kind(cast):
    make_post(cast, text="Wie heeft een ladder?")
    make_post(cast, kind="thanks", text="Dank voor de soep.")
    page = Browser().get("/plein/?soort=dank").content.decode()
    assert "soep" in page
    assert "ladder" not in page


def test_a_town_shows_what_its_neighbourhoods_say_and_not_the_other_way_round(cast):
    make_post(cast)
    assert "ladder" in Browser().get("/plein/molenrij/").content.decode()
    assert "ladder" not in Browser().get(f"/plein/{cast.other_area.slug}/").content.decode()


def test_an_empty_square_says_what_you_can_do(cast):
    assert "Hier begint het plein" in Browser().get("/plein/").content.decode()


def test_what_somebody_wrote_is_text_and_nothing_else(cast):
    post = make_post(cast, text="<script>alert(1)</script> & <b>dik</b>")
    make_reply(cast, post, text="<img src=x onerror=alert(1)>")
    for url in ("/plein/", post.get_absolute_url()):
        page = Browser().get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_search_engines_are_kept_out(cast):
    assert (
        '<meta name="robots" content="noindex">' in Browser().get(make_post(cast).get_absolute_url()).content.decode()
    )


def test_the_short_address_leads_to_the_post(cast):
    post = make_post(cast)
    assert Browser().get(f"/p/{post.reference.lower()}/")["Location"] == post.get_absolute_url()
    assert Browser().get("/p/X0000/").status_code == 404


@pytest.mark.job("MOP-16")
def test_the_copy_has_text_and_link_and_no_name(cast):
    post = make_post(cast, author_name="Truus")
    page = Browser().get(f"{post.get_absolute_url()}kopieren/").content.decode()
    assert f"/p/{post.reference}/" in page
    assert post.text in page
    assert "Truus" not in page


def test_a_card_says_the_same_to_everybody(cast):
    post = make_post(cast)
    before = post.card
    render_card(post)
    assert post.card == before
    assert "vandaag" not in before
