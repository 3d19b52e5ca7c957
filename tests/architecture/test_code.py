"""Code: sizes, writes only in actions, one way to sign, one way out, words not to use."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import FLOORS, PACKAGE, ROOT, python_files

FUNCTION, FILE, TEMPLATE, ROOM = 40, 300, 120, 1_200  # lines (design.md section 8)
# Rooms above the budget, each with a ceiling: it may shrink, not grow. The next thing that comes in splits the room.
ROOMY = {
    "foundation/people": (3_800, "persons and their own data; organisations, roles, roster; mandates, calling"),
    "foundation/signing_in": (1_750, "codes, passkeys, second factor, devices and the way back: a page each"),
    "delen/square": (
        4_100,
        "posts, replies, photos, the telephone, and moderation, which stays until a second room needs it (0031)",
    ),
    "foundation/privacy/guard": (2_700, "one finder a kind over one rule file; no Django, no database, no pages"),
    "foundation/privacy": (1_900, "packages of their own inside: divert, urgent, sealing, read log, retention"),
    "foundation/notices": (3_300, "inbox, mail out, mail in, letters and the worker"),
    "foundation/community": (3_000, "binding, keys, towns that are sick, backup and restore; no pages"),
    "foundation/receipts": (2_600, "receipts, their codes, slips and call-backs"),
    "web": (2_200, "pages that combine rooms; no models"),
    "foundation/areas": (1_900, "the tree of areas and the import of files"),
    "foundation/look": (1_800, "components, theme, gallery"),
    "commands": (1_600, "one file a command, with what it refuses before it begins"),
    "demo": (1_400, "the demonstration town"),
}
# Packages inside a room that know nothing of it and are counted apart.
APART = {"foundation/privacy/guard"}
WRITES = {"save", "delete", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}
# Who may write besides actions.py, models and the foundation, with the reason (design.md section 3).
WRITERS = {
    "commands": "commands of the technician, each inside an opened community",
    "notices.py": "tells people what was done",
    "kinds.py": "retention and erasure",
    "demo": "makes the demonstration town",
}
SIGNING = re.compile(
    r"from django\.core import signing|django\.core\.signing import \(?\s*(?!BadSignature|SignatureExpired)"
)
OUTBOUND = re.compile(r"^\s*(?:import|from) (?:urllib\.request|http\.client|requests|httpx|aiohttp)", re.M)
AVOID = re.compile(
    r"\b(gebruikers?|users?|burgers?|cliënt(?:en)?|doelgroep(?:en)?|stakeholders?|content|tickets?|meldingen?"
    r"|participatie|trajecten?|modules?|zelfredzaam(?:heid)?|kwetsbaren?|events?)\b",
    re.I,
)
DUTCH_TEXT = re.compile(
    r"""{%\s*translate\s+["'](.+?)["']|{%\s*blocktranslate[^%]*%}(.+?){%\s*endblocktranslate""", re.S
)


def relative(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def test_functions_are_short() -> None:
    long = [f"{relative(path)}:{name} {n}" for path in python_files() for name, n in functions(path) if n > FUNCTION]
    assert long == []


def test_files_are_short() -> None:
    """Ours, in the package and beside it."""
    beside = [path for folder in ("tests", "tools", "bench") for path in (ROOT / folder).rglob("*.py")]
    ours = [*python_files(tests=True), *(path for path in beside if "node_modules" not in path.parts)]
    sizes = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in ours}
    assert "tests/bars/test_answers.py" in sizes  # the control: what stands beside the package is read too
    assert {name: size for name, size in sizes.items() if size > FILE} == {}


def test_templates_are_short() -> None:
    sizes = {relative(path): len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size > TEMPLATE} == {}


def room_of(path: Path) -> str:
    """`foundation/areas`, `delen/square` or `web`; what starts the house is no room."""
    parts = path.relative_to(PACKAGE).parts[:-1]
    if "/".join(parts[:3]) in APART:
        return "/".join(parts[:3])
    return "/".join(parts[: 2 if parts and parts[0] in FLOORS else 1])


def test_rooms_keep_their_size() -> None:
    sizes: Counter[str] = Counter()
    for path in python_files():
        sizes[room_of(path)] += len(path.read_text("utf-8").splitlines())
    assert sizes["foundation/areas"] > ROOM  # the control: rooms are counted
    assert {room: size for room, size in sizes.items() if size > ROOMY.get(room, (ROOM, ""))[0]} == {}
    assert [room for room in ROOMY if sizes[room] <= ROOM] == []  # an excuse that is no longer needed


def writes(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    return [f"{relative(path)}:{call.lineno}" for call in calls if call.func.attr in WRITES]  # type: ignore[attr-defined]


def test_only_actions_write() -> None:
    wrong = []
    for path in python_files():
        parts = path.relative_to(PACKAGE).parts
        if parts[0] == "foundation" or {"actions.py", "actions"} & set(parts) or set(WRITERS) & set(parts):
            continue
        if "form" in relative(path) or "view" in relative(path) or parts[-1] in {"policy.py", "querysets.py"}:
            wrong += writes(path)
    assert wrong == []


def test_a_view_that_writes_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr("tests.architecture.test_code.PACKAGE", tmp_path)
    view = tmp_path / "views.py"
    view.write_text("def f(post):\n    post.save()\n")
    assert writes(view) == ["views.py:2"]


def test_nobody_signs_past_the_town() -> None:
    allowed = {"foundation/community/signing.py"}
    wrong = [relative(path) for path in python_files() if SIGNING.search(path.read_text("utf-8"))]
    assert sorted(set(wrong) - allowed) == []


def test_nobody_calls_out() -> None:
    """Outbound calls go through one module; there is none yet, so nobody calls."""
    wrong = [relative(path) for path in python_files() if OUTBOUND.search(path.read_text("utf-8"))]
    assert wrong == []


def test_no_contenttypes_no_signals_no_admin() -> None:
    banned = re.compile(
        r"from django\.(?:db\.models|dispatch)[\w.]* import [^\n]*(?:receiver|post_save|pre_save)|contrib\.admin"
    )
    assert [relative(path) for path in python_files() if banned.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.html")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_screens_speak_the_words_of_the_neighbourhood(path: Path) -> None:
    """Glossary, words to avoid on screen (domain.md 4.15)."""
    texts = ("".join(groups) for groups in DUTCH_TEXT.findall(path.read_text("utf-8")))
    assert [word for text in texts for word in AVOID.findall(re.sub(r"{{.*?}}|<[^>]*>", " ", text))] == []
