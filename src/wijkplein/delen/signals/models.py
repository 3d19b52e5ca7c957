"""A signal: what somebody told about the neighbourhood, without anything about who told it (guarantee 2).

There is no column for a person, a time of day or an exact point, and no history that could be laid beside one.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.delen.signals.querysets import SignalQuerySet
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.privacy.privacy_map import PrivacyMap
from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.verbs.models import Via

SHOWN_FROM = 5  # distinct sources before a number leaves the team (k, domain.md 4.3)


class SignalKind(models.TextChoices):
    """What sort of thing somebody tells; the words of domain.md 4.14."""

    COMPLAINT = "complaint", _("Wat gaat niet goed?")
    QUESTION = "question", _("Wat wil je weten?")
    WISH = "wish", _("Wat wens je?")
    COMPLIMENT = "compliment", _("Wat gaat goed?")
    IDEA = "idea", _("Wat is je idee?")


class Source(models.TextChoices):
    """Where it was said."""

    SQUARE = "square", _("op het plein")
    BUS = "bus", _("bij de bus")
    LIVING_ROOM = "living_room", _("in een huiskamer")
    DOOR = "door", _("aan de deur")
    PHONE = "phone", _("aan de telefoon")
    LETTER = "letter", _("in een brief of op een kaart")
    PROFESSIONAL = "professional", _("door iemand die hier werkt")


class State(models.TextChoices):
    """Where it stands, in the words of domain.md 4.3."""

    NOTICED = "noticed", _("opgemerkt")
    COLLECTED = "collected", _("verzameld")
    QUICK_FIX = "quick_fix", _("meteen opgepakt")
    FORWARDED = "forwarded", _("doorgezet")
    ANSWERED = "answered", _("beantwoord")
    DROPPED = "dropped", _("niet verder gebracht")


# Working days in which the next step must be taken (domain.md 4.3); an end has none.
CLOCK = {State.NOTICED: 1, State.COLLECTED: 5, State.QUICK_FIX: 10, State.FORWARDED: 10}


def new_source_token() -> str:
    """A random number per source, to count distinct ones without knowing who."""
    return secrets.token_hex(8)


class Signal(models.Model):
    """Something that plays in the neighbourhood. All dates are days, on purpose.

    `checked` is false while a text may still point at somebody: its writer said it does not, and nobody looked yet.
    `look_first`: whoever told it saw whom to call now and told it all the same; until somebody read it, it stands on
    top. Which words it was about is not kept.
    `public_title` and what stands in `answer` are shown to everybody once the director says so.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=SignalKind)
    text = models.TextField(max_length=600)
    checked = models.BooleanField(default=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="signals")
    place = models.CharField(max_length=80, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="signals")
    reported_elsewhere = models.CharField(max_length=80, blank=True)
    source_type = models.CharField(max_length=12, choices=Source, default=Source.SQUARE)
    source_token = models.CharField(max_length=16, default=new_source_token, db_index=True)
    via = models.CharField(max_length=10, choices=Via, default=Via.SCREEN)
    language = models.CharField(max_length=5, default="nl")
    noticed_on = models.DateField(default=timezone.localdate)
    state = models.CharField(max_length=10, choices=State, default=State.NOTICED)
    state_on = models.DateField(default=timezone.localdate)
    due_on = models.DateField(null=True, blank=True)
    look_first = models.BooleanField(default=False)
    forwarded_to = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    answer = models.TextField(max_length=1000, blank=True)
    reopened_on = models.DateField(null=True, blank=True)
    public_title = models.CharField(max_length=120, blank=True)
    public_on = models.DateField(null=True, blank=True)

    objects = SignalQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="10 jaar, zonder personen",
        plain="id uuid kind text checked themes place area reported_elsewhere source_type source_token via language"
        " noticed_on state state_on due_on look_first forwarded_to outcome answer reopened_on public_title public_on",
    )

    class Meta:
        indexes = [models.Index(fields=["area", "due_on", "id"], condition=~Q(due_on=None), name="signal_clock")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["answered", "dropped"], due_on=None, outcome__gt="", answer__gt="")
                | (~Q(state__in=["answered", "dropped"]) & Q(due_on__isnull=False)),
                name="signal_has_clock_or_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="forwarded") | ~Q(forwarded_to=""), name="signal_forwarded_to_whom"
            ),
            models.CheckConstraint(
                condition=Q(public_on=None) | (~Q(public_title="") & ~Q(answer="") & Q(checked=True)),
                name="signal_public_with_title_and_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"Signal {self.uuid}"

    @property
    def is_open(self) -> bool:
        """Somebody still has to do something."""
        return self.state not in {State.ANSWERED, State.DROPPED}

    def is_late(self, today: date) -> bool:
        """Its clock has run out."""
        return self.due_on is not None and self.due_on < today
