"""The common exam of the guard: `vectors.json`, which a browser can run as well, and what hangs on each rule."""

import json
from pathlib import Path

import pytest

from wijkplein.foundation.privacy.guard import KINDS, explain, findings
from wijkplein.foundation.privacy.guard.rules import RULES

VECTORS = json.loads(Path(__file__).parents[1].joinpath("vectors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"][:40])
def test_vector(vector: dict[str, object]) -> None:
    """Each text gives exactly these findings; a text without findings is a near miss of some rule."""
    found = [{"kind": one.kind, "start": one.start, "end": one.end} for one in findings(str(vector["text"]))]
    assert found == vector["findings"]


def test_every_kind_has_positives_label_and_neutral_word() -> None:
    """A kind without a vector, an explanation or a neutral word is not finished."""
    seen = {finding["kind"] for vector in VECTORS for finding in vector["findings"]}
    assert seen == set(KINDS) == set(RULES.data["labels"]) == set(RULES.data["neutral"])
    assert sum(not vector["findings"] for vector in VECTORS) >= 30
    for kind in KINDS:
        assert explain(kind).endswith(".")
        assert "!" not in explain(kind)


def test_patterns_stay_in_the_subset_that_a_browser_reads() -> None:
    """No named groups, possessives, flags, \\d, \\w, \\s or \\b in the rule file; folding is one to one."""
    for pattern in RULES.data["patterns"].values():
        assert not any(
            part in pattern for part in ("(?P", "(?i", "(?x", "\\d", "\\w", "\\s", "\\b", "\\A", "\\Z", "++", "*+")
        )
    assert len(RULES.data["fold"]["from"]) == len(RULES.data["fold"]["to"])


def test_given_names_of_many_origins() -> None:
    """The lists are ours and hold enough given and family names of every group."""
    given = RULES.data["names"]["given"]
    assert len(RULES.given) >= 900
    assert len(RULES.family) >= 300
    assert all(len(names.split()) >= 100 for names in given.values())
