"""Which language the house speaks to this browser: the one chosen on it, else the first of the town.

Not guessed from the browser's own settings: a page stays the same for everybody until somebody chooses, and many
telephones of Dutch neighbours are set to English. The choice is kept in a cookie, only after the own act of choosing.
What residents wrote is never translated, only marked with its language. Cards that were stored in Dutch get their few
words of the house (`data-house-words`) in the language of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import escape, unescape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.formats import date_format

from wijkplein.foundation.community.community import Community

Handler = Callable[[HttpRequest], HttpResponse]
COOKIE = "taal"
YEAR = 365 * 24 * 3600  # seconds
NAMES = {"nl": "Nederlands", "en": "English"}  # each in its own language: found by who reads no other
OWN_WORDS = re.compile(r"<[^<>]*\sdata-own-words(?=[\s>])[^<>]*>")
HAS_LANGUAGE = re.compile(r"\slang=")
HOUSE_WORDS = re.compile(r'(<\w+\b[^<>]*\sdata-house-words(?:="(\d+) ([^"]*)")?(?=[\s>])[^<>]*>)([^<]*)')
DAY = re.compile(r'\sdatetime="(\d{4}-\d\d-\d\d)"')


def languages_of(community: Community | None) -> list[str]:
    """The languages this town speaks, its own first. Never empty."""
    wanted = community.languages if community is not None else ()
    return [code for code in wanted if code in NAMES] or [settings.LANGUAGE_CODE]


def chosen_language(request: HttpRequest) -> str:
    """The language chosen on this browser when the town speaks it, else the first of the town."""
    spoken = languages_of(getattr(request, "community", None))
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in spoken else spoken[0]


def other_languages(request: HttpRequest) -> list[tuple[str, str]]:
    """Code and own name of each language that is one tap away."""
    now = chosen_language(request)
    return [(code, NAMES[code]) for code in languages_of(getattr(request, "community", None)) if code != now]


def remember_language(response: HttpResponse, code: str) -> None:
    """Keep the choice on this device for a year. It says nothing about a person but what she reads."""
    response.set_cookie(COOKIE, code, max_age=YEAR, secure=not settings.PLAIN_HTTP, httponly=True, samesite="Lax")


def in_chosen_language(get_response: Handler) -> Handler:
    """Answer in the chosen language, refusals too, and leave the thread as it was."""

    def middleware(request: HttpRequest) -> HttpResponse:
        code = chosen_language(request)
        request.LANGUAGE_CODE = code  # as Django's own middleware sets it
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        if _is_page(response) and not response.has_header("Content-Encoding"):
            response.content = in_language(response.content, code)
        return response

    return middleware


def in_language(page: bytes, code: str, stored: str = settings.LANGUAGE_CODE) -> bytes:
    """A page in another language than what is stored: residents' words say theirs, the house's words are put over.

    One place for all pages, stored cards and kept pages included. Doing it twice changes nothing.
    """
    if code == stored:
        return page
    with translation.override(code):
        told = OWN_WORDS.sub(lambda found: _marked(found[0], stored), page.decode())
        return HOUSE_WORDS.sub(_put_over, told).encode()


def _marked(tag: str, code: str) -> str:
    """An element that has a language of its own keeps it."""
    return tag if HAS_LANGUAGE.search(tag) else tag.replace(" data-own-words", f' data-own-words lang="{code}"', 1)


def _put_over(found: re.Match[str]) -> str:
    """A day, a number of something (`data-house-words="3 %(count)s reactie"`) or a word, in the language of now."""
    tag, number, singular, text = found[1], found[2], found[3], found[4]
    day = DAY.search(tag)
    if day:
        text = date_format(date.fromisoformat(day[1]), "j F")
    elif number:
        told = translation.ngettext(unescape(singular), "", int(number))
        text = escape(told % {"count": number}) if told and told != unescape(singular) else text
    else:
        text = escape(translation.gettext(unescape(text)))
    return tag + text


def _is_page(response: HttpResponse) -> bool:
    return not response.streaming and response.get("Content-Type", "").startswith("text/html")
