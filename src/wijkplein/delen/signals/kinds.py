"""What the house knows of signals: the kind, how long they stay, and what "klopt niet" does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.delen.signals import actions
from wijkplein.delen.signals.models import Signal, State
from wijkplein.delen.signals.policy import Signals
from wijkplein.foundation.privacy.retention import Rule, keep_rule
from wijkplein.foundation.receipts.closing import when_reopened
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.telling import reads_as
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.registry import Kind, register

TEN_YEARS = timedelta(days=3652)


def register_all() -> None:
    """Called once at start. There is no holding: nothing here is about a person."""
    register(
        Kind(
            name="signal",
            model=Signal,
            label=_("wat er speelt"),
            title=lambda signal: signal.public_title or signal.get_kind_display(),
            url=lambda signal: reverse("signals:one", args=[signal.uuid]),
            search_text=lambda signal: f"{signal.text}\n{signal.place}",
            area=lambda signal: signal.area,
            place=lambda signal: signal.place,
        )
    )
    keep_rule(Rule("signals", _("Wat er speelt: 10 jaar, zonder personen"), _old_signals))
    when_reopened("signal", _reopen)
    reads_as(
        {
            Signals.tell_for: gettext_lazy("%(who)s schreef op wat je vertelde"),
            Signals.collect: gettext_lazy("%(who)s las het"),
            Signals.make_neutral: gettext_lazy("%(who)s maakte de tekst neutraal"),
            Signals.pick_up: gettext_lazy("%(who)s pakte het meteen op"),
            Signals.ask: gettext_lazy("%(who)s vroeg het aan de buurt"),
            Signals.promise: gettext_lazy("%(who)s sprak af wie wat doet"),
            Signals.forward: gettext_lazy("%(who)s zette het door"),
            Signals.returned: gettext_lazy("%(who)s kreeg het terug"),
            Signals.answer: gettext_lazy("%(who)s gaf antwoord"),
            Signals.drop: gettext_lazy("%(who)s besloot dat het niet verder gaat"),
            Signals.reopen: gettext_lazy("%(who)s keek er opnieuw naar"),
            Signals.tell_all: gettext_lazy("%(who)s liet het antwoord aan iedereen lezen"),
        }
    )


def _old_signals(now: datetime) -> Any:
    ended = (State.ANSWERED, State.DROPPED)
    return Signal.objects.filter(state__in=ended, state_on__lt=timezone.localdate(now - TEN_YEARS))


def _reopen(by: Actor, receipt: Receipt) -> None:
    signal = Signal.objects.filter(uuid=receipt.about_id).first()
    if signal is not None and not signal.is_open:
        actions.reopen(by=by, signal=signal)
