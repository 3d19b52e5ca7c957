"""Reading the square: the list, one post, its photo, the short address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from wijkplein.delen.square.cards import writer_of
from wijkplein.delen.square.models import Photo, Post, PostKind
from wijkplein.delen.square.policy import Posts
from wijkplein.delen.square.views.common import private_page, shown_replies, surroundings
from wijkplein.delen.square.views.pages import SHARED, framed_page, is_plain, tag
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.prepared import prepared
from wijkplein.foundation.look import kept
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.actions import hear_lines
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.doors import actor_of, door, everyone
from wijkplein.foundation.verbs.registry import ref_to

PAGE = 20
LARGEST = 2**63 - 1
FILTERS = {
    "vraag": (PostKind.QUESTION, _("Vragen")),
    "oproep": (PostKind.CALL, _("Oproepen")),
    "nieuws": (PostKind.NEWS, _("Nieuws")),
    "dank": (PostKind.THANKS, _("Dank")),
}
Replies = list[tuple[UUID, SafeString]]
SIZES = {"groot": "file", "klein": "small"}


@prepared
def _newest(area: int | None, kind: str | None, before: int | None) -> QuerySet[Any]:
    """One page and one more: sequences and cards."""
    posts = Post.objects.public() if area is None else Post.objects.public().in_area(Area(pk=area))
    chosen = posts if kind is None else posts.filter(kind=kind)
    return chosen.newest_first(before).values_list("sequence", "card")[: PAGE + 1]


@prepared
def _areas() -> QuerySet[Any]:
    return Area.objects.order_by("name").values_list("slug", "name")


@require_safe
@door(everyone)
def town(request: HttpRequest) -> HttpResponseBase:
    """The square of the whole town."""
    return _list(request, None, _areas())


@require_safe
@door(sees=Area)
def area(request: HttpRequest, area: Area) -> HttpResponseBase:
    """The square of one area and everything below it."""
    return _list(request, area, [])


def _list(request: HttpRequest, area: Area | None, areas: list[Any]) -> HttpResponseBase:
    kind, after = request.GET.get("soort", ""), _after(request)
    if kind and kind not in FILTERS:
        raise Http404
    rows = _newest(area and area.pk, FILTERS[kind][0].value if kind else None, after)
    page, more = rows[:PAGE], len(rows) > PAGE

    def context() -> dict[str, Any]:
        return {
            "cards": kept.hole("cards") if page else "",
            "more": kept.hole("more") if more else "",
            "area": area,
            "area_url": reverse("square:town"),
            "areas": areas,
            "kind": kind,
            "filters": [(key, label, key == kind) for key, (_kind, label) in FILTERS.items()],
            "continued": after is not None,
        }

    facts = (area and area.name, areas, kind, after is not None, bool(page), more)
    # Our own template wrote the cards with everything escaped (cards.py); nobody else can write that column.
    holes = {"more": str(page[-1][0]) if more else "", "cards": "".join(card for _sequence, card in page)}
    return framed_page(request, "square/list.html", context, facts, holes)


def _after(request: HttpRequest) -> int | None:
    """The last sequence already shown. Raises Http404 on anything that was never in one of our links."""
    text = request.GET.get("na")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or int(text[:20]) > LARGEST:
        raise Http404
    return int(text[:20])


@prepared
def _facts(ref: UUID) -> QuerySet[Any]:
    """Everything that can change on the page a visitor gets of a post: a row for each reply, one row without any."""
    public = Q(replies__published_at__isnull=False, replies__hidden_at=None, replies__held="")
    shown = (
        Post.objects.visible_to(VISITOR).filter(uuid=ref).annotate(shown=FilteredRelation("replies", condition=public))
    )
    facts = ("changes", "closed_at", "author_name", "organisation__name", "area__name", "photo__uuid", "photo__held")
    rows: QuerySet[Any] = shown.order_by("shown__id").values_list(*facts, "shown__uuid", "shown__card")
    return rows


@door(sees=Post)
def _post(request: HttpRequest, post: Post, replies: Replies | None = None) -> HttpResponse:
    shown = shown_replies(post) if replies is None else replies
    return private_page(request, "square/post.html", _around(request, post, shown))


@require_safe
def post(request: HttpRequest, ref: UUID) -> HttpResponseBase:
    """One post with its replies. For visitors one query says whether the page can be given again as it was."""
    if not is_plain(request):
        return _post(request, ref=ref)
    facts = _facts(ref)
    if not facts:
        raise Http404
    # Our own template wrote these with everything escaped (cards.py); nobody else can write that column.
    replies = [(uuid, SafeString(card)) for *_rest, uuid, card in facts if card is not None]
    etag = tag("post", request.path, facts)

    def make() -> bytes:
        page = _post(request, ref=ref, replies=replies)
        assert isinstance(page, HttpResponse)  # private_page gives no stream
        return page.content

    return kept.shared(request, etag, lambda: kept.made_once(etag, make))


post.door = _post.door  # type: ignore[attr-defined]  # it stands behind that door; read by the middleware and the matrix


def _around(request: HttpRequest, post: Post, replies: Replies) -> dict[str, Any]:
    by = actor_of(request)
    photo = getattr(post, "photo", None)
    return {
        "post": post,
        **surroundings(post),
        "who": writer_of(post),
        "replies": replies,
        "photo": photo if photo is not None and not photo.held else None,
        "reply": Posts.reply.may(by, post),
        "added": hear_lines(by=by, about=ref_to(post)),
        "mine": isinstance(by, Person) and post.author_id == by.pk,
        "may_let": bool(Posts.let_through.may(by, post)),
        "may_hide": bool(Posts.hide.may(by, post)),
        "may_type_over": bool(Posts.type_over.may(by, post)),
    }


@require_safe
@door(sees=Photo)
def photo(request: HttpRequest, photo: Photo, size: str) -> HttpResponse:
    """One of the two sizes; only while its post can be read. Asked again each time, so that hiding works at once."""
    if size not in SIZES:
        raise Http404
    etag = f'"{photo.uuid.hex}-{size}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache" if is_plain(request) else "private, no-store"}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers=headers)
    stored = getattr(photo, SIZES[size])
    try:
        with stored.open("rb") as file:
            return HttpResponse(file.read(), content_type="image/webp", headers=headers)
    except FileNotFoundError:
        raise Http404 from None


@require_safe
@door(everyone)
def short(request: HttpRequest, reference: str) -> HttpResponse:
    """The short address for posters and other squares; gives nothing away about what cannot be seen."""
    found = get_object_or_404(Post.objects.visible_to(actor_of(request)), reference=reference.upper())
    response = HttpResponseRedirect(found.get_absolute_url())
    response.headers["Cache-Control"] = SHARED if is_plain(request) else "no-store"
    return response
