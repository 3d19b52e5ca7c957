"""What else a thing is called: sayings are heard, kinds work one way, and the lists are in order."""

import pytest

from wijkplein.foundation.dutch import lists
from wijkplein.foundation.dutch.folding import fold, tokenise
from wijkplein.foundation.dutch.meaning import narrower, sayings, synonyms
from wijkplein.foundation.dutch.stemming import stems


def heard(text: str) -> set[str]:
    return {saying.name for saying in sayings(tokenise(fold(text)))}


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Ik kom aan het eind van de maand niet rond.", "geldzorgen"),
        ("Ik woon hier nu een jaar en ken hier nog niemand.", "eenzaam"),
        ("Mijn band is lek, wie kan hem plakken?", "bandenplak"),
        ("Wie laat de hond voor mij uit? De hond uitlaten lukt niet meer.", "hondenuitlaat"),
        ("Ik zoek hulp in de huishouding.", "werkster"),
        ("Wie kan mijn haar knippen?", "kapper"),
    ],
)
def test_a_saying_means_what_its_group_means(text: str, means: str) -> None:
    assert stems(means)[0] in set(synonyms(heard(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Ik ken de weg hier goed, maar over de regels van de gemeente weet werkelijk niemand iets.",
        "De band speelt zaterdag. Neem een trui mee, want het dak van de tent kan lekken.",
    ],
)
def test_words_far_apart_are_no_saying(text: str) -> None:
    assert not heard(text) & {"ken niemand", "band lek"}


def test_who_asks_for_a_kind_of_thing_finds_the_things_and_not_the_other_way() -> None:
    assert "hamer" in set(narrower(["gereedschap"]))
    assert "ladder" not in {*synonyms(["hamer"]), *narrower(["hamer"])}
    assert "gereedschap" not in set(synonyms(["hamer"]))


def test_the_lists_are_in_order() -> None:
    groups, wider = lists.synonym_groups(), lists.wider_words()
    assert len(groups) + len(wider) >= 1900
    for group in (*groups, *(narrow for _, narrow in wider)):
        assert len(set(group)) == len(group), group
        assert all(entry and entry == " ".join(entry.split()) and ":" not in entry for entry in group), group
    assert all(len(group) >= 2 for group in groups)
    assert all(len(wide) == 1 for wide, _ in wider)
