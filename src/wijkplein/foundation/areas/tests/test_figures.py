"""Key figures from CSV files: secret is missing, every figure has a year and a source."""

from pathlib import Path

import pytest

from wijkplein.foundation.areas.featurestream import AreaFileError
from wijkplein.foundation.areas.figures import Figure, number, read_figures
from wijkplein.foundation.areas.tests.fictional import AREAS


def table(folder: Path, text: str, name: str = "cijfers_2024.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def found(path: Path, **options: object) -> dict[tuple[str, str], float | None]:
    return {(each.code, each.key): each.value for each in read_figures(path, **options).figures}  # type: ignore[arg-type]


def test_a_figure_has_unit_year_and_source(tmp_path: Path) -> None:
    path = table(tmp_path, "code,name,population\nWK990100,West,1200\n")
    assert read_figures(path).figures == (
        Figure("WK990100", "population", 2024, 1200.0, "inwoners", "CBS, cijfers_2024.csv"),
    )


def test_a_source_and_a_year_can_be_given(tmp_path: Path) -> None:
    path = table(tmp_path, "code,population\nWK990100,1200\n", "cijfers.csv")
    (figure,) = read_figures(path, 2021, "Gemeente Weidedam").figures
    assert (figure.year, figure.source) == (2021, "Gemeente Weidedam")


def test_the_year_in_a_row_goes_before_the_year_of_the_file(tmp_path: Path) -> None:
    path = table(tmp_path, "gemeentecode,aantalInwoners,jrstatcode,jaar\nGM9901,9000,2023GM9901,2023\n")
    assert [each.year for each in read_figures(path, 2020).figures] == [2023]


@pytest.mark.parametrize("cell", ["", " ", ".", "x", "-99990", "-99997", "-99999999", "NaN", "geheim"])
def test_secret_and_empty_are_missing_never_nought(tmp_path: Path, cell: str) -> None:
    path = table(tmp_path, f"code,population\nWK990100,{cell}\n")
    assert found(path) == {("WK990100", "population"): None}


def test_a_negative_figure_above_the_mark_is_a_figure() -> None:
    assert number("-0.18", False) == -0.18
    assert number("-99989", False) == -99989


@pytest.mark.parametrize(("cell", "value"), [("12,5", 12.5), ("1.234,5", 1234.5), ("2.1", 2.1), ("3", 3)])
def test_dutch_tables_have_a_decimal_comma(tmp_path: Path, cell: str, value: float) -> None:
    path = table(tmp_path, f"WijkenEnBuurten;Aantal inwoners\nBU99010001  ;{cell}\n")
    assert found(path) == {("BU99010001", "population"): value}


def test_columns_nobody_listed_are_kept_under_their_own_name(tmp_path: Path) -> None:
    path = table(tmp_path, "code,province,lon,Aantal bankjes,omschrijving\nWK990100,Drenthe,5.1,12,mooi\n")
    assert found(path) == {("WK990100", "aantal_bankjes"): 12.0}


def test_a_code_twice_keeps_the_first_and_says_so(tmp_path: Path) -> None:
    path = table(tmp_path, "code,population,households\nWK990100,10,.\nWK990100,11,5\nWK990101,1,1\n")
    assert found(path)[("WK990100", "population")] == 10
    assert found(path)[("WK990100", "households")] == 5
    assert read_figures(path).contradicting == ("WK990100",)


def test_totals_without_a_code_are_passed_over(tmp_path: Path) -> None:
    path = table(tmp_path, "code,population\nWK990100,10\nTotaal,10\n")
    assert list(found(path)) == [("WK990100", "population")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,population\nWK990100,10\nWK9901", "regel 3.*1 kolommen in plaats van 2"),
        ("code,population\nWK990100,veel\n", "regel 2.*population.*geen getal"),
        ('code,population\nWK990100,"10\n', "regel 2.*stuk"),
        ("naam,population\nWest,10\n", "regel 1.*CBS-code"),
        ("", "regel 1.*CBS-code"),
    ],
)
def test_a_broken_table_is_refused_with_the_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(AreaFileError, match=said):
        read_figures(table(tmp_path, text))


def test_a_table_of_no_known_year_asks_for_it(tmp_path: Path) -> None:
    with pytest.raises(AreaFileError, match="van welk jaar"):
        read_figures(table(tmp_path, "code,population\nWK990100,10\n", "cijfers.csv"))


@pytest.mark.skipif(not AREAS.exists(), reason="the shared data is not here")
@pytest.mark.parametrize(
    ("name", "codes", "empty", "expected"),
    [
        ("gemeenten_nl_2022_kerncijfers.csv", 345, 0, ("GM0106", "age_65_plus")),
        ("gemeenten_nl_2023_kerncijfers.csv", 343, 31, ("GM0106", "living_alone")),
        ("wijken_nl_2022_kerncijfers.csv", 3340, 1169, ("WK010600", "population")),
        ("buurten_utrecht_prov_kerncijfers.csv", 969, 83, ("BU03070100", "household_size")),
        ("buurten_nl_2016_index.csv", 12198, 103, ("BU01060000", "address_density")),
    ],
)
def test_the_real_tables_are_read_whole(name: str, codes: int, empty: int, expected: tuple[str, str]) -> None:
    figures = read_figures(AREAS / name, 2020 if "utrecht" in name else None).figures
    assert len({each.code for each in figures}) == codes
    assert sum(each.value is None for each in figures) == empty
    assert expected in {(each.code, each.key) for each in figures if each.value is not None}
