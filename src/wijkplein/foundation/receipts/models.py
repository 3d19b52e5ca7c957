"""The receipt (volgkaartje) behind everything that comes in, and the request to be called back."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy.encryption import SealedTextField
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap
from wijkplein.foundation.receipts.querysets import CallBackQuerySet, ReceiptQuerySet
from wijkplein.foundation.verbs.models import Via
from wijkplein.foundation.verbs.policy import is_personless
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.roles import GIVEN_ROLES, ROLES

P2 = DataClass.PARTIES
OWNERS = [(name, ROLES[name]) for name in GIVEN_ROLES]


class Outcome(models.TextChoices):
    """How something ended. Every outcome comes with a reason in words."""

    ANSWERED = "answered", _("beantwoord")
    DONE = "done", _("gedaan")
    WILL_DO = "will_do", _("wordt gedaan")
    NOT_DONE = "not_done", _("niet, omdat")
    FORWARDED = "forwarded", _("doorgezet")
    WITHDRAWN = "withdrawn", _("teruggenomen")
    EXPIRED = "expired", _("afgelopen")


class Receipt(models.Model):
    """What the sender holds: three words and a QR secret, both kept only as HMAC under a key outside the database.

    Behind it stand an owner role, a clock in working days, and an outcome with a reason (guarantee 1).
    `holder` is empty for personless kinds: then holding the code is the only link.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    words_mark = models.CharField(max_length=64, unique=True)
    secret_mark = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_role = models.CharField(max_length=30, choices=OWNERS)
    holder = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="receipts")
    via = models.CharField(max_length=10, choices=Via, default=Via.SCREEN)
    on_behalf = models.BooleanField(default=False)
    norm_days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    created_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=12, blank=True, choices=Outcome)
    reason = models.TextField(blank=True, max_length=1000)
    closed_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)

    objects = ReceiptQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="tot het einde en nog 12 maanden",
        personal={
            "words_mark": Personal(P2, "om jouw volgkaartje te herkennen", Basis.AGREEMENT, OnErasure.KEEP),
            "secret_mark": Personal(P2, "om jouw volgkaartje te herkennen", Basis.AGREEMENT, OnErasure.KEEP),
            "holder": Personal(P2, "zodat je je volgkaartjes bij elkaar ziet", Basis.AGREEMENT, OnErasure.CUT),
        },
        plain="id uuid kind about_id area owner_role via on_behalf norm_days due_on created_at outcome reason"
        " closed_at reopened_at",
    )

    class Meta:
        indexes = [
            models.Index(fields=["kind", "about_id"]),
            models.Index(fields=["owner_role", "due_on", "id"], condition=Q(closed_at=None), name="receipt_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (~Q(closed_at=None) & ~Q(outcome="") & ~Q(reason="")),
                name="receipt_closes_with_outcome_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Receipt {self.uuid}"

    @property
    def about(self) -> Ref:
        """What the receipt is for."""
        return Ref(self.kind, self.about_id)

    @property
    def is_personless(self) -> bool:
        """Nothing done with it is kept with a person or a time of day, as with the thing itself (guarantee 2)."""
        return is_personless(self.kind)

    @property
    def is_open(self) -> bool:
        """Somebody still has to do something."""
        return self.closed_at is None

    def is_late(self, today: date) -> bool:
        """Its clock has run out without an outcome."""
        return self.is_open and self.due_on < today


class AddedLine(models.Model):
    """The one line a sender may add by receipt; it went through the guard and is never public."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    receipt = models.OneToOneField(Receipt, on_delete=models.CASCADE, related_name="added_line")
    text = SealedTextField()
    created_at = models.DateTimeField(default=timezone.now)

    privacy = PrivacyMap(
        keep="zolang het volgkaartje bestaat",
        personal={"text": Personal(P2, "wat je er nog bij zei", Basis.AGREEMENT, OnErasure.DELETE)},
        plain="id uuid receipt created_at",
    )

    def __str__(self) -> str:
        return f"Line {self.uuid}"


class Lane(models.TextChoices):
    """Whose budget of guesses: everybody's together, or that of who answers the telephone."""

    PUBLIC = "public", _("iedereen")
    DESK = "desk", _("wie de telefoon opneemt")


class Guess(models.Model):
    """Wrong guesses of receipt words, counted per hour for the whole community: the budget (ADR 0007)."""

    lane = models.CharField(max_length=6, choices=Lane, default=Lane.PUBLIC)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    privacy = PrivacyMap(keep="7 dagen", plain="id lane hour count")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lane", "hour"], name="guesses_counted_by_hour")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} {self.count}"


class PartOfDay(models.TextChoices):
    """When somebody likes to be called."""

    ANY = "any", _("maakt niet uit")
    MORNING = "morning", _("ochtend")
    AFTERNOON = "afternoon", _("middag")
    EVENING = "evening", _("avond")


class CallTopic(models.TextChoices):
    """Why somebody wants to be called. Matching comes with its own room; until then a person calls."""

    CALL = "call", _("Bel mij terug")
    HELP = "help", _("Ik zoek hulp")
    OFFER = "offer", _("Ik wil iets doen")


class CallBack(models.Model):
    """*Bel mij terug*, *Ik zoek hulp*, *Ik wil iets doen*: a name, a number, a clock of one working day.

    Erased 30 days after closing (domain.md 4.13). `look_first`: the asker saw whom to call now and sent it all the
    same (`urgency.py`); which words it was about is not kept.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    topic = models.CharField(max_length=10, choices=CallTopic, default=CallTopic.CALL)
    name = SealedTextField()
    phone = SealedTextField(blank=True)
    phone_mark = models.CharField(max_length=64, blank=True, db_index=True)
    email = SealedTextField(blank=True)
    text = SealedTextField(blank=True)
    part_of_day = models.CharField(max_length=10, choices=PartOfDay, default=PartOfDay.ANY)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    via = models.CharField(max_length=10, choices=Via, default=Via.SCREEN)
    created_at = models.DateTimeField(default=timezone.now)
    on_behalf = models.BooleanField(default=False)
    look_first = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CallBackQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="30 dagen na het gesprek",
        personal={
            "name": Personal(P2, "zodat we weten naar wie we vragen", Basis.AGREEMENT, OnErasure.DELETE),
            "phone": Personal(P2, "om je te bellen", Basis.AGREEMENT, OnErasure.DELETE),
            "phone_mark": Personal(P2, "om je te herkennen als je belt", Basis.AGREEMENT, OnErasure.DELETE),
            "email": Personal(P2, "om je te schrijven als je liever mailt", Basis.AGREEMENT, OnErasure.DELETE),
            "text": Personal(P2, "waar het over gaat", Basis.AGREEMENT, OnErasure.DELETE),
            "part_of_day": Personal(P2, "om je op een goed moment te bellen", Basis.AGREEMENT, OnErasure.DELETE),
        },
        plain="id uuid topic area via on_behalf look_first created_at tries tried_at closed_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(phone="") | ~Q(email=""), name="call_back_can_be_reached"),
        ]

    def __str__(self) -> str:
        return f"CallBack {self.uuid}"
