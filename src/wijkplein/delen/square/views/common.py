"""What the pages of the square share: answers, budgets, and who shows a code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkplein.delen.square.models import Post, Reply
from wijkplein.delen.square.policy import Posts
from wijkplein.foundation.areas.lists import list_area
from wijkplein.foundation.community.budget import client_network, in_turn, spend
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.answering import do_once
from wijkplein.foundation.receipts.cookies import opened_receipt
from wijkplein.foundation.receipts.lookup import holding
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.doors import ProveFirst, actor_of, door
from wijkplein.foundation.verbs.policy import Verb

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Turns in an hour for one network and for the whole town together, of people without an account.
VISITORS = {"post": (12, 200), "reply": (30, 400), "report": (20, 200), "photo": (12, 100)}
PERSON = 40  # turns in a day for somebody with an account
NO_STORE = "no-store"
POST_AND_GET = require_http_methods(["GET", "HEAD", "POST"])


class SeeOther(HttpResponseRedirect):
    """After a deed: go and look at what came of it."""

    status_code = 303


def person_of(request: HttpRequest) -> Person | None:
    """The person who is signed in."""
    by = actor_of(request)
    return by if isinstance(by, Person) else None


def surroundings(message: Post | Reply) -> dict[str, Any]:
    """Where a post or reply stands, for the header of its pages."""
    return {"area": message.area, "area_url": reverse("square:town")}


def shown_replies(post: Post) -> list[tuple[UUID, SafeString]]:
    """What everybody reads under a post: ids and cards."""
    rows = post.replies.public().order_by("id").values_list("uuid", "card")
    # Our own template wrote these with everything escaped (cards.py); nobody else can write that column.
    return [(uuid, SafeString(card)) for uuid, card in rows]


def form_page(
    request: HttpRequest, template: str, form: Form, context: dict[str, Any] | None = None, *, status: int = 0
) -> HttpResponse:
    """A page with a form: 422 when something must be mended, never kept by anybody's cache."""
    code = status or (422 if form.is_bound and form.errors else 200)
    response = render(request, template, {"form": form, **(context or {})}, status=code)
    response.headers["Cache-Control"] = NO_STORE
    return response


def private_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page for one person."""
    response = render(request, template, context)
    response.headers["Cache-Control"] = NO_STORE
    return response


def ask_once_more(
    request: HttpRequest, *, question: str, consequences: list[str], yes: str, cancel_url: str
) -> HttpResponse:
    """Before something that is hard to undo."""
    told = {"question": question, "consequences": consequences, "yes": yes, "cancel_url": cancel_url}
    return private_page(request, "square/sure.html", told)


def do_once_in_budget(
    request: HttpRequest, name: str, form: Form, deed: Callable[[], Answer], *, said: Sequence[str]
) -> HttpResponse | None:
    """As `within_budget` and then `do_once`, in one transaction; None when there was no turn left, which the form says.

    A second sending of the same form takes a turn too.
    """
    return in_turn(lambda: within_budget(request, name, form), lambda: do_once(request, deed, said=said))


def within_budget(request: HttpRequest, name: str, form: Form) -> bool:
    """Take a turn; when there are none left the form says so and nothing that was typed is lost."""
    person = person_of(request)
    if person is not None:
        free = spend(name, str(person.uuid), PERSON, DAY)
    else:
        network, town = VISITORS[name]
        free = spend(name, client_network(request), network, HOUR) and spend(name, "everybody", town, HOUR)
    if not free:
        form.add_error(None, _("Er komt nu erg veel tegelijk binnen. Probeer het straks nog eens, of bel ons."))
    return free


def care_list(request: HttpRequest) -> str:
    """The list of what waits on which this person was when she took this step; "" when she came from elsewhere."""
    area = list_area(request, Posts.moderate)
    return reverse("square:care", args=[area.slug]) if area is not None else ""


def held_receipt(request: HttpRequest, about_id: UUID) -> Receipt | None:
    """The receipt for this very thing when this browser showed its code; the cookie comes only under /volgkaartje/."""
    receipt = opened_receipt(request)
    return receipt if receipt is not None and receipt.about_id == about_id else None


def acting(request: HttpRequest, post: Post) -> Actor:
    """Whoever acts on this post: the holder of its receipt when this browser showed the code, else who is signed in."""
    receipt = held_receipt(request, post.uuid)
    by = actor_of(request)
    return holding(receipt, by) if receipt is not None else by


def own_door(verb: Verb | None = None) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """As `@door(verb)`, or `@door(sees=Post)`, and also open for whoever showed the code of this post within the hour.

    Whoever has neither account nor code is asked for the three words instead of being turned away.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        ordinary = door(verb, sees=None if verb else Post)(view)

        @wraps(view)
        def behind_door(request: HttpRequest, *args: Any, ref: UUID, **kwargs: Any) -> HttpResponseBase:
            receipt = held_receipt(request, ref)
            post = Post.objects.filter(uuid=ref).select_related("area", "organisation", "photo").first()
            if receipt is None or post is None:
                if actor_of(request).is_visitor:
                    return ProveFirst(reverse("receipts:words"))
                return ordinary(request, *args, ref=ref, **kwargs)
            if verb is not None and not (answer := verb.may(holding(receipt, actor_of(request)), post)):
                raise Refused(answer)
            return view(request, post, *args, **kwargs)

        behind_door.door = ordinary.door  # type: ignore[attr-defined]  # read by the middleware and the matrix
        return behind_door

    return decorate
