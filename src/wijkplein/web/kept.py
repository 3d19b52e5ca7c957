"""What we keep about people, in words for residents: made from the privacy maps and retention rules of the code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, map_of
from wijkplein.foundation.privacy.retention import rules
from wijkplein.foundation.verbs.registry import kinds

WHO_SEES = {
    DataClass.PUBLIC: _("iedereen"),
    DataClass.AREA: _("wie in jouw buurt meedoet"),
    DataClass.PARTIES: _("jij en wie je ermee helpt"),
    DataClass.TEAM: _("het team dat ervoor werkt"),
}
WHEN_ERASED = {
    OnErasure.DELETE: _("gaat weg"),
    OnErasure.CUT: _("wordt leeg gemaakt"),
    OnErasure.KEEP: _("blijft, maar wijst naar niemand"),
}
GROUNDS = {
    Basis.AGREEMENT: _("overeenkomst"),
    Basis.PUBLIC_TASK: _("algemeen belang"),
    Basis.CONSENT: _("toestemming"),
    Basis.LEGAL_DUTY: _("wettelijke plicht"),
    Basis.LEGITIMATE_INTEREST: _("gerechtvaardigd belang"),
}


@dataclass(frozen=True)
class Purpose:
    """Why we keep something, on what ground, who sees it, and what erasing does."""

    why: str
    ground: str
    who: str
    when_erased: str


@dataclass(frozen=True)
class Kept:
    """One kind of thing we keep about people, and for how long."""

    label: str
    keep: str
    purposes: tuple[Purpose, ...]


def kept_about_people() -> tuple[Kept, ...]:
    """Every kind of thing with something about a person in it; the same purpose is told once."""
    return _told_in(get_language())


@lru_cache(maxsize=8)
def _told_in(_language: str | None) -> tuple[Kept, ...]:
    found = (_kept(model) for model in apps.get_models() if (known := map_of(model)) and known.personal)
    return tuple(sorted(found, key=lambda kept: kept.label))


def kept_how_long() -> list[str]:
    """The retention rules as the clock runs them."""
    return sorted(gettext(rule.sentence) for rule in rules())


def _kept(model: type[models.Model]) -> Kept:
    known = map_of(model)
    assert known is not None  # the caller looked
    purposes = dict.fromkeys(_purpose(personal) for personal in known.personal.values())
    return Kept(_label(model), gettext(known.keep), tuple(purposes))


def _purpose(personal: Personal) -> Purpose:
    who, gone = WHO_SEES[personal.data_class], WHEN_ERASED[personal.on_erasure]
    return Purpose(gettext(personal.purpose), str(GROUNDS[personal.basis]), str(who), str(gone))


# What has no kind in the registry, because nothing ever points at it, still has a name for residents.
LABELS = {
    "sessions.session": _("dat je ingelogd bent"),
    "account.emailaddress": _("je e-mailadres"),
    "account.emailconfirmation": _("de code die je inlogt"),
    "mfa.authenticator": _("je tweede stap bij het inloggen"),
    "django_tasks_database.dbtaskresult": _("werk dat de computer op de achtergrond doet"),
    "privacy.readentry": _("wie jouw gegevens bekeek"),
    "verbs.deed": _("het logboek van wat er gedaan is"),
    "signing_in.signedin": _("op welke apparaten je bent ingelogd"),
    "receipts.addedline": _("de regel die je aan een volgkaartje toevoegt"),
    "notices.readmail": _("welke mail al gelezen is"),
    "search.searchentry": _("de zoekmachine van het plein"),
    "square.photo": _("een foto bij een bericht"),
}


def _label(model: type[models.Model]) -> str:
    """Raises KeyError for a model nobody named: a resident should not read a name of the code."""
    for kind in kinds():
        if kind.model is model:
            return gettext(kind.label)
    return str(LABELS[model._meta.label_lower])
