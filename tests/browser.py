"""One Chromium for a whole test session, and visits that cannot reach another host.

Used by the accessibility gate and by the journeys. Nothing here knows the application: a visit gets a
fresh, empty profile, one viewport and one set of preferences, and every request to a host outside the
town is refused *and remembered*, so a test can assert that there were none (reliability.md PR10).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, Route, sync_playwright

CHROMIUM = Path(os.environ.get("WIJKPLEIN_CHROMIUM", "/usr/bin/chromium"))
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

Scheme = Literal["light", "dark"]


def chromium_present() -> bool:
    """Whether this machine has the Chromium that the browser tests need."""
    return CHROMIUM.exists()


@dataclass
class Visit:
    """One browser profile with one page in it, and what it tried to fetch from elsewhere."""

    context: BrowserContext
    page: Page
    hosts: frozenset[str]
    foreign: list[str] = field(default_factory=list)

    def is_own(self, url: str) -> bool:
        """Whether a URL stays within the town (or is no network address at all, such as data:)."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https", "ws", "wss"}:
            return True
        host = parts.hostname or ""
        return host in self.hosts or host.endswith(".localhost")

    def kept_on_device(self) -> dict[str, list[str]]:
        """Names of cookies, local and session storage and databases (PR10: empty before sign-in)."""
        stored = self.page.evaluate(
            """async () => ({
                local: Object.keys(localStorage), session: Object.keys(sessionStorage),
                databases: (await indexedDB.databases()).map(found => found.name),
            })"""
        )
        return {"cookies": [cookie.get("name", "") for cookie in self.context.cookies()], **stored}

    def assert_stayed_home(self) -> None:
        """Fail when any request of this visit went to another host (PR10)."""
        assert not self.foreign, f"requests to other hosts: {sorted(set(self.foreign))}"

    def another_page(self) -> Visit:
        """One more page in the same profile: who signed in is signed in there too. It ends with this visit."""
        return replace(self, page=self.context.new_page())

    def close(self) -> None:
        """End the visit; its profile is gone."""
        self.context.close()


class Chromium:
    """A running Chromium. Use it as a context manager, once per test session.

    `hosts` are made-up host names (`molenrij.test`) that must lead to this machine; every other name
    outside loopback does not resolve at all, whatever a page asks for.
    """

    def __init__(self, *, hosts: Sequence[str] = ()) -> None:
        self._hosts = tuple(hosts)
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def __enter__(self) -> Self:
        # Playwright's sync API keeps an event loop in this thread, and Django then refuses the ORM.
        # The loop never runs our code, so the refusal is switched off for this test process only.
        os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=[*FLAGS, f"--host-resolver-rules={self._resolver_rules()}"]
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._browser is not None:
            self._browser.close()
        if self._playwright is not None:
            self._playwright.stop()

    def _resolver_rules(self) -> str:
        own = [f"MAP {host} 127.0.0.1" for host in self._hosts]
        return ", ".join([*own, "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"])

    def visit(
        self,
        *,
        width: int = 1280,
        height: int = 900,
        javascript: bool = True,
        forced_colors: bool = False,
        color_scheme: Scheme = "light",
        reduced_motion: bool = True,
        locale: str = "nl-NL",
        touch: bool = False,
    ) -> Visit:
        """A new visitor with an empty profile. Sizes are CSS pixels.

        Raises RuntimeError when the browser was not started (`with Chromium() as chromium:`).
        """
        if self._browser is None:
            raise RuntimeError("start Chromium first: with Chromium() as chromium: ...")
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            forced_colors="active" if forced_colors else "none",
            color_scheme=color_scheme,
            reduced_motion="reduce" if reduced_motion else "no-preference",
            locale=locale,
            timezone_id="Europe/Amsterdam",
            has_touch=touch,
            accept_downloads=True,
        )
        visit = Visit(context, context.new_page(), frozenset({*LOOPBACK, "::1", *self._hosts}))
        _keep_home(visit)
        return visit


def _keep_home(visit: Visit) -> None:
    """Refuse requests to other hosts, and write down every one that was tried."""

    def look(request: Request) -> None:
        if not visit.is_own(request.url):
            visit.foreign.append(request.url)

    def decide(route: Route) -> None:
        if visit.is_own(route.request.url):
            route.fallback()
        else:
            route.abort("blockedbyclient")

    visit.context.on("request", look)
    visit.context.route("**/*", decide)


CONTENT_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def serve(page: Page, files: Mapping[str, str], *, origin: str) -> None:
    """Answer requests of `page` to `origin` from memory: path ("/form") to text. Others get a 404.

    A made-up origin never reaches the network: Playwright answers before a name is looked up. A second
    call for the same origin replaces the first.
    """

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path not in files:
            route.fulfill(status=404, content_type="text/plain", body="not in this set")
            return
        kind = CONTENT_TYPES.get(Path(path).suffix, "text/html")
        route.fulfill(status=200, content_type=f"{kind}; charset=utf-8", body=files[path])

    page.unroute(f"{origin}/**")
    page.route(f"{origin}/**", answer)
