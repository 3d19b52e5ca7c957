"""Back to the list somebody came from: a link out of a list of an area carries that area along (`?lijst=slug`)."""

from __future__ import annotations

from django.http import HttpRequest

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.verbs.doors import actor_of
from wijkplein.foundation.verbs.policy import Verb

NAME = "lijst"


def list_area(request: HttpRequest, verb: Verb) -> Area | None:
    """The area whose list this person was on, when she may open that list (`verb`); None when no list was named."""
    slug = request.GET.get(NAME, "")
    area = Area.objects.filter(slug=slug).first() if slug else None
    return area if area is not None and verb.may(actor_of(request), area) else None
