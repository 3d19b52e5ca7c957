"""Addresses of areas: readable, and distinct where two areas carry the same name (Meppel has two Vogelbuurten)."""

from itertools import chain, count

from django.utils.text import slugify

from wijkplein.foundation.areas.models import Area

LONGEST = 70  # leaves room for a number within the 80 of the field


def distinct_slug(area: Area, taken: set[str]) -> str:
    """An address nobody has yet: the name, else with the name of the area above, else with a number.

    `taken` grows with the answer, so that one call after another stays distinct.
    """
    name = slugify(area.name)[:LONGEST] or (area.code or "gebied").lower()
    under = f"{name}-{area.parent.slug}"[:LONGEST].rstrip("-") if area.parent else name
    candidates = chain((name, under), (f"{under}-{number}" for number in count(2)))
    slug = next(each for each in candidates if each not in taken)
    taken.add(slug)
    return slug
