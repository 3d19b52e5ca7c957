"""*Dit zeiden jullie, dit is ermee gedaan*, and counts that never point at a few people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from wijkplein.delen.signals.models import SHOWN_FROM, Signal
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.receipts.models import Outcome

# In the words of the component `wp_said`.
LOOKS = {Outcome.WILL_DO: "bezig", Outcome.NOT_DONE: "niet"}


@dataclass(frozen=True)
class Answered:
    """What was said, what came of it, and how that looks: gedaan, bezig or niet. In the shape that `wp_said` draws."""

    text: str
    answer: str
    state: str
    on: date
    url: str = ""


def answered_publicly(area: Area, limit: int = 5) -> list[Answered]:
    """What the director said everybody may read, newest first, of this area and what lies below; also "niet, omdat".

    When the newest ones hold no "niet" but an older one does, that one takes the last place: a list of only good news
    is not believed (look.md, issue 2 part 3).
    """
    told = Signal.objects.told_publicly().filter(area_id__in=Area.objects.ids_below({area.pk}))
    newest = list(told[:limit])
    if len(newest) == limit > 1 and not any(each.outcome == Outcome.NOT_DONE for each in newest):
        newest[-1:] = list(told.filter(outcome=Outcome.NOT_DONE)[:1]) or newest[-1:]
    return [_answered(signal) for signal in newest]


def _answered(signal: Signal) -> Answered:
    assert signal.public_on is not None  # told_publicly
    return Answered(signal.public_title, signal.answer, LOOKS.get(Outcome(signal.outcome), "gedaan"), signal.public_on)


def themes_talked_about(area: Area) -> list[tuple[str, int]]:
    """Themes with the number of distinct sources, most first; nothing under five (k, domain.md 4.3)."""
    here = Signal.objects.filter(area_id__in=Area.objects.ids_below({area.pk}), themes__isnull=False)
    counted = here.values_list("themes__name").annotate(sources=Count("source_token", distinct=True))
    return sorted(
        ((name, count) for name, count in counted if count >= SHOWN_FROM), key=lambda pair: (-pair[1], pair[0])
    )
