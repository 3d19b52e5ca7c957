"""The analyser: words that belong together come together, and words that do not stay apart."""

import pytest

from wijkplein.foundation.search import lists
from wijkplein.foundation.search.analyser import analyse, plan
from wijkplein.foundation.search.compounds import listed_split
from wijkplein.foundation.search.folding import LONGEST_WORD, fold, tokenise
from wijkplein.foundation.search.likeness import distance, likeness
from wijkplein.foundation.search.stemming import stems

SAME = """
huurtoeslag huurtoeslagen
kind kinderen kindje kindjes
kleinkind kleinkinderen
ei eieren eitje
mogelijkheid mogelijkheden
gelegenheid gelegenheden
boom bomen boompje boompjes
bloem bloemen bloempje bloemetje
koek koeken koekje
fiets fietsen fietst fietste gefietst fietsje
koken kook kookt kookte gekookt
repareren repareert gerepareerd reparatie
verhuizen verhuis verhuist verhuisd verhuisde verhuizing
opruimen opgeruimd opruimt
meerijden meegereden meerijdt
lopen liep gelopen
eenzaam eenzame eenzaamheid
groen groene
duur dure
weg wegen spoorweg:spoorwegen
stad steden
auto autootje autos
feest feesten feestje
kast kasten kastje
plant planten plantje
les lessen lesje
gemeente gemeenten gemeentes
keuken keukens keukentje
vrijwilliger vrijwilligers vrijwilligster
huis huizen huisje
laptop laptops
begeleiding begeleiden begeleid
"""
APART = """
kast kas
plant plan
begeleiding beleid
gezond zon
gezin zin
gebouw bouw
ouderen ouders
les lezen
boom bommen
feest vee
sloot sluiten
buurt buur
"""


def _pairs(block: str) -> list[tuple[str, str]]:
    pairs = []
    for line in block.split("\n"):
        first, *others = line.replace(":", " ").split() or [""]
        pairs += [(first, other) for other in others if not other.startswith("spoor")]
    return pairs


@pytest.mark.parametrize(("word", "form"), _pairs(SAME))
def test_forms_of_one_word_share_a_stem(word: str, form: str) -> None:
    assert set(stems(word)) & set(stems(form))


@pytest.mark.parametrize(("word", "other"), _pairs(APART))
def test_words_that_only_look_alike_stay_apart(word: str, other: str) -> None:
    assert not set(stems(word)) & set(stems(other))


def test_a_form_of_two_words_has_two_stems() -> None:
    assert stems("sloten") == ("slot", "sloot")


def test_an_irregular_plural_is_known_at_the_end_of_a_compound() -> None:
    assert stems("spoorwegen") == stems("spoorweg")


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Yıldız", "yildiz"),
        ("CAFÉ", "cafe"),
        ("ĳsvrĳ", "ijsvrij"),
        ("Łódź", "lodz"),
        ("ﬁets", "fiets"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("spe\u200bel\u00adtuin", "speeltuin"),
        ("ＷＩＪＫ", "wijk"),
        ("cœur", "coeur"),
        ("e\u0301\u0301en", "een"),
    ],
)
def test_folding_leaves_what_people_type(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_folding_twice_changes_nothing() -> None:
    text = "ǅ İ ﬃ ſ ẞ Ω é ё й"
    assert fold(fold(text)) == fold(text)


def test_words_keep_hyphens_and_lose_genitives() -> None:
    assert tokenise("oma's e-bike, 's avonds: zo'n auto'tje") == [
        "oma",
        "e-bike",
        "s",
        "avonds",
        "zon",
        "auto",
    ]


def test_a_pasted_key_is_no_word() -> None:
    assert tokenise("a" * (LONGEST_WORD + 1)) == []


def test_stop_words_are_not_indexed() -> None:
    assert analyse("De fiets van mijn buurvrouw").stems == {"fiets", "buurvrouw"}


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("snorfiets", "fiets"),
        ("moestuin", "tuin"),
        ("speeltuintje", "tuin"),
        ("fietspad", "fiets"),
        ("huurtoeslag", "huur"),
        ("boodschappendienst", "boodschap"),
        ("zwerfafval", "afval"),
        ("kinderfietsen", "fiets"),
    ],
)
def test_compounds_come_apart(compound: str, part: str) -> None:
    assert part in listed_split(compound)


@pytest.mark.parametrize("word", ["verstand", "bestand", "opstand", "buurt", "moeder", "kastanje", "vergeten"])
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert listed_split(word) == ()


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


def test_there_are_at_least_150_groups_of_synonyms_of_two_words_or_more() -> None:
    groups = lists.synonym_groups()
    assert len(groups) >= 150
    assert all(len(set(group)) >= 2 and len(set(group)) == len(group) for group in groups)


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
    ("slip", "meant"),
    [
        ("rolator", "rollator"),
        ("vrijwiliger", "vrijwilliger"),
        ("fiest", "fiets"),
        ("kado", "cadeau"),
        ("speeltiun", "speeltuin"),
        ("lantarenpaal", "lantaarnpaal"),
        ("insektenhotel", "insectenhotel"),
    ],
)
def test_a_slip_of_the_pen_is_recognised(slip: str, meant: str) -> None:
    assert likeness(slip, meant) > 0.5


@pytest.mark.parametrize(("one", "other"), [("boot", "boor"), ("hond", "mond"), ("kat", "kar"), ("fiets", "tafel")])
def test_another_word_is_no_slip(one: str, other: str) -> None:
    assert likeness(one, other) == 0.0


def test_a_swap_of_letters_is_one_move() -> None:
    assert distance("fiest", "fiets", 2) == 1
    assert distance("abcd", "wxyz", 2) == 3
