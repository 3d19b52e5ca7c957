"""Who hears about receipts, call-backs and mail: those rooms stand below this one, so their tellers live here."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.notices.models import Why
from wijkplein.foundation.notices.policy import MailIns
from wijkplein.foundation.notices.sentences import sentence
from wijkplein.foundation.notices.telling import Telling, tells
from wijkplein.foundation.people.duty import on_duty
from wijkplein.foundation.receipts.policy import CallBacks, Receipts
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.registry import ref_to

ANSWERED = sentence(
    "receipt_answered", _("Er is een antwoord bij je volgkaartje"), _("Er is een antwoord bij uw volgkaartje")
)
REOPENED = sentence(
    "receipt_reopened", _("Iemand zegt dat een antwoord niet klopt"), _("Iemand zegt dat een antwoord niet klopt")
)
LINE_ADDED = sentence(
    "receipt_line", _("Iemand voegde iets toe aan een volgkaartje"), _("Iemand voegde iets toe aan een volgkaartje")
)
CALL_ME = sentence("callback_asked", _("Iemand wil gebeld worden"), _("Iemand wil gebeld worden"))
MAIL_CAME = sentence("mailin_received", _("Er is mail in het postvak"), _("Er is mail in het postvak"))


@tells(Receipts.answer)
def tell_holder(deed: Deed) -> Iterator[Telling]:
    """The sender hears that there is an outcome."""
    yield Telling(deed.about.holder, ANSWERED, ref_to(deed.about))


@tells(Receipts.reopen)
def tell_reopened(deed: Deed) -> Iterator[Telling]:
    """Whoever has duty looks again."""
    yield Telling(on_duty(deed.about.owner_role, deed.about.area), REOPENED, ref_to(deed.about), Why.DUTY)


@tells(Receipts.add_line)
def tell_line(deed: Deed) -> Iterator[Telling]:
    """Whoever has duty reads the line."""
    yield Telling(on_duty(deed.about.owner_role, deed.about.area), LINE_ADDED, ref_to(deed.about), Why.DUTY)


@tells(CallBacks.ask)
def tell_caller(deed: Deed) -> Iterator[Telling]:
    """Whoever has duty calls."""
    yield Telling(on_duty("connector", deed.about.area), CALL_ME, ref_to(deed.about), Why.DUTY)


@tells(MailIns.receive)
def tell_reader(deed: Deed) -> Iterator[Telling]:
    """Whoever has duty reads the mail."""
    yield Telling(on_duty("connector", deed.about.area), MAIL_CAME, ref_to(deed.about), Why.DUTY)
