"""`wijkplein evaluate find --corpus FILE`: the production search over anybody's own texts and queries."""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from wijkplein.foundation.search.ranking import Corpus


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `find`."""
    parser.add_argument(
        "--corpus", metavar="FILE", required=True, type=Path, help='JSON lines of {"id", "text"} to search in'
    )


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                yield record["id"], record["text"]
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(f'{path}, line {number}: expected {{"id": ..., "text": ...}} ({error})') from error


def prepare(options: argparse.Namespace) -> Corpus:
    """Read and index the corpus once.

    Raises ValueError with the line number for a line that is not {"id", "text"}, OSError for a file
    that cannot be read.
    """
    corpus = Corpus(_texts(options.corpus))
    corpus.find("opwarmmen")  # the first misspelt query reads all word lists; the others are then as fast
    return corpus


def evaluate(record: Mapping[str, object], prepared: Corpus) -> dict[str, list[str]]:
    """Answer {"query": ...} with {"ids": [...]}, best first. Raises KeyError without a query."""
    return {"ids": prepared.find(str(record["query"]))}
