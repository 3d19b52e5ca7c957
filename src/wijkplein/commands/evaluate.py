"""`wijkplein evaluate NAME`: run one production function over JSON lines, on anybody's own data."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from wijkplein.commands import CommandError
from wijkplein.commands.setup import say
from wijkplein.json_lines import NotALine, objects

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
CONTRACT = (
    "Elke regel krijgt een antwoord, in dezelfde volgorde; een lege regel krijgt null. Een regel die niet klopt stopt "
    "alles: dan lees je welke regel het is, en wordt er niets geschreven."
)
Function = Callable[[dict[str, Any]], dict[str, Any]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options, those of each function under its own name."""
    names = parser.add_subparsers(dest="name", metavar="ONDERDEEL", required=True)
    for name, (path, explanation) in FUNCTIONS.items():
        module = import_module(path)
        sub = names.add_parser(name, help=explanation, description=f"{explanation} {CONTRACT}")
        sub.add_argument("--input", type=Path, required=True, metavar="BESTAND", help="een JSON-object per regel")
        sub.add_argument("--output", type=Path, required=True, metavar="BESTAND", help="een antwoord per regel")
        if hasattr(module, "arguments"):
            module.arguments(sub)


def run(options: argparse.Namespace) -> int:
    """One answer per line, in the same order. A line that is no good stops everything, with its number."""
    _refuse_same_file(options)
    module = import_module(FUNCTIONS[options.name][0])
    try:
        function = _function(module, options)
        answers = [_answer(function, number, record, options.input) for number, record in objects(options.input)]
    except ValueError as error:  # a line or a file that is not what it should be
        raise CommandError(f"{error} Er is niets geschreven.") from None
    _write(options.output, "".join(answers))
    say(f"{len(answers)} antwoorden in {options.output}")
    return 0


def _function(module: Any, options: argparse.Namespace) -> Function:
    if not hasattr(module, "prepare"):
        return cast(Function, module.evaluate)
    prepared = module.prepare(options)
    return lambda record: cast("dict[str, Any]", module.evaluate(record, prepared))


def _refuse_same_file(options: argparse.Namespace) -> None:
    """Writing must not eat what is read; said before the work begins, like a folder that is not there."""
    read = [options.input, *getattr(options, "areas", []), *filter(None, [getattr(options, "corpus", None)])]
    if any(path.exists() and options.output.exists() and path.samefile(options.output) for path in read):
        raise CommandError(f"{options.output} wordt ook gelezen. Kies voor --output een ander bestand.")
    if options.output.is_dir() or not options.output.resolve().parent.is_dir():
        raise CommandError(f"{options.output} kan geen bestand worden. Kies voor --output een bestand in een map.")


def _answer(function: Function, number: int, record: dict[str, Any] | None, path: Path) -> str:
    if record is None:
        return "null\n"
    try:
        answer = function(record)
    except ValueError as error:
        raise NotALine(path, number, str(error)) from None
    text = json.dumps(answer, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, which JSON may hold as \\ud800 and UTF-8 may not
        text = json.dumps(answer)
    return text + "\n"


def _write(path: Path, text: str) -> None:
    """All of it or nothing; a device or a pipe is written to as it is."""
    if path.exists() and not path.is_file():
        path.write_text(text, "utf-8")
        return
    whole = path.resolve()
    half = whole.with_name(f".{whole.name}.half")
    try:
        half.write_text(text, "utf-8")
        half.replace(whole)
    finally:
        half.unlink(missing_ok=True)
