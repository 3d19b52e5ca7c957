"""`wijkplein evaluate find --corpus FILE`: the production search over anybody's own texts and queries."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from wijkplein.foundation.search.ranking import Corpus
from wijkplein.json_lines import NotALine, objects, text_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `find`."""
    parser.add_argument(
        "--corpus", metavar="BESTAND", required=True, type=Path, help='waarin gezocht wordt: per regel {"id", "text"}'
    )


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    for number, record in objects(path):
        if record is None:
            continue
        if not isinstance(record.get("id"), (str, int)):
            raise NotALine(path, number, 'het veld "id" ontbreekt of is geen tekst of getal')
        try:
            yield record["id"], text_of(record, "text")
        except ValueError as error:
            raise NotALine(path, number, str(error)) from None


def prepare(options: argparse.Namespace) -> Corpus:
    """Read and index the corpus once.

    Raises ValueError (Dutch, with the line) for a line that is not {"id", "text"}, OSError for a file
    that cannot be read.
    """
    corpus = Corpus(_texts(options.corpus))
    corpus.find("opwarmmen")  # the first misspelt query reads all word lists; the others are then as fast
    return corpus


def evaluate(record: Mapping[str, object], prepared: Corpus) -> dict[str, list[str]]:
    """Answer {"query": ...} with {"ids": [...]}, best first. Raises ValueError (Dutch) without a query."""
    return {"ids": prepared.find(text_of(record, "query"))}
