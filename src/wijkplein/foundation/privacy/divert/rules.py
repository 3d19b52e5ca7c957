"""The word rules of `rules.toml`, and how a text is held against them. No word stands in this code."""

import tomllib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from wijkplein.foundation.privacy.divert.folding import plain, words
from wijkplein.foundation.privacy.divert.lexicon import Lexicon

_GAP = "~"  # in a phrase: up to _GAP_WORDS other words
_GAP_WORDS = 5
_NUMBER = "#"  # in a phrase: a number
_SPELLED_LIMIT = 400  # letters of one spelled-out run that are looked at


_Phrase = tuple[tuple[str, ...], frozenset[str], str]
"""The parts of a phrase in order, the same parts as a set, and the list it stands in."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: from every group of lists at least one word, all within `within` words of each other."""

    name: str
    explanation: str
    route: str
    groups: tuple[frozenset[str], ...]
    within: int
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class Innocent:
    """Words that take other words out of the lists `hides` (all lists when empty), `around` words wide."""

    name: str
    hides: frozenset[str]
    around: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A word or phrase of a list found in a text: position of its first and last word."""

    start: int
    end: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The rule that held, and the words of the text that made it hold."""

    rule: Rule
    words: tuple[str, ...]


class RuleBook:
    """The rules, ready to be used. Raises ValueError when a rule names a list that does not exist."""

    def __init__(self, source: dict[str, object], same: Mapping[str, Iterable[str]] | None = None) -> None:
        """`same` says which spellings are read as which word (`taal.toml`)."""
        self._same = {plain(typed): word for word, spellings in (same or {}).items() for typed in spellings}
        lists, rules, exceptions = source["lists"], source["rules"], source["exceptions"]
        spelling = source["spelling"]
        assert isinstance(lists, dict)
        assert isinstance(rules, list)
        assert isinstance(exceptions, list)
        assert isinstance(spelling, dict)
        patterns = {name: [str(word) for word in entry["words"]] for name, entry in lists.items()}
        self.rules = tuple(_rule(entry, set(lists)) for entry in rules)
        self._exceptions = {f"!{e['name']}": _innocent(e, set(lists)) for e in exceptions}
        patterns |= {f"!{e['name']}": [str(word) for word in e["words"]] for e in exceptions}
        self._phrases: dict[str, list[_Phrase]] = {}
        self._numbers: set[str] = set()  # names of the parts of phrases that accept a number
        right = {name for name, entry in lists.items() if entry.get("right_spelling_only")}
        innocent = frozenset(self._exceptions).union(right, *(rule.unless for rule in self.rules))
        ordinary = [plain(word) for word in spelling["not_a_mistake"]]
        self._lexicon = Lexicon(self._entries(patterns), ordinary, innocent)
        self._starts = lru_cache(maxsize=5_000)(self._starts_of)

    def _entries(self, patterns: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
        """Single words go to their list; the parts of a phrase go to names of their own ("=binnen")."""
        for name, entries in patterns.items():
            for entry in entries:
                parts = tuple(_pattern(part) for part in entry.split())
                if len(parts) == 1:
                    yield parts[0], name
                    continue
                names = tuple(part if part == _GAP else f"={part}" for part in parts)
                self._phrases.setdefault(names[0], []).append((names, frozenset(names), name))
                for part in parts:
                    choices = part.split("|")
                    if _NUMBER in choices:
                        self._numbers.add(f"={part}")
                    yield from ((one, f"={part}") for one in choices if one not in (_GAP, _NUMBER, ""))

    def read(self, text: str) -> tuple[list[str], list[Hit]]:
        """The words of a text, and every place where a word or phrase of a list stands."""
        tokens = self._tokens(text)
        return tokens, self._without_exceptions(self._hits(tokens))

    def first(self, hits: Sequence[Hit]) -> Finding | None:
        """The first rule, in the order of the file, that holds."""
        present = {hit.name for hit in hits}
        for rule in self.rules:
            if all(group & present for group in rule.groups) and not rule.unless & present:
                found = _together(rule, hits)
                if found:
                    return Finding(rule, found)
        return None

    def _tokens(self, text: str) -> list[str]:
        """Words of the text; letters spelled out one by one are cut into words of the lexicon."""
        tokens: list[str] = []
        for word, is_spelled in words(text):
            tokens.extend(self._lexicon.inside(word[:_SPELLED_LIMIT]) or [word] if is_spelled else [word])
        return [self._same.get(token, token) for token in tokens]

    def _hits(self, tokens: list[str]) -> list[Hit]:
        names = [self._names(token) for token in tokens]
        names = [found | self._split_word(tokens, names, i) for i, found in enumerate(names)]
        hits: list[Hit] = []
        present = frozenset((_GAP,)).union(*names)
        for i, found in enumerate(names):
            lists, phrases = self._starts(found)
            hits.extend(Hit(i, i, name, tokens[i][:30]) for name in lists)
            for phrase, parts, target in phrases:
                end = _phrase_end(phrase, names, i) if parts <= present else -1
                if end >= 0:
                    hits.append(Hit(i, end, target, " ".join(tokens[i : end + 1])[:60]))
        return hits

    def _starts_of(self, found: frozenset[str]) -> tuple[tuple[str, ...], tuple[_Phrase, ...]]:
        """The lists that a word with these names is in, and the phrases that may begin with it."""
        ordered = sorted(found)
        phrases = [phrase for name in ordered for phrase in self._phrases.get(name, ())]
        return tuple(name for name in ordered if name[0] != "="), tuple(phrases)

    def _names(self, token: str) -> frozenset[str]:
        found = self._lexicon.lists(token)
        return found | self._numbers if token.isdigit() else found

    def _split_word(self, tokens: list[str], names: list[frozenset[str]], i: int) -> frozenset[str]:
        """A word typed in two ("ver dacht"): neither half stands in a list, together they do."""
        if i + 1 >= len(tokens) or len(tokens[i]) < 2 or len(tokens[i + 1]) < 3:
            return frozenset()
        joined = tokens[i] + tokens[i + 1]
        if not 7 <= len(joined) <= 18 or _in_a_list(names[i]) or _in_a_list(names[i + 1]):
            return frozenset()
        together = self._lexicon.pasted(joined)
        return together if _in_a_list(together) else frozenset()

    def _without_exceptions(self, hits: list[Hit]) -> list[Hit]:
        hidden: dict[int, set[str]] = {}
        for hit in hits:
            exception = self._exceptions.get(hit.name)
            if exception:
                for i in range(hit.start - exception.around, hit.end + exception.around + 1):
                    hidden.setdefault(i, set()).update(exception.hides or {"*"})
        return [hit for hit in hits if hit.name[0] != "!" and not _is_hidden(hit, hidden)]


def _in_a_list(names: frozenset[str]) -> bool:
    return any(name[0] not in "=!" for name in names)


def _is_hidden(hit: Hit, hidden: dict[int, set[str]]) -> bool:
    return any(hit.name in hidden[i] or "*" in hidden[i] for i in range(hit.start, hit.end + 1) if i in hidden)


def _phrase_end(phrase: tuple[str, ...], names: list[frozenset[str]], i: int) -> int:
    """Index of the last word of the phrase that begins at word i, or -1."""
    reach = 0
    for part in phrase[1:]:
        if part == _GAP:
            reach = _GAP_WORDS
            continue
        stop = min(i + 2 + reach, len(names))
        i = next((j for j in range(i + 1, stop) if part in names[j]), -1)
        if i < 0:
            return -1
        reach = 0
    return i


def _together(rule: Rule, hits: Iterable[Hit]) -> tuple[str, ...]:
    """Words that satisfy all groups within the window, or nothing. One pass: the latest hit of each group."""
    recent: list[deque[Hit]] = [deque(maxlen=1) for _ in rule.groups]
    for hit in hits:
        for group, slot in zip(rule.groups, recent, strict=True):
            if hit.name in group:
                slot.append(hit)
        if all(recent):
            chosen = [slot[0] for slot in recent]
            if hit.start - min(one.end for one in chosen) <= rule.within:
                return tuple(dict.fromkeys(one.words for one in chosen))
    return ()


def _pattern(part: str) -> str:
    """A word of the rule file, or choices between words, in the plain letters of a text; signs are kept."""
    return plain(part)


def _named(entry: dict[str, object], key: str, known: set[str]) -> frozenset[str]:
    value = entry.get(key, [])
    assert isinstance(value, list)
    return _known(value, known)


def _known(names: Iterable[str], known: set[str]) -> frozenset[str]:
    chosen = frozenset(names)
    if chosen - known:
        raise ValueError(f"rules.toml names lists that do not exist: {sorted(chosen - known)}")
    return chosen


def _rule(entry: dict[str, object], known: set[str]) -> Rule:
    needs, within = entry["needs"], entry.get("within", 12)
    assert isinstance(needs, list)
    assert isinstance(within, int)
    return Rule(
        name=str(entry["name"]),
        explanation=str(entry["explanation"]),
        route=str(entry["route"]),
        groups=tuple(_known(str(group).split("|"), known) for group in needs),
        within=within,
        unless=_named(entry, "unless", known),
    )


def _innocent(entry: dict[str, object], known: set[str]) -> Innocent:
    around = entry.get("around", 0)
    assert isinstance(around, int)
    return Innocent(str(entry["name"]), _named(entry, "hides", known), around)


@cache
def rule_book() -> RuleBook:
    """The rules of this folder, read once."""
    folder = resources.files(__package__)
    rules, language = (tomllib.loads(folder.joinpath(name).read_text("utf-8")) for name in ("rules.toml", "taal.toml"))
    return RuleBook(rules, language["same"])
