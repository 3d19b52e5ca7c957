"""Deeds become notices: once, for who may see it, never for who did it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.cast import Cast
from wijkplein.delen.square.actions import Draft, hide, let_through, place_post, reply_to, report
from wijkplein.delen.square.models import Held, HideReason, Post
from wijkplein.foundation.notices import telling
from wijkplein.foundation.notices.models import (
    Channel,
    MailOut,
    Notice,
    PaperItem,
    Preference,
    Rhythm,
    StuckDeed,
    Subject,
)
from wijkplein.foundation.notices.passing_on import pass_on
from wijkplein.foundation.notices.retrying import WAITS
from wijkplein.foundation.notices.telling import Telling, next_daily, tell_deeds, tells
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.registry import ref_to


def ask(cast: Cast, *, by: Any, title: str = "Wie heeft een boor?", held: str = "") -> Post:
    """A question on the square, told away."""
    author = None if by is VISITOR else by
    draft = Draft(kind="question", title=title, text="Zaterdag graag.", held=held)
    return place_post(by=by, area=cast.area, draft=draft, author=author).post


@pytest.fixture
def question(cast: Cast) -> Post:
    """Anna's question, read by a connector, with everybody told."""
    post = ask(cast, by=cast.anna)
    let_through(by=cast.carla, post=post)
    quiet()
    return post


def quiet() -> None:
    tell_deeds()
    Notice.objects.all().delete()
    MailOut.objects.all().delete()


def told(person: Any) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("id").values_list("sentence", flat=True))


def answer(cast: Cast, post: Post, by: Any) -> Any:
    """A reply of somebody who has written before: a role makes it public at once."""
    return reply_to(by=by, post=post, text="Ik heb er een.", author=by)


def test_the_owner_hears_of_a_reply_once(cast: Cast, question: Post) -> None:
    answer(cast, question, cast.carla)
    tell_deeds()
    assert tell_deeds() == 0
    assert told(cast.anna) == ["square_reply"]


def test_nobody_is_told_what_she_did_herself(cast: Cast, question: Post) -> None:
    answer(cast, question, cast.anna)
    tell_deeds()
    assert told(cast.anna) == []


def test_a_first_reply_waits_so_the_connector_hears_of_it_and_the_owner_does_not(cast: Cast, question: Post) -> None:
    answer(cast, question, cast.bram)
    tell_deeds()
    assert told(cast.carla) == ["square_waits"]
    assert told(cast.anna) == []


def test_a_notice_is_dropped_when_its_reader_can_no_longer_see_the_thing(cast: Cast, question: Post) -> None:
    reply = answer(cast, question, cast.carla)
    hide(by=cast.mo, message=reply, reason=HideReason.UNKIND)
    tell_deeds()
    assert told(cast.anna) == []
    assert told(cast.carla) == ["square_hidden"]


def test_the_writer_hears_that_it_stands_there_and_that_it_was_hidden(cast: Cast) -> None:
    post = ask(cast, by=cast.anna)
    tell_deeds()
    assert told(cast.carla) == ["square_waits"]
    let_through(by=cast.carla, post=post)
    hide(by=cast.carla, message=post, reason=HideReason.SELLING)
    tell_deeds()
    assert told(cast.anna) == ["square_through", "square_hidden"]


def test_a_report_goes_to_who_has_duty_and_its_answer_to_who_reported(cast: Cast, question: Post) -> None:
    from wijkplein.delen.square.actions import decide_report

    filed = report(by=cast.bram, message=question, reason="unkind", reporter=cast.bram)
    tell_deeds()
    assert told(cast.carla) == ["square_reported"]
    decide_report(by=cast.carla, case=filed.case, answer="We laten het staan.")
    tell_deeds()
    assert told(cast.bram) == ["square_report_done"]


def test_what_is_gone_is_told_to_nobody(cast: Cast, question: Post) -> None:
    from wijkplein.delen.square.actions import withdraw_post

    answer(cast, question, cast.carla)
    withdraw_post(by=cast.anna, post=question)
    tell_deeds()
    assert Notice.objects.count() == 0
    assert not Deed.objects.untold().exists()


def test_a_burst_comes_in_one_mail(cast: Cast, question: Post) -> None:
    for _ in range(5):
        answer(cast, question, cast.carla)
    tell_deeds()
    pass_on()
    first = MailOut.objects.get()
    assert first.subject == Subject.NEWS
    answer(cast, question, cast.carla)
    tell_deeds()
    pass_on()
    assert MailOut.objects.count() == 1
    pass_on(timezone.now() + telling.TOGETHER)
    assert MailOut.objects.count() == 2


def test_a_mail_names_only_public_titles_and_links_straight_only_to_what_is_public(cast: Cast) -> None:
    post = ask(cast, by=cast.anna, title="Geheim dat wacht")
    tell_deeds()
    pass_on()
    text = MailOut.objects.get(person=cast.carla).body
    assert "Geheim" not in text
    assert "/mijn/berichten/" in text
    let_through(by=cast.carla, post=post)
    tell_deeds()
    pass_on()
    text = MailOut.objects.get(person=cast.anna).body
    assert "Geheim dat wacht" in text
    assert f"https://testserver/plein/bericht/{post.uuid}/" in text


def test_mail_holds_nothing_anybody_wrote_but_titles(cast: Cast, question: Post) -> None:
    """Bar PR9, with its control: the title is there, the canary in the reply is not."""
    reply_to(by=cast.carla, post=question, text="kanarie-in-de-mijn", author=cast.carla)
    tell_deeds()
    pass_on()
    text = MailOut.objects.get().body
    assert question.title in text
    assert "kanarie" not in text


@pytest.mark.parametrize(("threads", "moment"), [(Rhythm.NOW, "now"), (Rhythm.DAILY, "five"), (Rhythm.OFF, None)])
def test_everybody_chooses_her_own_rhythm(cast: Cast, question: Post, threads: str, moment: str | None) -> None:
    Preference.objects.create(person=cast.anna, threads=threads)
    answer(cast, question, cast.carla)
    now = timezone.now()
    tell_deeds(now)
    expected = {"now": now, "five": next_daily(now), None: None}[moment]
    assert Notice.objects.get().pass_on_at == expected
    pass_on(now + timedelta(days=1))
    assert MailOut.objects.count() == (threads != Rhythm.OFF)


def test_who_has_no_email_gets_a_letter(cast: Cast, question: Post) -> None:
    type(cast.anna).objects.filter(pk=cast.anna.pk).update(email=None)
    cast.anna.refresh_from_db()
    cast.anna.address = "Molenweg 1"
    cast.anna.save()
    answer(cast, question, cast.carla)
    tell_deeds()
    pass_on()
    item = PaperItem.objects.get()
    assert (item.person, item.area, item.sentence) == (cast.anna, cast.area, "square_reply")
    assert MailOut.objects.count() == 0


def test_who_wants_paper_gets_paper(cast: Cast, question: Post) -> None:
    cast.anna.address = "Molenweg 1"
    cast.anna.save()
    Preference.objects.create(person=cast.anna, channel=Channel.PAPER)
    answer(cast, question, cast.carla)
    tell_deeds()
    pass_on()
    assert (PaperItem.objects.count(), MailOut.objects.count()) == (1, 0)


def test_what_was_read_on_screen_is_not_mailed(cast: Cast, question: Post) -> None:
    answer(cast, question, cast.carla)
    tell_deeds()
    Notice.objects.update(read_at=timezone.now())
    pass_on()
    assert MailOut.objects.count() == 0


def test_duty_cannot_be_switched_off(cast: Cast) -> None:
    Preference.objects.create(person=cast.carla, threads=Rhythm.OFF)
    ask(cast, by=cast.anna)
    tell_deeds()
    assert Notice.objects.get(person=cast.carla).pass_on_at is not None
    pass_on(timezone.now() + timedelta(days=1))
    mail = MailOut.objects.get(person=cast.carla)
    assert (mail.subject, mail.stop) == (Subject.WORK, "")


def test_a_visitor_without_address_is_nobody_to_tell(cast: Cast) -> None:
    post = ask(cast, by=VISITOR, held=Held.UNCONFIRMED)
    let_through(by=cast.carla, post=post)
    answer(cast, post, cast.carla)
    tell_deeds()
    assert Notice.objects.count() == 0


@pytest.fixture
def broken_teller(question: Post) -> Iterator[None]:
    from wijkplein.delen.square.policy import Posts

    @tells(Posts.close)
    def broken(deed: Deed) -> Iterator[Telling]:
        yield Telling(deed.about.author, "square_reply", ref_to(deed.about))
        raise RuntimeError("the words of anna@buurt.test")

    yield
    telling._tellers.pop(Posts.close.name)


def test_a_broken_teller_stops_nobody_else_and_is_kept(cast: Cast, question: Post, broken_teller: None) -> None:
    from wijkplein.delen.square.actions import close_post

    other = ask(cast, by=cast.anna, title="Nog een vraag")
    close_post(by=cast.anna, post=question, reason="Klaar.")
    answer(cast, other, cast.carla)
    now = timezone.now()
    tell_deeds(now)
    stuck = StuckDeed.objects.get()
    assert (stuck.tries, stuck.last_error) == (1, "RuntimeError")
    assert told(cast.anna) == ["square_reply"]
    assert tell_deeds(now + timedelta(seconds=30)) == 0
    for wait in WAITS:
        now += wait
        tell_deeds(now)
    stuck.refresh_from_db()
    assert stuck.next_try_at is None
    assert not Deed.objects.untold().exists()


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-03-28 18:00", "2026-03-29 17:00"),
        ("2026-10-25 03:30", "2026-10-25 17:00"),
        ("2026-06-01 16:59", "2026-06-01 17:00"),
    ],
)
def test_the_daily_mail_comes_at_five_in_summer_and_winter(now: str, then: str) -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    assert next_daily(datetime.fromisoformat(now).replace(tzinfo=zone)) == datetime.fromisoformat(then).replace(
        tzinfo=zone
    )
