"""What every answer of the walk must have and must not do: bars S5, S9, PR12, PR14."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client

from tests.bars.crawl import Answer, Crawl
from wijkplein.foundation.look.assets import style_hash

pytestmark = pytest.mark.timeout(240)

# PR12 and PR14: pages that show another person's things, and why that is no list of residents.
# A worklist shows what waits for this desk, at most fifty; the others show one matter.
WORKLISTS = {
    "square:care": "what waits for a connector, by the first name somebody chose to show",
    "people:team": "colleagues with a role, for who gives roles",
    "signing_in:way_back": "colleagues whose second step was lost",
    "people:roster": "colleagues with duty, for who plans it",
    "people:organisation": "colleagues of one organisation, for who looks after the team",
    "people:acting": "who said that this colleague may write for her, by first name",
    "notices:letters": "letters that wait; links only, names stand on the letter",
}
MOST = 50
PRIVATE_COOKIES = {"sessionid"}


# S5


# What a look itself leaves: the access record of one matter (reliability.md S5 leaves the access log out).
LOOKS = {
    ("receipts:call", "verbs_deed"): "the deed that somebody on duty looked at the number",
    ("notices:mail", "verbs_deed"): "the deed that somebody opened the mail",
    ("notices:mail", "notices_mailin"): "when it was first opened, so that two do not answer it",
}


def changed(answers: list[Answer]) -> list[str]:
    """Answers to GET, HEAD or OPTIONS underneath which something was written, but for the read log and sessions."""
    aside = {"privacy_readentry", "django_session", "wijkplein_cache"}
    return sorted(
        {
            f"{each.method} {each.page}: {table}"
            for each in answers
            for table in each.wrote
            if table not in aside and (each.page, table) not in LOOKS
        }
    )


def test_looking_changes_nothing(crawl: Crawl) -> None:
    """Bar S5: no row of any table but the read log, sessions and the cache, whoever looks."""
    assert changed(crawl.answers) == []
    after_looks = {table for _page, table in LOOKS}
    assert {name for name in crawl.before if crawl.before[name] != crawl.after[name]} - after_looks == set()


def test_a_get_that_writes_is_found(crawl: Crawl) -> None:
    """The control, both for the ears and for the mark."""
    writer = dataclasses.replace(crawl.answers[0], wrote=["square_post"])
    assert changed([writer])
    assert hash(("a",)) != hash(("b",))
    assert len(crawl.before) > 30


# S9


Alike = frozenset[tuple[str, str]]


def for_everybody(answers: list[Answer]) -> Alike:
    """Path and body of what visitors get without a cookie: who gets the very same may keep it as well."""
    ok = (each for each in answers if each.who == "visitor" and each.method == "GET" and each.status == 200)
    return frozenset((each.path, each.body) for each in ok if not each.cookies)


def bare(answer: Answer, alike: Alike = frozenset()) -> list[str]:
    """What is missing or wrong in the headers of one answer."""
    head = {name.lower(): value for name, value in answer.headers.items()}
    csp = head.get("content-security-policy", "")
    wrong = {
        "no CSP": not csp,
        "unsafe CSP": "unsafe-" in csp or "*" in csp,
        "frame-ancestors": "frame-ancestors 'none'" not in csp,
        "default-src": "default-src 'none'" not in csp,
        "HSTS": not re.search(r"max-age=\d{8}", head.get("strict-transport-security", "")),
        "nosniff": head.get("x-content-type-options") != "nosniff",
        "referrer": head.get("referrer-policy") not in ("same-origin", "no-referrer"),
        "COOP": head.get("cross-origin-opener-policy") != "same-origin",
        "no-store": is_personal(answer, alike) and "no-store" not in head.get("cache-control", ""),
        "public": is_personal(answer, alike) and "public" in head.get("cache-control", ""),
        "cookie": any(not is_strict(cookie) for cookie in answer.cookies.values()),
    }
    return [name for name, found in wrong.items() if found]


def is_personal(answer: Answer, alike: Alike) -> bool:
    """For a person who is signed in and not the same as for visitors, with a cookie, or with a code in its address."""
    files = {"static", "sheet", "robots", "security_txt"}
    signed_in = answer.who != "visitor" and answer.page not in files and (answer.path, answer.body) not in alike
    return signed_in or bool(answer.cookies) or answer.path.startswith(("/v/", "/volgkaartje/", "/stop/"))


def is_strict(cookie: Any) -> bool:
    """A name only this host can set, out of reach of scripts and other sites."""
    prefix = cookie.key.startswith("__Host-") or (cookie.key.startswith("__Secure-kaartje") and cookie["path"])
    return bool(prefix and cookie["secure"] and cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict"))


def test_headers_of_every_answer(crawl: Crawl) -> None:
    """Bar S9, for every page, redirect, refusal, PDF, photo and file of the walk."""
    alike = for_everybody(crawl.answers)
    found = {
        f"{name}: {each.page} {each.status} {each.who} {each.method}"
        for each in crawl.answers
        for name in bare(each, alike)
    }
    assert sorted(found) == []


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/bestaat-niet/", "testserver", 404),
        ("/", "vreemd.test", 421),
        ("/static/bestaat-niet.css", "testserver", 404),
        ("/?q=%00", "testserver", 400),
        ("/plein/vraag/", "testserver", 403),
    ],
)
def test_headers_of_refusals(db: None, path: str, host: str, status: int) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    send = client.post if status == 403 else client.get
    response = send(path, secure=True, headers={"host": host})
    assert response.status_code == status
    assert bare(_answer(response)) == []


def test_headers_of_a_broken_page(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("geheim")

    monkeypatch.setattr("wijkplein.delen.square.views.looking._list", broken)
    response = Client(raise_request_exception=False).get("/plein/", secure=True)
    assert response.status_code == 500
    assert b"geheim" not in response.content
    assert bare(_answer(response)) == []


def _answer(response: Any) -> Answer:
    return Answer("visitor", "GET", "/", "x", response.status_code, dict(response.headers), dict(response.cookies), "")


@pytest.mark.parametrize(
    "gone",
    [
        "Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy",
        "Cross-Origin-Opener-Policy", "Cache-Control",
    ],
)  # fmt: skip
def test_a_missing_header_is_found(crawl: Crawl, gone: str) -> None:
    """The controls."""
    good = next(
        each for each in crawl.answers if each.page == "people:mine" and each.who == "zoe" and each.method == "GET"
    )
    assert bare(good) == []
    assert bare(
        dataclasses.replace(good, headers={name: value for name, value in good.headers.items() if name != gone})
    )
    weak = {
        **good.headers,
        "Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'",
    }
    assert "unsafe CSP" in bare(dataclasses.replace(good, headers=weak))


def test_cookies_are_strict(crawl: Crawl) -> None:
    """Some page set one, so that nought wrong means something."""
    names = {cookie.key for each in crawl.answers for cookie in each.cookies.values()}
    assert settings.CSRF_COOKIE_NAME in names
    assert all(name.startswith(("__Host-", "__Secure-")) for name in names)


def test_the_framework_has_no_complaints(settings: Any) -> None:
    """`check --deploy` is clean, and the one style in the page goes by its hash."""
    settings.SECURE_SSL_REDIRECT = True  # as it really is; the suite's clients speak http
    assert [
        str(each) for each in run_checks(include_deployment_checks=True) if each.level >= 30 and not each.is_silenced()
    ] == []
    assert style_hash().startswith("'sha256-")


# PR12


def unlogged(crawl: Crawl, answers: list[Answer]) -> list[str]:
    """Sealed things of somebody else that a request looked at without a line in the read log."""
    mine = {name: crawl.town.cast.named(name) for name in ("zoe", "carla", "piet", "mo")}
    found = set()
    for answer in answers:
        own = ("people.person", getattr(mine.get(answer.who), "pk", None))
        others = {name for name, pk in answer.opened if (name.rpartition(".")[0], pk) != own}
        if others and not answer.reads:
            found.add(f"{answer.page}: {', '.join(sorted(others))}")
    return sorted(found)


def test_every_look_at_somebody_is_logged(crawl: Crawl) -> None:
    """Bar PR12."""
    assert unlogged(crawl, crawl.answers) == []


def test_an_unlogged_look_is_found(crawl: Crawl) -> None:
    """The control: the same answers, had the log not been written."""
    silent = [dataclasses.replace(each, reads=0) for each in crawl.answers if each.opened]
    assert [each for each in unlogged(crawl, silent) if each.startswith("receipts:call")]
    assert [each for each in unlogged(crawl, silent) if each.startswith("notices:mail:")]


# PR14


def crowds(crawl: Crawl, answers: list[Answer]) -> list[str]:
    """Pages that show more than one other person's P2 data and are no worklist, or a worklist that is too long."""
    found = set()
    for answer in answers:
        shown = [each for each in crawl.town.canaries if each.how != "year" and each.in_text(answer.text)]
        people = {
            each.owner or each.name.rpartition(".")[0]
            for each in shown
            if "(" not in each.name and each.owner != answer.who
        }
        if len(people) > (MOST if answer.page in WORKLISTS else 1):
            found.add(f"{answer.who} {answer.page}: {sorted(people)}")
    return sorted(found)


def test_no_page_lists_residents(crawl: Crawl) -> None:
    """Bar PR14."""
    assert crowds(crawl, crawl.answers) == []


def test_a_list_of_residents_is_found(crawl: Crawl) -> None:
    """The control: two numbers on one page."""
    marks = [each.mark for each in crawl.town.canaries if each.name == "people.person.last_name"]
    listing = dataclasses.replace(crawl.answers[0], page="home", body=" ".join(marks[:2]))
    assert crowds(crawl, [listing])
