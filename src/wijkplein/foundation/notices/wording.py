"""The words of mails: plain text, je, in the language of whoever reads, and never the words of anybody else (PR9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.notices.models import Notice
from wijkplein.foundation.notices.sentences import sentence_named
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.registry import find, kind_of


@dataclass(frozen=True)
class Line:
    """One thing in a mail: what it says and where it stands. `title` is one that every visitor may read."""

    title: str
    url: str
    lead: str = ""

    def __str__(self) -> str:
        said = f"{self.lead}: {self.title}" if self.lead and self.title else self.lead or self.title
        return f"* {said}\n  {self.url}"


def root() -> str:
    """The address of the open community, without a slash at the end."""
    return current().address


def line_of(notice: Notice) -> Line:
    """The notice as a mail may tell it: a title and a direct link only for what is public, else the inbox."""
    lead = str(sentence_named(notice.sentence).short)
    thing = find(notice.about, by=VISITOR)
    if thing is None:
        return Line("", root() + reverse("notices:inbox"), lead)
    kind = kind_of(thing)
    return Line(kind.title(thing), root() + kind.url(thing), lead)


def news_text(notices: Iterable[Notice], *, language: str, stop_token: str) -> str:
    """The mail about one's own things."""
    with translation.override(language):
        name = current().brand.name
        head = _("Hallo,\n\nEr is iets voor je op %(name)s:") % {"name": name}
        lines = "\n".join(dict.fromkeys(str(line_of(each)) for each in notices))
        stop = stop_line(_("Liever geen mail over je berichten?"), stop_token)
        return f"{head}\n\n{lines}\n\n{sign_off()}\n\n{stop}\n"


def work_text(notices: Iterable[Notice], *, language: str) -> str:
    """The mail to whoever has duty. It cannot be stopped, so it has no link for that."""
    with translation.override(language):
        head = _("Hallo,\n\nDit wacht op je:")
        lines = "\n".join(dict.fromkeys(str(line_of(each)) for each in notices))
        return f"{head}\n\n{lines}\n\n{sign_off()}\n"


def sign_off() -> str:
    """Who writes, and the number for whoever likes to call."""
    brand = current().brand
    who = _("Groet,\n%(name)s") % {"name": brand.name}
    if not brand.phone:
        return who
    return who + "\n" + _("Liever bellen? %(phone)s (%(hours)s)") % {"phone": brand.phone, "hours": brand.phone_hours}


def letter_sign_off() -> str:
    """The same for mail to somebody we do not know: u."""
    brand = current().brand
    who = _("Met vriendelijke groet,\n%(name)s") % {"name": brand.name}
    if not brand.phone:
        return who
    return who + "\n" + _("Belt u liever? %(phone)s (%(hours)s)") % {"phone": brand.phone, "hours": brand.phone_hours}


def stop_line(question: str, token: str) -> str:
    """One tap to stop, without signing in."""
    return f"{question}\n{root()}{reverse('notices:stop', args=[token])}"
