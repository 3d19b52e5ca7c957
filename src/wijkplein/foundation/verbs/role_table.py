"""`docs/rollen.md`: who may do what, printed from the policies. Also the answer to a privacy officer who asks."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from wijkplein.foundation.verbs.policy import CODE, Policy, Verb, policies
from wijkplein.foundation.verbs.registry import kind_named
from wijkplein.foundation.verbs.roles import ROLES

HEAD = """\
# Rollen: wie mag wat

Dit bestand is gemaakt uit de regels in de code (`python tools/write_docs.py`); een verouderd bestand is een rode test.
Een rol geldt in een gebied en alles wat daaronder valt. "Niet" is wie het juist niet mag, ook met een rol.
"""


def role_table() -> str:
    """The whole page as Markdown, in Dutch, always the same for the same policies."""
    with translation.override("nl"):
        parts = [HEAD, *(_section(policy) for policy in policies() if policy.__module__.startswith("wijkplein."))]
    return "\n".join(parts)


def _section(policy: type[Policy]) -> str:
    kind = kind_named(policy.kind)
    heading = f"## {str(kind.label).capitalize()} (`{policy.kind}`)\n"
    note = "\nHierbij wordt nooit bewaard wie het deed.\n" if policy.personless else ""
    head = "\n| Werkwoord | Wat | Wie | Niet |\n|---|---|---|---|\n"
    return heading + note + head + "\n".join(_lines(policy)) + "\n"


def _lines(policy: type[Policy]) -> Iterator[str]:
    for verb in policy.verbs():
        yield f"| `{verb.name}` | {verb.label} | {_names(verb, verb.who)} | {_names(verb, verb.but_not)} |"


def _names(verb: Verb, names: tuple[str, ...]) -> str:
    labels = verb.policy.relation_labels
    return ", ".join(str(ROLES[name] if name in ROLES or name == CODE else labels.get(name, name)) for name in names)
