"""What a writer does with a post: finish it, change it, take it away, put a photo with it, object."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkplein.delen.square.actions import (
    add_photo,
    change_post,
    close_post,
    object_to,
    remove_photo,
    withdraw_post,
)
from wijkplein.delen.square.cards import writer_of
from wijkplein.delen.square.forms.asking import ChangeForm
from wijkplein.delen.square.forms.moderating import ObjectForm
from wijkplein.delen.square.forms.photo import PhotoForm
from wijkplein.delen.square.models import Post, Reply
from wijkplein.delen.square.policy import Posts, Replies
from wijkplein.delen.square.views.common import (
    POST_AND_GET,
    acting,
    ask_once_more,
    care_list,
    form_page,
    held_receipt,
    own_door,
    person_of,
    private_page,
    shown_replies,
    surroundings,
    within_budget,
)
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.receipts.answering import do_once
from wijkplein.foundation.receipts.cookies import note_of
from wijkplein.foundation.verbs.doors import actor_of, door

OWN_VERBS = (
    Posts.helped,
    Posts.change,
    Posts.close,
    Posts.withdraw,
    Posts.add_photo,
    Posts.remove_photo,
    Posts.object,
    Posts.type_over,
)


def own_page(post: Post) -> str:
    """Where a writer goes back to after a deed."""
    return reverse("square:own", args=[post.uuid])


@require_safe
@own_door()
def own(request: HttpRequest, post: Post) -> HttpResponseBase:
    """One's own post, with what can be done with it. Also while it waits or is hidden."""
    by = acting(request, post)
    may = {verb.attribute: bool(verb.may(by, post)) for verb in OWN_VERBS}
    if not any(may.values()):
        return redirect(post)
    photo = getattr(post, "photo", None)
    context = {
        "post": post,
        **surroundings(post),
        "who": writer_of(post),
        "replies": shown_replies(post),
        "photo": photo,
        "may": may,
        "mine": held_receipt(request, post.uuid) is not None or post.author == person_of(request),
    }
    return private_page(request, "square/own.html", context)


@POST_AND_GET
@own_door(Posts.close)
def close(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Finish it."""
    if request.method != "POST":
        return ask_once_more(
            request,
            question=_("Is je vraag klaar?"),
            consequences=[_("Dan kunnen buren niet meer reageren. Je bericht blijft te lezen.")],
            yes=_("Ja, rond het af"),
            cancel_url=own_page(post),
        )

    def deed() -> Answer:
        close_post(by=acting(request, post), post=post, reason=_("Het bericht is afgerond."))
        return Answer(own_page(post))

    return do_once(request, deed)


@POST_AND_GET
@own_door(Posts.withdraw)
def withdraw(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Take it away for good."""
    if request.method != "POST":
        return ask_once_more(
            request,
            question=_("Wil je je bericht weghalen?"),
            consequences=[_("Dan is het echt weg, met de antwoorden en de foto. Dit kun je niet terugdraaien.")],
            yes=_("Haal mijn bericht weg"),
            cancel_url=own_page(post),
        )

    def deed() -> Answer:
        address = reverse("square:area", args=[post.area.slug])
        withdraw_post(by=acting(request, post), post=post)
        return Answer(address)

    return do_once(request, deed)


@POST_AND_GET
@own_door(Posts.change)
def change(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Say it better."""
    person = person_of(request)
    given = {"title": post.title, "text": post.text}
    own = (person.email or "", person.phone) if person else ()
    data = request.POST if request.method == "POST" else None
    form = ChangeForm(data, initial=given, visitor=person is None, own_contact=own)
    page = {"post": post, **surroundings(post)}
    if not form.is_bound or not form.is_valid():
        return form_page(request, "square/diverted.html" if form.diversion else "square/change.html", form, page)

    def deed() -> Answer:
        said = form.cleaned_data
        change_post(by=acting(request, post), post=post, title=said["title"], text=said["text"], held=form.held)
        return Answer(own_page(post))

    return do_once(request, deed)


@POST_AND_GET
@own_door(Posts.add_photo)
def photo(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Put a photo with it. The form writes the picture anew, before anything is locked."""
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    page = {"post": post, **surroundings(post)}
    if form.is_bound and not within_budget(request, "photo", form):
        return form_page(request, "square/photo.html", form, page, status=429)
    if not form.is_bound or not form.is_valid():
        return form_page(request, "square/photo.html", form, page)

    def deed() -> Answer:
        given = form.cleaned_data
        add_photo(
            by=acting(request, post),
            post=post,
            picture=given["photo"],
            description=given["description"],
            people_agreed=given["people_agreed"],
            children_agreed=given["children_agreed"],
        )
        return Answer(own_page(post))

    return do_once(request, deed)


@POST_AND_GET
@own_door(Posts.remove_photo)
def no_photo(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Take the photo away."""
    back = care_list(request) or own_page(post)
    if request.method != "POST":
        return ask_once_more(
            request,
            question=_("Wil je de foto weghalen?"),
            consequences=[_("De foto is dan echt weg. Het bericht blijft staan.")],
            yes=_("Haal de foto weg"),
            cancel_url=back,
        )

    def deed() -> Answer:
        remove_photo(by=acting(request, post), post=post)
        return Answer(back)

    return do_once(request, deed)


@POST_AND_GET
@own_door(Posts.object)
def object_post(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Ask a second person to look at one's own hidden post."""
    return _object(request, post)


@POST_AND_GET
@door(Replies.object)
def object_reply(request: HttpRequest, reply: Reply) -> HttpResponseBase:
    """Ask a second person to look at one's own hidden reply."""
    return _object(request, reply)


def _object(request: HttpRequest, message: Post | Reply) -> HttpResponseBase:
    form = ObjectForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return form_page(request, "square/object.html", form, {"message": message, **surroundings(message)})
    by = acting(request, message) if isinstance(message, Post) else actor_of(request)

    def deed() -> Answer:
        filed = object_to(by=by, message=message, text=form.cleaned_data["text"], holder=person_of(request))
        note = note_of(filed.issued, about=_("Je bezwaar"), text=form.cleaned_data["text"])
        return Answer(reverse("receipts:fresh"), note)

    return do_once(request, deed)
