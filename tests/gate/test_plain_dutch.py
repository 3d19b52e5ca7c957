"""Bar A9 on texts of which we know the answer: bad text is found, good text passes."""

from __future__ import annotations

import pytest

from tests.gate.passive import is_passive
from tests.gate.plain_dutch import Address, check_html, check_text, office_words, sentences, words
from tests.gate.visible_text import read_blocks

GOOD = """
<html lang="nl"><head><title>Vraag het de buurt</title></head><body><main>
<h1>Vraag het de buurt</h1>
<p>Schrijf op wat je nodig hebt. Buren lezen het op het plein. Wie wil helpen, stuurt je een bericht.</p>
<p>Je krijgt drie woorden. Daarmee vind je je vraag terug, ook aan de telefoon. Bel 020 - 123 45 67.</p>
<p>Carla neemt op van 9.00 tot 12.00 uur. Kijk op <a href="/p">het plein</a> wat er nu speelt.</p>
<form><label for="a">Wat wil je vragen?</label><input id="a"><button>Plaats je vraag</button></form>
</main></body></html>
"""


def _page(body: str, lang: str = "nl") -> str:
    return f'<html lang="{lang}"><body><main>{body}</main></body></html>'


def _rules(html: str, *, address: Address = "je") -> set[str]:
    return {fault.rule for fault in check_html(html, address=address)}


def test_a_good_page_passes() -> None:
    assert check_html(GOOD) == []


def test_a_good_letter_passes() -> None:
    letter = "U belde ons gisteren. Carla zocht het uit.\n\nDe lamp brandt vrijdag weer. Belt u ons als dat niet zo is."
    assert check_text(letter, address="u") == []


HEAVY = """Gemeentelijke ondersteuningsmogelijkheden veronderstellen voorafgaande inventarisaties.
Leefbaarheidsvraagstukken vereisen samenwerkingsbereidheid. Buurtbewoners organiseren ontmoetingen.
Verantwoordelijkheden liggen gezamenlijk. Woningcorporaties investeren structureel meerjarig.
Professionele ondersteuners signaleren vroegtijdig problemen. Organisaties coördineren activiteiten."""
LONG = "Als je vandaag of morgen nog een uur over hebt dan kun je bij ons in de bus even langs komen voor koffie."


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (f"<p>{LONG}</p>", "long-sentence"),
        ("<p>Wij gaan morgen met zijn allen naar het park om daar samen soep te eten.</p>", "mean-sentence"),
        (f"<p>{HEAVY}</p>", "lix-paragraph"),
        ("<p>Je vraag wordt door een buur gelezen. Daarna bel je.</p>", "passive"),
        ("<p>De vraag is beantwoord door Carla.</p>", "passive"),
        ("<p>Bel teneinde een afspraak te maken.</p>", "office-word"),
        ("<p>Hallo gebruiker, kom erbij.</p>", "office-word"),
        ("<p>Met betrekking tot de lamp bellen we je.</p>", "office-word"),
        ("<p>Dat regelt de WMO voor je.</p>", "abbreviation"),
        ("<p>Neem bijv. een stoel mee.</p>", "abbreviation"),
        ("<p>Dat gaat d.m.v. een kaart.</p>", "abbreviation"),
        ("<p>Gelukt!</p>", "exclamation"),
        ('<p>Zoek.</p><input aria-label="Zoek nu!">', "exclamation"),
        ("<p>Hier leest u de brief.</p>", "address"),
        ("<button>Verzending</button>", "button-verb"),
        ('<input type="submit" value="Verzenden">', "button-verb"),
        ("<label>Wie ben je? En waar woon je?</label>", "one-question"),
    ],
)
def test_bad_text_is_found(body: str, rule: str) -> None:
    assert rule in _rules(_page(body))


@pytest.mark.parametrize(
    "body",
    [
        "<p data-own-words>HELP!! De WMO is d.m.v. participatie gesloten.</p>",
        '<p data-speaks="u">Leest u dit voor: wij bellen u terug.</p>',
        "<p>De Wet maatschappelijke ondersteuning (WMO) helpt.</p>",
        "<p>Woon je op 1234 AB? Kom langs.</p>",
        "<script>alert('Fout!')</script><p hidden>Gebruiker!</p>",
        "<button>Ja, plaats mijn vraag</button><button>Dit hielp mij</button>",
        "<p>Het wordt morgen warm. Je hebt geld nodig.</p>",
        "<p>Kom om 14.30 uur naar het plein.</p>",
    ],
)
def test_what_is_allowed_passes(body: str) -> None:
    assert _rules(_page(body)) == set()


def test_english_pages_have_the_same_sentence_bar_and_english_verbs() -> None:
    long = "If you have an hour today or tomorrow then you are most welcome to come by the bus for some coffee with us."
    assert {"long-sentence", "button-verb"} <= _rules(_page(f"<p>{long}</p><button>Submission</button>", "en"))
    assert _rules(_page("<p>Ask your neighbours.</p><button>Send your question</button>", "en")) == set()


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("Je vraag wordt gelezen.", True),
        ("De lampen werden vervangen.", True),
        ("Er wordt vandaag schoongemaakt.", True),
        ("Het bericht wordt verwijderd.", True),
        ("De kast is gemaakt door Bea.", True),
        ("Bea leest je vraag.", False),
        ("Het wordt gezellig.", False),
        ("Het wordt tijd om te beginnen.", False),
        ("Word lid van de tuin.", False),
        ("We hebben de lamp gemaakt.", False),
        ("De winkel is gesloten.", False),
    ],
)
def test_the_passive_is_told_from_the_active(sentence: str, passive: bool) -> None:
    assert is_passive(sentence) is passive


def test_sentences_and_words_are_counted_as_people_count_them() -> None:
    assert len(sentences("Je let op wie je niet vertrouwt. De politie komt. Wij vragen het hem. Goed zo.")) == 4
    assert sentences("Kom om 9.30 uur. Bel 020 - 123 45 67. Tot dan.") == [
        "Kom om 9.30 uur.", "Bel 020 - 123 45 67.", "Tot dan.",
    ]  # fmt: skip
    assert len(words("Bel 020 - 123 45 67 voor 9.30 uur.")) == 5
    assert sentences("Je voornaam") == []


def test_a_link_belongs_to_its_sentence_and_a_list_item_stands_alone() -> None:
    blocks, _ = read_blocks('<body><p>Kijk op <a href="/">het plein</a> vandaag.</p><ul><li>Een</li><li>Twee</li></ul>')
    assert [block.text for block in blocks] == ["Kijk op het plein vandaag.", "Een", "Twee"]


def test_the_list_of_office_words_is_long_and_holds_the_words_to_avoid() -> None:
    assert len(office_words()) >= 300
    assert {"burger", "cliënt", "doelgroep", "participatie", "traject", "teneinde", "item"} <= set(office_words())
