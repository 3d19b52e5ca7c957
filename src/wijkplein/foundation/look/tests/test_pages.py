"""Error pages, the community's sheet, the menu, and what the first view weighs."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from wijkplein.foundation.community.brand import Brand
from wijkplein.foundation.look import assets, context, errors, gallery, middleware, navigation, views

ERRORS = sorted(path.stem for path in (Path(assets.__file__).parent / "templates/look/errors").glob("[0-9]*.html"))


@pytest.mark.parametrize("code", ["421", "500", "503"])
def test_a_page_for_when_nothing_works_needs_no_community_and_no_request(code: str) -> None:
    page = render_to_string(f"look/errors/{code}.html")
    assert page.count("<h1") == 1
    assert '<html lang="nl">' in page
    assert "<style>" in page
    assert '<link rel="stylesheet"' not in page
    assert "<script" not in page


def test_the_503_page_gives_the_telephone_number() -> None:
    page = render_to_string("look/errors/503.html", {"name": "Mijn Molenrij", "phone": "0000 - 12 34 56"})
    assert "Mijn Molenrij" in page
    assert "0000 - 12 34 56" in page


@pytest.mark.parametrize("code", ERRORS)
def test_every_error_page_says_what_happened_and_shows_a_way_on(code: str) -> None:
    page = render_to_string(f"look/errors/{code}.html", {"request": RequestFactory().get("/x/"), "brand": Brand()})
    text = re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1])
    assert page.count("<h1") == 1
    assert "!" not in text
    assert any(word in text for word in ("probeer", "Probeer", "bel", "Bel", "vraag", "Ga een stap terug"))


def test_a_refusal_shows_the_reason_of_the_policy_and_escapes_it() -> None:
    class No(Exception):
        reason = "Alleen wie de vraag stelde, kan hem sluiten. <b>"

    response = errors.not_permitted(RequestFactory().get("/x/"), No())
    assert response.status_code == 403
    assert "Alleen wie de vraag stelde" in response.content.decode()
    assert "<b>." not in response.content.decode()
    assert "&lt;b&gt;" in response.content.decode()


def test_the_500_page_is_made_without_context_processors() -> None:
    response = errors.server_error(RequestFactory().get("/x/"))
    assert response.status_code == 500
    assert "ging bij ons iets mis" in response.content.decode()


def sheet(digest: str, **headers: str) -> HttpResponse:
    return views.sheet(RequestFactory().get(f"/thema/{digest}.css", **headers), digest=digest)  # type: ignore[return-value]


def test_the_sheet_is_kept_a_year_under_its_own_address_and_never_under_another() -> None:
    seed = Brand().seed
    digest = assets.stylesheet_digest(seed)
    fresh, stale = sheet(digest), sheet("0" * 16)
    assert "immutable" in fresh["Cache-Control"]
    assert stale["Cache-Control"] == "no-cache"
    assert fresh.content == stale.content == assets.stylesheet(seed)
    assert sheet(digest, HTTP_IF_NONE_MATCH=fresh["ETag"]).status_code == 304
    zipped = sheet(digest, HTTP_ACCEPT_ENCODING="gzip, br")
    assert gzip.decompress(zipped.content) == fresh.content
    assert "Accept-Encoding" in zipped["Vary"]


def test_a_gallery_seed_has_its_own_sheet() -> None:
    sheets = {sheet(assets.stylesheet_digest(seed)).content for _, seed in gallery.SEEDS.values()}
    assert len(sheets) == len(gallery.SEEDS)


def answered(view: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    return middleware.first_screen_style(view)(request)


def test_the_policy_allows_exactly_the_style_that_stands_in_the_page() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(render_to_string("look/base.html", {"request": request, "brand": Brand(seed="#8A2BE2")}))

    response = answered(page, RequestFactory().get("/"))
    style = re.search(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert response._csp_update == {"style-src": [f"'sha256-{digest}'"]}  # type: ignore[attr-defined]


def test_an_answer_that_is_no_page_gets_no_allowance() -> None:
    response = answered(lambda request: HttpResponse("{}", content_type="application/json"), RequestFactory().get("/"))
    assert not hasattr(response, "_csp_update")


def test_the_first_screen_fits_in_the_first_packets() -> None:
    """performance.md goal 18: HTML and critical CSS together at most 14 KB compressed, with a full gallery header."""
    context = gallery.page() | {"request": RequestFactory().get("/")}
    page = render_to_string("look/gallery.html", context)
    first = page.split("</section>")[0]
    assert len(gzip.compress(first.encode(), 6)) <= 9_000


def test_the_menu_shows_only_pages_that_exist_and_holds_five_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_main", {})
    navigation.add_main("Bouwstenen", "gallery", order=2)
    navigation.add_main("Nergens", "not-built-yet", order=1)
    links = navigation.main_links("/ui/")
    assert [(link.label, link.current) for link in links] == [("Bouwstenen", True)]
    for number in range(3):
        navigation.add_main(f"Woord {number}", f"word-{number}", order=number)
    with pytest.raises(ValueError, match="at most 5"):
        navigation.add_main("Te veel", "sixth", order=9)


def test_a_page_names_its_language_has_a_skip_link_and_help_before_the_footer() -> None:
    brand = Brand(name="Mijn Molenrij", phone="0000 - 12 34 56")
    page = render_to_string("look/base.html", {"request": RequestFactory().get("/"), "brand": brand})
    assert '<html lang="nl"' in page
    assert (
        page.index('href="#inhoud"')
        < page.index("<header")
        < page.index("<main")
        < page.index("wp-help")
        < page.index("<footer")
    )
    assert 'id="inhoud"' in page
    assert "tel:0000123456" in page


def test_your_own_badge_needs_your_cookie(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    class Anna:
        first_name, large_print, is_authenticated = "Anna", True, True

        def all_role_names(self) -> frozenset[str]:
            return frozenset()

    monkeypatch.setattr(navigation, "_own", ["gallery"])
    request = RequestFactory().get("/")
    request.user = Anna()  # type: ignore[assignment]
    assert "me" not in context.house(request)
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"  # type: ignore[attr-defined]
    known = context.house(request)
    assert known["me"].name == "Anna"
    assert known["letters"] == "groot"
    page = render_to_string("look/base.html", known | {"request": request})
    assert 'data-letters="groot"' in page
    assert "Inloggen" not in page


def test_a_visitor_is_invited_to_sign_in_only_where_that_page_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    request = RequestFactory().get("/")
    for names, wanted in (([], False), (["not-built-yet"], False), (["gallery"], True)):
        monkeypatch.setattr(navigation, "_own", names)
        page = render_to_string("look/base.html", context.house(request) | {"request": request})
        assert ("Inloggen" in page) is wanted
