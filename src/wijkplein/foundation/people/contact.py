"""Telephone numbers and streets in one form, and the marks by which a caller is recognised."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers
from django.utils.translation import gettext as _

from wijkplein.foundation.privacy.encryption import fingerprint

COUNTRY = "NL"
_TYPE = phonenumbers.PhoneNumberType
NOBODY_ANSWERS = frozenset(
    {_TYPE.UNKNOWN, _TYPE.PREMIUM_RATE, _TYPE.SHARED_COST, _TYPE.VOICEMAIL, _TYPE.PAGER}
)  # numbers of services, and numbers that were never given out
HOUSE_NUMBER = re.compile(r"\s+\d+\s*[-/]?\s*[a-z0-9]{0,4}$")


class NotANumber(ValueError):
    """The text is no telephone number; the message says so in Dutch."""


def normalised_phone(text: str) -> str:
    """A number to write down, as E.164: "06 12 34 56 78" is "+31612345678". Raises NotANumber: nobody can ring it."""
    number = _parsed(text)
    if phonenumbers.number_type(number) in NOBODY_ANSWERS:
        raise NotANumber(_("Dit is geen nummer waarop we iemand kunnen bellen. Kijk het nog eens na."))
    return _e164(number)


def looked_for(text: str) -> str:
    """A number to look for, as E.164, also when nobody would write it down today. Raises NotANumber."""
    number = _parsed(text)
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise NotANumber(_("Dit nummer is te kort of te lang. Kijk het nog eens na."))
    return _e164(number)


def _parsed(text: str) -> phonenumbers.PhoneNumber:
    try:
        return phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException:
        raise NotANumber(_("Dit is geen telefoonnummer. Schrijf het met het netnummer, zoals 0522 12 34 56.")) from None


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def spoken_phone(e164: str) -> str:
    """A kept number as people say it: "06 12345678". What cannot be read comes back as it is."""
    try:
        number = phonenumbers.parse(e164, COUNTRY)
    except phonenumbers.NumberParseException:
        return e164
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL))


def phone_mark(text: str) -> str:
    """The mark of a telephone number, however it was typed; "" for no number. Raises NotANumber."""
    return fingerprint(looked_for(text), purpose="phone") if text.strip() else ""


def street_mark(last_name: str, street: str) -> str:
    """The mark of a surname in a street, without house number; "" when one of the two is missing."""
    name, road = folded(last_name), folded(HOUSE_NUMBER.sub("", street.strip().lower()))
    return fingerprint(f"{name}|{road}", purpose="street") if name and road else ""


def folded(text: str) -> str:
    """Lower case, without accents, dots, dashes and spaces: "Jansén" is "jansen"."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in plain if letter.isalnum())
