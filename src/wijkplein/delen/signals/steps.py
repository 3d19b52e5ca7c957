"""What floors above add to the page of a signal: this room does not know the others (design.md section 4).

next_step(Signals.ask, "signal_ask")     # in `ready()` of the room that has the page
"""

from __future__ import annotations

from django.urls import reverse

from wijkplein.delen.signals.models import Signal
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.policy import Verb

_steps: dict[str, Verb] = {}


def next_step(verb: Verb, url_name: str) -> None:
    """Who may do this verb finds a link to that page, which takes the signal as `ref`."""
    _steps[url_name] = verb


def steps_for(by: Actor, signal: Signal) -> list[tuple[object, str]]:
    """Label and address of every added step that this actor may take now."""
    return [(verb.label, reverse(name, args=[signal.uuid])) for name, verb in _steps.items() if verb.may(by, signal)]
