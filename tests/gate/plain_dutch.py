"""Bar A9: is a text short, active and in the words of the neighbourhood? (reliability.md 4.4, look.md)

Pure Python, no browser, no language model: pages (`check_html`), mails and other plain text (`check_text`).
Residents' own words are not judged: put them in an element with `data-own-words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from tests.gate.passive import is_passive
from tests.gate.visible_text import Block, read_blocks

WORDS = Path(__file__).parent / "words"
MEAN_WORDS, MOST_WORDS = 12, 20
PAGE_LIX, PARAGRAPH_LIX = 40, 45
PASSIVE_SHARE = 0.10
FEWEST_FOR_LIX = 25  # words; LIX of a short line says nothing
LONG_WORD = 6  # letters; a longer word counts in LIX
Address = Literal["je", "u"]


@dataclass(frozen=True, order=True)
class TextFault:
    """One breach of a text bar: which, in which block, and what to do about it."""

    rule: str
    where: str
    why: str


def check_html(html: str, *, address: Address = "je") -> list[TextFault]:
    """All breaches in the visible text of a page. `address` is how it should speak to the reader."""
    blocks, long_forms = read_blocks(html)
    return sorted(set(_check(blocks, long_forms, address)))


def check_text(text: str, *, lang: str = "nl", address: Address = "u") -> list[TextFault]:
    """All breaches in plain text (a mail, a letter, a telephone script), paragraphs between blank lines."""
    blocks = [Block("p", " ".join(part.split()), lang) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return sorted(set(_check(blocks, set(), address)))


def _check(blocks: list[Block], long_forms: set[str], address: Address) -> Iterator[TextFault]:
    dutch = [block for block in blocks if block.lang.split("-")[0] in {"nl", ""}]
    english = [block for block in blocks if block.lang.split("-")[0] == "en"]
    for group in (dutch, english):
        yield from _lengths(group)
        yield from _marks(group)
    yield from _lix(dutch)
    yield from _passives(dutch)
    yield from _office_words(dutch)
    yield from _abbreviations(dutch, long_forms)
    yield from _address(dutch, address)
    yield from _buttons(dutch, "verbs.txt")
    yield from _buttons(english, "english_verbs.txt")
    yield from _questions(dutch)


# --- sentences

# A full stop in a time, a sum, an initial or a web address ends nothing.
ENDS = re.compile(r"(?<=[.?!:;])(?<!\b[A-Z]\.)(?<!\bt\.)(?<!\bm\.)\s+(?=[\"'(]?[A-Z0-9À-Ý])")
TOKEN = re.compile(r"[\w][\w'’.\-/@+]*")
CLOSED = re.compile(r"[.?!:][\"')]?$")


def sentences(text: str) -> list[str]:
    """The sentences of a block. A block without an end mark (a label, a heading) is none, unless long."""
    parts = [part.strip() for part in ENDS.split(text) if part.strip()]
    return [part for part in parts if CLOSED.search(part) or len(words(part)) > MEAN_WORDS]


def words(text: str) -> list[str]:
    """The words of a text; a number, a time, an e-mail address and a telephone number are one word each."""
    joined = re.sub(r"(?<=\d)[\s\-]+(?=\d)", "", text)
    return [token.strip(".'’-/") for token in TOKEN.findall(joined)]


def _running(blocks: list[Block]) -> list[tuple[Block, list[str]]]:
    texts = [block for block in blocks if "[" not in block.tag and block.tag not in {"title", "button", "option"}]
    found = [(block, sentences(block.text)) for block in texts]
    return [(block, said) for block, said in found if said]


def _lengths(blocks: list[Block]) -> Iterator[TextFault]:
    counts: list[int] = []
    for block, said in _running(blocks):
        for sentence in said:
            counts.append(len(words(sentence)))
            if counts[-1] > MOST_WORDS:
                yield TextFault("long-sentence", block.where, f"{counts[-1]} words, at most {MOST_WORDS}")
    if counts and (mean := sum(counts) / len(counts)) > MEAN_WORDS:
        yield TextFault("mean-sentence", "page", f"{mean:.1f} words a sentence, at most {MEAN_WORDS}")


def lix(text_words: list[str], sentence_count: int) -> float:
    """Readability index: words a sentence plus the percentage of words longer than six letters."""
    long = sum(1 for word in text_words if sum(letter.isalpha() for letter in word) > LONG_WORD)
    return len(text_words) / max(sentence_count, 1) + 100 * long / max(len(text_words), 1)


def _lix(blocks: list[Block]) -> Iterator[TextFault]:
    everything: list[str] = []
    total = 0
    for block, said in _running(blocks):
        here = [word for sentence in said for word in words(sentence)]
        everything += here
        total += len(said)
        if len(here) >= FEWEST_FOR_LIX and (score := lix(here, len(said))) > PARAGRAPH_LIX:
            yield TextFault("lix-paragraph", block.where, f"LIX {score:.0f}, at most {PARAGRAPH_LIX}")
    if len(everything) >= FEWEST_FOR_LIX and (score := lix(everything, total)) > PAGE_LIX:
        yield TextFault("lix-page", "page", f"LIX {score:.0f}, at most {PAGE_LIX}")


def _passives(blocks: list[Block]) -> Iterator[TextFault]:
    said = [sentence for _, found in _running(blocks) for sentence in found]
    passive = [sentence for sentence in said if is_passive(sentence)]
    if said and len(passive) / len(said) > PASSIVE_SHARE:
        shown = "; ".join(sentence[:70] for sentence in passive[:4])
        yield TextFault("passive", "page", f"{len(passive)} of {len(said)} sentences are passive: {shown}")


# --- words


@cache
def office_words() -> dict[str, str]:
    """Office word to what a neighbour says instead."""
    lines = (WORDS / "office.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" = ", 1) for line in lines if line and not line.startswith("#")]
    return {word.strip(): say.strip() for word, say in pairs}


@cache
def _office_pattern() -> re.Pattern[str]:
    words_ = sorted(office_words(), key=len, reverse=True)
    return re.compile(
        r"(?<![\w-])(" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words_) + r")(?![\w-])",
        re.IGNORECASE,
    )


def _office_words(blocks: list[Block]) -> Iterator[TextFault]:
    for block in blocks:
        for match in _office_pattern().finditer(block.text):
            found = match.group(1).casefold()
            listed = next(word for word in office_words() if re.fullmatch(word.replace("*", r"\w*"), found))
            yield TextFault("office-word", block.where, f'"{found}": say "{office_words()[listed]}"')


DOTTED = re.compile(
    r"\b(?:[a-z]\.){2,}[a-z]?\b|\b(?:bijv|evt|incl|excl|resp|tel|nr|enz|blz|dhr|mevr|mw|gem|afd)\.", re.I
)
CAPITALS = re.compile(r"\b[A-Z]{2,}(?:'?s)?\b")
POSTCODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")
KNOWN_CAPITALS = {"QR", "NL", "OK"}  # a QR code has no other name; NL and OK are words by now


def _abbreviations(blocks: list[Block], long_forms: set[str]) -> Iterator[TextFault]:
    page = " ".join(block.text for block in blocks)
    for block in blocks:
        for match in DOTTED.finditer(block.text):
            yield TextFault("abbreviation", block.where, f'write "{match.group()}" out')
        for match in CAPITALS.finditer(POSTCODE.sub("", block.text)):
            short = match.group()
            explained = f"({short})" in page or any(_initials(form) >= set(short.casefold()) for form in long_forms)
            if short not in KNOWN_CAPITALS and not explained:
                yield TextFault("abbreviation", block.where, f'"{short}" is not explained on this page')


def _initials(long_form: str) -> set[str]:
    return {letter for letter in long_form.casefold() if letter.isalpha()}


def _marks(blocks: list[Block]) -> Iterator[TextFault]:
    for block in blocks:
        if "!" in block.text:
            yield TextFault("exclamation", block.where, "no exclamation marks in our own texts")


FORMAL = re.compile(r"\b(?:u|uw|uzelf)\b", re.IGNORECASE)
FAMILIAR = re.compile(r"\b(?:je|jij|jou|jouw)\b", re.IGNORECASE)


def _address(blocks: list[Block], address: Address) -> Iterator[TextFault]:
    for block in blocks:
        wanted = "u" if block.spoken else address
        wrong = (FORMAL if wanted == "je" else FAMILIAR).search(block.text)
        if wrong:
            yield TextFault("address", block.where, f'"{wrong.group()}": this text says "{wanted}"')


@cache
def _first_words(name: str) -> frozenset[str]:
    lines = (WORDS / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _phrases() -> frozenset[str]:
    lines = (WORDS / "phrases.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _buttons(blocks: list[Block], verbs: str) -> Iterator[TextFault]:
    for block in blocks:
        if block.tag != "button":
            continue
        plain = re.sub(r"[^\w\s]", "", block.text).casefold().strip()
        said = re.sub(r"^(?:ja|nee|yes|no)\s+", "", plain).split()
        if plain and plain not in _phrases() and (not said or said[0] not in _first_words(verbs)):
            yield TextFault("button-verb", block.where, "a button starts with a verb that says what happens")


def _questions(blocks: list[Block]) -> Iterator[TextFault]:
    for block in blocks:
        if block.tag in {"label", "legend"} and block.text.count("?") > 1:
            yield TextFault("one-question", block.where, "one question a label")
