"""Loads `rules.toml` once per process: patterns compiled, lists as sets. About 20 ms; see the test on start-up."""

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

RULES_FILE = Path(__file__).with_name("rules.toml")
NEVER_UNKNOWN = "names.capitals places.netherlands places.world places.things words.months_days words.organisation"
NEVER_UNKNOWN += " places.before_things words.people.several names.titles names.relations"


def _union(*keys: str) -> "cached_property[frozenset[str]]":
    """Word lists as one, each written "table.key"; built on first use."""
    return cached_property(lambda rules: frozenset().union(*(rules.words(*key.rsplit(".", 1)) for key in keys)))


class Rules:
    """The rule file in the shapes that the finders need. Read only; every attribute is built on first use."""

    ordinary = _union("names.ordinary")  # names that are an ordinary word too: they need a second sign
    syllables = _union("names.syllables")  # of East Asian names, family names included
    untitled = _union("names.capitals", "words.organisation")  # no name even after "mevrouw"
    regions = _union("places.netherlands", "places.world")  # towns, provinces, countries and the words made of them
    # Words near "nummer 14" that make it a house.
    house_hints = _union("words.house_hints", "words.lives", "words.people.one", "words.people.several")
    accusing = _union("sensitive.crime", "sensitive.addiction", "sensitive.accusing")  # words of blame
    not_persons = _union("words.organisation", "sensitive.general", "sensitive.animals")  # as a subject
    # Words that belong to the P4 word after them: "in de", "ernstige".
    leading = _union(
        "sensitive.fillers", "sensitive.modifiers", "sensitive.lead", "sensitive.ailing", "sensitive.origin"
    )
    subject_verbs = _union("names.person_verbs", "names.soft_verbs")  # verbs that can follow the name of a person
    # Before an unknown word with a capital that is a person.
    before_unknown = _union("names.before_unknown", "names.person_verbs", "names.soft_verbs")
    before_participle = _union("names.having", "names.links")  # "heb X beloofd"
    # Words whose capital says nothing: sentence openers, places, months, shops, functions.
    never_unknown = _union(*NEVER_UNKNOWN.split())
    before_names = _union("names.titles", "names.relations", "names.of")  # for `surroundings.after_title`
    # What a person can be; with a colon the name follows: "Oppas: X".
    roles = _union("names.relations", "names.titles", "names.callers")
    persons_of_age = _union("names.relations", "words.people.one", "dates.small")  # before "van 3-5-2019"

    def __init__(self, path: Path = RULES_FILE) -> None:
        with path.open("rb") as file:
            self.data: dict[str, Any] = tomllib.load(file)
        self._sets: dict[tuple[str, str], frozenset[str]] = {}
        self._endings: dict[tuple[str, str], tuple[str, ...]] = {}
        self._patterns: dict[tuple[str, str], re.Pattern[str]] = {}

    def words(self, table: str, key: str) -> frozenset[str]:
        """The words of one list, for instance `words("names", "titles")`. Raises KeyError for an unknown list."""
        found = self._sets.get((table, key))
        if found is None:
            value = self.data
            for part in table.split("."):
                value = value[part]
            found = self._sets[table, key] = frozenset(str(value[key]).split())
        return found

    def endings(self, table: str, key: str) -> tuple[str, ...]:
        """A word list for `str.endswith`."""
        found = self._endings.get((table, key))
        if found is None:
            found = self._endings[table, key] = tuple(sorted(self.words(table, key)))
        return found

    def begins(self, table: str, key: str, form: str) -> bool:
        """Whether a word opens with one of a list of stems."""
        return form.startswith(self.endings(table, key))

    def pattern(self, key: str, table: str = "patterns") -> re.Pattern[str]:
        """One pattern, compiled for folded text. Raises KeyError for an unknown pattern."""
        found = self._patterns.get((table, key))
        if found is None:
            found = self._patterns[table, key] = re.compile(self.data[table][key])
        return found

    @cached_property
    def given(self) -> frozenset[str]:
        """Given names of every origin, ordinary words included."""
        return frozenset(name for names in self.data["names"]["given"].values() for name in names.split())

    @cached_property
    def family(self) -> frozenset[str]:
        """Family names of every origin, ordinary words included."""
        return frozenset(name for names in self.data["names"]["family"].values() for name in names.split())

    @cached_property
    def listed(self) -> frozenset[str]:
        """Every name on a list."""
        return self.given | self.family

    @cached_property
    def sure_given(self) -> frozenset[str]:
        """Given names that are nothing else."""
        return self.given - self.ordinary

    @cached_property
    def sure_family(self) -> frozenset[str]:
        """Family names that are nothing else."""
        return self.family - self.ordinary - self.words("places", "netherlands")

    @cached_property
    def family_no_place(self) -> frozenset[str]:
        """Family names, also ordinary ones, that are no town: they may follow a given name."""
        return self.family - self.words("places", "netherlands")

    @cached_property
    def not_homes(self) -> frozenset[str]:
        """Words with a capital that are no street, though a number follows: "Groep 8", "Ajax 1"."""
        return self.words("words", "not_homes") | (self.never_unknown - self.words("words", "lives"))

    @cached_property
    def personal_facts(self) -> dict[str, str]:
        """P4 words about a person, with their group; where two groups share a word the last one here counts."""
        groups = "states_only had_only politics family crime addiction debts medication health"
        return {word: group for group in groups.split() for word in self.words("sensitive", group)}

    @cached_property
    def several_people(self) -> frozenset[str]:
        """Words for people who are pointed at by "de", "die" or "mijn" before them."""
        lists = [("words.people", "several"), ("sensitive", "someone"), ("sensitive", "some")]
        return frozenset().union(*(self.words(*where) for where in lists)) - {"mensen", "lui"}

    @cached_property
    def sensitive_forms(self) -> frozenset[str]:
        """Every word with which a P4 finding is found."""
        lists = (
            self.words("sensitive", key)
            for key in ("always", "origin", "faith", "faith_verbs", "countries", "body", "attributive")
        )
        return frozenset(self.personal_facts).union(self.sensitive_phrases, *lists)

    @cached_property
    def related(self) -> frozenset[str]:
        """Words for somebody, and given names, directly before a date of birth: "Sofie (18-03-2014)"."""
        return self.words("names", "relations") | self.sure_given

    @cached_property
    def persons(self) -> frozenset[str]:
        """Words that say that a birthday is somebody's."""
        return (
            self.words("dates", "subject") | self.words("words.people", "one") | {"mijn", "haar", "hun", "zijn", "ben"}
        )

    @cached_property
    def sensitive_beginnings(self) -> dict[str, tuple[str, ...]]:
        """How P4 words can begin, by the first three letters: one look is enough for most words."""
        keys = ("beginnings", "faith_beginnings", "intensifiers")
        stems = sorted(frozenset().union(*(self.words("sensitive", key) for key in keys)))
        return {start: tuple(stem for stem in stems if stem[:3] == start) for start in {stem[:3] for stem in stems}}

    @cached_property
    def sensitive_endings(self) -> dict[str, tuple[str, ...]]:
        """How P4 words can end, by the last three letters."""
        ends = self.endings("sensitive", "endings")
        return {last: tuple(end for end in ends if end[-3:] == last) for last in {end[-3:] for end in ends}}

    @cached_property
    def sensitive_phrases(self) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
        """Runs of words that are P4 together ("aan de drank"), by their rarest word, with the place of that word."""
        small = (
            self.words("sensitive", "fillers") | self.words("words", "two_letters") | self.words("names", "never_lower")
        )
        table: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for line in self.data["sensitive"]["phrases"].strip().splitlines():
            parts = tuple(line.split())
            key = min(parts, key=lambda part: (part in small, -len(part)))
            table.setdefault(key, []).append((parts.index(key), parts))
        return {key: sorted(runs, key=lambda run: -len(run[1])) for key, runs in table.items()}

    @cached_property
    def familiar(self) -> frozenset[str]:
        """Words that dictionaries lack and that are no name: places, shops, chat, and verbs of people."""
        lists = ("never_lower", "chat", "person_verbs", "soft_verbs", "particles", "contact", "closings")
        return self.never_unknown.union(*(self.words("names", key) for key in lists))

    @cached_property
    def announcers(self) -> frozenset[str]:
        """Last words before a name that `unlisted.announced` knows."""
        return frozenset().union(*(self.words("names", key) for key in ("closings", "callers", "links"))) | {"is"}

    @cached_property
    def lone_verbs(self) -> frozenset[str]:
        """Those that make a single unknown word with a capital at the start of a sentence a person."""
        return self.subject_verbs - self.words("names", "verbs_of_things")

    @cached_property
    def phrases(self) -> dict[str, list[tuple[str, ...]]]:
        """Runs of words that only look like a person, by their first word."""
        table: dict[str, list[tuple[str, ...]]] = {}
        for line in self.data["places"]["phrases"].strip().splitlines():
            parts = tuple(line.split())
            table.setdefault(parts[0], []).append(parts)
        return table

    @cached_property
    def plate(self) -> re.Pattern[str]:
        """All sidecodes of Dutch number plates; the separator is a dash, a space or nothing, twice the same."""
        shapes = []
        for number, code in enumerate(self.data["plates"]["sidecodes"].split(), start=1):
            first, second, third = ("".join("[a-z]" if c == "A" else "[0-9]" for c in part) for part in code.split("-"))
            shapes.append(f"{first}( ?- ?|[ .\u200b]?){second}\\{number}{third}")
        return re.compile(
            f"(?<![a-z0-9-])(?=[a-z0-9 -]{{0,8}}[0-9])(?:{'|'.join(shapes)})(?![a-z0-9]|-[a-z0-9]| [a-z](?![a-z]))"
        )

    @cached_property
    def phone_lengths(self) -> dict[str, int]:
        """The most digits of a number after a country code; a code that is not here ends at fifteen in all."""
        return {code: int(most) for code, most in (pair.split("-") for pair in self.data["phone"]["lengths"].split())}

    @cached_property
    def iban_lengths(self) -> dict[str, int]:
        """Characters of an IBAN per country code (folded to lower case)."""
        return {word[:2]: int(word[2:]) for word in self.data["iban"]["lengths"].split()}


RULES = Rules()
