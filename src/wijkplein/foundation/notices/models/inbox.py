"""One line for one person about one deed, how she wants to hear it, and what is printed for who has no e-mail."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.notices.querysets import OwnQuerySet, WorkQuerySet
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap
from wijkplein.foundation.verbs.ref import Ref

P2, TOGETHER = DataClass.PARTIES, Basis.AGREEMENT
TOKEN_BYTES = 16


def new_token() -> str:
    """What stands in a stop link: 128 bits that can do nothing but stop."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class Why(models.TextChoices):
    """Why somebody is told: it is about something of her own, or it is her work."""

    OWN = "own", _("gaat over iets van jezelf")
    DUTY = "duty", _("hoort bij je dienst")


class Rhythm(models.TextChoices):
    """How soon somebody wants to hear about her own things."""

    NOW = "now", _("Meteen")
    DAILY = "daily", _("Een keer per dag")
    OFF = "off", _("Niet. Ik kijk zelf op deze site")


class Channel(models.TextChoices):
    """How somebody wants to hear it."""

    MAIL = "mail", _("Met e-mail")
    PAPER = "paper", _("Met een brief")
    NONE = "none", _("Alleen op deze site")


class Notice(models.Model):
    """One line in the inbox: which sentence, about what. The words of the thing itself are looked up when it is
    shown, so what was hidden or erased is gone here too.

    `occasion` makes it happen once. `pass_on_at` is when it goes out by mail or on paper; empty once it did, or when
    it never will.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    occasion = models.CharField(max_length=90)
    deed = models.UUIDField(null=True, blank=True)
    kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    sentence = models.CharField(max_length=40)
    why = models.CharField(max_length=4, choices=Why, default=Why.OWN)
    created_at = models.DateTimeField(default=timezone.now)
    pass_on_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="90 dagen",
        personal={
            "person": Personal(
                P2, "om je te laten weten wat er met jouw berichten gebeurt", TOGETHER, OnErasure.DELETE
            ),
            "read_at": Personal(P2, "om te laten zien wat nieuw is", TOGETHER, OnErasure.DELETE),
        },
        plain="id uuid occasion deed kind about_id sentence why created_at pass_on_at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "occasion"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_newest"),
            models.Index(fields=["pass_on_at"], condition=Q(pass_on_at__isnull=False), name="notice_to_pass_on"),
        ]

    def __str__(self) -> str:
        return f"Notice {self.uuid}"

    @property
    def about(self) -> Ref:
        """What it is about."""
        return Ref(self.kind, self.about_id)


class Preference(models.Model):
    """How one person wants to hear things. Without a row the defaults of this model hold.

    The weekly mail is off until somebody asks for it: that is the law for mail nobody ordered (Telecommunicatiewet
    11.7). The two tokens stand in the stop links of mails and can only stop.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="preference")
    digest = models.BooleanField(default=False)
    threads = models.CharField(max_length=5, choices=Rhythm, default=Rhythm.NOW)
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.MAIL)
    stop_digest = models.CharField(max_length=30, unique=True, default=new_token)
    stop_threads = models.CharField(max_length=30, unique=True, default=new_token)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OwnQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="zolang je meedoet",
        personal={
            "person": Personal(P2, "om te weten van wie de keuze is", TOGETHER, OnErasure.DELETE),
            "digest": Personal(P2, "om je elke week te schrijven als je dat wilt", Basis.CONSENT, OnErasure.DELETE),
            "threads": Personal(P2, "om je niet vaker te schrijven dan je wilt", TOGETHER, OnErasure.DELETE),
            "channel": Personal(P2, "om je te bereiken zoals jij wilt", TOGETHER, OnErasure.DELETE),
            "stop_digest": Personal(P2, "om de weekmail te stoppen zonder inloggen", TOGETHER, OnErasure.DELETE),
            "stop_threads": Personal(P2, "om mail te stoppen zonder inloggen", TOGETHER, OnErasure.DELETE),
        },
        plain="id uuid changed_at",
    )

    def __str__(self) -> str:
        return f"Preference {self.uuid}"


class PaperItem(models.Model):
    """One sentence that goes in a letter to somebody without e-mail, or is told by telephone (guarantee 3).

    Name, address and number stay where they are, with the person: no copy to forget.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="paper_items")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    sentence = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now)
    printed_at = models.DateTimeField(null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="30 dagen nadat de brief is geprint, en anders 90 dagen",
        personal={
            "person": Personal(P2, "om je een brief te sturen of te bellen", TOGETHER, OnErasure.DELETE),
            "sentence": Personal(P2, "wat er in de brief staat", TOGETHER, OnErasure.DELETE),
        },
        plain="id uuid area kind about_id created_at printed_at",
    )

    class Meta:
        indexes = [models.Index(fields=["area", "id"], condition=Q(printed_at=None), name="paper_to_print")]

    def __str__(self) -> str:
        return f"PaperItem {self.uuid}"

    @property
    def about(self) -> Ref:
        """What it is about."""
        return Ref(self.kind, self.about_id)
