"""The text bars of reliability.md 4.4, on the page as it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from tests.gate.core import Finding, Probe, rule
from tests.gate.plain_dutch import check_html


@rule("plain-language", static=True)
def plain_language(probe: Probe) -> Iterator[Finding]:
    """Short active sentences, words of the neighbourhood, buttons that start with a verb."""
    for fault in check_html(probe.page.content(), address=probe.options.address):
        yield fault.where, f"{fault.rule}: {fault.why}"
