"""The data of the thread component (`wp_thread`)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkplein.foundation.threads.following import Link, thread_of
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.ref import Ref


@dataclass(frozen=True)
class Strand:
    """One line of the drawing: how it belongs, and where it stands. The thing itself has no address."""

    word: str
    title: str
    url: str = ""


def strands_of(ref: Ref, by: Actor) -> list[Strand]:
    """The lines to draw for a thing; none when it stands alone."""
    links = thread_of(ref, by)
    if len(links) < 2:
        return []
    return [_strand(link, first=place == 0) for place, link in enumerate(links)]


def _strand(link: Link, *, first: bool) -> Strand:
    if first:
        word = _("Het begon met")
    elif link.steps <= 0:
        word = _("Dat werd")
    else:
        word = link.why
    return Strand(word, link.title, "" if link.steps == 0 else link.url)
