"""Opening a square, and the one exercise that leaves no other trace."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.acting import Refused, act
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


def slip_printed(*, by: Person) -> None:
    """Somebody in training printed a receipt and read it aloud. Raises Refused outside a practice square."""
    with act(by, Exercises.print_slip, Person.objects.get(pk=by.pk)):
        pass
