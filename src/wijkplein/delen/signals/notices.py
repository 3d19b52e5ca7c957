"""Who hears of a signal: whoever answers for it. Its sender is nobody we know, and follows it by three words.

The notice keeps the day and no time, and its mail goes out with the mail of the day (foundation/notices/telling.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from wijkplein.delen.signals.actions import OWNER
from wijkplein.delen.signals.policy import Signals
from wijkplein.foundation.notices.models import Why
from wijkplein.foundation.notices.sentences import sentence
from wijkplein.foundation.notices.telling import Telling, tells
from wijkplein.foundation.people.duty import on_duty
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.registry import ref_to

CAME = sentence("signal_came", _("Iemand vertelde wat er speelt"), _("Iemand vertelde wat er speelt"))


@tells(Signals.tell, Signals.tell_for)
def tell_owner(deed: Deed) -> Iterator[Telling]:
    """The director, or whoever stands in. "Klopt niet" and an added line are told by the receipt."""
    yield Telling(on_duty(OWNER, deed.about.area), CAME, ref_to(deed.about), Why.DUTY)
