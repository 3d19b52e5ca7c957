"""Answer a neighbour, and say which answer helped."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkplein.delen.square.actions import reply_to, this_helped, type_over, withdraw_reply
from wijkplein.delen.square.forms.asking import ReplyForm, TypeOverForm
from wijkplein.delen.square.models import Post, Reply
from wijkplein.delen.square.policy import Posts, Replies
from wijkplein.delen.square.views.common import (
    POST_AND_GET,
    acting,
    ask_once_more,
    do_once_in_budget,
    form_page,
    own_door,
    person_of,
    surroundings,
)
from wijkplein.delen.square.views.pages import shared_page, tag
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.receipts.answering import do_once
from wijkplein.foundation.verbs.doors import actor_of, door


@POST_AND_GET
@door(Posts.reply)
def reply(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Write an answer."""
    form = ReplyForm(request.POST if request.method == "POST" else None, person=person_of(request))
    page = {"post": post, **surroundings(post)}
    if not form.is_bound:
        return form_page(request, "square/reply.html", form, page)
    if not form.is_valid():
        return form_page(request, "square/diverted.html" if form.diversion else "square/reply.html", form, page)

    def deed() -> Answer:
        made = reply_to(
            by=actor_of(request),
            post=post,
            text=form.cleaned_data["text"],
            author=form.person,
            author_name=form.shown_name,
            organisation=form.organisation,
            held=form.held,
        )
        return Answer(_where(made))

    said = ("reply", str(post.uuid), form.shown_name, form.cleaned_data["text"])
    done = do_once_in_budget(request, "reply", form, deed, said=said)
    return done or form_page(request, "square/reply.html", form, page, status=429)


def _where(reply: Reply) -> str:
    """The reply under its post, or what happens with it first."""
    if reply.held:
        return reverse("square:reply_received", args=[reply.post.uuid])
    return f"{reply.post.get_absolute_url()}#reactie-{reply.uuid}"


@require_safe
@door(sees=Post)
def reply_received(request: HttpRequest, post: Post) -> HttpResponseBase:
    """What happens with a reply that waits: the same page for everybody."""
    etag = tag("received", post.uuid, post.title)
    return shared_page(request, "square/reply_received.html", {"post": post, **surroundings(post)}, etag)


@require_POST
@own_door(Posts.helped)
def helped(request: HttpRequest, post: Post, reply: UUID) -> HttpResponseBase:
    """The asker says which answer helped ("dit hielp mij")."""
    found = post.replies.public().select_related("post__area", "organisation").filter(uuid=reply).first()
    if found is None:
        raise Http404
    found.post = post

    def deed() -> Answer:
        this_helped(by=acting(request, post), reply=found)
        return Answer(reverse("square:own", args=[post.uuid]))

    return do_once(request, deed)


@POST_AND_GET
@door(Replies.withdraw)
def withdraw(request: HttpRequest, reply: Reply) -> HttpResponseBase:
    """Take one's own reply away."""
    post = reply.post
    if request.method != "POST":
        return ask_once_more(
            request,
            question=_("Wil je je antwoord weghalen?"),
            consequences=[_("Dan is het echt weg. Je kunt later een nieuw antwoord schrijven.")],
            yes=_("Haal mijn antwoord weg"),
            cancel_url=post.get_absolute_url(),
        )

    def deed() -> Answer:
        withdraw_reply(by=actor_of(request), reply=reply)
        return Answer(post.get_absolute_url())

    return do_once(request, deed)


@POST_AND_GET
@door(Posts.type_over)
def take_over(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Type over an answer from elsewhere."""
    form = TypeOverForm(request.POST if request.method == "POST" else None, visitor=False)
    page = {"post": post, **surroundings(post)}
    if not form.is_bound or not form.is_valid():
        return form_page(request, "square/diverted.html" if form.diversion else "square/type_over.html", form, page)

    def deed() -> Answer:
        by = person_of(request)
        assert by is not None  # the door let only people with a role or the writer in
        made = type_over(by=by, post=post, text=form.cleaned_data["text"], via=form.cleaned_data["via"])
        return Answer(_where(made))

    return do_once(request, deed)
