"""The mails about signing in: plain text, a neutral subject, nobody's name and nothing that can be pressed."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.mailing import send_plain


def send_code(email: str, code: str, *, sign_in: bool) -> None:
    """The code itself. The subject says nothing about it, so a shared screen shows nothing. Raises NotSent."""
    spaced = f"{code[:3]} {code[3:]}"
    _send(email, "code", code=spaced, sign_in=sign_in)


def tell_address_changed(old_email: str) -> None:
    """To the old address: if it was not you, call (reliability.md M4). Raises NotSent."""
    _send(old_email, "address_changed")


def tell_second_factor_reset(email: str) -> None:
    """To the person whose second factor was taken away by two others. Raises NotSent."""
    _send(email, "second_factor_reset")


def tell_silence(email: str, months: int) -> None:
    """After 22 and 23 months without a visit: come by, or we erase what we have. Raises NotSent."""
    _send(email, "silence", months=months)


def _send(email: str, name: str, **context: object) -> None:
    community = current()
    text = render_to_string(
        f"people/mail/{name}.txt",
        {"brand": community.brand, "address": f"https://{community.hosts[0]}/", **context},
    )
    send_plain(to=email, subject=_("Bericht van %(name)s") % {"name": community.brand.name}, text=text)
