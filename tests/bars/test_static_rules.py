"""Bar S13: our own rules about the source, each with the fault it must find."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGE, python_files

Rule = Callable[[str], bool]

# Where a rule may be broken, with the reason. Everything else is red.
CARD = "cards were written by the room's own template, with everything escaped"
EXCEPTIONS: dict[str, dict[str, str]] = {
    "mark_safe": {
        "delen/square/views/common.py": CARD,
        "delen/square/views/looking.py": CARD,
        "web/views/searching.py": CARD,
        "web/front.py": CARD,
        "web/area_map.py": "a drawing by our own template, of numbers",
        "foundation/look/templatetags/wp.py": "our own style file; its hash stands in the CSP",
    },
    "csrf_exempt": {
        "foundation/notices/views/stopping.py": "RFC 8058: a mail program sends it, and it can only stop mail",
        "foundation/look/views.py": "chooses a language, from pages that set no cookie; other sites are refused",
    },
    "raw SQL": {
        "foundation/community/caching.py": "only as many marks as there are names; the names are parameters",
        "foundation/community/compacting.py": "PRAGMA and VACUUM take no parameters; numbers and our own tables",
        "foundation/community/backends/postgresql/base.py": "SHOW takes no parameters; names from a list of ours",
        "foundation/community/snapshot.py": "schema and tables of our own, quoted",
        "foundation/search/query.py": "full-text match of both engines, with parameters",
        "commands/health.py": "PRAGMA takes no parameters; names from a list of ours",
    },
    "unscoped objects": {
        "delen/square/views/common.py": "the post of the receipt that was shown, looked up by its code",
        "delen/square/views/caring.py": "a worklist, limited to the area of the door",
        "foundation/notices/views/mail.py": "the clocks of mails that were seen by visible_to",
        "foundation/notices/views/inbox.py": "one's own choices",
        "foundation/notices/views/stopping.py": "the secret in the address is the right",
        "foundation/notices/views/outbox.py": "names of jobs and times, behind the door of the platform manager",
        "foundation/signing_in/views/in_and_out.py": "one's own session",
    },
}
SAFE_TEMPLATES = {"web/templates/web/paper/sheet.html": "our own style sheet of the paper; no input of anybody"}


def calls(source: str, *names: str) -> bool:
    """Whether the source calls, imports or decorates with one of these names."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and any(each.name in names for each in node.names):
            return True
        if (
            isinstance(node, ast.Attribute | ast.Name)
            and (node.attr if isinstance(node, ast.Attribute) else node.id) in names
        ):
            return True
    return False


def raw_sql(source: str) -> bool:
    """SQL outside the ORM: `.raw(`, `.extra(`, RawSQL, or `execute` with a text that was put together."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute | ast.Name):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        if name in {"RawSQL", "extra"} or (name == "raw" and isinstance(node.func, ast.Attribute)):
            return True
        if name in {"execute", "executemany"} and node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
            return True
    return False


UNSCOPED = {"all", "get", "filter", "first", "last", "exclude", "values", "values_list"}


def unscoped_objects(source: str) -> bool:
    """`Model.objects.get(...)` in a view: what somebody may see is asked with visible_to, public() or a door."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in UNSCOPED:
            about = node.func.value
            if isinstance(about, ast.Attribute) and about.attr in {"objects", "_base_manager", "_default_manager"}:
                return True
    return False


def outbound(source: str) -> bool:
    """Anything that can call another machine."""
    modules = {"requests", "httpx", "aiohttp", "urllib3", "urllib.request", "http.client", "ftplib", "telnetlib"}
    for node in ast.walk(ast.parse(source)):
        named = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if modules & set(named):
            return True
    return False


RULES: dict[str, tuple[Rule, str, Callable[[Path], bool]]] = {
    "mark_safe": (
        lambda source: calls(source, "mark_safe") or any(_named(source, {"SafeString", "SafeText"})),
        "from django.utils.safestring import mark_safe\n",
        lambda path: True,
    ),
    "csrf_exempt": (
        lambda source: calls(source, "csrf_exempt"),
        "from x import csrf_exempt\n@csrf_exempt\ndef f(request): ...\n",
        lambda path: True,
    ),
    "raw SQL": (raw_sql, 'def f(cursor, x):\n    cursor.execute(f"SELECT {x}")\n', lambda path: True),
    "unscoped objects": (
        unscoped_objects,
        "def f(request, ref):\n    return Post.objects.get(uuid=ref)\n",
        lambda path: "views" in path.parts or path.name == "views.py",
    ),
    "outbound": (outbound, "import urllib.request\n", lambda path: True),
    "eval": (
        lambda source: any(_named(source, {"eval", "exec", "pickle", "marshal"})),
        "eval(text)\n",
        lambda path: True,
    ),
    "urlize": (lambda source: calls(source, "urlize", "intcomma"), "from x import urlize\n", lambda path: True),
}


def _named(source: str, names: set[str]) -> Iterator[bool]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield True
        if isinstance(node, ast.Import) and names & {each.name for each in node.names}:
            yield True


def broken(rule: str) -> list[str]:
    """Files that break a rule and have no reason to."""
    breaks, _fault, where = RULES[rule]
    allowed = EXCEPTIONS.get(rule, {})
    files = [path for path in python_files() if where(path) and breaks(path.read_text("utf-8"))]
    return sorted({str(path.relative_to(PACKAGE)) for path in files} - set(allowed))


@pytest.mark.parametrize("rule", RULES)
def test_nobody_breaks_the_rule(rule: str) -> None:
    assert broken(rule) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_finds_its_fault(rule: str) -> None:
    """The control."""
    breaks, fault, _where = RULES[rule]
    assert breaks(fault)


@pytest.mark.parametrize(("rule", "file"), [(rule, file) for rule, files in EXCEPTIONS.items() for file in files])
def test_every_exception_is_still_needed(rule: str, file: str) -> None:
    assert RULES[rule][0]((PACKAGE / file).read_text("utf-8"))


SAFE = re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off|\|\s*safeseq\b")


@pytest.mark.parametrize(
    "rule", [SAFE, re.compile(r"\sstyle=|\son\w+=[\"']"), re.compile(r"\|\s*urlize")], ids=["safe", "inline", "urlize"]
)
def test_templates_keep_the_rules(rule: re.Pattern[str]) -> None:
    found = {str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.html") if rule.search(path.read_text("utf-8"))}
    assert found - set(SAFE_TEMPLATES) == set()


def test_a_template_that_breaks_them_is_found() -> None:
    """The control."""
    assert SAFE.search("{{ text|safe }}")
    assert SAFE.search("{% autoescape off %}")


def test_no_template_fetches_from_elsewhere() -> None:
    """Links may lead away; what a page loads may not."""
    loads = re.compile(r"""<(?:script|img|link|iframe|source|video|audio|embed|object)\b[^>]*?["'](?:https?:)?//""")
    assert [str(path) for path in PACKAGE.rglob("*.html") if loads.search(path.read_text("utf-8"))] == []
    assert loads.search('<script src="https://elders.test/x.js">')
