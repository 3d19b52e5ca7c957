"""The red thread, both ways, as far as one may see."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from tests.cast import Cast
from wijkplein.foundation.commitments.actions import Promise, make_commitment
from wijkplein.foundation.commitments.models import Commitment
from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.threads.actions import link
from wijkplein.foundation.threads.component import strands_of
from wijkplein.foundation.threads.following import thread_of
from wijkplein.foundation.threads.models import Thread, Why
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import ref_to


def made(cast: Cast, what: str, *, public: bool = True) -> Commitment:
    promise = Promise(what=what, by_on=timezone.localdate() + timedelta(days=9), role="connector", public=public)
    return make_commitment(by=cast.carla, about=ref_to(Theme.objects.all()[0]), area=cast.area, promise=promise)


def chain(cast: Cast, *things: Commitment) -> list[Ref]:
    refs = [ref_to(thing) for thing in things]
    for source, result in pairwise(refs):
        link(by=cast.carla, source=source, result=result)
    return refs


def test_from_anywhere_on_the_thread_one_sees_all_of_it_in_order(cast: Cast) -> None:
    refs = chain(cast, *(made(cast, f"Stap {number}") for number in range(4)))
    for place, ref in enumerate(refs):
        links = thread_of(ref, VISITOR)
        assert [each.title for each in links] == ["Stap 0", "Stap 1", "Stap 2", "Stap 3"]
        assert [each.steps for each in links] == [number - place for number in range(4)]


def test_what_one_may_not_see_is_passed_over_and_does_not_cut_the_thread(cast: Cast) -> None:
    refs = chain(cast, made(cast, "Begin"), made(cast, "Binnen", public=False), made(cast, "Eind"))
    assert [each.title for each in thread_of(refs[0], VISITOR)] == ["Begin", "Eind"]
    assert [each.title for each in thread_of(refs[0], cast.carla)] == ["Begin", "Binnen", "Eind"]


def test_it_does_not_go_deeper_than_asked(cast: Cast) -> None:
    refs = chain(cast, *(made(cast, f"Stap {number}") for number in range(5)))
    assert len(thread_of(refs[0], VISITOR, depth=2)) == 3


def test_a_thread_never_goes_round(cast: Cast) -> None:
    refs = chain(cast, made(cast, "Een"), made(cast, "Twee"), made(cast, "Drie"))
    with pytest.raises(Refused, match="kring"):
        link(by=cast.carla, source=refs[2], result=refs[0])
    with pytest.raises(Refused, match="kring"):
        link(by=cast.carla, source=refs[0], result=refs[0])


def test_saying_it_twice_is_saying_it_once(cast: Cast) -> None:
    one, two = (ref_to(made(cast, what)) for what in ("Een", "Twee"))
    assert link(by=cast.carla, source=one, result=two) == link(by=cast.carla, source=one, result=two)
    assert Thread.objects.count() == 1


def test_only_who_works_there_and_sees_both_may_link(cast: Cast) -> None:
    one, two, hidden = ref_to(made(cast, "Een")), ref_to(made(cast, "Twee")), ref_to(made(cast, "Drie", public=False))
    for who, result in ((cast.anna, two), (VISITOR, two), (cast.anna, hidden)):
        with pytest.raises(Refused):
            link(by=who, source=one, result=result)
    with pytest.raises(Refused, match="niet zien"):
        link(by=cast.zoe, source=one, result=hidden)
    assert link(by=SYSTEM, source=one, result=hidden, why=Why.PROMISED).why == "promised"


def test_the_diary_keeps_no_actor(cast: Cast) -> None:
    chain(cast, made(cast, "Een"), made(cast, "Twee"))
    assert Deed.objects.get(kind="thread").actor is None


def test_the_drawing_has_words_and_leaves_a_lonely_thing_alone(cast: Cast) -> None:
    refs = chain(cast, made(cast, "Een"), made(cast, "Twee"))
    strands = strands_of(refs[1], VISITOR)
    assert [(each.word, each.title, bool(each.url)) for each in strands] == [
        ("Het begon met", "Een", True),
        ("Dat werd", "Twee", False),
    ]
    assert strands_of(ref_to(made(cast, "Alleen")), VISITOR) == []
