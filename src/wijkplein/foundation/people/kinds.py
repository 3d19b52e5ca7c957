"""What the house knows of this room. A person is a kind so that deeds can be about her; she is never listed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkplein.foundation.people import holding, keeping
from wijkplein.foundation.people.models import DutyShift, Membership, Organisation, Person, ProxyMandate, Role
from wijkplein.foundation.privacy.rights import Holding, hold
from wijkplein.foundation.verbs.registry import Kind, register


def register_all() -> None:
    """Called once at start. No kind here has a search text: nobody is found by a machine (PR14, M3)."""
    for name, model, label in (
        ("person", Person, _("een buur")),
        ("role", Role, _("rol")),
        ("membership", Membership, _("lid van een organisatie")),
        ("organisation", Organisation, _("organisatie")),
        ("duty", DutyShift, _("dienst")),
        ("mandate", ProxyMandate, _("namens iemand")),
    ):
        register(Kind(name=name, model=model, label=label, title=_label(label), url=_own_place, area=_area_of))
    keeping.register_rules()
    hold(Holding("people", _("Jij en hoe we je bereiken"), holding.export, holding.erase))
    gone_too = holding.erased_with_the_person
    hold(Holding("work", _("Je rollen en je werk"), holding.export_work, gone_too))
    hold(Holding("mandates", _("Keren dat iemand namens jou iets deed"), holding.export_mandates, gone_too))


def _label(label: str) -> Any:
    return lambda thing: label


def _own_place(thing: Any) -> str:
    return reverse("people:mine")


def _area_of(thing: Any) -> Any:
    return getattr(thing, "area", None)
