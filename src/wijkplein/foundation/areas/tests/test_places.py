"""Which of our areas a point lies in, what is said about a gap, and what the outside world may know of a place."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from wijkplein.foundation.areas.actions import add_area, add_venue
from wijkplein.foundation.areas.importing import run_import
from wijkplein.foundation.areas.models import Area, AreaFigure, Venue, public_degrees
from wijkplein.foundation.areas.places import place
from wijkplein.foundation.areas.svg import draw_map
from wijkplein.foundation.areas.tests.fictional import town_files
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR
from wijkplein.foundation.verbs.registry import find, ref_to

pytestmark = [pytest.mark.django_db, pytest.mark.urls("wijkplein.foundation.areas.tests.addresses")]


@pytest.fixture
def weidedam(tmp_path: Path) -> Area:
    run_import(town_files(tmp_path))
    return Area.objects.get(code="GM9901")


@pytest.mark.parametrize(
    ("lon", "lat", "code", "in_gap", "said"),
    [
        (5.02, 52.02, "BU99010001", False, ""),
        (5.4, 52.05, "BU99010002", False, ""),
        (5.25, 52.05, "WK990100", True, "niet in een buurt. Daarom hoort ze bij de wijk Weidedam-West."),
        (5.65, 52.25, "GM9901", True, "niet in een buurt. Daarom hoort ze bij de gemeente Weidedam."),
        (6.5, 53.0, None, False, "buiten onze gebieden"),
    ],
)
def test_a_point_falls_back_to_the_district_and_says_so(
    weidedam: Area, lon: float, lat: float, code: str | None, in_gap: bool, said: str
) -> None:
    found = place(lon, lat)
    assert (found.area.code if found.area else None, found.in_gap) == (code, in_gap)
    assert said in found.sentence
    assert bool(said) == bool(found.sentence)


def test_a_town_of_only_districts_has_no_gaps(weidedam: Area) -> None:
    Area.objects.filter(kind="neighbourhood").delete()
    assert not place(5.25, 52.05).in_gap


def test_own_areas_are_named_beside_the_neighbourhood(weidedam: Area) -> None:
    own = add_area(by=SYSTEM, kind="own", name="De Vogels", covers=list(Area.objects.filter(name="Vogelbuurt")))
    found = place(5.35, 52.05)
    assert (found.area.code if found.area else "", found.own_areas) == ("BU99010002", (own,))


def test_no_place_on_earth_is_refused(weidedam: Area) -> None:
    with pytest.raises(ValueError, match="graden"):
        place(float("nan"), 52)


def test_a_venue_never_knows_more_than_three_decimals(weidedam: Area) -> None:
    venue = add_venue(by=SYSTEM, area=weidedam, name="De Kom", point=(5.123456, 52.987654), access={"step_free": True})
    stored = Venue.objects.get(pk=venue.pk)
    assert (str(stored.lon), str(stored.lat)) == ("5.123", "52.988")
    assert stored.access_facts[:2] == [("Zonder drempels en trap", True), ("Aangepast toilet", None)]


def test_a_venue_written_past_the_action_is_still_rounded(weidedam: Area) -> None:
    Venue.objects.create(area=weidedam, name="Stiekem", lon=5.123456, lat=52.987654)
    assert str(Venue.objects.get(name="Stiekem").lon) == "5.123"


def test_a_visitor_adds_no_venue_and_two_of_one_name_are_refused(weidedam: Area) -> None:
    with pytest.raises(Refused):
        add_venue(by=VISITOR, area=weidedam, name="De Kom")
    add_venue(by=SYSTEM, area=weidedam, name="De Kom")
    with pytest.raises(ValueError, match="staat al een plek"):
        add_venue(by=SYSTEM, area=weidedam, name="De Kom ")


def test_public_values_stay_the_same_over_ten_thousand_reads(weidedam: Area) -> None:
    area = Area.objects.get(code="BU99010001")
    area.centre_lon = 5.123456789
    assert {area.public_centre for _ in range(10_000)} == {(5.123, public_degrees(area.centre_lat or 0))}


def test_everyone_sees_areas_and_venues_and_finds_them_by_ref(weidedam: Area) -> None:
    venue = add_venue(by=SYSTEM, area=weidedam, name="De Kom", address="Dorpsstraat 1")
    assert find(ref_to(weidedam), by=VISITOR) == weidedam
    assert find(ref_to(venue), by=VISITOR) == venue
    assert venue.get_absolute_url() == f"/buurt/weidedam/#plek-{venue.uuid}"


def test_every_area_on_the_map_is_a_link_and_names_come_after_shapes(weidedam: Area) -> None:
    areas = list(Area.objects.of_kind("neighbourhood"))
    text = render_to_string("areas/map.svg", {"map": draw_map("Buurten van Weidedam", areas)})
    for area in areas:
        assert f'href="/buurt/{area.slug}/" aria-label="{area.name}"' in text
    assert text.rindex("<path") < text.index("<text")


def test_a_name_that_does_not_fit_is_dropped_but_stays_a_link(weidedam: Area) -> None:
    Area.objects.filter(code="BU99010102").update(name="Verspreide huizen van de Weidedammer Oostpolder")
    drawing = draw_map("Buurten", list(Area.objects.of_kind("neighbourhood")))
    shown = {shape.area.code: shape.label_x is not None for shape in drawing.shapes}
    assert shown == {"BU99010001": True, "BU99010002": True, "BU99010102": False}


def test_names_with_signs_cannot_break_out_of_the_drawing(weidedam: Area) -> None:
    Area.objects.filter(code="BU99010001").update(name='<script>"')
    text = render_to_string("areas/map.svg", {"map": draw_map("x", list(Area.objects.all()))})
    assert "<script>" not in text


def test_no_coordinate_in_degrees_stands_on_the_map(weidedam: Area) -> None:
    text = render_to_string("areas/map.svg", {"map": draw_map("Buurten", list(Area.objects.all()))})
    assert not re.search(r"\d\.\d{4,}", text)
    assert not re.search(r"\b5\.[0-6]\d* 52\.", text)


def test_the_table_has_the_same_areas_with_missing_figures_left_open(weidedam: Area) -> None:
    districts = list(Area.objects.of_kind("district"))
    drawing = draw_map("Wijken", districts, list(AreaFigure.objects.filter(key="population")))
    cells = {row.area.code: row.figures[0].value if row.figures[0] else "geen" for row in drawing.rows}
    assert drawing.headings == ("Inwoners",)
    assert cells == {"WK990100": None, "WK990101": 1200}
    assert drawing.sources == ("CBS, wijken_2024.geojson (2024)",)


def test_areas_that_were_never_drawn_are_in_the_table_only() -> None:
    area = Area.objects.create(kind="village", name="Havel", slug="havel")
    drawing = draw_map("Dorpen", [area])
    assert (drawing.shapes, [row.area for row in drawing.rows]) == ((), [area])
