"""What was told and what came of it, what was agreed, and who wants to be called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from wijkplein.delen.signals import actions as signals
from wijkplein.delen.signals.models import Signal
from wijkplein.delen.square.models import Post
from wijkplein.demo.clock import at, moment_on
from wijkplein.demo.residents import PHONE, Town, speaker_of
from wijkplein.demo.stories import read
from wijkplein.foundation.commitments.actions import Promise, finish, make_commitment
from wijkplein.foundation.people.contact import normalised_phone
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.actions import (
    CallWish,
    close_call_back,
    open_call_back,
    tried,
    type_over_call_back,
)
from wijkplein.foundation.receipts.models import CallBack
from wijkplein.foundation.themes.actions import add_theme
from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.themes.starting import starting_themes
from wijkplein.foundation.threads.actions import link
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR
from wijkplein.foundation.verbs.models import Via
from wijkplein.foundation.verbs.registry import ref_to

LATER = timedelta(hours=5)  # the same day, after it was read
CHANNELS = {"bus": Via.BUS, "phone": Via.PHONE, "door": Via.DOOR, "living_room": Via.DOOR}

Happening = tuple[datetime, Callable[[], None]]


def start_themes(moment: datetime) -> None:
    """The themes a new town starts with, unless its migrations brought them already."""
    if Theme.objects.exists():
        return
    with at(moment):
        for theme in starting_themes():
            add_theme(by=SYSTEM, name=theme.name, words=theme.words, synonyms=theme.synonyms)


def tell_matters(town: Town, today: date, now: datetime) -> None:
    """Signals, commitments and call-backs, oldest first, up to `now`."""
    happenings = [*_signals(town, today), *_commitments(town, today), *_calls(town, today)]
    for moment, happen in sorted(happenings, key=lambda pair: pair[0]):
        if moment < now:
            with at(moment):
                happen()


def _signals(town: Town, today: date) -> Iterator[Happening]:
    for entry in read("matters.toml")["signal"]:
        yield from _one_signal(town, entry, today + timedelta(days=entry["on"]))


def _one_signal(town: Town, entry: dict[str, Any], day: date) -> Iterator[Happening]:
    told: dict[str, Signal] = {}
    moment = moment_on(day, "11:20")
    yield moment, lambda: told.update(signal=_tell(town, entry))
    if "answer" in entry or entry.get("collected"):
        yield moment + LATER, lambda: _collect(town, entry, told["signal"])
    if entry.get("picked_up"):
        yield moment + LATER * 2, lambda: signals.pick_up(by=town.people["Marieke"], signal=told["signal"])
    if "answer" in entry:
        yield moment + timedelta(days=entry["days"]), lambda: _answer(town, entry, told["signal"])


def _tell(town: Town, entry: dict[str, Any]) -> Signal:
    area = town.areas[entry["where"]]
    said = signals.Told(
        kind=entry["kind"], text=entry["text"], place=entry.get("place", ""), source_type=entry["source"]
    )
    via = CHANNELS.get(entry["source"])
    if via is None:
        return signals.tell(by=VISITOR, area=area, told=said).signal
    return signals.tell_for(by=town.connector_of(area), area=area, told=said, via=via).signal


def _owner(town: Town, entry: dict[str, Any]) -> Person:
    """The area director where there is one, else the connector (the fallback chain)."""
    area = town.areas[entry["where"]]
    marieke = town.people["Marieke"]
    return marieke if "area_director" in marieke.role_names(area) else town.connector_of(area)


def _collect(town: Town, entry: dict[str, Any], signal: Signal) -> None:
    themes = Theme.objects.filter(name__in=entry["themes"])
    signals.collect(by=_owner(town, entry), signal=signal, themes=themes)


def _answer(town: Town, entry: dict[str, Any], signal: Signal) -> None:
    by = _owner(town, entry)
    signals.answer(by=by, signal=signal, outcome=entry["outcome"], reason=entry["answer"])
    signals.tell_all(by=by, signal=signal, title=entry["title"])


def _commitments(town: Town, today: date) -> Iterator[Happening]:
    for entry in read("matters.toml")["commitment"]:
        yield moment_on(today + timedelta(days=entry["on"]), "15:30"), partial(_agree, town, entry, today)


def _agree(town: Town, entry: dict[str, Any], today: date) -> None:
    """Agreed, laid as a thread from the post it came from, and finished when that day came."""
    post = Post.objects.get(title=entry["about"])
    by = town.people[entry["maker"]]
    day = today + timedelta(days=entry["on"] + entry["days"])
    organisation = town.organisations[entry["organisation"]]
    promise = Promise(what=entry["what"], by_on=day, organisation=organisation)
    made = make_commitment(by=by, about=ref_to(post), area=post.area, promise=promise)
    link(by=by, source=ref_to(post), result=ref_to(made))
    if "finished" in entry:
        doer = speaker_of(organisation)
        with at(moment_on(today + timedelta(days=entry["finished"]), "16:00")):
            finish(by=doer, commitment=made, result=entry["result"])


def _calls(town: Town, today: date) -> Iterator[Happening]:
    for number, entry in enumerate(read("matters.toml")["call"]):
        moment = moment_on(today + timedelta(days=entry["on"]), "09:40") + timedelta(minutes=7 * number)
        asked: dict[str, CallBack] = {}
        yield moment, partial(_ask, town, entry, number, asked)
        if "answer" in entry or "tried" in entry:
            yield moment + LATER, partial(_call, town, entry, asked)


def _ask(town: Town, entry: dict[str, Any], number: int, asked: dict[str, CallBack]) -> None:
    area = town.areas[entry["where"]]
    wish = CallWish(
        name=entry["name"],
        phone=normalised_phone(PHONE.format(900_000 + number)),
        text=entry["text"],
        part_of_day=entry["part"],
        topic=entry["topic"],
    )
    issued = type_over_call_back(by=town.connector_of(area), area=area, wish=wish)
    asked["call"] = CallBack.objects.get(uuid=issued.receipt.about_id)


def _call(town: Town, entry: dict[str, Any], asked: dict[str, CallBack]) -> None:
    call = asked["call"]
    by = town.connector_of(town.areas[entry["where"]])
    open_call_back(by=by, call=call)
    if "tried" in entry:
        tried(by=by, call=call)
    else:
        close_call_back(by=by, call=call, outcome=entry["outcome"], reason=entry["answer"])
