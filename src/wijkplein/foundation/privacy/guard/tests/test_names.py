"""Bar PR6 for names: at least 98 % found, and no origin group more than 1 point below the best."""

import random

import pytest

from wijkplein.foundation.privacy.guard import findings
from wijkplein.foundation.privacy.guard.rules import RULES

FAMILY_OF = {
    "turkish": "turkish",
    "maghreb_arab": "maghreb_arab",
    "surinamese_hindustani": "surinamese_antillean_asian",
    "antillean": "surinamese_antillean_asian",
    "indonesian_moluccan": "surinamese_antillean_asian",
    "chinese_vietnamese": "surinamese_antillean_asian",
    "polish_slavic": "slavic",
    "horn_of_africa": "african",
    "iranian_afghan_kurdish": "iranian_south_asian",
    "south_asian_east_asian": "iranian_south_asian",
    "iberian_latin": "iberian_italian",
}
FRAMES = (
    "Gesproken met {full} over de stoep voor haar huis.",
    "{given} wil graag een keer mee naar de koffie.",
    "Vandaag belde {full} over het fietspad.",
    "Mevrouw {family} maakt zich zorgen over de bus.",
    "Buurvrouw {given} helpt met de tuin.",
    "Bij {given} thuis is de verwarming stuk.",
    "De zoon van {given} kan helpen met sjouwen.",
    "{given} en haar man zoeken een maatje.",
    "Volgens {given} is de lamp al weken kapot.",
    "{full} is vorige week gevallen en ligt in bed.",
    "Meneer {family} zegt dat de container vol is.",
    "Groetjes, {given}",
    "Mijn naam is {full} en ik zoek een oppas.",
    "We hebben {given} gevraagd om soep te koken.",
)


def _share(group: str, notes: int = 357) -> float:
    """Share of notes (5,000 over 14 groups) in which the planted name was found."""
    rnd = random.Random(group)
    given = RULES.data["names"]["given"][group].split()
    family = RULES.data["names"]["family"][FAMILY_OF.get(group, "dutch")].split()
    hits = 0
    for _ in range(notes):
        first, last = rnd.choice(given).title(), rnd.choice(family).title()
        text = rnd.choice(FRAMES).format(given=first, family=last, full=f"{first} {last}")
        hits += any(one.kind == "name" and one.text.split()[0] in f"{first} {last}" for one in findings(text))
    return 100 * hits / notes


def test_names_of_every_origin_are_found_alike() -> None:
    """98 % for every group, and at most one point between a group and the best. The names come from our lists."""
    shares = {group: _share(group) for group in RULES.data["names"]["given"]}
    assert min(shares.values()) >= 98, shares
    assert max(shares.values()) - min(shares.values()) <= 1, shares


UNLISTED = [
    "Qirvan",
    "Tselmu",
    "Brexwa",
    "Jholani",
    "Wymkelo",
    "Zaborka",
    "Dremsey",
    "Oulvana",
    "Kptima",
    "Xandrel",
]


@pytest.mark.parametrize("name", UNLISTED)
def test_a_name_on_no_list_is_found_by_its_surroundings(name: str) -> None:
    """Names that nobody bears: only title, relation, verb and company can find them."""
    assert name.lower() not in RULES.given
    frames = (
        "Mevrouw {} zoekt hulp.",
        "Mijn buurman {} heeft een ladder.",
        "Gesproken met {} over de stoep.",
        "De zoon van {} helpt.",
        "Groetjes, {}",
        "Jan en {} koken soep.",
        "{} vertelt over vroeger.",
        "Volgens {} is het stuk.",
    )
    for frame in frames:
        text = frame.format(name)
        assert any(one.kind == "name" and name in one.text for one in findings(text)), text


@pytest.mark.parametrize("word", ["Roos", "Bos", "Mei", "Wil", "Hoop", "Berg", "Wit", "Joy", "Iris"])
def test_an_ordinary_word_needs_a_second_sign(word: str) -> None:
    """At the start of a sentence, in lower case or after an article it is a word; after a title it is a name."""
    for text in (
        f"{word} en water zijn genoeg hier.",
        f"Het gaat om {word.lower()} in de tuin.",
        f"In De {word} is koffie.",
    ):
        assert not any(one.kind == "name" for one in findings(text)), text
    assert [one.text for one in findings(f"Ik sprak mevrouw {word} gisteren.")] == [word]
