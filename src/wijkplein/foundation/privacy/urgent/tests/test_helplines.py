"""The numbers of a town: the national ones, and what its own settings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from wijkplein.foundation.community.community import read_community
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.privacy.urgent.helplines import NATIONAL, helplines_of

TOWN = 'name = "Molenrij"\nhosts = ["molenrij.test"]\n'


def town(folder: Path, own: str = "") -> Path:
    (folder / "molenrij").mkdir()
    (folder / "molenrij" / "community.toml").write_text(TOWN + own, "utf-8")
    return folder / "molenrij"


def test_without_settings_they_are_the_national_ones_of_the_domain_page(tmp_path: Path) -> None:
    lines = {line.kind: line.phone for line in helplines_of(read_community(town(tmp_path)))}
    assert lines == {
        "now": "112",
        "life": "0800-0113",
        "violence": "0800-2000",
        "child": "0800-0432",
        "worry": "0800-1205",
        "doctor": "",
        "police": "0900-8844",
    }


def test_a_town_changes_one_and_adds_one(tmp_path: Path) -> None:
    own = """
[[helplines]]
kind = "doctor"
name = "Huisartsenpost Molenrij"
phone = "0800 - 123 45 67"

[[helplines]]
kind = "dierenambulance"
name = "Dierenambulance"
phone = "0900-0245"
when = "Voor een gewond dier."
"""
    lines = {line.kind: line for line in helplines_of(read_community(town(tmp_path, own)))}
    assert (lines["doctor"].name, lines["doctor"].link) == ("Huisartsenpost Molenrij", "08001234567")
    assert lines["doctor"].when  # what it is for is still said
    assert lines["dierenambulance"].when == "Voor een gewond dier."
    assert len(lines) == len(NATIONAL) + 1


@pytest.mark.parametrize(
    "wrong",
    [
        'name = "x"\nphone = "0800-1"',
        'kind = "doctor"\nname = "x"\nphone = ""',
        'kind = "nieuw"\nphone = "0800"',
        'kind = "life"\nname = "x"\nphone = "-"',
    ],
)
def test_a_number_that_nobody_can_call_is_refused_with_what_to_mend(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(CommunityError, match="helplines"):
        read_community(town(tmp_path, f"[[helplines]]\n{wrong}\n"))
