"""What the house knows of this room."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkplein.foundation.people import closing, proving
from wijkplein.foundation.privacy.resealing import reseal_also
from wijkplein.foundation.privacy.rights import Holding, hold
from wijkplein.foundation.signing_in import devices, holding, keeping, keys_anew, second
from wijkplein.foundation.signing_in.models import WayBack
from wijkplein.foundation.verbs.registry import Kind, register


def register_all() -> None:
    """Called once at start."""
    label = _("weer kunnen inloggen")
    register(Kind(name="wayback", model=WayBack, label=label, title=lambda _thing: label, url=_own_place))
    proving.prove_again_at(second.where_to_prove)
    closing.sign_out_with(devices.end_sessions_noted)
    keeping.register_rules()
    reseal_also("signing_in.factors", keys_anew.factors_anew)
    reseal_also("signing_in.sessions", keys_anew.sessions_without_old_seals)
    hold(Holding("signing_in", _("Inloggen en apparaten"), holding.export, holding.erase))


def _own_place(_thing: WayBack) -> str:
    return reverse("people:mine")
