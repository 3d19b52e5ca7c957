"""Numbers beside other numbers: whatever digits stand before or behind, each is its own finding."""

import pytest

from wijkplein.foundation.privacy.guard import findings

PHONES = [
    "06-12345678",
    "06 12 34 56 78",
    "0612345678",
    "0522-123456",
    "(0592) 123456",
    "+31 6 12345678",
    "0031 (0)6 12345678",
    "+48 601 234 567",
    "+32 475 01 02 03",
]
OTHERS = ["123456782", "NL91ABNA0417164300", "GV-123-X", "12-03-1971", "1234 56 782"]
BEHIND = ["19.00 uur", "2 keer bellen", "12 maart", "(2x)", "/ 3", "- 14", "10:30", "2026"]


def _found(text: str) -> list[str]:
    return [one.text for one in findings(text)]


@pytest.mark.parametrize("number", PHONES + OTHERS)
@pytest.mark.parametrize("behind", BEHIND)
def test_a_number_ends_where_it_is_complete(number: str, behind: str) -> None:
    """Digits after a number do not hide it."""
    assert number in _found(f"Het is {number} {behind}")


@pytest.mark.parametrize("number", PHONES + OTHERS)
@pytest.mark.parametrize("before", ["19.00", "2", "12 maart", "3 x", "2026", "14,"])
def test_a_number_starts_where_it_starts(number: str, before: str) -> None:
    """Digits before a number do not hide it either."""
    assert number in _found(f"Om {before} {number} noemen")


@pytest.mark.parametrize("sign", [" ", " / ", "/", " of ", ", ", "-", "."])
@pytest.mark.parametrize("first", ["06-12345678", "0522-123456", "+48601234567"])
def test_each_number_of_a_run_is_its_own_finding(first: str, sign: str) -> None:
    """Two numbers are two findings, whatever stands between."""
    assert _found(f"{first}{sign}06-87654321") == [first, "06-87654321"]


def test_a_hundred_numbers_are_a_hundred_findings() -> None:
    """A list without any other sign."""
    assert _found("06-12345678 " * 100) == ["06-12345678"] * 100


@pytest.mark.parametrize(
    "text",
    [
        "Op 06-12-2026 10.00 uur, en 01-05-26 12.30.",
        "Van 08.30 09.30 10.30 en 08.30-12.00 13.00 uur.",
        "Op 01/05 08/05 15/05 en 01-05 08-05 15-05.",
        "Van 19.00 61234567 stuks, 0.50 0.75 10.20 euro, 2026-05-01 12 34 56.",
        "Bel 088-1234567 12 of 0900-8844 12 345.",
    ],
)
def test_dates_times_and_prices_in_a_row_are_no_telephone(text: str) -> None:
    """Ten digits in a row of something else."""
    assert "phone" not in {one.kind for one in findings(text)}


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("Kerkstraat 14,7951 BC", "7951 BC"),
        ("Kerkstraat 14/7951BC", "7951BC"),
        ("op 7951BC14", "7951BC14"),
        ("op 7951 BC-14", "7951 BC-14"),
        ("op 14 7951 BC 2 keer", "7951 BC"),
    ],
)
def test_a_postcode_between_numbers(text: str, postcode: str) -> None:
    """The house number may touch it, before or behind."""
    assert any(postcode in one for one in _found(text)), _found(text)
