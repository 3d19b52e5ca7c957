"""Areas in a tree, their figures with year and source, and venues. All of it is public."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.areas.measures import BY_KEY
from wijkplein.foundation.privacy.privacy_map import PrivacyMap
from wijkplein.foundation.verbs.actors import Actor

PUBLIC_DECIMALS = 3  # of a degree, about 100 m: nobody's door can be worked out (PR7, reliability.md M13)


def public_degrees(value: float | Decimal) -> float:
    """A coordinate as the outside world may have it. The same value every time: no jitter to average away."""
    return round(float(value), PUBLIC_DECIMALS)


class AreaQuerySet(models.QuerySet["Area"]):
    """Ways to look for areas."""

    def visible_to(self, by: Actor) -> AreaQuerySet:
        """Everyone sees every area (domain.md: P0)."""
        return self.all()

    def of_kind(self, *kinds: str) -> AreaQuerySet:
        """Areas of these kinds, by name."""
        return self.filter(kind__in=kinds).order_by("name", "pk")

    def homes(self) -> AreaQuerySet:
        """Where somebody can say that she lives, by name."""
        kinds = Area.Kind
        return self.of_kind(kinds.DISTRICT, kinds.NEIGHBOURHOOD, kinds.VILLAGE, kinds.OWN)

    def ids_below(self, ids: set[int]) -> set[int]:
        """These areas, what they cover, and everything under them in the tree: one query per level."""
        found: set[int] = set()
        level = set(ids) | set(self.filter(covered_by__in=ids).values_list("pk", flat=True))
        while level - found:
            found |= level
            level = set(self.filter(parent_id__in=level).values_list("pk", flat=True))
        return found

    def boxed_around(self, lon: float, lat: float) -> AreaQuerySet:
        """Areas whose bounding box holds the point (degrees): the few that are worth a precise look."""
        return self.filter(west__lte=lon, east__gte=lon, south__lte=lat, north__gte=lat)


class Area(models.Model):
    """A municipality, district, neighbourhood, village or own area: a row in a tree, never a tenant.

    `code` is the CBS code (GM, WK, BU) and `year` the edition the boundary comes from. Own areas may cut across
    the tree: they have a boundary of their own or cover other areas. Coordinates are WGS84 degrees.
    """

    class Kind(models.TextChoices):
        """The levels of domain.md section 2."""

        MUNICIPALITY = "municipality", _("gemeente")
        DISTRICT = "district", _("wijk")
        NEIGHBOURHOOD = "neighbourhood", _("buurt")
        VILLAGE = "village", _("dorp")
        OWN = "own", _("eigen gebied")

    address_key = "slug"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=10, null=True, blank=True, unique=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    slug = models.SlugField(max_length=80, unique=True)
    boundary = models.JSONField(null=True, blank=True)
    centre_lon = models.FloatField(null=True, blank=True)
    centre_lat = models.FloatField(null=True, blank=True)
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    covers = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="covered_by")

    objects = AreaQuerySet.as_manager()
    privacy = PrivacyMap(
        keep="zolang het plein bestaat",
        plain="id uuid kind name code year parent slug boundary centre_lon centre_lat west south east north covers",
    )

    class Meta:
        indexes = [
            models.Index(fields=["west", "east", "south", "north"], name="area_box"),
            models.Index(fields=["kind", "name"], name="area_kind_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="area_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of this area (buurtpagina); web gives it its address under the name `area`."""
        return reverse("area", kwargs={"ref": self.slug})

    @property
    def public_centre(self) -> tuple[float, float] | None:
        """Longitude and latitude of the middle in at most three decimals, or None when it was never drawn."""
        if self.centre_lon is None or self.centre_lat is None:
            return None
        return public_degrees(self.centre_lon), public_degrees(self.centre_lat)

    @property
    def role_area(self) -> Area:
        """Roles for an area are looked up in the area itself (Policy.area_of)."""
        return self

    def line(self) -> list[Area]:
        """This area and those above it, from low to high."""
        found: list[Area] = []
        step: Area | None = self
        while step is not None and step not in found:
            found.append(step)
            step = step.parent
        return found


class AreaFigureQuerySet(models.QuerySet["AreaFigure"]):
    """Ways to look for figures."""

    def visible_to(self, by: Actor) -> AreaFigureQuerySet:
        """Everyone: these are published statistics."""
        return self.all()

    def newest(self) -> AreaFigureQuerySet:
        """Newest year first, per key."""
        return self.order_by("key", "-year")


class AreaFigure(models.Model):
    """One published figure of an area. `value` empty means secret or missing, never nought; show year and source."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=200)

    objects = AreaFigureQuerySet.as_manager()
    privacy = PrivacyMap(keep="zolang het plein bestaat", plain="id area key year value unit source")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "key", "year"], name="one_figure_a_year")]

    def __str__(self) -> str:
        return f"{self.label} {self.year}"

    @property
    def label(self) -> str:
        """What was measured, in Dutch; the column's own name where the house has no label for it."""
        return BY_KEY[self.key].label if self.key in BY_KEY else self.key.replace("_", " ")


class VenueQuerySet(models.QuerySet["Venue"]):
    """Ways to look for venues."""

    def visible_to(self, by: Actor) -> VenueQuerySet:
        """Everyone: a venue is a public building or spot."""
        return self.all()


class Venue(models.Model):
    """A place where neighbours meet, with its public address and what is known about getting in.

    The point has three decimals by its type, so that a finer one can never leak (PR7). Access facts are
    yes, no or unknown (domain.md 4.13, Activity.access): unknown is shown as "vraag het na", never as no.
    """

    class Kind(models.TextChoices):
        """What sort of place."""

        DROP_IN = "drop_in", _("inloophuis of buurthuis")
        SERVICE_POINT = "service_point", _("wijkservicepunt")
        SCHOOL = "school", _("school")
        OUTSIDE = "outside", _("plek buiten")
        OTHER = "other", _("andere plek")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="venues")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200, blank=True)
    lon = models.DecimalField(max_digits=6, decimal_places=PUBLIC_DECIMALS, null=True, blank=True)
    lat = models.DecimalField(max_digits=5, decimal_places=PUBLIC_DECIMALS, null=True, blank=True)
    step_free = models.BooleanField(null=True)
    accessible_toilet = models.BooleanField(null=True)
    hearing_loop = models.BooleanField(null=True)
    quiet_room = models.BooleanField(null=True)

    objects = VenueQuerySet.as_manager()
    privacy = PrivacyMap(
        keep="zolang de plek bestaat",
        plain="id uuid area kind name address lon lat step_free accessible_toilet hearing_loop quiet_room",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="one_venue_of_this_name"),
            models.CheckConstraint(
                condition=models.Q(lon__isnull=True, lat__isnull=True) | models.Q(lon__isnull=False, lat__isnull=False),
                name="venue_whole_point",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """A venue has no page of its own; it stands on the page of its area."""
        return f"{self.area.get_absolute_url()}#plek-{self.uuid}"

    @property
    def access_facts(self) -> list[tuple[str, bool | None]]:
        """What is known about getting in, with Dutch labels; None is unknown."""
        return [
            (gettext("Zonder drempels en trap"), self.step_free),
            (gettext("Aangepast toilet"), self.accessible_toilet),
            (gettext("Ringleiding"), self.hearing_loop),
            (gettext("Rustige ruimte"), self.quiet_room),
        ]
