"""Boundary files as they come: gzipped, broken, twice, crossing themselves, with secret figures."""

import gzip
import json
import math
from pathlib import Path

import pytest

from wijkplein.foundation.areas import featurestream
from wijkplein.foundation.areas.boundaries import as_code, drawn, read_boundaries
from wijkplein.foundation.areas.featurestream import AreaFileError, features
from wijkplein.foundation.areas.tests.fictional import (
    AREAS,
    BUURTEN,
    WIJKEN,
    buurt,
    collection,
    feature,
    polygon,
    square,
    write,
)


def test_a_neighbourhood_knows_its_district_and_municipality(tmp_path: Path) -> None:
    centrum = read_boundaries(write(tmp_path / "b.geojson", BUURTEN)).boundaries[0]
    assert (centrum.code, centrum.level, centrum.name) == ("BU99010001", "neighbourhood", "Centrum")
    assert (centrum.district, centrum.municipality) == ("WK990100", "GM9901")


def test_a_gzipped_file_reads_like_a_plain_one_whatever_its_name(tmp_path: Path) -> None:
    plain = read_boundaries(write(tmp_path / "a.geojson", BUURTEN))
    packed = tmp_path / "b.geojson"
    packed.write_bytes(gzip.compress(collection(BUURTEN).encode()))
    assert [each.code for each in read_boundaries(packed).boundaries] == [each.code for each in plain.boundaries]


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
def test_features_come_out_whole_wherever_the_reading_window_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(featurestream, "CHUNK", size)
    path = write(tmp_path / "b.geojson", [*BUURTEN, {"type": "Feature", "n": 1234567, "properties": {}}])
    assert list(features(path)) == json.loads(path.read_text())["features"]


def test_secret_figures_are_missing(tmp_path: Path) -> None:
    west, east = read_boundaries(write(tmp_path / "w.geojson", WIJKEN)).boundaries
    assert west.properties["population"] is None
    assert east.properties["population"] == 1200


def test_land_and_water_with_one_code_become_one_area(tmp_path: Path) -> None:
    land = buurt("0001", "Centrum", polygon(square(5.0, 52.0, 5.1, 52.1)), water="NEE")
    lake = buurt("0001", "Meer", polygon(square(5.1, 52.0, 5.2, 52.1)), water="JA")
    file = read_boundaries(write(tmp_path / "b.geojson", [lake, land]))
    (area,) = file.boundaries
    assert (area.name, area.only_water, file.merged) == ("Centrum", False, ("BU99010001",))
    assert area.geometry.bounds == (5.0, 52.0, 5.2, 52.1)


def test_an_outline_that_crosses_itself_is_repaired_and_reported(tmp_path: Path) -> None:
    bow_tie = polygon([[5.0, 52.0], [5.2, 52.2], [5.2, 52.0], [5.0, 52.2], [5.0, 52.0]])
    file = read_boundaries(write(tmp_path / "b.geojson", [buurt("0001", "Strik", bow_tie)]))
    assert file.repaired == ("BU99010001",)
    assert file.boundaries[0].geometry.is_valid
    assert file.boundaries[0].geometry.area == pytest.approx(0.02)


@pytest.mark.parametrize("share", [0.05, 0.4, 0.7, 0.999])
def test_a_file_that_stops_half_way_is_refused_with_name_and_place(tmp_path: Path, share: float) -> None:
    whole = collection(BUURTEN)
    path = tmp_path / "afgebroken.geojson"
    path.write_text(whole[: int(len(whole) * share)], encoding="utf-8")
    with pytest.raises(
        AreaFileError, match=r"afgebroken\.geojson, .*teken \d+: .*(hier stuk|houdt het bestand op; er hoort)"
    ):
        read_boundaries(path)


def test_the_place_names_the_last_area_that_was_whole(tmp_path: Path) -> None:
    path = tmp_path / "stuk.geojson"
    path.write_text(collection(BUURTEN).replace("BU99010102", 'BU9901"0102'), encoding="utf-8")
    with pytest.raises(AreaFileError, match=r"na gebied 2 \(BU99010002\)"):
        read_boundaries(path)


def test_a_gzip_file_that_stops_half_way_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "half.geojson.gz"
    path.write_bytes(gzip.compress(collection(BUURTEN * 50).encode())[:-30])
    with pytest.raises(AreaFileError, match="afgebroken of beschadigd"):
        read_boundaries(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "houdt het bestand op"),
        (b"[1, 2]", "hier hoort '{'"),
        (b'{"type": "FeatureCollection"}', "geen GeoJSON met een lijst"),
        (b'{"features": []}', "geen enkel gebied heeft een CBS-code"),
        (b'{"features": [1]}', "hier staat geen gebied"),
        (b'{"features": []} {', "achter het einde"),
        (b"\xff\xfe{", "UTF-8"),
        (b'{"features": ' + b"[" * 100_000, "te diep genest"),
    ],
)
def test_what_is_no_boundary_file_is_refused_in_dutch(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "raar.geojson"
    path.write_bytes(content)
    with pytest.raises(AreaFileError, match=r"raar\.geojson") as refused:
        read_boundaries(path)
    assert said in str(refused.value)


def test_a_file_that_is_not_there_is_refused_in_dutch(tmp_path: Path) -> None:
    with pytest.raises(AreaFileError, match="niet te lezen"):
        read_boundaries(tmp_path / "weg.geojson")


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ({"type": "Point", "coordinates": [5, 52]}, "geen vlak"),
        (polygon([[5.0, 52.0], [5.1, 52.0]]), "niet te lezen"),
        (polygon(square(233000, 555000, 234000, 556000)), "WGS84"),
        (polygon([[5.0, None], [5.1, 52.0], [5.1, 52.1], [5.0, 52.0]]), "niet te lezen"),
        ({"type": "Polygon", "coordinates": "kapot"}, "niet te lezen"),
    ],
)
def test_an_outline_that_cannot_be_used_names_its_area(tmp_path: Path, geometry: dict[str, object], said: str) -> None:
    path = write(tmp_path / "b.geojson", [*BUURTEN, buurt("0103", "Kapot", geometry)])
    with pytest.raises(AreaFileError, match=r"gebied 4 \(BU99010103\)") as refused:
        read_boundaries(path)
    assert said in str(refused.value)


def test_a_corner_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="zonder getal"):
        drawn(polygon([[5.0, 52.0], [5.1, math.inf], [5.1, 52.1], [5.0, 52.0]]))


def test_an_area_without_outline_is_kept_without_outline(tmp_path: Path) -> None:
    file = read_boundaries(write(tmp_path / "b.geojson", [buurt("0001", "Centrum", None)]))
    assert file.boundaries[0].geometry.is_empty


def test_areas_without_code_are_counted_and_left_out(tmp_path: Path) -> None:
    sea = feature(polygon(square(4.0, 52.0, 4.5, 52.5)), naam="Noordzee")
    file = read_boundaries(write(tmp_path / "b.geojson", [sea, *BUURTEN]))
    assert (file.without_code, len(file.boundaries)) == (1, 3)


def test_only_the_municipalities_that_were_asked_for(tmp_path: Path) -> None:
    other = feature(polygon(square(6.0, 52.0, 6.1, 52.1)), buurtcode="BU99020001", buurtnaam="Elders")
    path = write(tmp_path / "b.geojson", [*BUURTEN, other])
    assert [each.code for each in read_boundaries(path, frozenset({"GM9902"})).boundaries] == ["BU99020001"]


@pytest.mark.parametrize(
    ("value", "prefix", "code"),
    [
        ("GM0106", "", "GM0106"),
        (" gm0106  ", "GM", "GM0106"),
        ("0106", "GM", "GM0106"),
        (106, "GM", "GM0106"),
        ("GM0106", "BU", None),
        ("0106", "", None),
        ("٠١٠٦", "GM", None),
        ("GM01061", "", None),
        (None, "", None),
    ],
)
def test_codes_are_read_as_they_are_written(value: object, prefix: str, code: str | None) -> None:
    assert as_code(value, prefix) == code


@pytest.mark.skipif(not AREAS.exists(), reason="the shared data is not here")
@pytest.mark.parametrize(
    ("name", "count", "level"),
    [
        ("buurten_nl_2016_coarse.geojson.gz", 12198, "neighbourhood"),
        ("wijken_nl_2022.geojson.gz", 3340, "district"),
        ("gemeenten_nl_2022.geojson.gz", 345, "municipality"),
        ("gemeenten_nl_2023.geojson.gz", 343, "municipality"),
        ("seed/rotterdam_wijken.geojson", 22, "district"),
    ],
)
def test_the_real_files_are_read_whole(name: str, count: int, level: str) -> None:
    file = read_boundaries(AREAS / name)
    assert len(file.boundaries) == count
    assert {each.level for each in file.boundaries} == {level}
    assert all(each.geometry.is_valid and each.name for each in file.boundaries)
