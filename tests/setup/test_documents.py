"""Documents keep their promises: links lead somewhere, commands exist, words are used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from wijkplein.__main__ import COMMANDS, build_parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CALL = re.compile(r"(?:^|[`\s/])(?:\./)?wijkplein ([a-z][a-z-]*)((?: +[^\s`|;,.)]+)*)", re.M)
OF_THE_SCRIPT = {"test", "lock", "wheel"}
OPTION = re.compile(r"(?<!\S)(--[a-z][a-z-]*)")


def links(page: Path) -> Iterator[str]:
    """The links of a page that lead to a file of ours."""
    for target in LINK.findall(page.read_text("utf-8")):
        if not re.match(r"[a-z]+:|#", target):
            yield target.partition("#")[0]


def calls(page: Path) -> Iterator[tuple[str, set[str]]]:
    """Each `wijkplein COMMAND --option` in code: in a block, or between backquotes."""
    text = page.read_text("utf-8")
    code = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S) + re.findall(r"`([^`\n]+)`", text)
    for piece in code:
        for line in piece.splitlines():
            for command, rest in CALL.findall(line.partition("#")[0]):
                yield command, set(OPTION.findall(rest))


def known_options(command: str) -> set[str]:
    """What `wijkplein COMMAND --help` names, parts of it (`import areas`) too."""
    parser = build_parser(command)
    found, todo = set(), [parser]
    while todo:
        for action in todo.pop()._actions:
            found |= set(action.option_strings)
            todo += list(action.choices.values()) if isinstance(action.choices, dict) else []
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    assert [target for target in links(page) if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "docs" / "operations.md"], ids=lambda page: page.name)
def test_commands_and_their_options_exist(page):
    found = list(calls(page))
    assert len(found) >= 8
    assert {command for command, _options in found} <= {*COMMANDS, *OF_THE_SCRIPT}
    wrong = [(command, options - known_options(command)) for command, options in found if command not in OF_THE_SCRIPT]
    assert [each for each in wrong if each[1]] == []


def test_a_command_that_is_gone_would_be_found(tmp_path):
    """The control."""
    page = tmp_path / "page.md"
    page.write_text("```sh\n./wijkplein fly --high   # away\n```\nand [there](nowhere.md)\n")
    assert list(calls(page)) == [("fly", {"--high"})]
    assert list(links(page)) == ["nowhere.md"]


def test_every_decision_stands_in_the_list():
    folder = ROOT / "docs" / "adr"
    pages = {path.name for path in folder.glob("[0-9]*.md")}
    assert pages == set(re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", (folder / "README.md").read_text("utf-8")))
    assert len(pages) >= 20


@pytest.mark.parametrize(
    "name", re.findall(r"^\| [^|]+ \| `(\w+)` \|", (ROOT / "docs" / "woordenlijst.md").read_text("utf-8"), re.M)
)
def test_each_word_of_the_list_is_used_in_the_code(name):
    source = ROOT / "src" / "wijkplein"
    files = [path for path in source.rglob("*.py") if "tests" not in path.parts]
    assert (
        any(re.search(rf"\b{name}\b", path.read_text("utf-8")) for path in files) or (source / "delen" / name).is_dir()
    )


def test_the_pictures_are_small():
    pictures = list((ROOT / "docs" / "screens").glob("*.png"))
    assert len(pictures) >= 26
    assert max(path.stat().st_size for path in pictures) <= 200_000
    assert sum(path.stat().st_size for path in pictures) <= 4_000_000
