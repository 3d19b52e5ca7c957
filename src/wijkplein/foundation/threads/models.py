"""One link of a red thread: this came from that."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.privacy.privacy_map import PrivacyMap
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.ref import Ref


class Why(models.TextChoices):
    """How the one follows from the other, in the words the thread is drawn with."""

    BECAME = "became", _("Dat werd")
    LED_TO = "led_to", _("Daaruit kwam")
    ANSWERED_BY = "answered_by", _("Het antwoord")
    PROMISED = "promised", _("De afspraak")


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Links."""

    def visible_to(self, by: Actor) -> ThreadQuerySet:
        """Nobody browses links: `thread_of` shows them between things one may see."""
        return self.none()

    def touching(self, ref: Ref) -> ThreadQuerySet:
        """The links to and from a thing."""
        return self.filter(Q(from_kind=ref.kind, from_id=ref.uuid) | Q(to_kind=ref.kind, to_id=ref.uuid))


class Thread(models.Model):
    """From a source to what came of it. Points without foreign keys; keeps a day and no person."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    from_kind = models.CharField(max_length=40)
    from_id = models.UUIDField()
    to_kind = models.CharField(max_length=40)
    to_id = models.UUIDField()
    why = models.CharField(max_length=12, choices=Why, default=Why.LED_TO)
    created_on = models.DateField(default=timezone.localdate)

    objects = ThreadQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="zolang een van beide er is", plain="id uuid from_kind from_id to_kind to_id why created_on"
    )

    class Meta:
        indexes = [models.Index(fields=["to_kind", "to_id"])]
        constraints = [
            models.UniqueConstraint(fields=["from_kind", "from_id", "to_kind", "to_id"], name="thread_once"),
            models.CheckConstraint(condition=~Q(from_id=F("to_id")), name="thread_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.source} -> {self.result}"

    @property
    def source(self) -> Ref:
        """Where it came from."""
        return Ref(self.from_kind, self.from_id)

    @property
    def result(self) -> Ref:
        """What came of it."""
        return Ref(self.to_kind, self.to_id)
