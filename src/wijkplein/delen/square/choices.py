"""The words of the square that are a choice from a few."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PostKind(models.TextChoices):
    """What people put on the square. There is no kind for suspicion about a person (story A1)."""

    QUESTION = "question", _("Vraag")
    CALL = "call", _("Oproep")
    NEWS = "news", _("Nieuws")
    THANKS = "thanks", _("Dank")


class Held(models.TextChoices):
    """Why something waits for a connector before neighbours read it."""

    FIRST = "first", _("eerste bericht van deze buur")
    UNCONFIRMED = "unconfirmed", _("zonder e-mailadres geplaatst")
    GUARD = "guard", _("er staat misschien iets persoonlijks in")
    DOUBT = "doubt", _("het gaat misschien over iemand")
    REPORTED = "reported", _("er is melding van gemaakt")


class HideReason(models.TextChoices):
    """Why something was hidden; the writer reads it."""

    PERSONAL = "personal", _("Er staan gegevens van iemand in.")
    UNKIND = "unkind", _("Het kan iemand kwetsen.")
    ABOUT_A_PERSON = "about_a_person", _("Het gaat over een persoon. Daarvoor is het plein niet bedoeld.")
    SELLING = "selling", _("Het is reclame.")
    NOT_TRUE = "not_true", _("Het klopt niet.")
    CHILD_PHOTO = "child_photo", _("Er staat een kind op de foto, zonder toestemming.")
    ELSEWHERE = "elsewhere", _("Het hoort ergens anders thuis.")


class ReportReason(models.TextChoices):
    """Why somebody reports something: two taps, no account."""

    PERSONAL = "personal", _("Er staan gegevens van iemand in")
    UNKIND = "unkind", _("Het is kwetsend of dreigend")
    ABOUT_A_PERSON = "about_a_person", _("Het beschuldigt iemand")
    SELLING = "selling", _("Het is reclame of oplichting")
    OTHER = "other", _("Iets anders")
