"""The Dutch: forms of a word come together, compounds come apart, slips of the pen are recognised."""

import pytest

from wijkplein.foundation.dutch.compounds import listed_split, may_hold, subject
from wijkplein.foundation.dutch.folding import LONGEST_WORD, fold, tokenise
from wijkplein.foundation.dutch.likeness import distance, likeness
from wijkplein.foundation.dutch.stemming import stems

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
beeld beelden
woord woorden
paard paarden
schuld schulden
mens mensen
grens grenzen
laars laarzen
afspraak afspraken
motor motoren
eten eet gegeten
bellen belt gebeld
verven geverfd
zagen zaag gezaagd
vriezen vroor gevroren
slijpen slijpt geslepen
meedoen meegedaan
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
afvallen afval
jarig jaar
overheid over
werkster werk
schilderij schilder
kleding kleed
openbaar open
bakker bak
rij rijden
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
        ("slagroomtaart", "taart"),
    ],
)
def test_compounds_come_apart(compound: str, part: str) -> None:
    assert part in listed_split(compound)


@pytest.mark.parametrize(
    "word",
    [
        "verstand",
        "bestand",
        "opstand",
        "buurt",
        "moeder",
        "kastanje",
        "vergeten",
        "kinderen",
        "workshop",
        "huishouding",
    ],
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert listed_split(word) == ()


@pytest.mark.parametrize(
    ("compound", "about"), [("haakclub", ("haak",)), ("wiskundeles", ("wiskund",)), ("boekenkast", ()), ("fiets", ())]
)
def test_a_head_that_says_little_leaves_the_word_to_what_it_is_about(compound: str, about: tuple[str, ...]) -> None:
    assert subject(listed_split(compound)) == about


def test_a_compound_holds_its_parts_and_a_derivation_does_not() -> None:
    assert may_hold("zondagskoor", "koor")
    assert may_hold("koorzang", "koor")
    assert not may_hold("verhuizing", "zing")


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
        ("isjbaan", "ijsbaan"),
        ("soeppan", "zoeppan"),
    ],
)
def test_a_slip_of_the_pen_is_recognised(slip: str, meant: str) -> None:
    assert likeness(slip, meant) > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("boot", "boor"),
        ("hond", "mond"),
        ("kat", "kar"),
        ("fiets", "tafel"),
        ("brood", "rood"),
        ("aandelen", "wandelen"),
        ("hengelo", "hengel"),
        ("joggen", "jongen"),
    ],
)
def test_another_word_is_no_slip(one: str, other: str) -> None:
    assert likeness(one, other) == 0.0


def test_a_swap_of_letters_is_one_move() -> None:
    assert distance("fiest", "fiets", 2) == 1
    assert distance("abcd", "wxyz", 2) == 3
