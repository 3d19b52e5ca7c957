"""The first two steps of a request's way: which community, and is it ready?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string

from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.hosts import community_at
from wijkplein.foundation.community.stamp import is_ready
from wijkplein.foundation.community.towns import Fault

Handler = Callable[[HttpRequest], HttpResponseBase]


class CommunityRequest(HttpRequest):
    """A request after this middleware: it knows its community."""

    community: Community


def community_by_host(get_response: Handler) -> Handler:
    """Open the community of this host for the whole request, streamed answers included; 421 for strangers."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        community = community_at(request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME", ""))
        if community is None:
            return HttpResponse(render_to_string("look/errors/421.html"), status=421)
        if isinstance(community, Fault):
            return _not_ready()
        with opened(community):
            request.community = community  # type: ignore[attr-defined]  # see CommunityRequest
            if not is_ready():
                response: HttpResponseBase = _not_ready(community.name, community.brand.phone)
            else:
                response = get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            content = cast("Iterable[bytes]", response.streaming_content)  # never an async one: we are WSGI
            response.streaming_content = _streamed(community, iter(content))
        return response

    return middleware


def _not_ready(name: str = "", phone: str = "") -> HttpResponse:
    page = render_to_string("look/errors/503.html", {"name": name, "phone": phone})
    return HttpResponse(page, status=503, headers={"Retry-After": "60"})


def _streamed(community: Community, content: Iterator[bytes]) -> Iterator[bytes]:
    """The iterator of a streamed answer runs after the request; it gets its own community back."""
    while True:
        with opened(community):
            try:
                part = next(content)
            except StopIteration:
                return
        yield part
