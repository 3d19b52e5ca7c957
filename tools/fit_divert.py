"""Fit the points of the word rules (story A1) again: `.venv/bin/python tools/fit_divert.py [--check]`.

For developers only; nothing of this runs in a town. Reads the posts of writers who did not see each other's work:
three files of short situations, the practice halves of the two exams, four files of daily posts (`daily_*.jsonl`) whose
writers had never seen a rule, and a fifth by somebody who had. Fits a linear classifier on all of them and writes
its weights as whole points: `divert/points.toml`. Deterministic: no random numbers, the same corpus and lists give
the same file. `--check` prints how well unseen posts are judged: every writer in turn (or those named) is kept out
of the fit and held against the points of the others.

The method is a linear support vector machine (squared hinge, L2) solved by dual coordinate descent,
written out here so that no package has to be installed: Hsieh and others, ICML 2008, algorithm 1.
"""

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkplein.settings")  # the package has translated texts

from wijkplein.foundation.privacy.divert.concepts import concept_book
from wijkplein.foundation.privacy.divert.points import Feature, features, room
from wijkplein.foundation.privacy.divert.rules import rule_book

ROOT = Path(__file__).resolve().parents[1]
DIVERT = ROOT / "src/wijkplein/foundation/privacy/divert"
EXAMS = ROOT / "tests/exams"
CORPORA = (  # the files of each writer, and how heavily one post counts; of an exam only the practice half is read
    ((DIVERT / "tests/situations.jsonl",), 0.4),
    ((DIVERT / "tests/situations_second.jsonl",), 0.4),
    ((DIVERT / "tests/situations_third.jsonl",), 0.4),
    ((EXAMS / "divert_suspicious.jsonl", EXAMS / "divert_normal.jsonl"), 1.5),
    ((EXAMS / "divert2_suspicious.jsonl", EXAMS / "divert2_normal.jsonl"), 1.5),
    *(((DIVERT / f"tests/daily_{name}.jsonl",), 1.5) for name in ("first", "second", "third", "fourth", "fifth")),
)
COST = 0.015  # small: strong L2, many words share the blame
ROUNDS = 12
SCALE = 200.0  # points per unit of weight
LARGEST = 100
FEWEST_POSTS = 6  # what stands in fewer posts says nothing in general
CAUTION = 0.17  # how far, in units of weight, above the middle between both kinds the threshold stands
# Words that describe who somebody is may never count against anybody, only what is said to happen.
FAIR_LISTS = frozenset({"afkomst", "herkomst", "buitenland"})
FAIR_WORDS = frozenset({
    "jongere", "jongeren", "jeugd", "jong", "jonge", "oud", "oude", "moskee", "kerk", "moslim", "hoofddoek",
    "islam", "geloof", "dakloos", "dakloze", "zwerver", "arm", "bril", "baard", "blank", "zwart", "zwarte",
    "donker", "donkere", "wit", "witte", "bruin", "bruine", "pools", "poolse", "turkse", "syrie", "nederlands",
    "accent",
})  # fmt: skip

WORDS = frozenset({"woord", "begin", "begrip", "paar", "samen"})  # kinds that stand in the file as people write them


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the corpus with its features."""

    suspicious: bool
    writer: int
    room: float
    names: frozenset[Feature]


def _records() -> Iterator[tuple[int, dict[str, Any]]]:
    for writer, (files, _) in enumerate(CORPORA, start=1):
        for path in files:
            for line in path.read_text("utf-8").splitlines():
                record = json.loads(line)
                if record.get("half") == "final":
                    continue  # only its score may ever be used
                yield writer, {"suspicious": "suspicious" in path.stem} | record


def corpus() -> tuple[list[Post], dict[Feature, str]]:
    """The posts, and for every feature the words by which a reader recognises it."""
    book, posts = rule_book(), []
    spelled: dict[Feature, Counter[str]] = defaultdict(Counter)
    for writer, record in _records():
        tokens, hits = book.read(record["text"])
        names = set()
        for name, start, end in features(tokens, hits, book.first(hits)):
            names.add(name)
            if name[0] in WORDS:
                spelled[name][_as_typed(name, tokens, start, end)] += 1
        posts.append(Post(record["suspicious"], writer, room(tokens), frozenset(names)))
    return posts, {name: min(words.items(), key=lambda item: (-item[1], item[0]))[0] for name, words in spelled.items()}


def _as_typed(name: Feature, tokens: list[str], start: int, end: int) -> str:
    """A concept stays "#name"; a word stands in the file as it was typed."""
    places = zip(name[1:], (start, end), strict=False)
    return " ".join(unit if unit[0] == "#" else tokens[place] for unit, place in places)


def chosen(posts: list[Post], spelled: dict[Feature, str]) -> list[Feature]:
    """Features that stand in enough posts and are fair to count."""
    counts = Counter(name for post in posts for name in post.names)
    return sorted(name for name, count in counts.items() if count >= FEWEST_POSTS and _is_fair(name, spelled))


def _is_fair(name: Feature, spelled: dict[Feature, str]) -> bool:
    if name[0] in WORDS:
        return all(_says_nothing_of_origin(unit) for unit in spelled[name].split())
    return FAIR_LISTS.isdisjoint(name[1:])


@cache
def _says_nothing_of_origin(unit: str) -> bool:
    if unit[0] == "#":
        return unit[1:] not in FAIR_LISTS
    lists = {hit.name for hit in rule_book().read(unit)[1]}.union(concept_book().of(unit))
    return unit not in FAIR_WORDS and FAIR_LISTS.isdisjoint(lists)


def weights(posts: list[Post], names: list[Feature]) -> tuple[dict[Feature, float], float]:
    """The weight of every feature and the threshold. Dual coordinate descent, always in the same order.

    A post weighs sum(weights) / room against the threshold, so that long posts are not turned away by chance.
    """
    index = {name: i for i, name in enumerate(names)}
    rows = [[index[name] for name in sorted(post.names & index.keys())] for post in posts]
    slacks = [1 / (2 * COST * share) for share in _shares_of_blame(posts)]
    w, bias, alphas = [0.0] * len(names), 0.0, [0.0] * len(posts)
    for turn in range(ROUNDS):
        order = sorted(range(len(posts)), key=lambda i: (i * 7919 + turn * 104_729) % 100_003)
        for i in order:
            sign, row, slack, size = 1.0 if posts[i].suspicious else -1.0, rows[i], slacks[i], 1 / posts[i].room
            gradient = sign * (sum([w[j] for j in row]) * size + bias) - 1 + slack * alphas[i]
            updated = max(alphas[i] - gradient / (len(row) * size * size + 1 + slack), 0.0)
            if updated == alphas[i]:
                continue
            step = (updated - alphas[i]) * sign
            alphas[i] = updated
            bias += step
            step *= size
            for j in row:
                w[j] += step
    return dict(zip(names, w, strict=True)), -bias


def _shares_of_blame(posts: list[Post]) -> list[float]:
    """How heavily each post counts: by its writer, and so that both kinds together count the same."""
    heavy = [CORPORA[post.writer - 1][1] for post in posts]
    total = {
        kind: sum(h for h, post in zip(heavy, posts, strict=True) if post.suspicious is kind) for kind in (True, False)
    }
    return [h * len(posts) / 2 / total[post.suspicious] for h, post in zip(heavy, posts, strict=True)]


@dataclass(frozen=True, slots=True)
class Points:
    """What is written into points.toml."""

    of: dict[Feature, int]
    threshold: int

    def score(self, post: Post) -> int:
        """How far the points are above what a post of its length needs; turned away from zero."""
        return floor(sum(self.of.get(name, 0) for name in post.names) / post.room - self.threshold)


def fitted(posts: list[Post], spelled: dict[Feature, str]) -> Points:
    """The points that these posts give, in whole numbers; what rounds to nothing goes."""
    exact, middle = weights(posts, chosen(posts, spelled))
    points = {name: max(-LARGEST, min(LARGEST, round(weight * SCALE))) for name, weight in exact.items()}
    return Points({name: point for name, point in points.items() if point}, round((CAUTION + middle) * SCALE))


Scored = list[tuple[bool, int]]


def shares(scored: Scored, threshold: int = 0) -> tuple[float, float]:
    """Share of the suspicious and of the normal posts that reach the threshold."""
    found = [[score >= threshold for bad, score in scored if bad is wanted] for wanted in (True, False)]
    return sum(found[0]) / len(found[0]), sum(found[1]) / len(found[1])


def threshold_for(scored: Scored, most: float) -> int:
    """The lowest threshold that turns away at most this share of the normal posts."""
    return next(t for t in range(-1_000, 1_000) if shares(scored, t)[1] <= most)


def by_writer(posts: list[Post], spelled: dict[Feature, str], writer: int) -> Scored:
    """Every post of one writer, scored by points fitted on the posts of the others."""
    points = fitted([post for post in posts if post.writer != writer], spelled)
    return [(post.suspicious, points.score(post)) for post in posts if post.writer == writer]


_WHY = {
    "regel": "Een regel van rules.toml die geldt.",
    "lijst": "Een woord uit een lijst van rules.toml.",
    "begrip": "Een woord uit een begrip van begrippen.toml.",
    "woord": "Losse woorden. Elke vorm telt mee: gluurt, gluren, gegluur.",
    "begin": "Het eerste woord van het bericht.",
    "lengte": "Hoeveel woorden het bericht heeft.",
    "samen": "Twee begrippen met hooguit acht woorden ertussen.",
    "paar": "Twee woorden of begrippen vlak achter elkaar. Met # is het een begrip uit begrippen.toml.",
}
_HEAD = """\
# De punten van het plein. Gemaakt door tools/fit_divert.py; verander dit bestand niet met de hand.
#
# Een bericht krijgt punten voor wat erin staat. Samen {threshold} punten of meer in een bericht van twintig woorden:
# dan verwijzen we door. Een korter bericht heeft er minder nodig, een langer bericht meer.
#   + punten   dit staat vaker in berichten over iemand die niet vertrouwd wordt
#   - punten   dit staat vaker in gewone berichten van buren
# Alles telt een keer per bericht. In een bericht van twintig woorden is geen enkel woord alleen genoeg.
# Woorden voor afkomst, geloof, huidskleur of leeftijd krijgen zelf nooit punten.
"""


def written(points: Points, spelled: dict[Feature, str]) -> str:
    """The text of points.toml: grouped by kind and points, each word as people write it."""
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name, point in points.of.items():
        groups[name[0], point].append(spelled[name] if name[0] in WORDS else " ".join(name[1:]))
    lines = [_HEAD.format(threshold=points.threshold), f"threshold = {points.threshold}", ""]
    for kind, point in sorted(groups, key=lambda key: (list(_WHY).index(key[0]), -key[1])):
        direction = "tegen plaatsen" if point > 0 else "voor plaatsen"
        lines += ["[[points]]", f'kind = "{kind}"', f"points = {point}"]
        lines += [f'explanation = "{_WHY[kind]} {abs(point)} {direction}."', "what = ["]
        lines += [*_wrapped(sorted(groups[kind, point])), "]", ""]
    return "\n".join(lines).rstrip() + "\n"


def _wrapped(entries: list[str]) -> list[str]:
    lines = [" "]
    for entry in entries:
        if len(lines[-1]) + len(entry) > 112:
            lines.append(" ")
        lines[-1] += f' "{entry}",'
    return lines


def check(posts: list[Post], spelled: dict[Feature, str], writers: list[int]) -> None:
    """Print how well the posts of every writer are judged by points that have not seen that writer."""
    for writer in writers or range(1, len(CORPORA) + 1):
        scored = by_writer(posts, spelled, writer)
        found, wrong = shares(scored)
        print(f"{CORPORA[writer - 1][0][0].stem} unseen: suspicious {found:.1%}, normal {wrong:.1%}")
        for most in (0.015, 0.02, 0.03, 0.05):
            at = threshold_for(scored, most)
            print(f"  normal <= {most:.1%}: {at:+} points, suspicious {shares(scored, at)[0]:.1%}", flush=True)


def main() -> None:
    """Fit on everything and write the file, or only print the figures on unseen posts."""
    parser = argparse.ArgumentParser(description="Fit the points of the word rules again.")
    parser.add_argument("--check", type=int, nargs="*", help="only print how well these writers (all) are judged")
    arguments = parser.parse_args()
    posts, spelled = corpus()
    if arguments.check is not None:
        check(posts, spelled, arguments.check)
        return
    points = fitted(posts, spelled)
    (DIVERT / "points.toml").write_text(written(points, spelled), encoding="utf-8")
    print(f"{len(points.of)} points written, fitted on {len(posts)} posts")


if __name__ == "__main__":
    main()
