"""A new data key: the secrets of second factors are sealed anew, and what waits in a session is let go."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from wijkplein.foundation.privacy.resealing import anew, is_sealed_with_old_key
from wijkplein.foundation.signing_in.adapter import SECRET


def factors_anew() -> int:
    """The secret of each app and the seed of each paper with codes. Gives how many."""
    changed = 0
    for pk in Authenticator.objects.values_list("pk", flat=True):
        with transaction.atomic():
            factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if factor is None:
                continue
            data = {name: anew(value, field=SECRET) for name, value in factor.data.items()}
            if data != factor.data:
                factor.data = data
                factor.save(update_fields=["data"])
                changed += 1
    return changed


def sessions_without_old_seals() -> int:
    """A code that waits, or a draft: minutes old, so asked again rather than sealed anew. Gives how many sessions."""
    changed = 0
    for session in Session.objects.all():
        kept = session.get_decoded()
        stays = {name: value for name, value in kept.items() if not _holds_old(value)}
        if stays != kept:
            session.session_data = Session.objects.encode(stays)
            session.save(update_fields=["session_data"])
            changed += 1
    return changed


def _holds_old(value: Any) -> bool:
    """Whether an entry of a session holds something that an older key sealed."""
    if isinstance(value, dict):
        return any(_holds_old(each) for each in value.values())
    return is_sealed_with_old_key(value)
