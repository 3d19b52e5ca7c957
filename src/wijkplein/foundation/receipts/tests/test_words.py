"""The word list: easy to say, hard to mishear, and enough of it (ADR 0007)."""

from __future__ import annotations

import math
import re
from collections import Counter

import pytest

from wijkplein.foundation.receipts.codes import nearest, new_secret, new_words, tidy, word_list
from wijkplein.foundation.receipts.lookup import WRONG_GUESSES_PER_DAY, WRONG_GUESSES_PER_HOUR
from wijkplein.foundation.receipts.sounds import apart, sound

ACTIVE_RECEIPTS = 5_000  # ADR 0007: a large town with a year of closed ones kept
HITS_A_YEAR = 0.1  # ADR 0007: what the page promises


def test_there_are_at_least_1600_words_of_four_to_eight_plain_letters() -> None:
    words = word_list()
    assert len(words) >= 1_600
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in words)
    assert list(words) == sorted(set(words))


def test_no_two_words_are_one_letter_apart() -> None:
    words = word_list()
    near = [(one, two) for place, one in enumerate(words) for two in words[place + 1 :] if apart(one, two, most=1) < 2]
    assert near == []


def test_no_two_words_sound_alike() -> None:
    sounds = Counter(sound(word) for word in word_list())
    assert [heard for heard, count in sounds.items() if count > 1] == []


def test_a_word_and_its_plural_or_small_form_are_not_both_there() -> None:
    words = set(word_list())
    pairs = [(word, word + end) for word in words for end in ("en", "s", "e", "je", "n") if word + end in words]
    assert pairs == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("ijs", "eis"),
        ("hout", "haut"),
        ("hond", "hont"),
        ("lach", "lag"),
        ("zee", "see"),
        ("fee", "vee"),
        ("wijn", "wein"),
    ],
)
def test_the_fold_hears_no_difference_between_spellings(one: str, two: str) -> None:
    assert sound(one) == sound(two)


def test_the_fold_does_hear_different_words() -> None:
    assert sound("lepel") != sound("tafel")


def test_distance_counts_letters() -> None:
    assert [apart("huis", other, most=2) for other in ("huis", "muis", "huizen", "boomgaard")] == [0, 1, 3, 3]


def test_an_attacker_who_spends_the_whole_budget_for_a_year_finds_less_than_the_adr_says() -> None:
    guesses = min(WRONG_GUESSES_PER_HOUR * 24, WRONG_GUESSES_PER_DAY) * 365
    expected = guesses * ACTIVE_RECEIPTS / len(word_list()) ** 3
    assert expected < HITS_A_YEAR
    assert math.log2(len(word_list()) ** 3) > 31.9


def test_codes_are_words_of_the_list_and_128_bits() -> None:
    assert set(new_words().split()) <= set(word_list())
    assert len(new_words().split()) == 3
    assert len({new_secret() for _ in range(200)}) == 200
    assert len(new_secret()) == 22  # 16 bytes in base64


@pytest.mark.parametrize(
    "typed", ["Fiets, LEPEL-zomer", "  fiets lepel  zomer ", "fiéts;lepel;zomer", "1 fiets 2 lepel 3 zomer"]
)
def test_words_may_be_typed_in_any_way(typed: str) -> None:
    assert tidy(typed) == "fiets lepel zomer"


@pytest.mark.parametrize(
    ("typed", "meant"), [("lepel", "lepel"), ("Lepel", "lepel"), ("leppel", "lepel"), ("lepl", "lepel")]
)
def test_a_slip_of_the_finger_or_the_ear_is_understood(typed: str, meant: str) -> None:
    assert nearest(typed) == meant


@pytest.mark.parametrize("typed", ["", "qqqqqq", "12", "xyzzyplugh"])
def test_what_is_no_word_of_ours_is_not_guessed(typed: str) -> None:
    assert nearest(typed) == ""


def test_the_three_words_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wijkplein.foundation.receipts.codes.word_list", lambda: ("dorp", "fiets", "katoen"))
    assert {tuple(sorted(new_words().split())) for _time in range(50)} == {("dorp", "fiets", "katoen")}
