"""Who acts. Many persons have no sign-in and no e-mail address (domain.md 4.1)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.email_field import SealedEmailField
from wijkplein.foundation.people.querysets import PersonManager
from wijkplein.foundation.privacy.encryption import SealedTextField, fingerprint
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, Personal, PrivacyMap
from wijkplein.foundation.verbs.roles import DESK_ROLES

P2, TEAM = DataClass.PARTIES, DataClass.TEAM
TOGETHER = Basis.AGREEMENT


class Verification(models.IntegerChoices):
    """How well somebody is known; never by an identity document (domain.md 4.1)."""

    NONE = 0, _("nog niet bevestigd")
    CONTACT = 1, _("bereikbaar gebleken")
    AREA = 2, _("woont in de buurt")
    MET = 3, _("gesproken door een coördinator")
    VOG = 4, _("VOG gezien")


class AgeBand(models.TextChoices):
    """Told by choice, only to see whom we do not reach (EPE-12). Never a birth date."""

    TEENS = "16-25", _("16 tot 25")
    ADULT = "26-44", _("26 tot 44")
    MIDDLE = "45-66", _("45 tot 66")
    OLDER = "67+", _("67 of ouder")


class Held(NamedTuple):
    """A role somebody has now: its name, and where (None: in the whole community)."""

    name: str
    area_id: int | None


class Person(AbstractBaseUser):
    """Somebody who acts. An erased person leaves this row as a tombstone that is never used again.

    There are no passwords: the column of Django's base class is taken away. `access_round` goes up when
    every session of this person must end at once.
    """

    password = None  # type: ignore[assignment]  # how Django takes a field of an abstract base away
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first_name = models.CharField(max_length=60, blank=True)
    last_name = SealedTextField(blank=True)
    email = SealedEmailField(null=True, blank=True, unique=True)
    phone = SealedTextField(blank=True)
    phone_mark = models.CharField(max_length=64, blank=True, db_index=True)
    street = SealedTextField(blank=True)
    street_mark = models.CharField(max_length=64, blank=True, db_index=True)
    address = SealedTextField(blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="residents")
    sixteen_or_older = models.BooleanField(default=False)
    age_band = models.CharField(max_length=5, blank=True, choices=AgeBand)
    language = models.CharField(max_length=5, default="nl")
    large_print = models.BooleanField(default=False)
    reading_help = models.BooleanField(default=False)
    shielded = models.BooleanField(default=False)
    verification = models.PositiveSmallIntegerField(choices=Verification, default=Verification.NONE)
    vog_seen_at = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    active_at = models.DateTimeField(null=True, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    access_round = models.PositiveIntegerField(default=0)
    warned_silent = models.PositiveSmallIntegerField(default=0)
    warned_on = models.DateField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    _desk_aside = False
    _role_cache: list[Held]
    _cover_cache: dict[int, set[int]]

    USERNAME_FIELD = "uuid"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    privacy = PrivacyMap(
        keep="zolang je meedoet. Na 24 maanden stilte waarschuwen we twee keer. Dan wissen we het",
        personal={
            "first_name": Personal(P2, "om je aan te spreken", TOGETHER),
            "last_name": Personal(P2, "zodat wie jou helpt weet wie je bent", TOGETHER),
            "email": Personal(P2, "om in te loggen en je bericht te sturen", TOGETHER),
            "phone": Personal(P2, "om je te bellen", TOGETHER),
            "phone_mark": Personal(P2, "om je te herkennen als je belt", TOGETHER),
            "street": Personal(P2, "om je te vinden als je belt zonder nummer", TOGETHER),
            "street_mark": Personal(P2, "om je te herkennen als je belt", TOGETHER),
            "address": Personal(P2, "om je post te sturen als je geen e-mail hebt", TOGETHER),
            "area": Personal(P2, "om je eigen buurt te laten zien", TOGETHER),
            "age_band": Personal(TEAM, "om te zien wie we niet bereiken", Basis.CONSENT),
            "sixteen_or_older": Personal(P2, "een account mag vanaf 16 jaar", Basis.LEGAL_DUTY),
            "language": Personal(P2, "om in jouw taal te schrijven", TOGETHER),
            "large_print": Personal(P2, "om groot te printen", TOGETHER),
            "reading_help": Personal(P2, "om te bellen in plaats van te schrijven", TOGETHER),
            "shielded": Personal(P2, "om je onvindbaar te houden", TOGETHER),
            "verification": Personal(P2, "om te weten of je bereikbaar bent", TOGETHER),
            "vog_seen_at": Personal(TEAM, "voor hulp bij iemand thuis", TOGETHER),
            "last_login": Personal(P2, "om te zien of iemand anders inlogde", TOGETHER),
            "seen_on": Personal(P2, "om je gegevens te wissen als je lang wegblijft", TOGETHER),
        },
        plain="id uuid created_at active_at access_round warned_silent warned_on left_at erased_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(
                    first_name="",
                    email=None,
                    phone_mark="",
                    street_mark="",
                    area=None,
                    sixteen_or_older=False,
                ),
                name="erased_person_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"Person {self.uuid}"

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django's is a class attribute, ours follows from the dates
        """May sign in: came in, did not leave, was not erased."""
        return self.left_at is None and self.erased_at is None

    @property
    def actor_id(self) -> UUID:
        """What the diary keeps."""
        return self.uuid

    @property
    def is_visitor(self) -> bool:
        """A person is never a visitor."""
        return False

    @property
    def public_name(self) -> str:
        """The first name, or "een buur" when it is not known."""
        return self.first_name or str(_("een buur"))

    def role_names(self, area: Area | None) -> frozenset[str]:
        """The roles this person has for this area now.

        A role for a larger area counts in the smaller ones; one for an own area counts in what that covers.
        """
        if not self.is_active:
            return frozenset({"everyone"})
        held = {role.name for role in self._roles_that_count(area)}
        return frozenset(held | {"everyone", "resident"})

    def all_role_names(self) -> frozenset[str]:
        """The roles this person has anywhere."""
        return frozenset(role.name for role in self._roles_now())

    def areas_of_roles(self, names: Iterable[str]) -> tuple[bool, set[int]]:
        """Where this person has one of these roles: (the whole community?, ids of the areas and all below them)."""
        held = [role for role in self._roles_now() if role.name in set(names)]
        if not self.is_active or not held:
            return False, set()
        if any(role.area_id is None for role in held):
            return True, set()
        return False, Area.objects.ids_below({role.area_id for role in held if role.area_id is not None})

    @property
    def works_a_desk(self) -> bool:
        """Sees things of other people: needs a second factor (design.md section 11)."""
        return self._desk_aside or bool(self.all_role_names() & DESK_ROLES)

    def set_desk_aside(self) -> None:
        """Without a second factor the desk roles do not count, in this request and on this object only."""
        self._desk_aside = True
        self._role_cache = [role for role in self._roles_now() if role.name not in DESK_ROLES]

    def has_usable_password(self) -> bool:
        """Never: there are no passwords."""
        return False

    def get_session_auth_hash(self) -> str:
        """What every session of this person carries; another `access_round` ends them all at the next request."""
        return fingerprint(f"{self.uuid}:{self.access_round}", purpose="session")

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """No older hash is good: an ended session stays ended."""
        return iter(())

    def _roles_that_count(self, area: Area | None) -> Iterable[Held]:
        roles = self._roles_now()
        lineage = {each.pk for each in area.line()} if roles and area is not None else set()
        for role in roles:
            if role.area_id is None or role.area_id in lineage or lineage & self._covered_by(role.area_id):
                yield role

    def _covered_by(self, area_id: int) -> set[int]:
        """What the areas of this person's roles cover: one query for all of them."""
        if not hasattr(self, "_cover_cache"):
            held = [role.area_id for role in self._roles_now() if role.area_id is not None]
            pairs = Area.covers.through.objects.filter(from_area_id__in=held)
            found: dict[int, set[int]] = {}
            for above, below in pairs.values_list("from_area_id", "to_area_id"):
                found.setdefault(above, set()).add(below)
            self._cover_cache = found
        return self._cover_cache.get(area_id, set())

    def _roles_now(self) -> list[Held]:
        if not hasattr(self, "_role_cache"):
            self.hold([Held(*each) for each in self.roles.current().values_list("name", "area_id")])
        return self._role_cache

    def hold(self, roles: list[Held]) -> None:
        """These are the roles that count now, as whoever read this person found them in the same moment."""
        self._role_cache = roles

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Also forget the roles that were read."""
        for name in ("_role_cache", "_cover_cache", "_desk_aside"):
            self.__dict__.pop(name, None)
        super().refresh_from_db(*args, **kwargs)
