"""`act`: the only way to change something.

    with act(by, Posts.close, post) as deed:
        post.closed_at = timezone.now()
        post.save(update_fields=["closed_at"])

Lock, look again, ask the policy, write, and leave one deed, in one transaction. No mail, PDF or picture
work inside: the write queue is short because everybody keeps it short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.inserting import insert
from wijkplein.foundation.verbs.models import Deed, Via
from wijkplein.foundation.verbs.policy import Answer, Verb
from wijkplein.foundation.verbs.registry import kind_of
from wijkplein.foundation.verbs.roles import ROLES

CHOICE = re.compile(r"^[a-z0-9][a-z0-9_.:-]{0,59}$")
Detail = str | int | bool | UUID | None


class Refused(PermissionDenied):
    """The policy said no. The reason is plain Dutch and stands on the 403 page, the button and the API."""

    def __init__(self, answer: Answer | str) -> None:
        self.answer = answer if isinstance(answer, Answer) else Answer(False, answer)
        super().__init__(self.answer.reason)

    @property
    def reason(self) -> str:
        """Why not, and if there is one, the way forward."""
        return self.answer.reason


@contextmanager
def act(
    by: Actor, verb: Verb, about: Any, *, via: str = Via.SCREEN, on_behalf: bool = False, **details: Detail
) -> Iterator[Deed]:
    """Do one verb. Raises Refused when the policy says no at the moment of writing.

    An action that creates something sets `deed.about` to it; until then the deed is about `about`.
    """
    with transaction.atomic():
        if verb.on is None:
            _hold(about)
        answer = verb.may(by, about)
        if not answer:
            raise Refused(answer)
        deed = Deed(verb=verb.name, via=via, on_behalf=on_behalf, details=_checked(details))
        deed.about = about
        yield deed
        _write(deed, by, verb, about)


def _hold(about: models.Model) -> None:
    """Look again and hold it: the answer must still be true when we write."""
    try:
        about.refresh_from_db(from_queryset=type(about)._base_manager.select_for_update())
    except ObjectDoesNotExist:
        raise Refused(_("Dit is er niet meer. Misschien heeft iemand anders het net weggehaald.")) from None


def _write(deed: Deed, by: Actor, verb: Verb, about: Any) -> None:
    area = verb.policy.area_of(deed.about) or verb.policy.area_of(about)
    deed.kind, deed.about_id = kind_of(deed.about).name, deed.about.uuid
    deed.area_id = getattr(area, "uuid", None)
    deed.role = _acting_role(by, verb, area)
    deed.at = timezone.now()
    deed.details = _checked(deed.details)
    if verb.policy.personless or getattr(about, "is_personless", False):
        today = timezone.localdate()
        deed.at = datetime(today.year, today.month, today.day, tzinfo=UTC)
    else:
        deed.actor = by.actor_id
    insert(deed)


def _acting_role(by: Actor, verb: Verb, area: Any) -> str:
    """What the diary says instead of a name: the role that gave the right, else the first of the actor's roles."""
    held = by.role_names(area)
    named = [name for name in (*verb.who, *ROLES) if name in held]
    return next((name for name in named if name != "everyone"), "everyone")


def _checked(details: dict[str, Any]) -> dict[str, Any]:
    """Ids, choices, counts. Raises ValueError on anything that could be text or a name."""
    return {name: _harmless(name, value) for name, value in details.items()}


def _harmless(name: str, value: Detail) -> Detail:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str) and CHOICE.match(value):
        return value
    raise ValueError(f"A deed keeps ids, choices and counts, never text: {name}")
