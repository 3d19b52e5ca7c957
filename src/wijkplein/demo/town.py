"""Makes the demonstration town in an open, empty community: all of it or nothing."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from wijkplein.demo.clock import at, moment_on
from wijkplein.demo.matters import start_themes, tell_matters
from wijkplein.demo.residents import Town, residents, settle
from wijkplein.demo.square import tell_half_a_year
from wijkplein.demo.stories import DATA, HALF_YEAR, read
from wijkplein.foundation.areas.actions import add_area
from wijkplein.foundation.areas.importing import run_import
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.verbs.actors import SYSTEM
from wijkplein.foundation.verbs.models import Deed

SOURCE = "verzonnen"
STILL_NEWS = timedelta(days=2)
HAVEL = "BU99900301"  # the village under which its figures stand in the file


def is_there() -> bool:
    """Whether this community was told already."""
    return Area.objects.exists()


def tell_town(*, now: datetime | None = None) -> None:
    """Areas, people and half a year of square, up to `now`. One transaction: what breaks off leaves nothing behind."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    with transaction.atomic():
        town = Town(_areas(today))
        settle(town, today)
        callers = {person.first: person for person in residents() if person.first in _names_of_callers()}
        tell_half_a_year(town, today, now, callers)
        start_themes(moment_on(today - timedelta(days=HALF_YEAR), "09:00"))
        tell_matters(town, today, now)
        _heard_before(now)


def _heard_before(now: datetime) -> None:
    """People were told of what happened then; only the last days are still to be told, by the worker."""
    Deed.objects.filter(at__lt=now - STILL_NEWS, told_at=None).update(told_at=F("at"))


def _names_of_callers() -> set[str]:
    return {entry["first"] for entry in read("people.toml")["caller"]}


def _areas(today: date) -> dict[str, Area]:
    """The geometry drawn for this town: a village, a district under renewal and a mixed one."""
    first_day = moment_on(today - timedelta(days=HALF_YEAR + 14), "09:00")
    with at(first_day):
        run_import([DATA / "areas.geojson"], source=SOURCE)
        town = Area.objects.get(kind=Area.Kind.MUNICIPALITY)
        village = json.loads((DATA / "havel.geojson").read_text("utf-8"))["features"][0]["geometry"]
        area = add_area(by=SYSTEM, kind=Area.Kind.VILLAGE, name="Havel", parent=town, boundary=village)
        Area.objects.filter(pk=area.pk).update(code=HAVEL, year=2025)
        run_import([], figures=[DATA / "figures.csv"], source=SOURCE)
    return {area.name: area for area in Area.objects.select_related("parent__parent")}
