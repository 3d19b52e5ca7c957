"""Bringing areas and figures into a town: all of it or nothing, and again next year."""

from pathlib import Path

import pytest

from wijkplein.foundation.areas.actions import add_area, import_boundaries
from wijkplein.foundation.areas.boundaries import read_boundaries
from wijkplein.foundation.areas.featurestream import AreaFileError
from wijkplein.foundation.areas.importing import run_import
from wijkplein.foundation.areas.models import Area, AreaFigure
from wijkplein.foundation.areas.tests.fictional import (
    AREAS,
    BUURTEN,
    GEMEENTE,
    WIJKEN,
    buurt,
    collection,
    feature,
    polygon,
    square,
    town_files,
    write,
)
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR
from wijkplein.foundation.verbs.models import Deed

pytestmark = pytest.mark.django_db
needs_data = pytest.mark.skipif(not AREAS.exists(), reason="the shared data is not here")


def codes_above(code: str) -> list[str | None]:
    return [area.code for area in Area.objects.get(code=code).line()]


def test_a_town_becomes_a_tree(tmp_path: Path) -> None:
    report = run_import(town_files(tmp_path))
    assert (report.new, report.updated) == (6, 0)
    assert codes_above("BU99010001") == ["BU99010001", "WK990100", "GM9901"]
    assert Area.objects.get(code="BU99010001").year == 2024


def test_two_areas_of_one_name_have_two_addresses(tmp_path: Path) -> None:
    run_import(town_files(tmp_path))
    slugs = Area.objects.filter(name="Vogelbuurt").order_by("code").values_list("slug", flat=True)
    assert list(slugs) == ["vogelbuurt", "vogelbuurt-weidedam-oost"]


def test_a_second_import_keeps_ids_and_addresses_and_takes_the_new_name(tmp_path: Path) -> None:
    files = town_files(tmp_path)
    run_import(files)
    before = dict(Area.objects.values_list("uuid", "slug"))
    renamed = [buurt("0001", "Binnenstad", polygon(square(5.0, 52.0, 5.1, 52.1))), *BUURTEN[1:]]
    report = run_import([write(tmp_path / "buurten_2025.geojson", renamed), *files[1:]])
    assert (report.new, report.updated) == (0, 6)
    assert dict(Area.objects.values_list("uuid", "slug")) == before
    area = Area.objects.get(code="BU99010001")
    assert (area.name, area.slug, area.year, area.east) == ("Binnenstad", "centrum", 2025, 5.1)


def test_a_file_broken_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    files = town_files(tmp_path)
    half = tmp_path / "half.geojson"
    half.write_text(collection(BUURTEN)[:-200], encoding="utf-8")
    with pytest.raises(AreaFileError):
        run_import([*files, half])
    assert not Area.objects.exists()


def test_a_broken_table_leaves_no_areas_behind(tmp_path: Path) -> None:
    table = tmp_path / "cijfers_2024.csv"
    table.write_text("code,population\nWK990100,veel\n", encoding="utf-8")
    with pytest.raises(AreaFileError, match="regel 2"):
        run_import(town_files(tmp_path), figures=[table])
    assert not Area.objects.exists()


def test_only_neighbourhoods_still_hang_under_their_municipality(tmp_path: Path) -> None:
    run_import([write(tmp_path / "buurten.geojson", BUURTEN)])
    assert codes_above("BU99010102") == ["BU99010102", "GM9901"]
    assert Area.objects.get(code="GM9901").name == "Weidedam"


def test_neighbourhoods_of_an_older_edition_hang_under_the_outline_they_lie_in(tmp_path: Path) -> None:
    old = feature(
        polygon(square(5.0, 52.0, 5.2, 52.2)),
        buurtcode="BU98880001",
        buurtnaam="Oud",
        wijkcode="WK988800",
        gemeentecode="GM9888",
        gemeentenaam="Opgeheven",
    )
    files = [write(tmp_path / "b.geojson", [old]), *town_files(tmp_path)[1:]]
    run_import(files)
    assert codes_above("BU98880001") == ["BU98880001", "WK990100", "GM9901"]
    assert not Area.objects.filter(code="GM9888").exists()


def test_districts_may_come_later_than_the_municipality(tmp_path: Path) -> None:
    run_import([write(tmp_path / "g.geojson", GEMEENTE)])
    run_import([write(tmp_path / "w.geojson", WIJKEN)])
    assert codes_above("WK990101") == ["WK990101", "GM9901"]


def test_water_without_land_is_left_out_and_counted(tmp_path: Path) -> None:
    lake = buurt("0099", "Meer", polygon(square(5.5, 52.0, 5.6, 52.1)), water="JA")
    report = run_import([write(tmp_path / "b.geojson", [*BUURTEN, lake])])
    assert not Area.objects.filter(code="BU99010099").exists()
    assert "b.geojson: 1 gebieden zijn alleen water en zijn overgeslagen." in report.lines()


def test_only_the_municipality_that_was_asked_for(tmp_path: Path) -> None:
    other = feature(polygon(square(6.0, 52.0, 6.1, 52.1)), buurtcode="BU99020001", buurtnaam="Elders")
    path = write(tmp_path / "b.geojson", [*BUURTEN, other])
    run_import([path], municipalities=["9902"])
    assert list(Area.objects.values_list("code", flat=True)) == ["BU99020001"]
    with pytest.raises(AreaFileError, match="geen enkel gebied van GM9903"):
        run_import([path], municipalities=["GM9903"])
    with pytest.raises(ValueError, match="geen gemeentecode"):
        run_import([path], municipalities=["Weidedam"])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"buurtnaam": "N" * 5_000}, r"b\.geojson, gebied BU99010009: de naam heeft 5000 tekens"),
        ({"buurtcode": 363}, r"b\.geojson, gebied BU00000363: deze code is van geen gemeente"),
    ],
)
def test_a_name_or_a_number_that_cannot_be_right_is_refused(
    tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    """SQLite would keep both, and PostgreSQL stop half-way with a trace."""
    wrong = buurt("0009", "Nieuw", polygon(square(5.5, 52.0, 5.6, 52.1)))
    wrong["properties"] |= changed
    with pytest.raises(AreaFileError, match=said):
        run_import([write(tmp_path / "b.geojson", [*BUURTEN, wrong])])
    assert not Area.objects.exists()


def test_figures_have_year_and_source_and_secret_is_empty(tmp_path: Path) -> None:
    table = tmp_path / "cijfers_2024.csv"
    table.write_text("code,population,households\nWK990101,1200,-99997\nWK777777,1,1\n", encoding="utf-8")
    report = run_import(town_files(tmp_path), figures=[table], source="CBS StatLine 85984NED")
    found = {each.key: each for each in AreaFigure.objects.filter(area__code="WK990101", source__contains="StatLine")}
    assert (found["population"].value, found["population"].year, found["population"].unit) == (1200, 2024, "inwoners")
    assert found["households"].value is None
    assert report.figures_elsewhere == 2


def test_a_figure_of_the_same_year_is_replaced_and_another_year_is_kept(tmp_path: Path) -> None:
    run_import(town_files(tmp_path))
    table = tmp_path / "cijfers.csv"
    for year, value in ((2022, 10), (2023, 20), (2023, 21)):
        table.write_text(f"code,households\nGM9901,{value}\n", encoding="utf-8")
        run_import([], figures=[table], year=year)
    found = AreaFigure.objects.filter(area__code="GM9901", key="households").order_by("year")
    assert list(found.values_list("year", "value")) == [(2022, 10), (2023, 21)]


def test_boundary_files_that_carry_figures_bring_them_in(tmp_path: Path) -> None:
    run_import(town_files(tmp_path))
    figures = AreaFigure.objects.filter(key="population").order_by("area__code")
    assert list(figures.values_list("area__code", "value", "year")) == [
        ("WK990100", None, 2024),
        ("WK990101", 1200, 2024),
    ]


def test_progress_is_told_step_by_step(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    run_import(town_files(tmp_path), progress=lambda *step: steps.append(step))
    assert [done for _text, done, _total in steps] == [0, 1, 2, 3, 4, 5]
    assert steps[0][0] == "buurten_2024.geojson lezen"


def test_an_import_leaves_one_line_in_the_diary_and_a_visitor_cannot_do_it(tmp_path: Path) -> None:
    file = read_boundaries(town_files(tmp_path)[2])
    with pytest.raises(Refused):
        import_boundaries(by=VISITOR, boundaries=file.boundaries)
    import_boundaries(by=SYSTEM, boundaries=file.boundaries)
    assert [(deed.verb, deed.details) for deed in Deed.objects.all()] == [("areas.bring_in", {"new": 1, "updated": 0})]


def test_an_own_area_cuts_across_the_tree(tmp_path: Path) -> None:
    run_import(town_files(tmp_path))
    birds = list(Area.objects.filter(name="Vogelbuurt"))
    own = add_area(by=SYSTEM, kind=Area.Kind.OWN, name="De Vogels", covers=birds)
    assert set(own.covers.all()) == set(birds)
    assert (own.west, own.east, own.parent) == (5.3, 5.5, None)


def test_an_own_area_follows_the_areas_it_covers_to_their_new_boundaries(tmp_path: Path) -> None:
    run_import(town_files(tmp_path))
    own = add_area(by=SYSTEM, kind=Area.Kind.OWN, name="De Vogels", covers=list(Area.objects.filter(name="Vogelbuurt")))
    grown = buurt("0102", "Vogelbuurt", polygon(square(5.4, 52.0, 5.6, 52.1)))
    run_import([write(tmp_path / "buurten_2025.geojson", [grown])])
    own.refresh_from_db()
    assert (own.west, own.east) == (5.3, 5.6)


def test_an_own_area_is_drawn_or_covers_not_both(tmp_path: Path) -> None:
    run_import(town_files(tmp_path))
    drawing = polygon(square(5.6, 52.2, 5.65, 52.25))
    with pytest.raises(ValueError, match="Niet allebei"):
        add_area(by=SYSTEM, kind=Area.Kind.OWN, name="X", covers=list(Area.objects.all()), boundary=drawing)


def test_a_village_can_be_drawn_by_hand_and_a_bad_drawing_is_refused(tmp_path: Path) -> None:
    village = polygon(square(5.6, 52.2, 5.65, 52.25))
    assert add_area(by=SYSTEM, kind=Area.Kind.VILLAGE, name="Havel", boundary=village).slug == "havel"
    with pytest.raises(ValueError, match="WGS84"):
        add_area(by=SYSTEM, kind=Area.Kind.VILLAGE, name="RD", boundary=polygon(square(1000, 2000, 1001, 2001)))


@needs_data
@pytest.mark.parametrize(
    ("town", "buurten"),
    [
        ("meppel", 46),
        ("epe", 24),
        ("assen", 109),
        ("maastricht", 44),
        ("eijsden-margraten", 33),
        ("gulpen-wittem", 28),
        ("meerssen", 14),
        ("vaals", 9),
        ("valkenburg", 32),
        ("rotterdam", 92),
    ],
)
def test_the_ten_real_towns_come_in_whole(town: str, buurten: int) -> None:
    files = [AREAS / "seed" / f"{town}_{level}.geojson" for level in ("buurten", "wijken", "gemeente")]
    run_import(files, figures=[AREAS / "wijken_nl_2022_kerncijfers.csv"])
    found = Area.objects.of_kind(Area.Kind.NEIGHBOURHOOD)
    assert found.count() == buurten
    assert all(area.parent.kind == Area.Kind.DISTRICT for area in found.select_related("parent") if area.parent)
    assert not Area.objects.exclude(kind=Area.Kind.MUNICIPALITY).filter(parent=None).exists()
    assert AreaFigure.objects.filter(key="population", value__gt=0).exists()


@needs_data
@pytest.mark.slow
def test_the_whole_country_comes_in_as_one_tree() -> None:
    report = run_import([AREAS / "buurten_nl_2016_coarse.geojson.gz", AREAS / "wijken_nl_2022.geojson.gz"])
    assert Area.objects.of_kind(Area.Kind.NEIGHBOURHOOD).count() == 12198
    assert not Area.objects.of_kind(Area.Kind.NEIGHBOURHOOD).filter(parent=None).exists()
    assert report.new == Area.objects.count()
