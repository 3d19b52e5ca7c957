"""What somebody did with a thing reads on its receipt as what a person did, for every verb that can stand there."""

from __future__ import annotations

from wijkplein.foundation.receipts.status import SHOWN_ROLES
from wijkplein.foundation.receipts.telling import words_of
from wijkplein.foundation.verbs.policy import Verb, policies

WITH_RECEIPT = ("post", "report", "objection", "signal", "callback")  # design.md section 2, word 7
# These make something of another kind, or nothing at all: their deed is not about the thing with the receipt.
ELSEWHERE = {
    *(f"posts.{name}" for name in ("place", "reply", "type_over", "report", "object", "moderate")),
    *(f"posts.{name}" for name in ("helped", "change", "withdraw")),
    *("signals.tell", "signals.list", "callbacks.ask", "callbacks.list", "callbacks.look"),
}


def shown() -> list[Verb]:
    """Verbs of things with a receipt that somebody does whose steps the holder reads."""
    verbs = [verb for policy in policies() if policy.kind in WITH_RECEIPT for verb in policy.verbs()]
    return [verb for verb in verbs if set(verb.who) & SHOWN_ROLES and verb.name not in ELSEWHERE]


def test_every_step_has_words_of_people() -> None:
    assert [verb.name for verb in shown() if not words_of(verb.name)] == []


def test_only_the_clock_does_something_without_a_person() -> None:
    nameless = {verb.name for verb in shown() if "%(who)s" not in words_of(verb.name)}
    assert nameless == {verb.name for verb in shown() if verb.who == ("system",)}


def test_nothing_is_kept_for_a_verb_that_is_gone() -> None:
    known = {verb.name for policy in policies() for verb in policy.verbs()}
    assert known >= ELSEWHERE
