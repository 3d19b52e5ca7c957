"""The outbox: one row per mail, with a Message-ID that never changes, so that a mail sent twice shows as one (R12)."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.notices.querysets import MailOutQuerySet
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy.encryption import SealedTextField
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap

P2, TOGETHER = DataClass.PARTIES, Basis.AGREEMENT


class Subject(models.TextChoices):
    """The twelve subjects a mail can have. None says what it is about: mailboxes and screens are shared (M4)."""

    NEWS = "news", _("Er is een bericht voor je op %(name)s")
    TODAY = "today", _("Je berichten van vandaag op %(name)s")
    WEEK = "week", _("Deze week in je buurt")
    WORK = "work", _("Er wacht iets op je op %(name)s")
    RECEIPT = "receipt", _("Er is nieuws over je volgkaartje")
    RECEIVED = "received", _("Wij hebben uw bericht ontvangen")
    ANSWER = "answer", _("Antwoord van %(name)s")
    TOO_LARGE = "too_large", _("Uw bericht is te groot voor ons postvak")
    ACCOUNT = "account", _("Bericht van %(name)s")
    CONFIRM = "confirm", _("Bevestig je bericht op %(name)s")
    INVITATION = "invitation", _("Een uitnodiging van %(name)s")
    TRIAL = "trial", _("Proefbericht van %(name)s")


class Stop(models.TextChoices):
    """What the stop link in a mail stops."""

    DIGEST = "digest", _("de weekmail")
    THREADS = "threads", _("mail over je eigen berichten")


def new_message_id() -> str:
    """A Message-ID on the host of the open community."""
    return f"<{uuid.uuid4().hex}@{current().hosts[0]}>"


class MailOut(models.Model):
    """One mail to one address. Queued while `next_try_at` is set; then `sent_at` or `failed_at`.

    The words and the address are emptied once it is sent. `last_error` is the kind of error, never what the server
    said: that holds addresses. `occasion` makes it happen once.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occasion = models.CharField(max_length=90, unique=True)
    message_id = models.CharField(max_length=300, unique=True, default=new_message_id)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="mails")
    address = SealedTextField(blank=True)
    subject = models.CharField(max_length=12, choices=Subject)
    body = SealedTextField(blank=True)
    language = models.CharField(max_length=5, default="nl")
    stop = models.CharField(max_length=7, blank=True, choices=Stop)
    in_reply_to = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=80, blank=True)

    objects = MailOutQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="90 dagen; adres en tekst tot de mail weg is",
        personal={
            "person": Personal(P2, "om je te schrijven", TOGETHER, OnErasure.DELETE),
            "address": Personal(P2, "om je te schrijven", TOGETHER, OnErasure.DELETE),
            "body": Personal(P2, "wat we je schrijven", TOGETHER, OnErasure.DELETE),
            "in_reply_to": Personal(P2, "zodat het antwoord bij je eigen mail staat", TOGETHER, OnErasure.DELETE),
        },
        plain="id uuid occasion message_id subject language stop created_at next_try_at tries sent_at failed_at"
        " last_error",
    )

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(next_try_at__isnull=False), name="mail_due"),
            models.Index(fields=["person", "-id"], name="mail_of_person"),
            models.Index(fields=["id"], condition=Q(failed_at__isnull=False), name="mail_failed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False, sent_at=None, failed_at=None)
                | Q(next_try_at=None, sent_at__isnull=False, failed_at=None)
                | Q(next_try_at=None, sent_at=None, failed_at__isnull=False),
                name="mail_is_queued_sent_or_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"MailOut {self.uuid}"

    @property
    def to(self) -> str:
        """Where it goes now: a person who changed her address gets it at the new one; "" when nobody is left."""
        if self.person is None:
            return self.address or ""
        return (self.person.email or "") if self.person.is_active else ""

    @property
    def stop_token(self) -> str:
        """What stands in the stop link; "" for a mail that answers somebody."""
        preference: Any = getattr(self.person, "preference", None)
        return str(getattr(preference, f"stop_{self.stop}")) if self.stop and preference is not None else ""
