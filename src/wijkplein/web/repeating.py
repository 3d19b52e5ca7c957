"""A form that is sent once more from an error page: only one of ours, and only when every part can be told in words.

Whoever has a role is led back to the page instead: nobody gives a role by a press on a page that explains an error.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkplein.delen.signals.models import SignalKind
from wijkplein.delen.square.models import PostKind
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.once import FIELD
from wijkplein.foundation.look.written import WRITTEN, fields_of, is_ours
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.doors import actor_of

KEY = "csrfmiddlewaretoken"
UNSAID = frozenset({FIELD})  # keeps a form from being done twice; means nothing to people
CHOSEN: dict[str, tuple[str | Promise, dict[str, str | Promise]]] = {
    "kind": (_("Wat het is"), {**dict(SignalKind.choices), **dict(PostKind.choices)}),
    "reach": (_("Hoe je verder wilt"), {"connector": _("Langs de buurtverbinder"), "email": _("Met je e-mailadres")}),
    "sender": (_("Welke naam erbij staat"), {"buur": _("Een buur"), "naam": _("Je voornaam")}),
}


@dataclass(frozen=True)
class Part:
    """One field that is sent again. `said` is what people read when the value itself is a word of the machine."""

    name: str
    value: str
    label: str = ""
    said: str = ""


def again(request: HttpRequest) -> list[Part]:
    """All that came in, to be sent once more as it was: for a form whose key was good."""
    return [_written(name, value) for name, value in fields_of(request) if name != KEY]


def again_in_words(request: HttpRequest) -> list[Part]:
    """The same for a form whose key was not good; empty when that may not, or cannot be told in words."""
    by = actor_of(request)
    if not is_ours(request) or (isinstance(by, Person) and by.all_role_names()):
        return []
    parts = [_told(name, value) for name, value in fields_of(request) if name != KEY]
    said = [part for part in parts if part is not None]
    whole = len(said) == len(parts) and any(part.label for part in said)  # a bare press says nothing in words
    return said if whole else []


def _told(name: str, value: str) -> Part | None:
    if name in UNSAID or name in WRITTEN:
        return _written(name, value)
    if name == "area":
        area = Area.objects.filter(slug=value).first()
        return Part(name, value, str(_("De buurt")), area.name) if area is not None else None
    label, words = CHOSEN.get(name, ("", {}))
    return Part(name, value, str(label), str(words[value])) if value in words else None


def _written(name: str, value: str) -> Part:
    return Part(name, value, str(WRITTEN[name]) if name in WRITTEN and value.strip() else "")
