"""The mails about signing in."""

from __future__ import annotations

from wijkplein.foundation.people.letters import send_letter


def send_code(email: str, code: str, *, sign_in: bool) -> None:
    """The code itself. The subject says nothing about it, so a shared screen shows nothing. Raises NotSent."""
    spaced = f"{code[:3]} {code[3:]}"
    send_letter(email, "signing_in/mail/code.txt", code=spaced, sign_in=sign_in)


def tell_second_factor_reset(email: str) -> None:
    """To the person whose second factor was taken away by two others. Raises NotSent."""
    send_letter(email, "signing_in/mail/second_factor_reset.txt")
