"""Rules every template of the house keeps: small, no style or script inside the mark-up, no mark for safe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LOOK = Path(__file__).resolve().parents[1]
TEMPLATES = sorted(LOOK.rglob("templates/**/*.html"))
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "an unescaped value": re.compile(r"\|\s*safe\b|autoescape off"),
    "an address elsewhere": re.compile(r"(?:src|href)=[\"']?(?:https?:)?//", re.IGNORECASE),
}


def faults(text: str) -> list[str]:
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_is_small_and_strict(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 120
    assert faults(text) == []


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color:red">',
        '<a onclick="x()">',
        '<a href="javascript:x">',
        "{{ x|safe }}",
        '<img src="//cdn.example/x">',
    ],
)
def test_each_fault_would_be_seen(bad: str) -> None:
    assert faults(bad)


def test_dutch_words_in_templates_can_be_translated() -> None:
    """Outside the tags no template holds bare words: each sentence goes through translate or blocktranslate."""
    for path in TEMPLATES:
        if path.parent.name == "gallery":
            continue  # examples are examples
        text = re.sub(r"{% (comment|blocktranslate).*?%}.*?{% end\1 %}", "", path.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"{[%{].*?[%}]}|<[^>]*>|[\w-]+=\"", " ", text, flags=re.DOTALL)
        assert not re.findall(r"[A-Za-z]{3,}", text), path.name


def test_no_sheet_has_gradients_or_other_hosts() -> None:
    for path in sorted((LOOK / "css").glob("*.css")):
        text = path.read_text("utf-8")
        assert "gradient" not in text, path.name
        assert "http" not in text.replace('href^="http', ""), path.name
