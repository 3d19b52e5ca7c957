"""The word rules on our own development sentences, on disguised text, and on text nobody should type."""

import csv
import json
import time
import tomllib
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkplein.foundation.privacy.divert import judge, kind_text
from wijkplein.foundation.privacy.divert.concepts import ConceptBook
from wijkplein.foundation.privacy.divert.evaluate import evaluate
from wijkplein.foundation.privacy.divert.folding import plain, sound, words
from wijkplein.foundation.privacy.divert.lexicon import Lexicon
from wijkplein.foundation.privacy.divert.points import PointBook
from wijkplein.foundation.privacy.divert.rules import RuleBook, rule_book

HERE = Path(__file__).parent
PACKAGE = "wijkplein.foundation.privacy.divert"
IDEAS = next(
    (p / "shared/data/resident-ideas-nl/ideas.csv" for p in HERE.parents if (p / "shared/data").is_dir()),
    None,
)


RECORDS = [json.loads(line) for line in (HERE / "situations.jsonl").read_text(encoding="utf-8").splitlines()]


def _texts(parts: set[str], *, suspicious: bool) -> list[str]:
    return [one["text"] for one in RECORDS if one["part"] in parts and one["suspicious"] is suspicious]


SUSPICIOUS = _texts({"earlier"}, suspicious=True)
NORMAL = _texts({"earlier"}, suspicious=False)


def _share(texts: list[str], change: Callable[[str], str] = str) -> float:
    return sum(judge(change(text)).diverted for text in texts) / len(texts)


def test_situations_the_points_were_fitted_on() -> None:
    """Development figures: they say that the file of points belongs to this corpus, not how good it is."""
    assert _share(_texts({"fit", "held", "earlier"}, suspicious=True)) >= 0.945  # measured 95.6 %
    assert _share(_texts({"fit", "held", "earlier"}, suspicious=False)) <= 0.02  # measured 1.0 %


def test_who_somebody_is_never_counts() -> None:
    """Origin, faith, age and skin colour turn no ordinary text away."""
    for text in (
        "Onze Marokkaanse slager heeft verse kip.",
        "De jongeren uit de moskee koken vrijdag voor de ouderen.",
        "Poolse man zoekt werk als schilder.",
        "Vrouw met hoofddoek zoekt fietsles.",
        "Roma-orkest speelt zondag in het park.",
        "Donkere jongen gezocht als model voor een kapper.",
    ):
        assert not judge(text).diverted, judge(text).why


def test_points_are_small_and_explained() -> None:
    source = tomllib.loads(resources.files(PACKAGE).joinpath("points.toml").read_text("utf-8"))
    assert all(-100 <= group["points"] <= 100 and group["explanation"] for group in source["points"])
    assert (
        sum(len(group["what"]) for group in source["points"]) <= 30_000
    )  # cut to 4,000 they found 3 to 8 % less unseen
    of_words = [group["points"] for group in source["points"] if group["kind"] != "regel"]
    assert source["threshold"] > max(of_words), "no word alone is enough in a post of usual length"
    source["points"].append(source["points"][0])
    with pytest.raises(ValueError, match="twice"):
        PointBook(source)


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda text: "".join(c for c in text.lower() if c.isalnum() or c == " "),
        lambda text: chr(0x200B).join(text),
        lambda text: text.replace("a", chr(0x430)).replace("e", chr(0x435)).replace("o", chr(0x43E)),
        lambda text: f" {chr(0x1F621)} ".join(text.split()),
        lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" < c <= "~" else c for c in text),
        lambda text: text.replace("a", "a" + chr(0x301)),
    ],
    ids=["capitals", "no marks", "invisible", "look-alikes", "emoji", "full width", "accents"],
)
def test_disguise_changes_little(change: Callable[[str], str]) -> None:
    assert _share(SUSPICIOUS, change) >= 0.95  # undisguised 97.6 %
    assert _share(NORMAL, change) <= 0.02


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("Er wordt nu ingebroken bij de buren", "danger"),
        ("Man met een mes op het plein", "danger"),
        ("Verdachte man in de straat", "suspicion"),
        ("ver dachte man", "suspicion"),
        ("v e r d a c h t e  m a n", "suspicion"),
        ("verdagte man", "suspicion"),
        ("v3rdachte man", "suspicion"),
        ("De buurman van nummer 3 slaat zijn kinderen", "abuse"),
        ("Mijn bovenbuurman treitert ons al jaren", "neighbour"),
        ("Der löp nen vrömden kearel achter de hoezen", "suspicion"),
        ("Suspicious man in our street", "suspicion"),
        ("Gezocht: man voor koor", ""),
        ("Het is verdacht stil op het plein", ""),
        ("Buurtpreventie avond met de wijkagent", ""),
    ],
)
def test_route(text: str, route: str) -> None:
    judged = judge(text)
    assert (judged.diverted, judged.route) == (bool(route), route)
    assert bool(judged.why) == bool(route)


def test_the_reason_names_the_words_and_never_a_plate() -> None:
    why = judge("Wie kent deze auto met kenteken 12-XYZ-3? Hij rijdt stapvoets door de straat.").why
    assert "stapvoets" in why or "kenteken" in why
    assert "12" not in why
    assert "xyz" not in why.lower()
    assert "'verdachte'" in judge("Een verdachte man").why


def test_kind_text_has_the_numbers_and_the_promise() -> None:
    assert "0900-8844" in kind_text("suspicion")
    assert "0800-7000" in kind_text("suspicion")
    assert kind_text("danger").index("112") < kind_text("danger").index("0900-8844")
    assert "0800-2000" in kind_text("abuse")
    assert "Buurtbemiddeling" in kind_text("neighbour")
    for route in ("danger", "suspicion", "abuse", "neighbour"):
        assert "112" in kind_text(route)
        assert "staat nog in het formulier" in kind_text(route)
        assert "!" not in kind_text(route)
        assert "melding" not in kind_text(route)
    assert kind_text("") == ""
    with pytest.raises(KeyError):
        kind_text("elsewhere")


def test_evaluate_answers_one_line() -> None:
    assert evaluate({"text": "Wie heeft een ladder?"}) == {"diverted": False, "why": ""}
    answer = evaluate({"text": "Verdachte man"})
    assert answer["diverted"] is True
    assert "verdachte" in str(answer["why"])


def test_folding() -> None:
    assert plain("VÉRDÁCHT") == "verdacht"
    assert [word for word, _ in words("foto's v.e.r.d.a.c.h.t 12-ABC-3 m@n")] == [
        "fotos", "verdacht", "kentekenplaat", "man",
    ]  # fmt: skip
    assert sound("verdagt") == sound("verdacht")
    assert sound("steelt") != sound("stelt")


def test_regional_language_and_chat_are_read_as_dutch() -> None:
    book = rule_book()
    assert book.read("Der löpt nen kearel bie de hoezen")[0] == ["er", "loopt", "een", "kerel", "bij", "de", "huizen"]
    assert book.read("hedenmorgen zag imand ff wa")[0] == ["vanmorgen", "zag", "iemand", "even", "wa"]
    assert not judge("Bie oens op 't dörp is zoaterdag boerenmarkt").diverted


def test_a_concept_knows_the_forms_of_its_words() -> None:
    book = ConceptBook({"huis": {"words": ["deur", "tuin*"]}, "dier": {"words": ["hond"]}})
    assert book.of("deuren") == book.of("tuinhek") == ("huis",)
    assert book.of("honden") == ("dier",)
    assert book.of("12") == ("getal",)
    assert book.of("daar") == ()
    assert ConceptBook({"buur": {"words": ["gezin"]}}).of("gezien") == ()


def test_one_wrong_letter_but_not_an_ordinary_word() -> None:
    lexicon = Lexicon([("verdacht*", "a"), ("signalement", "b"), ("*busje", "c")], ["verwacht*"])
    assert lexicon.lists("verdachte") == lexicon.lists("verdahcte") == {"a"}
    assert lexicon.lists("signalment") == lexicon.lists("signallement") == lexicon.lists("sifnalement") == {"b"}
    assert lexicon.lists("bestelbusje") == {"c"}
    assert not lexicon.lists("verwachte")
    assert not lexicon.lists("signaal")


def test_every_rule_has_a_word_of_explanation_and_a_known_list() -> None:
    source = tomllib.loads(resources.files(PACKAGE).joinpath("rules.toml").read_text("utf-8"))
    assert all(entry["explanation"] for kind in ("rules", "exceptions") for entry in source[kind])
    concepts = tomllib.loads(resources.files(PACKAGE).joinpath("begrippen.toml").read_text("utf-8"))
    assert all(entry["explanation"] and entry["words"] for entry in [*source["lists"].values(), *concepts.values()])
    assert {rule["route"] for rule in source["rules"]} == {"danger", "suspicion", "abuse", "neighbour"}
    source["rules"][0]["needs"] = ["nergens"]
    with pytest.raises(ValueError, match="nergens"):
        RuleBook(source)
    with pytest.raises(ValueError, match="star"):
        Lexicon([("ver*acht", "a")], [])


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=400))
def test_any_string_gets_an_answer(text: str) -> None:
    judged = judge(text)
    judged.why.encode("utf-8")
    assert judged.diverted == bool(judged.route) == bool(judged.why)


@pytest.mark.parametrize("unit", ["man ", "verdacht", "a ", "kijk langs ", "é" + chr(0x200B), "1", "a-1-", chr(0xD800)])
def test_time_grows_with_length_only(unit: str) -> None:
    """100 kB in seconds even on a busy machine; quadratic code would take minutes."""
    started = time.process_time()
    judge(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 5


@pytest.mark.skipif(IDEAS is None or not IDEAS.exists(), reason="shared data is not on this machine")
def test_ideas_of_real_residents_stay() -> None:
    assert IDEAS is not None
    with IDEAS.open(encoding="utf-8") as file:
        texts = [f"{row['title']}. {row['description']}" for row in csv.DictReader(file)]
    assert len(texts) > 700
    assert _share(texts) <= 0.02
