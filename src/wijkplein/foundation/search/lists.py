"""The visible word lists in `words/`: read once, checked when read."""

import tomllib
from functools import cache
from importlib.resources import files

Groups = tuple[tuple[str, ...], ...]


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(files(__package__).joinpath("words", name).read_text(encoding="utf-8"))


def _section(name: str) -> dict[str, object]:
    section = _read("forms.toml")[name]
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
def synonym_groups() -> Groups:
    """Groups of everyday words for the same thing."""
    groups = _read("synonyms.toml")["groups"]
    if not isinstance(groups, list):
        raise TypeError("words/synonyms.toml: groups must be a list of lists")
    return tuple(tuple(str(word) for word in group) for group in groups)
