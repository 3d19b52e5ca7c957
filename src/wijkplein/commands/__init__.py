"""The `wijkplein` command, for people who run it: one module per command, each with the same three names.

`HELP` one sentence, `add_arguments(parser)`, and `run(options) -> int` (the exit code). A command that goes
wrong raises CommandError with a sentence that says what to do next.
"""

from __future__ import annotations

import argparse
from typing import Protocol


class CommandError(Exception):
    """Something the person at the keyboard can mend; shown without a trace."""


class Command(Protocol):
    """What a command module offers."""

    HELP: str

    @staticmethod
    def add_arguments(parser: argparse.ArgumentParser) -> None:
        """Declare the options."""

    @staticmethod
    def run(options: argparse.Namespace) -> int:
        """Do it; 0 when all went well."""
