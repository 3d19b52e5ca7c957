"""Finding in memory: the best first, and nothing when nothing fits."""

import argparse
import csv
import json
import time
from pathlib import Path

import pytest

from wijkplein.foundation.search import evaluate
from wijkplein.foundation.search.ranking import Corpus, find

SHARED = Path("/work/shared/data/resident-ideas-nl/ideas.csv")
TEXTS = {
    "pomp": "Wie heeft een fietspomp te leen?",
    "fiets": "Kinderfiets gezocht, maat 16",
    "snor": "Snorfietsen op de stoep bij de flat",
    "rijwiel": "Oud rijwiel af te halen",
    "rollator": "Rollators gevraagd voor het dorpshuis",
    "bak": "Mijn prullenbak is stuk",
    "moes": "Een moestuin achter de school",
    "speel": "De speeltuin krijgt een nieuwe schommel",
    "toeslag": "Spreekuur over huurtoeslagen in het wijkcentrum",
    "stoep": "De stoep ligt vol bladeren",
    "koffie": "Koffie voor ouderen op dinsdag",
    "opa": "Dokter Yıldız stopt in mei",
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(TEXTS.items())


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("rolator", "rollator"),
        ("rijwiel", "rijwiel"),
        ("kapotte vuilnisbakken", "bak"),
        ("tuintje achter school", "moes"),
        ("speeltuintjes", "speel"),
        ("huurtoeslag", "toeslag"),
        ("Yildiz", "opa"),
        ("bakkie bejaarden", "koffie"),
        ("speel tuin", "speel"),
        ("snorfiets", "snor"),
        ("gevallen blad op de stoep", "stoep"),
    ],
)
def test_the_best_text_comes_first(corpus: Corpus, query: str, first: str) -> None:
    assert find(query, corpus)[0] == first


def test_compounds_follow_the_word_itself(corpus: Corpus) -> None:
    assert set(find("fiets", corpus)) == {"pomp", "fiets", "snor", "rijwiel"}
    assert find("fiets", corpus)[0] == "rijwiel"


def test_more_words_of_the_query_go_before_fewer(corpus: Corpus) -> None:
    assert find("stoep snorfietsen", corpus) == ["snor", "stoep"]


@pytest.mark.parametrize(
    "query", ["quantumfysica", "onderwaterhockey", "zeilboot", "xqzwv", "", "de het", "124c41+", "Hengelo", "Gent"]
)
def test_nothing_that_fits_is_an_empty_list(corpus: Corpus, query: str) -> None:
    assert find(query, corpus) == []


def test_evaluate_reads_a_corpus_and_answers(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in TEXTS.items()), encoding="utf-8")
    parser = argparse.ArgumentParser()
    evaluate.arguments(parser)
    prepared = evaluate.prepare(parser.parse_args(["--corpus", str(path)]))
    assert evaluate.evaluate({"query": "rolator"}, prepared) == {"ids": ["rollator"]}


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "a"}', "3"])
def test_a_broken_corpus_says_where(tmp_path: Path, line: str) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"id": "a", "text": "fiets"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="regel 2"):
        evaluate.prepare(argparse.Namespace(corpus=path))


@pytest.mark.skipif(not SHARED.exists(), reason="shared data is not on this machine")
def test_real_ideas_are_found() -> None:
    with SHARED.open(encoding="utf-8") as lines:
        rows = {row["project_id"]: row["title"] for row in csv.DictReader(lines)}
    corpus = Corpus(rows.items())
    assert "eenzame ouderen" in rows[find("eenzame bejaarden", corpus)[0]]
    assert "insectenhotel" in rows[find("insektenhotel", corpus)[0]]
    start = time.process_time()
    for query in ("fietsen", "speel tuin", "kapotte vuilnisbak", "vrijwiligers", "samen koken met ouderen"):
        find(query, corpus)
    assert time.process_time() - start < 0.25  # five times the promised 10 ms a query
