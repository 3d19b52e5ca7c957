"""What the house knows of this room: its kinds, its retention, its clock, and what it holds about a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from wijkplein.foundation.community.backup import back_up_when_due
from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.caching import drop_expired
from wijkplein.foundation.community.compacting import compact_when_due
from wijkplein.foundation.notices.cards import renew_old_cards
from wijkplein.foundation.notices.digest import LATEST, send_weekly
from wijkplein.foundation.notices.lateness import tell_late
from wijkplein.foundation.notices.models import (
    MailIn,
    MailOut,
    Notice,
    PaperItem,
    Preference,
    ReadMail,
    Run,
    StuckDeed,
)
from wijkplein.foundation.notices.running import old_tasks
from wijkplein.foundation.notices.schedule import daily, weekly
from wijkplein.foundation.notices.sentences import sentence_named
from wijkplein.foundation.privacy.readlog import make_checkpoint
from wijkplein.foundation.privacy.retention import Rule, keep_rule, run_retention
from wijkplein.foundation.privacy.rights import Holding, hold
from wijkplein.foundation.verbs.registry import Kind, register

MONTH, QUARTER = timedelta(days=30), timedelta(days=90)


def register_all() -> None:
    """Called once at start."""
    _register_kinds()
    _register_rules()
    hold(Holding("notices", _("Berichten, mails en brieven aan jou"), _export, _erase))
    daily("retention", run_retention)
    daily("read_log", make_checkpoint)
    daily("late", tell_late)
    daily("cards", renew_old_cards)
    daily("cache", drop_expired)
    daily("compact", _compact)
    daily("backup", _back_up)
    weekly("digest", send_weekly, late_by=LATEST)


def _compact(_now: datetime) -> None:
    """What was erased leaves the files too."""
    compact_when_due(current())


def _back_up(_now: datetime) -> None:
    """A backup each day on which something was done."""
    back_up_when_due(current(), timedelta(hours=12))


def _register_kinds() -> None:
    for name, model, label, url in (
        ("notice", Notice, _("bericht aan jou"), lambda thing: reverse("notices:inbox")),
        ("preference", Preference, _("hoe je berichten krijgt"), lambda thing: reverse("notices:preferences")),
        ("paper", PaperItem, _("brief"), lambda thing: reverse("notices:letters_start")),
        ("mailin", MailIn, _("mail in het postvak"), lambda thing: reverse("notices:mail", args=[thing.uuid])),
        ("mailout", MailOut, _("mail die weggaat"), lambda thing: reverse("notices:outbox")),
    ):
        register(Kind(name=name, model=model, label=label, title=_label(label), url=url, area=_area_of))


def _register_rules() -> None:
    keep_rule(Rule("notices", _("Berichten aan jou: 90 dagen"), _older(Notice, "created_at", QUARTER)))
    keep_rule(Rule("paper", _("Brieven: 30 dagen na het printen, anders 90 dagen"), _old_paper))
    keep_rule(Rule("mail_out", _("Verstuurde mail: 90 dagen"), _older(MailOut, "created_at", QUARTER)))
    keep_rule(Rule("mail_in", _("Mail aan het postvak: 30 dagen na het afronden"), _older(MailIn, "closed_at", MONTH)))
    keep_rule(Rule("mail_marks", _("Kenmerken van gelezen mail: 30 dagen"), _older(ReadMail, "at", MONTH)))
    keep_rule(Rule("runs", _("Wat de klok deed: 90 dagen"), _older(Run, "due_at", QUARTER)))
    keep_rule(Rule("stuck_deeds", _("Wat niet lukte: 90 dagen"), _older(StuckDeed, "created_at", QUARTER)))
    keep_rule(Rule("tasks", _("Taken op de achtergrond: 7 dagen"), old_tasks))


def _older(model: Any, field: str, age: timedelta) -> Any:
    return lambda now: model.objects.filter(**{f"{field}__lt": now - age})


def _old_paper(now: datetime) -> Any:
    return PaperItem.objects.filter(Q(printed_at__lt=now - MONTH) | Q(created_at__lt=now - QUARTER))


def _label(label: str) -> Any:
    return lambda thing: label


def _area_of(thing: Any) -> Any:
    return getattr(thing, "area", None)


def _export(person_id: UUID) -> list[dict[str, Any]]:
    notices = Notice.objects.filter(person__uuid=person_id).order_by("id")
    told = [
        {"bericht": str(sentence_named(each.sentence).short), "op": each.created_at.isoformat()} for each in notices
    ]
    chosen = [
        {"weekmail": each.digest, "eigen berichten": each.get_threads_display(), "hoe": each.get_channel_display()}
        for each in Preference.objects.filter(person__uuid=person_id)
    ]
    letters = [
        {"brief": str(sentence_named(each.sentence).letter), "op": each.created_at.isoformat()}
        for each in PaperItem.objects.filter(person__uuid=person_id).order_by("id")
    ]
    mails = [
        {
            "mail aan jou": each.get_subject_display() % {"name": ""},
            "adres": each.address,
            "tekst": each.body,
            "op": each.created_at.isoformat(),
        }
        for each in MailOut.objects.filter(person__uuid=person_id).order_by("id")
    ]
    written = [
        {"mail van jou": each.subject, "adres": each.sender, "tekst": each.text, "op": each.received_at.isoformat()}
        for each in MailIn.objects.filter(person__uuid=person_id).order_by("id")
    ]
    return [*chosen, *told, *letters, *mails, *written]


def _erase(person_id: UUID) -> dict[str, int]:
    gone = {
        _("berichten aan jou"): Notice.objects.filter(person__uuid=person_id).count(),
        _("mails"): MailOut.objects.filter(person__uuid=person_id).count(),
        _("mails van jou"): MailIn.objects.filter(person__uuid=person_id).count(),
    }
    for model in (Notice, MailOut, MailIn, PaperItem, Preference):
        model._base_manager.filter(person__uuid=person_id).delete()
    return {name: count for name, count in gone.items() if count}
