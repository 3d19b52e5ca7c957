"""`wijkplein evaluate NAME`: run one production function over JSON lines, on anybody's own data."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from wijkplein.commands import CommandError
from wijkplein.commands.setup import say

HELP = "Laat een onderdeel van Wijkplein los op je eigen gegevens: per regel JSON in, per regel JSON uit."
# Each module has `evaluate(record, prepared)` and may have `arguments(parser)` and `prepare(options)`.
FUNCTIONS = {
    "locate": ("wijkplein.foundation.areas.evaluate", "In welke buurt, wijk en gemeente ligt een punt?"),
    "guard": ("wijkplein.foundation.privacy.guard.evaluate", "Welke persoonlijke gegevens staan er in een tekst?"),
    "divert": (
        "wijkplein.foundation.privacy.divert.evaluate",
        "Hoort een bericht bij de politie in plaats van op het plein?",
    ),
    "find": ("wijkplein.foundation.search.evaluate", "Welke teksten passen bij een zoekvraag, de beste eerst?"),
}
Function = Callable[[dict[str, Any]], dict[str, Any]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options, those of each function under its own name."""
    names = parser.add_subparsers(dest="name", metavar="ONDERDEEL", required=True)
    for name, (path, explanation) in FUNCTIONS.items():
        module = import_module(path)
        sub = names.add_parser(name, help=explanation, description=explanation)
        sub.add_argument("--input", type=Path, required=True, metavar="BESTAND", help="een JSON-object per regel")
        sub.add_argument("--output", type=Path, required=True, metavar="BESTAND", help="een antwoord per regel")
        if hasattr(module, "arguments"):
            module.arguments(sub)


def run(options: argparse.Namespace) -> int:
    """One answer per line, in the same order. A line that is no good stops everything, with its number."""
    module = import_module(FUNCTIONS[options.name][0])
    try:
        function = _function(module, options)
        answers = [_answer(function, number, line) for number, line in _lines(options.input)]
        options.output.write_text("".join(answers), "utf-8")
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}.") from None
    except ValueError as error:  # a file that cannot be read as what it should be
        raise CommandError(str(error)) from None
    say(f"{len(answers)} antwoorden in {options.output}")
    return 0


def _function(module: Any, options: argparse.Namespace) -> Function:
    if not hasattr(module, "prepare"):
        return cast(Function, module.evaluate)
    prepared = module.prepare(options)
    return lambda record: cast("dict[str, Any]", module.evaluate(record, prepared))


def _lines(path: Path) -> Iterable[tuple[int, str]]:
    with path.open(encoding="utf-8-sig") as file:
        yield from ((number, line) for number, line in enumerate(file, 1) if line.strip())


def _answer(function: Function, number: int, line: str) -> str:
    try:
        record = json.loads(line)
        if not isinstance(record, dict):
            raise ValueError("hier hoort een JSON-object te staan")
        return json.dumps(function(record), ensure_ascii=False) + "\n"
    except KeyError as error:
        raise CommandError(f"Regel {number}: het veld {error} ontbreekt. Er is niets geschreven.") from None
    except ValueError as error:
        raise CommandError(f"Regel {number}: {str(error).rstrip('.')}. Er is niets geschreven.") from None
