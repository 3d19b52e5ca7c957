"""Fit the points of the word rules (story A1) again: `.venv/bin/python tools/fit_divert.py [--check]`.

For developers only; nothing of this runs in a town. Reads the posts of five writers who did not see each
other's work (three files beside the tests, and the practice halves of the two exams), fits a linear
classifier on all of them and rounds its weights to whole points from -5 to +5: `divert/points.toml`.
Deterministic: no random numbers, the same corpus and lists give the same file. `--check` prints how well
unseen posts are judged: every writer in turn is kept out of the fit and held against the points of the others.

The method is a linear support vector machine (squared hinge, L2) solved by dual coordinate descent,
written out here so that no package has to be installed: Hsieh and others, ICML 2008, algorithm 1.
"""

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkplein.settings")  # the package has translated texts

from wijkplein.foundation.privacy.divert.points import features
from wijkplein.foundation.privacy.divert.rules import rule_book

ROOT = Path(__file__).resolve().parents[1]
DIVERT = ROOT / "src/wijkplein/foundation/privacy/divert"
EXAMS = ROOT / "tests/exams"
CORPORA = (  # the files of each writer; of an exam only the practice half is read
    (DIVERT / "tests/situations.jsonl",),
    (DIVERT / "tests/situations_second.jsonl",),
    (DIVERT / "tests/situations_third.jsonl",),
    (EXAMS / "divert_suspicious.jsonl", EXAMS / "divert_normal.jsonl"),
    (EXAMS / "divert2_suspicious.jsonl", EXAMS / "divert2_normal.jsonl"),
)
COST = 0.03  # small: strong L2, many words share the blame
ROUNDS = 15
SCALE = 15.0  # points per unit of weight
LARGEST = 5
MOST = 1_500  # entries of points.toml
FEWEST_KINDS, FEWEST_POSTS = 2, 3  # what stands in fewer situations or posts says nothing in general
THRESHOLD = 11
# Words that describe who somebody is may never count against anybody, only what is said to happen.
FAIR_LISTS = frozenset({"afkomst", "herkomst", "buitenland"})
FAIR_WORDS = frozenset({
    "jongere", "jongeren", "jeugd", "jong", "jonge", "oud", "oude", "moskee", "kerk", "moslim", "hoofddoek",
    "islam", "geloof", "dakloos", "dakloze", "zwerver", "arm", "bril", "baard", "blank", "zwart", "zwarte",
    "donker", "donkere", "wit", "witte", "bruin", "bruine", "pools", "poolse", "turkse", "syrie", "nederlands",
    "accent",
})  # fmt: skip

# Words that only got points by accident of what two writers happened to tell: they say nothing alone.
EMPTY_WORDS = frozenset({
    "aan", "door", "in", "op", "bij", "van", "voor", "met", "om", "uit", "over", "naar", "onder", "boven", "tot", "te",
    "de", "het", "een", "dit", "dat", "en", "of", "als", "dan", "maar", "want", "ook", "er", "erin", "al", "nog",
    "the", "and", "an", "to", "for", "on", "at", "is", "are", "bike", "bikes", "car", "plate", "block", "locks",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "januari", "juni", "oktober",
    "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "rode", "blauwe", "groene", "grijze",
    "fiets", "fietsen", "bril", "muts", "trui", "hond", "caravan", "kinderwagen", "thuiszorg", "trap", "dr",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the corpus with its features."""

    suspicious: bool
    kind: str
    part: str
    writer: int
    certain: bool
    names: frozenset[str]


def _records() -> Iterator[tuple[int, dict[str, Any]]]:
    for writer, files in enumerate(CORPORA, start=1):
        for path in files:
            for number, line in enumerate(path.read_text("utf-8").splitlines()):
                record = json.loads(line)
                if record.get("half") == "final":
                    continue  # only its score may ever be used
                of_exam = {"suspicious": "suspicious" in path.stem, "kind": f"exam {number % 8}", "part": "exam"}
                yield writer, of_exam | record


def corpus() -> tuple[list[Post], dict[str, str]]:
    """The posts, and for every feature the words by which a reader recognises it."""
    book, posts = rule_book(), []
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for writer, record in _records():
        tokens, hits = book.read(record["text"])
        found = dict(features(tokens, hits))
        for name, words in found.items():
            spelled[name][words] += 1
        certain = book.first(hits) is not None
        posts.append(Post(record["suspicious"], record["kind"], record["part"], writer, certain, frozenset(found)))
    return posts, {name: min(words.items(), key=lambda item: (-item[1], item[0]))[0] for name, words in spelled.items()}


def chosen(posts: list[Post], spelled: dict[str, str]) -> list[str]:
    """Features that stand in enough different situations and are fair to count."""
    kinds: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for number, post in enumerate(posts):
        kind = f"{post.kind} {number % 8}" if post.part == "earlier" else post.kind
        for name in post.names:
            kinds[name].add(kind)
            counts[name] += 1
    return sorted(
        name
        for name in kinds
        if len(kinds[name]) >= FEWEST_KINDS and counts[name] >= FEWEST_POSTS and _is_fair(name, spelled)
    )


def _is_fair(name: str, spelled: dict[str, str]) -> bool:
    kind, *rest = name.split()
    if kind == "lijst":
        return rest[0] not in FAIR_LISTS
    if kind in ("begrip", "samen"):
        return FAIR_LISTS.isdisjoint(rest)
    if kind == "lengte":
        return True
    book = rule_book()
    words = spelled[name].split()
    if kind != "paar" and words[0] in EMPTY_WORDS:
        return False
    return not any(word in FAIR_WORDS or FAIR_LISTS & {hit.name for hit in book.read(word)[1]} for word in words)


def weights(posts: list[Post], names: list[str]) -> tuple[dict[str, float], float]:
    """The weight of every feature and the bias. Dual coordinate descent, always in the same order."""
    index = {name: i for i, name in enumerate(names)}
    rows = [[index[name] for name in sorted(post.names & index.keys())] for post in posts]
    signs = [1.0 if post.suspicious else -1.0 for post in posts]
    share = {sign: len(posts) / (2 * signs.count(sign)) for sign in (1.0, -1.0)}
    w, bias, alphas = [0.0] * len(names), 0.0, [0.0] * len(posts)
    for turn in range(ROUNDS):
        order = sorted(range(len(posts)), key=lambda i: (i * 7919 + turn * 104_729) % 100_003)
        for i in order:
            sign, row = signs[i], rows[i]
            slack = 1 / (2 * COST * share[sign])
            gradient = sign * (sum(w[j] for j in row) + bias) - 1 + slack * alphas[i]
            updated = max(alphas[i] - gradient / (len(row) + 1 + slack), 0.0)
            step = (updated - alphas[i]) * sign
            alphas[i] = updated
            for j in row:
                w[j] += step
            bias += step
    return dict(zip(names, w, strict=True)), bias


def rounded(exact: dict[str, float]) -> dict[str, int]:
    """Whole points from -LARGEST to LARGEST for the heaviest features; what rounds to nothing goes."""
    points = {name: max(-LARGEST, min(LARGEST, round(weight * SCALE))) for name, weight in exact.items()}
    heaviest = sorted((name for name in points if points[name]), key=lambda name: (-abs(exact[name]), name))
    return {name: points[name] for name in heaviest[:MOST]}


def score(post: Post, points: dict[str, int]) -> int:
    """The sum of the points; a certain rule always turns a text away."""
    return 10_000 if post.certain else sum(points.get(name, 0) for name in post.names)


def shares(scored: list[tuple[bool, int]], threshold: int) -> tuple[float, float]:
    """Share of the suspicious and of the normal posts that reach the threshold."""
    found = [[score >= threshold for bad, score in scored if bad is wanted] for wanted in (True, False)]
    return sum(found[0]) / len(found[0]), sum(found[1]) / len(found[1])


def threshold_for(scored: list[tuple[bool, int]], most: float) -> int:
    """The lowest threshold that turns away at most this share of the normal posts."""
    return next(t for t in range(-50, 20_000) if shares(scored, t)[1] <= most)


def fitted(posts: list[Post], spelled: dict[str, str]) -> dict[str, int]:
    """The points that these posts give."""
    return rounded(weights(posts, chosen(posts, spelled))[0])


Scored = list[tuple[bool, int]]


def by_writer(posts: list[Post], spelled: dict[str, str], writer: int) -> Scored:
    """Every post of one writer, scored by points fitted on the posts of the others."""
    points = fitted([post for post in posts if post.writer != writer], spelled)
    return [(post.suspicious, score(post, points)) for post in posts if post.writer == writer]


_WHY = {
    "woord": "Losse woorden. Elke vorm telt mee: gluurt, gluren, gegluur.",
    "begin": "Het eerste woord van het bericht.",
    "paar": "Twee woorden vlak achter elkaar.",
    "lijst": "Een woord uit een lijst van rules.toml.",
    "begrip": "Een woord uit een begrip van begrippen.toml.",
    "samen": "Twee begrippen met hooguit negen woorden ertussen.",
    "lengte": "Hoeveel woorden het bericht heeft.",
}
_HEAD = """\
# De punten van het plein. Gemaakt door tools/fit_divert.py; verander dit bestand niet met de hand.
#
# Een bericht krijgt punten voor wat erin staat. Samen {threshold} punten of meer: dan verwijzen we door.
#   + punten   dit staat vaker in berichten over iemand die niet vertrouwd wordt
#   - punten   dit staat vaker in gewone berichten van buren
# Alles telt een keer per bericht. Geen enkel woord is alleen genoeg. Woorden voor afkomst, geloof,
# huidskleur of leeftijd krijgen zelf nooit punten.
"""


def written(points: dict[str, int], spelled: dict[str, str], threshold: int) -> str:
    """The text of points.toml: grouped by kind and points, each word as people write it."""
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name, point in points.items():
        kind, rest = name.split(" ", 1)
        groups[kind, point].append(spelled[name] if kind in ("woord", "begin", "paar") else rest)
    lines = [_HEAD.format(threshold=threshold), f"threshold = {threshold}", ""]
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


def check(posts: list[Post], spelled: dict[str, str]) -> None:
    """Print how well the posts of every writer are judged by points that have not seen that writer."""
    for writer, files in enumerate(CORPORA, start=1):
        scored = by_writer(posts, spelled, writer)
        found, wrong = shares(scored, THRESHOLD)
        print(f"{files[0].stem} unseen, at {THRESHOLD} points: suspicious {found:.1%}, normal {wrong:.1%}")
        for most in (0.015, 0.02, 0.03, 0.05):
            at = threshold_for(scored, most)
            print(f"  normal <= {most:.1%}: from {at} points, suspicious {shares(scored, at)[0]:.1%}", flush=True)


def main() -> None:
    """Fit on everything and write the file, or only print the figures on unseen posts."""
    parser = argparse.ArgumentParser(description="Fit the points of the word rules again.")
    parser.add_argument("--check", action="store_true", help="only print how well unseen posts are judged")
    arguments = parser.parse_args()
    posts, spelled = corpus()
    if arguments.check:
        check(posts, spelled)
        return
    points = fitted(posts, spelled)
    (DIVERT / "points.toml").write_text(written(points, spelled, THRESHOLD), encoding="utf-8")
    print(f"{len(points)} points written, fitted on {len(posts)} posts")


if __name__ == "__main__":
    main()
