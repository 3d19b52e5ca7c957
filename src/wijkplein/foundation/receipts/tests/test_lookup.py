"""Finding a receipt by its code, within the guess budget (ADR 0007)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import Cast
from wijkplein.foundation.receipts.codes import word_list
from wijkplein.foundation.receipts.lookup import (
    WRONG_GUESSES_PER_DAY,
    WRONG_GUESSES_PER_HOUR,
    BudgetSpent,
    by_secret,
    by_words,
    holding,
    is_spent,
)
from wijkplein.foundation.receipts.models import Guess, Receipt
from wijkplein.foundation.receipts.policy import Receipts
from wijkplein.foundation.receipts.tests.makers import make_receipt

NOON = datetime(2026, 11, 23, 12, 10, tzinfo=UTC)


def wrong(number: int) -> str:
    words = word_list()
    return f"{words[number % 997]} {words[(number * 7) % 991]} {words[(number * 13 + 5) % 983]}"


def spend_hour(now: datetime) -> None:
    for number in range(WRONG_GUESSES_PER_HOUR):
        assert by_words(wrong(number), now=now) is None


def test_the_words_open_the_receipt_however_they_are_typed(cast: Cast) -> None:
    issued = make_receipt(cast.area)
    assert by_words(issued.words.upper().replace(" ", " - ")) == issued.receipt
    assert not Guess.objects.exists()


def test_the_secret_opens_the_receipt(cast: Cast) -> None:
    issued = make_receipt(cast.area)
    assert by_secret(issued.secret) == issued.receipt
    assert by_secret("x" * 22) is None


def test_nothing_in_the_database_is_a_code(cast: Cast) -> None:
    issued = make_receipt(cast.area)
    row = Receipt.objects.filter(pk=issued.receipt.pk).values().get()
    text = " ".join(map(str, row.values()))
    assert issued.secret not in text
    assert not any(word in text for word in issued.words.split())
    assert issued.words not in repr(issued)


def test_after_the_budget_of_an_hour_words_open_nothing_and_the_qr_still_does(cast: Cast) -> None:
    issued = make_receipt(cast.area)
    spend_hour(NOON)
    with pytest.raises(BudgetSpent):
        by_words(issued.words, now=NOON)
    assert by_secret(issued.secret) == issued.receipt
    assert by_words(issued.words, now=NOON + timedelta(hours=1)) == issued.receipt


def test_who_answers_the_telephone_has_a_budget_of_its_own(cast: Cast) -> None:
    issued = make_receipt(cast.area)
    spend_hour(NOON)
    assert by_words(issued.words, by=cast.carla, now=NOON) == issued.receipt
    with pytest.raises(BudgetSpent):
        by_words(issued.words, by=cast.bram, now=NOON)


def test_the_budget_of_a_day_is_the_lowest_limit(cast: Cast) -> None:
    for hours in range(WRONG_GUESSES_PER_DAY // WRONG_GUESSES_PER_HOUR):
        spend_hour(NOON + timedelta(hours=hours))
    later = NOON + timedelta(hours=12)
    assert is_spent(now=later)
    with pytest.raises(BudgetSpent):
        by_words(wrong(1), now=later)
    assert not is_spent(now=NOON + timedelta(hours=28))


def test_words_that_are_not_on_the_list_cost_nothing(cast: Cast) -> None:
    for _ in range(3):
        assert by_words("qwerty qwerty qwerty") is None
        assert by_words("fiets lepel") is None
    assert not Guess.objects.exists()


def test_no_address_network_or_person_is_kept_with_a_guess() -> None:
    assert {field.name for field in Guess._meta.fields} == {"id", "lane", "hour", "count"}


def test_a_code_gives_rights_on_this_receipt_only(cast: Cast) -> None:
    one, other = make_receipt(cast.area).receipt, make_receipt(cast.area).receipt
    assert Receipts.look.may(holding(one), one)
    assert not Receipts.look.may(holding(one), other)
    assert not Receipts.answer.may(holding(one), one)
