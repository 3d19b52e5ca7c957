"""Walk through a filled town as several people and write down every answer (bars S2, S5, S9, PR7, PR8, PR12, PR14).

Every address of the house is asked, with every row its room has, and then every link that the pages themselves give.
"""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve
from pypdf import PdfReader

from tests.architecture.house import Address, addresses
from tests.bars.marks import Text, Town
from tests.bars.spy import Spy, spying, table_marks
from tests.signing_in import METHODS, OF
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.privacy.models import ReadEntry
from wijkplein.foundation.verbs.doors import Door, _model

ACTORS = ("visitor", "zoe", "carla", "mo")  # visitor, resident elsewhere, connector, platform manager
LINK = re.compile(r'(?:href|src|action|data-src|hx-get)="([^"#][^"]*)"')
PARAMETER = re.compile(r"<(\w+):(\w+)>")
LOGGERS = ("", "django.request", "django.security", "wijkplein", "allauth")
SHEETS = {f"{place}{sheet}_pdf" for place in ("", "town_") for sheet in ("fridge", "fridge_large", "welcome")}
MOST_LINKS = 30  # for each actor, beyond the addresses themselves


@dataclass
class Answer:
    """What somebody got, and what happened underneath."""

    who: str
    method: str
    path: str
    page: str
    status: int
    headers: dict[str, str]
    cookies: dict[str, Any]
    body: str
    wrote: list[str] = field(default_factory=list)
    reads: int = 0
    opened: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """The forms in which marks are looked for."""
        self.text = Text("\n".join([self.body, *self.headers.values()]))

    def __str__(self) -> str:
        return f"{self.who} {self.method} {self.path} ({self.page}) {self.status}"


@dataclass
class Crawl:
    """All answers of one walk, what was logged meanwhile, and the tables before and after."""

    town: Town
    answers: list[Answer]
    logged: str
    before: dict[str, int]
    after: dict[str, int]
    seconds: float


def enter(who: str, town: Town) -> Client:
    """A browser in which this person is signed in, with both proofs; a visitor's is empty."""
    client = Client(raise_request_exception=False)
    if who != "visitor":
        person = town.cast.named(who)
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        session[METHODS] = [{"method": name, "at": time.time()} for name in ("code", "mfa")]
        session[OF] = str(person.pk)
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def walk(town: Town, *, actors: tuple[str, ...] = ACTORS) -> Crawl:
    """The whole walk. Each address with GET; the first form of each with HEAD and OPTIONS as well."""
    started, answers, out = time.monotonic(), [], io.StringIO()
    handler = logging.StreamHandler(out)
    listening = [logging.getLogger(name) for name in LOGGERS]
    levels = [each.level for each in listening]
    for each in listening:
        each.addHandler(handler)
        each.setLevel(logging.INFO)
    clients = {who: enter(who, town) for who in actors}
    before = table_marks()
    try:
        with spying() as spy:
            for who in actors:
                answers += list(_walk_as(who, clients[who], town, spy))
    finally:
        for each, level in zip(listening, levels, strict=True):
            each.removeHandler(handler)
            each.setLevel(level)
    return Crawl(town, answers, out.getvalue(), before, table_marks(), time.monotonic() - started)


def _walk_as(who: str, client: Client, town: Town, spy: Spy) -> Iterator[Answer]:
    seen: set[str] = set()
    found: list[str] = []
    for name, paths in ways(town).items():
        for number, path in enumerate(paths):
            seen.add(path)
            if name in SHEETS and (number or who not in ("visitor", "carla")):
                continue  # the same sheet for everybody, and slow: one of each is enough
            answer = ask(client, who, "GET", path, spy)
            found += links(answer)
            yield answer
            if number == 0 and name not in SHEETS:
                yield ask(client, who, "HEAD", path, spy)
                yield ask(client, who, "OPTIONS", path, spy)
        assert paths, f"no row for {name}"
    fresh = 0
    while found and fresh < MOST_LINKS:
        path = found.pop(0)
        if path not in seen and not path.endswith(".pdf"):
            seen.add(path)
            fresh += 1
            answer = ask(client, who, "GET", path, spy)
            found += links(answer)
            yield answer


def ask(client: Client, who: str, method: str, path: str, spy: Spy) -> Answer:
    """One request over https."""
    spy.start()
    reads = ReadEntry.objects.count()
    send: Callable[..., Any] = getattr(client, method.lower())
    response = send(path, secure=True)
    wrote, opened = spy.stop()
    if response.status_code >= 500 and (broken := getattr(response, "exc_info", None)):
        raise AssertionError(f"{who} {method} {path}") from broken[1]
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    return Answer(
        who, method, path, page_of(path), response.status_code, dict(response.headers), dict(response.cookies),
        readable(raw, response.headers.get("Content-Type", "")), wrote, ReadEntry.objects.count() - reads, opened,
    )  # fmt: skip


def readable(raw: bytes, kind: str) -> str:
    """The words of an answer, and its raw bytes: a PDF is read, a picture is looked through."""
    told = (
        raw.decode("utf-8", errors="replace")
        if kind.startswith(("text/", "application/json"))
        else raw.decode("latin-1")
    )
    if kind.startswith("application/pdf") and raw:
        reader = PdfReader(io.BytesIO(raw))
        about = reader.xmp_metadata
        told += "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
        told += about.stream.get_data().decode("utf-8", errors="replace") if about else ""
    return told


def page_of(path: str) -> str:
    """The name of the page behind a path."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return "static" if path.startswith(settings.STATIC_URL) else "nowhere"
    return found.view_name


def links(answer: Answer) -> list[str]:
    """Where a page leads within the town; addresses that sign out or are static only once."""
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    urls = (
        urljoin(f"https://testserver{answer.path}", each.replace("&amp;", "&")) for each in LINK.findall(answer.body)
    )
    own = (urlsplit(url) for url in urls)
    return [f"{url.path}?{url.query}" if url.query else url.path for url in own if url.hostname == "testserver"]


def ways(town: Town) -> dict[str, list[str]]:
    """Every address of the house, filled in with every row of the kind its door is about."""
    return {address.name: sorted(_paths(address, town)) for address in addresses()}


def _rows(model: Any) -> list[str]:
    return [str(each) for each in model._base_manager.order_by("pk").values_list("uuid", flat=True)[:14]]


def _paths(address: Address, town: Town) -> set[str]:
    paths = {"/" + address.route}
    for kind, parameter in PARAMETER.findall(address.route):
        values = _values(address, parameter, town)
        paths = {path.replace(f"<{kind}:{parameter}>", value) for path in paths for value in values}
    return paths


def _values(address: Address, parameter: str, town: Town) -> list[str]:
    """What a parameter of this address can be."""
    special = {
        "size": ["klein", "groot"],
        "secret": ["x" * 22],
        "token": ["x" * 22],
        "digest": ["x"],
        "kind": ["signal", "commitment"],
        "reference": [town.rows[each].reference for each in ("post", "waiting", "hidden")],
        "pk": ["1"],
        "reply": [str(town.rows["reply"].uuid)],
        "person": [str(town.riet.uuid), str(town.cast.wim.uuid), str(town.cast.anna.uuid)],
        "about": [str(town.rows["signal"].uuid)],
        "device": [str(town.cast.anna.uuid)],
    }
    if parameter in special:
        return special[parameter]
    the_door: Door = address.view.door
    model = Area if the_door.is_open or the_door.signed_in else _model(the_door)
    if getattr(model, "address_key", "uuid") == "slug":
        return ["ontmoeten"] if model is not Area else list(Area.objects.values_list("slug", flat=True))
    return _rows(model)
