"""The diary: one line for each deed, with ids, choices and counts, never text or names."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap


class Via(models.TextChoices):
    """The channel through which something came in (domain.md section 4). Counted, so reach shows (MOP-13)."""

    SCREEN = "screen", _("scherm")
    PHONE = "phone", _("telefoon")
    PAPER = "paper", _("papier")
    BUS = "bus", _("bus")
    DESK = "desk", _("balie")
    DOOR = "door", _("aan de deur")
    MAIL = "mail", _("e-mail")
    FACEBOOK = "facebook", _("Facebook")
    WHATSAPP = "whatsapp", _("WhatsApp")
    IMPORT = "import", _("overgenomen")


class DeedQuerySet(models.QuerySet["Deed"]):
    """Nobody browses the diary; rooms show the deeds of one thing they already may see."""

    def about(self, kind: str, about_id: uuid.UUID) -> DeedQuerySet:
        """The deeds of one thing, in the order in which they were done."""
        return self.filter(kind=kind, about_id=about_id).order_by("id")

    def untold(self) -> DeedQuerySet:
        """The oldest deeds first that nobody was told about yet: the outbox of notices."""
        return self.filter(told_at=None).order_by("id")


class Deed(models.Model):
    """What was done, by whom, to what. Diary, audit trail and outbox in one table.

    It points without foreign keys, so that audit never stands in the way of erasure; `actor` is cut after
    24 months (domain.md 4.13). Deeds of personless kinds have no actor and only a day.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    actor = models.UUIDField(null=True, blank=True)
    role = models.CharField(max_length=40, blank=True)
    area_id = models.UUIDField(null=True, blank=True)
    via = models.CharField(max_length=10, choices=Via, default=Via.SCREEN)
    on_behalf = models.BooleanField(default=False)
    at = models.DateTimeField()
    details = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = DeedQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="24 maanden met wie het deed, daarna zonder",
        personal={
            "actor": Personal(DataClass.TEAM, "om na te gaan wie wat deed", Basis.PUBLIC_TASK, OnErasure.CUT),
        },
        plain="id uuid verb kind about_id role area_id via on_behalf at details told_at",
    )

    class Meta:
        indexes = [
            models.Index(fields=["kind", "about_id", "id"]),
            models.Index(fields=["actor", "id"]),
            models.Index(fields=["id"], condition=models.Q(told_at=None), name="deed_untold"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.about_id}"

    _thing: Any = None

    @property
    def about(self) -> Any:
        """The thing itself, while the deed is being done."""
        return self._thing

    @about.setter
    def about(self, thing: Any) -> None:
        self._thing = thing
