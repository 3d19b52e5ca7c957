"""Who may do what on the square (domain.md 4.13, rights)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.delen.square.models import Objection, Post, Reply, Report
from wijkplein.delen.square.querysets import MODERATORS
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.verbs.policy import Policy, Verb

CARERS = " ".join(MODERATORS)  # who looks after the square
OWN = {"owner": lambda person, message: message.author_id == person.pk}
OWN_LABEL = {"owner": gettext_lazy("wie het schreef")}


def still_open(post: Post) -> str:
    """Something can still be said under it."""
    if post.hidden_at is not None:
        return _("Dit bericht is verborgen.")
    if post.closed_at is not None:
        return _("Dit bericht is al afgerond. Je kunt zelf een nieuwe vraag plaatsen.")
    if post.expires_on < timezone.localdate():
        return _("Dit bericht is afgelopen. Je kunt zelf een nieuwe vraag plaatsen.")
    return ""


def not_finished(post: Post) -> str:
    """Only what nobody finished runs out."""
    return "" if post.closed_at is None else _("Dit bericht is al afgerond.")


def open_to_replies(post: Post) -> str:
    """Public and still open."""
    return still_open(post) or ("" if post.is_public else _("Een buurtverbinder kijkt dit bericht eerst na."))


def waits(message: Post | Reply) -> str:
    """Only what is held can be let through."""
    return "" if message.held and message.hidden_at is None else _("Dit wacht niet meer. Iemand was je voor.")


def not_hidden(message: Post | Reply) -> str:
    """Hiding works once."""
    return "" if message.hidden_at is None else _("Dit is al verborgen.")


def can_object(message: Post | Reply) -> str:
    """Only against something hidden, and once."""
    if message.hidden_at is None:
        return _("Dit is niet verborgen.")
    return _("Je hebt al bezwaar gemaakt. Iemand anders kijkt ernaar.") if hasattr(message, "objection") else ""


def can_help(reply: Reply) -> str:
    """Only a reply that everybody can read."""
    return "" if reply.is_public else _("Een buurtverbinder kijkt deze reactie eerst na.")


def room_for_photo(post: Post) -> str:
    """One photo, while the post is open."""
    if hasattr(post, "photo"):
        return _("Er staat al een foto bij. Haal die eerst weg als je een andere wilt.")
    return still_open(post)


def has_photo(post: Post) -> str:
    """Only what is there can be taken away."""
    return "" if hasattr(post, "photo") else _("Er staat geen foto bij.")


def photo_waits(post: Post) -> str:
    """Only a photo that is held can be let through."""
    return "" if hasattr(post, "photo") and post.photo.held else _("Deze foto wacht niet meer. Iemand was je voor.")


def undecided(case: Report | Objection) -> str:
    """Decided once."""
    return "" if case.decided_at is None else _("Hierover is al besloten.")


class Posts(Policy):
    """Everybody asks; a first post waits for a connector; hiding has a reason and the writer hears it."""

    kind = "post"
    relations = OWN
    relation_labels = OWN_LABEL

    place = Verb(gettext_lazy("Op het plein zetten"), who="everyone system", on=Area)
    place_for = Verb(gettext_lazy("Voor iemand anders op het plein zetten"), who=f"{CARERS} field_host", on=Area)
    let_through = Verb(gettext_lazy("Doorlaten"), who=CARERS, but_not="owner", when=waits)
    reply = Verb(gettext_lazy("Reageren"), who="everyone", when=open_to_replies)
    type_over = Verb(gettext_lazy("Antwoord van elders overnemen"), who=f"owner {CARERS} field_host", when=still_open)
    helped = Verb(gettext_lazy("Dit hielp mij"), who="owner code", when=still_open)
    add_photo = Verb(gettext_lazy("Foto erbij zetten"), who=f"owner code {CARERS} field_host", when=room_for_photo)
    remove_photo = Verb(gettext_lazy("Foto weghalen"), who=f"owner code {CARERS}", when=has_photo)
    let_photo_through = Verb(gettext_lazy("Foto doorlaten"), who=CARERS, but_not="owner", when=photo_waits)
    change = Verb(gettext_lazy("Veranderen"), who="owner code", when=still_open)
    close = Verb(gettext_lazy("Afronden"), who=f"owner code {CARERS}", when=still_open)
    withdraw = Verb(gettext_lazy("Weghalen"), who="owner code", when=not_hidden)
    expire = Verb(gettext_lazy("Laten aflopen"), who="system", when=not_finished)
    report = Verb(gettext_lazy("Melden aan de buurtverbinder"), who="everyone", when=not_hidden)
    hide = Verb(gettext_lazy("Verbergen"), who=CARERS, when=not_hidden)
    object = Verb(gettext_lazy("Bezwaar maken"), who="owner code", when=can_object)
    moderate = Verb(gettext_lazy("Het plein verzorgen"), who=CARERS, on=Area)


class Replies(Policy):
    """Replies follow their post."""

    kind = "reply"
    relations = OWN
    relation_labels = OWN_LABEL

    let_through = Verb(gettext_lazy("Doorlaten"), who=CARERS, but_not="owner", when=waits)
    withdraw = Verb(gettext_lazy("Weghalen"), who="owner code", when=not_hidden)
    report = Verb(gettext_lazy("Melden aan de buurtverbinder"), who="everyone", when=not_hidden)
    hide = Verb(gettext_lazy("Verbergen"), who=CARERS, when=not_hidden)
    object = Verb(gettext_lazy("Bezwaar maken"), who="owner code", when=can_object)


class Reports(Policy):
    """A connector decides."""

    kind = "report"

    decide = Verb(gettext_lazy("Beslissen over een melding"), who=CARERS, when=undecided)


class Objections(Policy):
    """A second person decides: never the one who hid it, nor the one who wrote it."""

    kind = "objection"
    relations = {
        "hider": lambda person, objection: objection.hidden_by_id == person.pk,
        "writer": lambda person, objection: objection.about.author_id == person.pk,
    }
    relation_labels = {"hider": gettext_lazy("wie het verborg"), "writer": gettext_lazy("wie het schreef")}

    decide = Verb(gettext_lazy("Opnieuw beslissen"), who=CARERS, but_not="hider writer", when=undecided)
