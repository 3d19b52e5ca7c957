"""Write, check and show the read log."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from wijkplein.foundation.community.keys import key
from wijkplein.foundation.privacy.encryption import fingerprint
from wijkplein.foundation.privacy.models import Checkpoint, ReadEntry
from wijkplein.foundation.privacy.retention import Rule, keep_rule

KEEP = timedelta(days=730)
ACTIVITY = "urn:wijkplein:verwerking:"


class Reader(Protocol):
    """Who looks: anything with an id for the diary and roles."""

    @property
    def actor_id(self) -> UUID | None:
        """The id in the log."""


def subject_mark(person_id: UUID) -> str:
    """How a person stands in the log: an HMAC that only this town can make."""
    return fingerprint(str(person_id), purpose="readlog")


def log_read(by: Reader, person_id: UUID, *, name: str, reason: str, role: str = "") -> ReadEntry:
    """Note that `by` saw a person's data; call it in the same transaction as what shows it.

    When the line cannot be written the reading must not happen: let the error pass (bar R5).
    """
    now = timezone.now()
    entry = ReadEntry(
        name=name,
        started_at=now,
        ended_at=now,
        activity=ACTIVITY + name.partition(".")[0],
        subject=subject_mark(person_id),
        actor=by.actor_id,
        role=role,
        reason=reason,
    )
    entry.seal = _seal(entry)
    entry.save()
    return entry


def reads_of(person_id: UUID) -> models.QuerySet[ReadEntry]:
    """Who looked at this person's data, newest first: for the person and the privacy officer."""
    return ReadEntry.objects.filter(subject=subject_mark(person_id)).order_by("-id")


def make_checkpoint(now: datetime | None = None) -> Checkpoint | None:
    """Sign everything since the last checkpoint. None when nothing came in."""
    with transaction.atomic():
        last = Checkpoint.objects.order_by("-last_id").first()
        rows = list(ReadEntry.objects.filter(id__gt=last.last_id if last else 0).order_by("id"))
        if not rows:
            return None
        previous = last.signature if last else ""
        return Checkpoint.objects.create(
            first_id=rows[0].pk,
            last_id=rows[-1].pk,
            count=len(rows),
            at=now or timezone.now(),
            previous=previous,
            signature=_sign(rows, previous),
        )


def broken_checkpoints() -> list[Checkpoint]:
    """The stretches whose lines were changed or taken away since they were signed. Empty when all is well."""
    broken = []
    previous: str | None = None  # the oldest one may point at a stretch that retention took away
    for checkpoint in Checkpoint.objects.order_by("last_id"):
        if previous not in (None, checkpoint.previous) or not _is_whole(checkpoint):
            broken.append(checkpoint)
        previous = checkpoint.signature
    return broken


def _is_whole(checkpoint: Checkpoint) -> bool:
    rows = list(ReadEntry.objects.filter(id__gte=checkpoint.first_id, id__lte=checkpoint.last_id).order_by("id"))
    unchanged = all(hmac.compare_digest(row.seal, _seal(row)) for row in rows)
    signed = hmac.compare_digest(checkpoint.signature, _sign(rows, checkpoint.previous))
    return unchanged and signed and len(rows) == checkpoint.count


def _seal(entry: ReadEntry) -> str:
    parts = (
        entry.trace_id,
        entry.span_id,
        entry.name,
        entry.started_at.isoformat(),
        entry.subject,
        entry.actor,
        entry.reason,
    )
    return _hmac("\0".join(map(str, parts)))


def _sign(rows: Iterable[ReadEntry], previous: str) -> str:
    return _hmac("\0".join([previous, *(f"{row.pk}:{row.seal}" for row in rows)]))


def _hmac(text: str) -> str:
    return hmac.new(key("readlog").secret, text.encode(), hashlib.sha256).hexdigest()


def _old_stretches(now: datetime) -> models.QuerySet[Checkpoint]:
    return Checkpoint.objects.filter(at__lt=now - KEEP)


def _drop_stretches(checkpoints: list[Checkpoint]) -> None:
    """Lines go by signed stretch, together with their signature, so that what stays still verifies."""
    ReadEntry.objects.filter(id__lte=max(each.last_id for each in checkpoints)).delete()
    Checkpoint.objects.filter(pk__in=[each.pk for each in checkpoints]).delete()


keep_rule(Rule("read_log", _("Wie keek in gegevens: 24 maanden"), _old_stretches, _drop_stretches))
