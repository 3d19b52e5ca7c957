"""Mail to people who wrote to the joint mailbox: they did not choose a screen, so the house says u."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from wijkplein.foundation.notices.wording import letter_sign_off, root
from wijkplein.foundation.receipts.actions import Issued
from wijkplein.foundation.receipts.clock import day_in_words


def received_text(issued: Issued, *, attachments: int) -> str:
    """The receipt: three words, a link that opens only this receipt, and the day by which somebody answers."""
    with translation.override("nl"):
        parts = [
            _("Goedendag,\n\nWij hebben uw bericht ontvangen. U hoort van ons uiterlijk %(day)s.")
            % {"day": day_in_words(issued.receipt.due_on)},
            _("Uw volgkaartje: %(words)s\nBelt u ons? Noem dan deze drie woorden.") % {"words": issued.words},
            _("Kijken hoe het ervoor staat kan hier:\n%(url)s") % {"url": _address(issued)},
        ]
        if attachments:
            parts.append(_("De bijlage kunnen wij niet bewaren. Vertel ons in woorden wat erin staat, of bel ons."))
        return "\n\n".join([*parts, letter_sign_off()]) + "\n"


def too_large_text() -> str:
    """A mail of more than 10 MB, refused politely."""
    with translation.override("nl"):
        text = _("Goedendag,\n\nUw bericht is groter dan 10 MB. Daarom kunnen wij het niet lezen.")
        ask = _("Wilt u het nog eens sturen, zonder bijlagen? Of bel ons, dan schrijven wij het op.")
        return f"{text} {ask}\n\n{letter_sign_off()}\n"


def answer_text(text: str) -> str:
    """What a connector answers, under the name of the house."""
    with translation.override("nl"):
        return f"{text.strip()}\n\n{letter_sign_off()}\n"


def _address(issued: Issued) -> str:
    try:
        return root() + reverse("receipts:open", args=[issued.secret])
    except NoReverseMatch:
        return root() + "/"
