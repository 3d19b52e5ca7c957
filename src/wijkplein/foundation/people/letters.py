"""The mails of the house to one person: plain text, a neutral subject, nobody's name, nothing to press."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.mailing import send_plain


def tell_address_changed(old_email: str) -> None:
    """To the old address: if it was not you, call (reliability.md M4). Raises NotSent."""
    send_letter(old_email, "people/mail/address_changed.txt")


def tell_silence(email: str, months: int) -> None:
    """After 22 and 23 months without a visit: come by, or we erase what we have. Raises NotSent."""
    send_letter(email, "people/mail/silence.txt", months=months)


def send_letter(email: str, template: str, **context: object) -> None:
    """One mail, with the name and the telephone of the town below it. Raises NotSent."""
    community = current()
    text = render_to_string(template, {"brand": community.brand, "address": f"{community.address}/", **context})
    send_plain(to=email, subject=_("Bericht van %(name)s") % {"name": community.brand.name}, text=text)
