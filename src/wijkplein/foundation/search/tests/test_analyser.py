"""The analyser: words that belong together come together, and words that do not stay apart."""

import pytest

from wijkplein.foundation.dutch import lists
from wijkplein.foundation.dutch.stemming import stems
from wijkplein.foundation.search.analyser import analyse, meant, plan


def test_stop_words_are_not_indexed() -> None:
    assert analyse("De fiets van mijn buurvrouw").stems == {"fiets", "buurvrouw"}


def test_a_hyphenated_word_is_found_whole_and_in_pieces() -> None:
    assert {"klimaatwinkelplein", "klimaat", "winkelplein"} <= analyse("Klimaat-winkelplein").stems


def test_a_query_keeps_what_it_is_about() -> None:
    assert [term.word for term in plan("wie kan mijn fiets repareren")] == ["fiets", "repareren"]


def test_a_query_of_faint_words_is_still_a_query() -> None:
    assert [term.word for term in plan("iemand hulp")] == ["hulp"]


@pytest.mark.parametrize("query", ["", "de het een", "?!", "\u200b"])
def test_a_query_that_says_nothing_asks_nothing(query: str) -> None:
    assert plan(query) == ()


def test_compounds_written_apart_are_also_looked_for_together() -> None:
    assert all("speeltuin" in term.synonyms for term in plan("speel tuin"))


def test_every_single_synonym_works_both_ways() -> None:
    for group in lists.synonym_groups():
        single = [entry for entry in group if " " not in entry]
        for one in single:
            (term,) = plan(one)
            for other in single:
                assert set(stems(other.replace("-", ""))) & {*term.stems, *term.synonyms}, (one, other)


def test_a_phrase_of_a_group_finds_its_synonyms() -> None:
    assert any(stems("ebike")[0] in term.synonyms for term in plan("elektrische fietsen"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("waar kan ik mijn haar laten knippen", ["knippen"]),
        ("ik ben op zoek naar een oppas", ["oppas"]),
        ("kan iemand mij alsjeblieft helpen met verhuizen", ["verhuizen"]),
        ("where can I learn Dutch", ["learn", "dutch"]),
    ],
)
def test_how_somebody_asks_is_left_out(query: str, words: list[str]) -> None:
    assert [term.word for term in plan(query)] == words


def test_a_text_is_also_found_by_what_its_saying_means() -> None:
    said = analyse("Ik kom aan het eind van de maand niet rond").stems
    assert any(said & term.synonyms for term in plan("geldzorgen"))


def test_a_saying_in_a_query_answers_for_its_own_words_alone() -> None:
    walking, hospital = plan("hond uitlaten ziekenhuis")[0], plan("hond uitlaten ziekenhuis")[2]
    assert "uitlaatservic" in walking.synonyms
    assert "uitlaatservic" not in hospital.synonyms


def test_a_word_of_the_lists_is_no_slip_and_a_slip_means_the_likest() -> None:
    assert meant("kippen") == ()
    assert [word for word, _ in meant("rolator")] == ["rollator"]
