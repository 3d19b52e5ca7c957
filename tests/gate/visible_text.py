"""The text of a page as people get to read it, in blocks, without a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "label", "legend", "button", "summary",
    "figcaption", "caption", "blockquote", "div", "section", "main", "header", "footer", "nav", "form", "title",
    "option", "article", "aside", "ul", "ol", "dl", "table", "tr", "body", "fieldset", "details", "address", "a",
    "output", "time",
}  # fmt: skip
INLINE_BLOCKS = {"a", "time"}  # blocks of their own only when nothing else is being said around them
SILENT = {"script", "style", "svg", "template", "noscript", "code", "pre", "datalist"}
VOID = {"br", "img", "input", "hr", "meta", "link", "wbr", "source", "area", "col", "embed", "base", "track"}
SPOKEN_ATTRIBUTES = ("alt", "placeholder", "aria-label", "title")


@dataclass(frozen=True)
class Block:
    """One piece of text: the element it stands in, its words, its language, and how it is addressed."""

    tag: str
    text: str
    lang: str
    spoken: bool = False  # read aloud or printed by us with "u" (data-speaks="u")

    @property
    def where(self) -> str:
        """The block as a fault names it."""
        return f'{self.tag} "{self.text[:60]}"'


@dataclass
class _Open:
    tag: str
    lang: str
    hidden: bool
    spoken: bool
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects blocks. Hidden parts, drawings, and residents' own words (data-own-words) are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.abbreviations: set[str] = set()
        self._stack = [_Open("page", "", False, False)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        top = self._stack[-1]
        hidden = top.hidden or tag in SILENT or "hidden" in given or "data-own-words" in given
        if tag == "abbr" and given.get("title"):
            self._stack[-1].text.append(" ")
            self.abbreviations.add(given["title"])
        if not hidden:
            self._attributes(tag, given, given.get("lang", top.lang), top.spoken)
        if tag in VOID:
            top.text.append(" " if tag == "br" else "")
            return
        if tag in BLOCKS and not (tag in INLINE_BLOCKS and "".join(top.text).strip()):
            self._flush()
        spoken = top.spoken or given.get("data-speaks") == "u"
        self._stack.append(_Open(tag, given.get("lang", top.lang), hidden, spoken))

    def _attributes(self, tag: str, given: dict[str, str], lang: str, spoken: bool) -> None:
        for name in SPOKEN_ATTRIBUTES:
            if given.get(name, "").strip():
                self.blocks.append(Block(f"{tag}[{name}]", given[name].strip(), lang, spoken))
        if tag == "input" and given.get("type") in {"submit", "button"} and given.get("value"):
            self.blocks.append(Block("button", given["value"], lang, spoken))

    def handle_endtag(self, tag: str) -> None:
        if all(part.tag != tag for part in self._stack[1:]):
            return
        while len(self._stack) > 1:
            inner = self._stack[-1]
            if inner.tag in BLOCKS and not self._flows_on(inner):
                self._flush()
                self._stack.pop()
            else:
                self._stack.pop()
                self._stack[-1].text.extend(inner.text)
            if inner.tag == tag:
                return

    def _flows_on(self, inner: _Open) -> bool:
        """A link within a sentence belongs to that sentence."""
        return inner.tag in INLINE_BLOCKS and bool("".join(self._stack[-2].text).strip())

    def handle_data(self, data: str) -> None:
        if not self._stack[-1].hidden:
            self._stack[-1].text.append(data)

    def _flush(self) -> None:
        top = self._stack[-1]
        text = re.sub(r"\s+", " ", "".join(top.text)).strip()
        top.text.clear()
        if text and not top.hidden:
            self.blocks.append(Block(top.tag, text, top.lang, top.spoken))

    def finish(self) -> None:
        """Close what the page left open."""
        while len(self._stack) > 1:
            self.handle_endtag(self._stack[-1].tag)
        self._flush()


def read_blocks(html: str) -> tuple[list[Block], set[str]]:
    """The blocks of a page in order, and the long forms that its `abbr` elements give."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.finish()
    return reader.blocks, reader.abbreviations
