"""The visible word lists in `words/`: read once, checked when read."""

import tomllib
from functools import cache
from importlib.resources import files

Groups = tuple[tuple[str, ...], ...]


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(files(__package__).joinpath("words", name).read_text(encoding="utf-8"))


@cache
def _forms() -> dict[str, object]:
    return _read("forms.toml")


def _section(name: str) -> dict[str, object]:
    section = _forms()[name]
    if not isinstance(section, dict):
        raise TypeError(f"words/forms.toml: [{name}] must be a table")
    return section


def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(str(_section(section)[key]).split())


def _lists(table: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise TypeError("words/forms.toml: expected a table of lists")
    return {str(word): tuple(str(form) for form in forms) for word, forms in table.items()}


@cache
def plurals() -> dict[str, tuple[str, ...]]:
    """Irregular noun forms and the one or two words they belong to."""
    return _lists(_section("plurals"))


@cache
def weak_verbs() -> frozenset[str]:
    """Infinitives whose forms all follow from the rules."""
    return _words("verbs", "weak")


@cache
def strong_verbs() -> dict[str, tuple[str, ...]]:
    """Infinitives with the forms that do not follow from the rules."""
    return _lists(_section("verbs")["strong"])


@cache
def particles() -> frozenset[str]:
    """What comes loose of a verb: ophalen, ik haal het op."""
    return _words("verbs", "particles")


@cache
def stop_words() -> frozenset[str]:
    """Words that are never indexed nor searched."""
    return _words("stop", "words")


@cache
def faint_words() -> frozenset[str]:
    """Words left out of a query that says more than these alone."""
    return _words("stop", "faint")


@cache
def compound_parts() -> frozenset[str]:
    """Building stones of Dutch compounds, as they stand in the list."""
    return _words("compounds", "parts")


@cache
def names() -> frozenset[str]:
    """Names of places: what looks like an everyday word and is none."""
    return _words("names", "words")


@cache
def generic_heads() -> frozenset[str]:
    """Last parts of compounds that say less than what stands before them."""
    return _words("generic", "heads")


@cache
def _themes() -> tuple[dict[str, object], ...]:
    folder = files(__package__).joinpath("words", "synonyms")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple(_read(f"synonyms/{name}") for name in names)


def _lines(key: str) -> list[str]:
    return [line for theme in _themes() for line in str(theme[key]).splitlines() if line.strip()]


def _entries(line: str) -> tuple[str, ...]:
    return tuple(entry.strip() for entry in line.split(","))


@cache
def synonym_groups() -> Groups:
    """Groups of everyday words and sayings for the same thing."""
    return tuple(map(_entries, _lines("same")))


@cache
def wider_words() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Words for a kind of thing, each with the words that are found too by who searches it, not the other way."""
    halves = (line.split(":") for line in _lines("wider"))
    return tuple((_entries(wide), _entries(narrow)) for wide, narrow in halves)
