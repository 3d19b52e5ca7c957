"""At which sentences the card with a number comes, and at which ordinary ones it does not."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkplein.foundation.privacy.urgent import KINDS, kind_of, kind_of_any

HERE = resources.files(__package__)
SENTENCES: dict[str, list[str]] = tomllib.loads(HERE.joinpath("sentences.toml").read_text("utf-8"))
INNOCENT = SENTENCES.pop("innocent")
URGENT = [(kind, text) for kind, texts in SENTENCES.items() for text in texts]


def test_there_are_sixty_sentences_of_each() -> None:
    assert len(URGENT) >= 60
    assert len(INNOCENT) >= 60
    assert set(SENTENCES) <= set(KINDS)


@pytest.mark.parametrize(("kind", "text"), URGENT)
def test_the_card_of_this_kind_comes(kind: str, text: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize("text", INNOCENT)
def test_an_ordinary_sentence_brings_no_card(text: str) -> None:
    assert kind_of(text) == ""


@pytest.mark.parametrize(
    "around",
    [
        "De lamp in de straat is stuk en de bus komt te laat. " * 4,
        "Ik ben doodmoe. ",
        "Na de cursus en het boek ",
        "Mijn goudvis is dood. ",
        "Ik lach me dood. ",
        "De barbecue ging mis. ",
    ],
)
def test_an_ordinary_sentence_around_it_hides_nothing(around: str) -> None:
    assert kind_of(f"{around}Ik wil niet meer leven. {around}") == "life"


def test_what_the_square_turns_to_the_police_is_known_where_it_is_not_refused() -> None:
    text = "Verdachte man loopt langs de huizen en voelt aan de deuren."
    assert (kind_of(text), kind_of_any(text)) == ("", "police")
    assert kind_of_any("Wie gaat er mee wandelen?") == ""


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_every_text_has_an_answer(text: str) -> None:
    assert kind_of(text) in ("", *KINDS)
