"""Bar PR6 for types with a checksum: 99.9 % of those that pass are found in every notation, others are not."""

import random

from stdnum.iso7064 import mod_97_10
from stdnum.nl import bsn

from wijkplein.foundation.privacy.guard import findings

FRAMES = ("Nummer {} stond erop.", "Het is {}", "({}), zei ze.", "Bewaar {} goed, zegt de balie.", "{}")


def _kinds(text: str) -> list[str]:
    return [one.kind for one in findings(text)]


def _bsn(rnd: random.Random) -> str:
    while True:
        number = f"{rnd.randrange(10_000_000, 1_000_000_000):09d}"
        if bsn.is_valid(number):
            return number


def test_every_bsn_is_found_in_every_notation() -> None:
    """3,000 valid numbers, glued, spaced and dotted."""
    rnd, missed = random.Random(11), []
    for _ in range(3000):
        n = _bsn(rnd)
        written = rnd.choice((n, f"{n[:3]} {n[3:6]} {n[6:]}", f"{n[:4]}.{n[4:6]}.{n[6:]}", f"{n[:3]}.{n[3:6]}.{n[6:]}"))
        text = rnd.choice(FRAMES).format(written)
        if _kinds(text) != ["bsn"]:
            missed.append(text)
    assert len(missed) <= 3, missed[:5]


def test_numbers_that_fail_the_11_test_are_no_bsn() -> None:
    """One digit changed never passes: 1,000 near misses."""
    rnd = random.Random(12)
    for _ in range(1000):
        number = _bsn(rnd)
        wrong = number[:8] + str((int(number[8]) + rnd.randrange(1, 10)) % 10)
        assert "bsn" not in _kinds(f"Nummer {wrong} stond erop.")


def test_every_iban_is_found_and_a_wrong_one_is_not() -> None:
    """2,000 Dutch account numbers, glued, spaced by four, lower case; and with one digit changed."""
    rnd = random.Random(13)
    for _ in range(2000):
        tail = rnd.choice(("ABNA", "INGB", "RABO", "TRIO", "SNSB")) + f"{rnd.randrange(10**10):010d}"
        check = mod_97_10.calc_check_digits(tail + "NL")
        iban = f"NL{check}{tail}"
        spaced = " ".join(iban[i : i + 4] for i in range(0, 18, 4))
        text = rnd.choice(FRAMES).format(rnd.choice((iban, spaced, iban.lower())))
        assert _kinds(text) == ["iban"], text
        wrong = iban[:-1] + str((int(iban[-1]) + 1) % 10)
        assert "iban" not in _kinds(f"Rekening {wrong} klopt niet.")


def test_every_mobile_number_is_found_in_every_notation() -> None:
    """1,000 mobile numbers in the ways people write them."""
    rnd = random.Random(14)
    for _ in range(1000):
        n = f"{rnd.randrange(10_000_000, 100_000_000)}"
        pairs = " ".join(n[i : i + 2] for i in range(0, 8, 2))
        forms = (
            f"06{n}",
            f"06-{n}",
            f"06 {n}",
            f"06 {pairs}",
            f"+316{n}",
            f"+31 6 {n}",
            f"0031 6 {pairs}",
            f"+31(0)6-{n}",
        )
        text = rnd.choice(FRAMES).format(rnd.choice((*forms, f"06.{pairs.replace(' ', '.')}")))
        assert _kinds(text) == ["phone"], text
