"""Opening a square, asking the neighbours about a signal, and the one exercise that leaves no other trace."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wijkplein.delen.signals.actions import asking
from wijkplein.delen.signals.models import Signal
from wijkplein.delen.square.actions import Draft, place_post
from wijkplein.delen.square.models import Post
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.threads.actions import link
from wijkplein.foundation.threads.models import Why
from wijkplein.foundation.verbs.acting import Refused, act
from wijkplein.foundation.verbs.registry import ref_to
from wijkplein.web.models import Opening
from wijkplein.web.policy import Exercises, Openings


def open_square(*, by: Person) -> Opening:
    """Let visitors in, for good. Raises Refused while the check is not complete, and when it is open already."""
    try:
        with transaction.atomic(), act(by, Openings.open, None) as deed:
            deed.about = opening = Opening.objects.create()
    except IntegrityError:
        raise Refused(_("Het plein is al open. Iemand was je voor.")) from None
    return opening


def ask_the_neighbours(*, by: Person, signal: Signal, draft: Draft) -> Post:
    """From what somebody told to a question on the square, on one thread; its teller stays unknown. Raises Refused."""
    with asking(by=by, signal=signal):
        post = place_post(by=by, area=signal.area, draft=draft, author=by).post
        link(by=by, source=ref_to(signal), result=ref_to(post), why=Why.BECAME)
    return post


def slip_printed(*, by: Person) -> None:
    """Somebody in training printed a receipt and read it aloud. Raises Refused outside a practice square."""
    with act(by, Exercises.print_slip, Person.objects.get(pk=by.pk)):
        pass
