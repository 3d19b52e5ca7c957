"""The theme is readable for any seed: checked on the hex values a browser gets."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wijkplein.foundation.look import theme as house

seeds = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
hard = ("#000000", "#FFFFFF", "#FFFF00", "#00FF00", "#0000FF", "#808080", "#F2B705", "#FF00FF", "#010101")


def too_weak(colours: dict[str, str], wanted: list[tuple[str, str, float]]) -> list[str]:
    return [
        f"{one} {colours[one]} on {other} {colours[other]} needs {ratio}"
        for one, other, ratio in wanted
        if house.contrast(colours[one], colours[other]) < ratio
    ]


def basis_pairs() -> list[tuple[str, str, float]]:
    roles = [role + inverse for role in house.ROLES for inverse in ("", "-inverse")]
    grounds = house.STEPS[:5]
    text = [(f"{r}-{s}", f"{r}-{g}", house.TEXT) for r in roles for s in house.STEPS[9:] for g in grounds]
    return text + [(f"{r}-{s}", f"{r}-{g}", house.PART) for r in roles for s in house.STEPS[6:9] for g in grounds]


@given(seeds)
@settings(max_examples=60, deadline=None)
@example(hard[0])
@example(hard[1])
@example(hard[2])
@example(hard[3])
@example(hard[4])
@example(hard[5])
@example(hard[6])
@example(hard[7])
@example(hard[8])
def test_every_seed_gives_readable_colours_in_light_and_dark(seed: str) -> None:
    made = house.theme(seed)
    faults = too_weak(made.light, house.pairs(made.light)) + too_weak(made.dark, house.pairs(made.dark))
    faults += too_weak(made.basis_light, basis_pairs()) + too_weak(made.basis_dark, basis_pairs())
    assert not faults, f"{seed}: {faults[:5]}"


def test_the_check_sees_a_weak_colour() -> None:
    weak = dict(house.theme().light) | {"main": "#7FB3B3"}
    assert any(fault.startswith("main ") for fault in too_weak(weak, house.pairs(weak)))


def test_a_seed_that_reads_well_stays_as_it_is_and_a_weak_one_keeps_its_hue() -> None:
    assert house.theme("#0B5D5E").light["main"] == "#0B5D5E"
    yellow = house.theme("#FFFF00")
    assert yellow.light["main"] != "#FFFF00"
    red, green, blue = (int(yellow.light["main"][i : i + 2], 16) for i in (1, 3, 5))
    assert abs(red - green) < 24
    assert blue < 40


def test_the_ring_is_seen_on_both_sides_of_the_call_card() -> None:
    for colours in (house.theme("#F2B705").light, house.theme("#F2B705").dark):
        assert house.contrast(colours["on-main"], colours["main"]) >= 3
        assert house.contrast(colours["ring"], colours["paper"]) >= 3


@pytest.mark.parametrize("bad", ["", "petrol", "#12", "#12345G", "url(x)", "#0B5D5E;}"])
def test_what_is_no_colour_is_refused(bad: str) -> None:
    with pytest.raises(house.BadSeed):
        house.theme(bad)


def test_contrast_agrees_with_the_figures_of_wcag() -> None:
    assert house.contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert house.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_sheet_names_fourteen_steps_of_each_role_and_both_lights() -> None:
    sheet = house.theme().stylesheet()
    for role in house.ROLES:
        assert len(set(re.findall(rf"--basis-color-{role}-((?:bg|border|color)-\w+):", sheet))) == 14
    assert "prefers-color-scheme:dark" in sheet
    assert "[data-thema=donker]" in sheet
    assert sheet.count("{") == sheet.count("}")
