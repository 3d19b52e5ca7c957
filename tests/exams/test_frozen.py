"""The exams are whole and unchanged: hashes, counts, halves, spans and check digits."""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
LEAST = {
    "divert_suspicious.jsonl": 300,
    "divert_normal.jsonl": 300,
    "divert2_suspicious.jsonl": 300,
    "divert2_normal.jsonl": 300,
    "divert3_suspicious.jsonl": 310,
    "divert3_normal.jsonl": 310,
    "guard_identifiers.jsonl": 600,
    "guard_clean.jsonl": 400,
    "guard2.jsonl": 1200,
    "guard3.jsonl": 575,
    "find.jsonl": 150,
    "find_corpus.jsonl": 300,
    "accusations.jsonl": 300,
}
KINDS = {"phone", "email", "address", "plate", "bsn", "iban", "birth_date", "name", "sensitive"}
ORIGINS = {
    "dutch",
    "frisian",
    "turkish",
    "moroccan",
    "surinamese",
    "antillean",
    "indonesian",
    "polish",
    "ukrainian",
    "eritrean_somali",
    "iranian_afghan",
    "chinese_vietnamese",
    "indian",
    "spanish_portuguese",
}
BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def records(name: str) -> list[dict[str, Any]]:
    """Every record of one exam; raises ValueError on a line that is not JSON."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def planted() -> list[tuple[str, str]]:
    """Kind and text of every identifier planted in the guard exam."""
    notes = records("guard_identifiers.jsonl")
    return [(s["kind"], note["text"][s["start"] : s["end"]]) for note in notes for s in note["spans"]]


def is_bsn(text: str) -> bool:
    """The Dutch 11-test over nine digits, whatever stands between them."""
    digits = [int(c) for c in text if c.isdigit()]
    return len(digits) == 9 and sum(d * w for d, w in zip(digits, BSN_WEIGHTS, strict=True)) % 11 == 0


def is_iban(text: str) -> bool:
    """ISO 13616: the account moved around and read as a number leaves 1 modulo 97."""
    account = re.sub(r"\s", "", text).upper()
    return int("".join(str(int(c, 36)) for c in account[4:] + account[:4])) % 97 == 1


def frozen() -> dict[str, str]:
    """File name to SHA-256, as written down on the day the exams were made."""
    lines = (HERE / "FROZEN.sha256").read_text(encoding="ascii").splitlines()
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in lines)}


def test_the_frozen_list_names_exactly_the_exams() -> None:
    on_disk = {path.name for path in HERE.glob("*.jsonl")} - {"struck.jsonl"}
    assert set(frozen()) == set(LEAST)
    assert set(LEAST) <= on_disk


@pytest.mark.parametrize("name", sorted(LEAST))
def test_an_exam_has_not_changed_since_it_was_written(name: str) -> None:
    assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == frozen()[name]


@pytest.mark.parametrize("name", sorted(LEAST))
def test_an_exam_is_large_enough_and_split_in_equal_halves(name: str) -> None:
    halves = Counter(record["half"] for record in records(name))
    assert halves.total() >= LEAST[name]
    assert set(halves) == {"practice", "final"}
    assert abs(halves["practice"] - halves["final"]) <= max(1, halves.total() // 50)


@pytest.mark.parametrize("name", sorted(LEAST))
def test_no_case_occurs_twice(name: str) -> None:
    texts = Counter(" ".join((r.get("text") or r["query"]).split()) for r in records(name))
    assert [text for text, times in texts.items() if times > 1] == []


def test_the_divert_exams_share_no_post() -> None:
    names = [name for name in LEAST if name.startswith("divert")]
    texts = Counter(" ".join(r["text"].split()) for name in names for r in records(name))
    assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize("name", ["divert2_suspicious.jsonl", "divert2_normal.jsonl"])
def test_the_second_divert_exam_is_written_in_many_voices(name: str) -> None:
    voices = Counter((r["writer"], r["half"]) for r in records(name))
    assert len({writer for writer, _ in voices}) >= 12
    assert {half for _, half in voices} == {"practice", "final"}
    assert all(voices[writer, half] >= 2 for writer, _ in voices for half in ("practice", "final"))
    assert all(4 <= len(r["text"].split()) <= 120 for r in records(name))


@pytest.mark.parametrize("name", ["guard_identifiers.jsonl", "guard2.jsonl", "guard3.jsonl"])
def test_every_span_lies_in_its_note_and_covers_something_whole(name: str) -> None:
    for note in records(name):
        text, end = note["text"], 0
        assert bool(note["spans"]) == (note.get("family") != "clean"), text
        for span in sorted(note["spans"], key=lambda s: s["start"]):
            assert end <= span["start"] < span["end"] <= len(text), text
            inside = text[span["start"] : span["end"]]
            assert inside == inside.strip(), text
            assert not (span["start"] and text[span["start"] - 1].isalnum()), text
            assert not text[span["end"] : span["end"] + 1].isalnum(), text
            end = span["end"]


def test_every_kind_is_planted_often_enough_in_both_halves() -> None:
    for half in ("practice", "final"):
        notes = [n for n in records("guard_identifiers.jsonl") if n["half"] == half]
        kinds = Counter(span["kind"] for note in notes for span in note["spans"])
        assert set(kinds) == KINDS
        assert min(kinds.values()) >= 8


SHAPES = {
    "phone": r"(?=(?:\D*\d){10,13}\D*$)[\d+() ./-]+",
    "email": r"\S+ ?(?:@|\(at\)) ?[\w.-]+\.\w{2,}",
    "address": r".*\d.*",
    "plate": r"[A-Za-z0-9]{1,3}([- ]?[A-Za-z0-9]{1,3}){2}",
    "birth_date": r".*\d.*",
    "name": r"[^\d@]+",
    "sensitive": r"[^\d@]+",
}


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_planted_text_looks_like_its_kind(kind: str) -> None:
    found = [text for planted_kind, text in planted() if planted_kind == kind]
    assert [text for text in found if not re.fullmatch(SHAPES[kind], text)] == []


def test_planted_bsn_and_iban_pass_their_check_digits() -> None:
    assert [text for kind, text in planted() if kind == "bsn" and not is_bsn(text)] == []
    assert [text for kind, text in planted() if kind == "iban" and not is_iban(text)] == []


def test_the_check_digits_refuse_a_seeded_mistake() -> None:
    assert not is_bsn("999999999")
    assert not is_iban("NL00RABO0123456789")


def test_every_origin_has_thirty_notes_with_a_name_and_both_halves() -> None:
    notes = [n for n in records("guard_identifiers.jsonl") if n["origin"] != "none"]
    counts = Counter(n["origin"] for n in notes)
    assert set(counts) == ORIGINS
    assert min(counts.values()) >= 30
    assert all({s["kind"] for s in n["spans"]} == {"name"} for n in notes)
    assert min(Counter((n["origin"], n["half"]) for n in notes).values()) >= 15


def test_clean_notes_hold_no_number_that_passes_a_check_digit() -> None:
    for note in records("guard_clean.jsonl"):
        assert not any(is_bsn(run) for run in re.findall(r"\d[\d. -]{7,}\d", note["text"])), note["text"]


def second() -> list[dict[str, Any]]:
    """The notes of the second guard exam."""
    return records("guard2.jsonl")


def test_the_second_guard_exam_has_three_hundred_notes_a_family_and_equal_halves() -> None:
    families = Counter(note["family"] for note in second())
    assert set(families) == {"name", "identifier", "sensitive", "clean"}
    assert min(families.values()) >= 300
    halves = Counter((note["group"], note["half"]) for note in second())
    assert all(abs(halves[group, "practice"] - halves[group, "final"]) <= 4 for group, _ in halves)


def test_the_second_guard_exam_quotes_each_finding_exactly_and_knows_its_kind() -> None:
    for note in second():
        assert all(note["text"][s["start"] : s["end"]] == s["text"] for s in note["spans"]), note["text"]
    kinds = Counter((span["kind"], note["half"]) for note in second() for span in note["spans"])
    assert {kind for kind, _ in kinds} == KINDS
    assert min(kinds[kind, half] for kind in KINDS for half in ("practice", "final")) >= 15


def test_the_second_guard_exam_gives_every_origin_as_many_names() -> None:
    named = [note for note in second() if note["family"] == "name"]
    origins = Counter((note["origin"], note["half"]) for note in named)
    assert len({origin for origin, _ in origins}) == 11
    assert set(origins.values()) == {14}
    assert all(note["origin"] == "none" for note in second() if note["family"] != "name")
    assert all({span["kind"] for span in note["spans"]} == {"name"} for note in named)


def test_the_second_guard_exam_has_true_check_digits_where_planted_and_none_in_clean_notes() -> None:
    spans = [span for note in second() for span in note["spans"]]
    assert [s["text"] for s in spans if s["kind"] == "bsn" and not is_bsn(s["text"])] == []
    assert [s["text"] for s in spans if s["kind"] == "iban" and not is_iban(s["text"])] == []
    clean = [note["text"] for note in second() if note["family"] == "clean"]
    assert not any(is_bsn(run) for text in clean for run in re.findall(r"\d[\d. -]{7,}\d", text))


def names_of(half: str) -> set[str]:
    """Every whole name planted in one half of the second guard exam."""
    notes = [note for note in second() if note["half"] == half]
    return {s["text"].casefold() for note in notes for s in note["spans"] if s["kind"] == "name"}


def test_no_name_of_the_second_guard_exam_stands_in_both_halves() -> None:
    assert names_of("practice")
    assert names_of("practice").isdisjoint(names_of("final"))


def test_every_relevant_id_stands_in_the_corpus() -> None:
    known = {record["id"] for record in records("find_corpus.jsonl")}
    assert len(known) == len(records("find_corpus.jsonl"))
    for query in records("find.jsonl"):
        assert set(query["relevant"]) | set(query["also"]) <= known, query["query"]
        assert set(query["relevant"]).isdisjoint(query["also"]), query["query"]
    assert sum(not query["relevant"] for query in records("find.jsonl")) >= 10


def struck() -> list[dict[str, Any]]:
    """The cases struck so far; the file comes into being with the first one."""
    return records("struck.jsonl") if (HERE / "struck.jsonl").exists() else []


def test_a_struck_case_says_which_why_and_by_whom() -> None:
    for case in struck():
        assert case["reason"].strip(), case
        assert case["by"].strip(), case
        assert 1 <= case["line"] <= len(records(case["file"])), case
