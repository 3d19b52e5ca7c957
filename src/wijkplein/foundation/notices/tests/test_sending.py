"""Mail out, against a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from wijkplein.foundation.community.binding import current
from wijkplein.foundation.notices import sending
from wijkplein.foundation.notices.models import MailOut, Preference, Stop, Subject
from wijkplein.foundation.notices.models.outgoing import new_message_id
from wijkplein.foundation.notices.retrying import WAITS
from wijkplein.foundation.notices.sending import send_due
from wijkplein.foundation.notices.tests.makers import mail_settings, make_mail
from wijkplein.foundation.notices.tests.smtp import Postbus, free_port, mail_server


@pytest.fixture
def postbus(db: Any) -> Iterator[Postbus]:
    with mail_server() as (box, port), mail_settings(current(), host="127.0.0.1", port=port, security="none"):
        yield box


def test_a_mail_arrives_once_with_one_recipient_and_nothing_remote(cast: Cast, postbus: Postbus) -> None:
    mail = make_mail(cast.anna)
    assert send_due() == 1
    assert send_due() == 0
    (message,) = postbus.messages
    assert postbus.recipients == [["anna@buurt.test"]]
    assert message["Message-ID"] == mail.message_id
    assert message["Message-ID"].endswith("@testserver>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] == "proef@wijkplein.test"
    assert message.get_content_type() == "text/plain"
    assert not message.is_multipart()


def test_what_was_sent_is_emptied(cast: Cast, postbus: Postbus) -> None:
    make_mail(address="iemand@buurt.test")
    send_due()
    mail = MailOut.objects.get()
    assert mail.sent_at is not None
    assert (mail.body, mail.address) == ("", "")


def test_a_refused_mail_is_tried_five_times_more_with_the_same_id_and_then_given_up(
    cast: Cast, postbus: Postbus
) -> None:
    postbus.refuse = {"anna@buurt.test"}
    make_mail(cast.anna)
    fine = make_mail(cast.bram)
    now = timezone.now()
    for tries, wait in enumerate(WAITS, 1):
        send_due(now)
        mail = MailOut.objects.get(person=cast.anna)
        assert (mail.tries, mail.next_try_at) == (tries, now + wait)
        assert send_due(now + wait - timedelta(seconds=1)) == 0
        now += wait
    send_due(now)
    mail.refresh_from_db()
    assert mail.next_try_at is None
    assert mail.failed_at is not None
    assert mail.last_error == "SMTPRecipientsRefused"
    assert MailOut.objects.get(pk=fine.pk).sent_at is not None


def test_nothing_of_what_the_server_said_is_kept(cast: Cast, postbus: Postbus) -> None:
    postbus.refuse = {"anna@buurt.test"}
    make_mail(cast.anna)
    send_due()
    assert "anna" not in MailOut.objects.get().last_error


def test_a_server_that_is_away_costs_one_attempt_for_all(cast: Cast) -> None:
    for _ in range(120):
        make_mail(cast.anna)
    with mail_settings(current(), host="127.0.0.1", port=free_port(), security="none"):
        send_due()
        assert send_due() == 0
    assert set(MailOut.objects.values_list("tries", "last_error")) == {(1, "ConnectionRefusedError")}


def test_a_server_that_hangs_is_left_after_its_time(cast: Cast, postbus: Postbus, monkeypatch: Any) -> None:
    postbus.slow = 2.0
    settings = sending.smtp_settings
    monkeypatch.setattr(sending, "smtp_settings", lambda community: {**settings(community), "timeout": 0.2})
    make_mail(cast.anna)
    make_mail(cast.bram)
    assert send_due() == 1
    assert set(MailOut.objects.values_list("tries", flat=True)) == {1}
    assert not MailOut.objects.filter(next_try_at__lte=timezone.now()).exists()


def test_a_server_that_hangs_up_now_and_then_gets_all_of_it(cast: Cast, postbus: Postbus) -> None:
    postbus.hang_up_after = 3
    for _ in range(10):
        make_mail(cast.anna)
    while send_due():
        pass
    later = timezone.now() + timedelta(minutes=6)
    while send_due(later):
        pass
    assert MailOut.objects.filter(sent_at=None).count() == 0
    assert len({message["Message-ID"] for message in postbus.messages}) == 10


def test_who_left_or_was_erased_gets_nothing(cast: Cast, postbus: Postbus) -> None:
    make_mail(cast.anna)
    cast.anna.left_at = timezone.now()
    cast.anna.save()
    send_due()
    assert postbus.raw == []
    assert MailOut.objects.count() == 0


def test_a_weekly_mail_can_be_stopped_in_one_tap_also_while_it_waits(cast: Cast, postbus: Postbus) -> None:
    preference = Preference.objects.create(person=cast.anna, digest=True)
    make_mail(cast.anna, subject=Subject.WEEK, stop=Stop.DIGEST)
    send_due()
    (message,) = postbus.messages
    assert message["List-Unsubscribe"] == f"<https://testserver/stop/{preference.stop_digest}/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    make_mail(cast.anna, subject=Subject.WEEK, stop=Stop.DIGEST)
    Preference.objects.update(digest=False)
    send_due()
    assert len(postbus.raw) == 1


def test_a_mail_goes_to_the_new_address_of_who_moved(cast: Cast, postbus: Postbus) -> None:
    make_mail(cast.anna)
    type(cast.anna).objects.filter(pk=cast.anna.pk).update(email="nieuw@buurt.test")
    send_due()
    assert postbus.recipients == [["nieuw@buurt.test"]]


def test_there_are_twelve_subjects_and_none_tells_anything() -> None:
    assert len(Subject) == 12
    assert all("!" not in str(subject.label) for subject in Subject)


@pytest.mark.parametrize("text", ["regel\r\nBcc: iemand@elders.test", "é" * 2000 + "\n.\n..\n"])
def test_odd_words_stay_in_the_body(cast: Cast, postbus: Postbus, text: str) -> None:
    make_mail(cast.anna, body=text)
    send_due()
    (message,) = postbus.messages
    assert message["Bcc"] is None
    assert postbus.recipients == [["anna@buurt.test"]]


def test_a_mail_with_a_new_id_for_each_attempt_would_be_seen(cast: Cast, postbus: Postbus) -> None:
    """The control for R12: the count of ids by address is what finds a worker that makes a fresh id."""
    mail = make_mail(cast.anna)
    send_due()
    MailOut.objects.filter(pk=mail.pk).update(
        sent_at=None, next_try_at=timezone.now(), body="Nog eens", message_id=new_message_id()
    )
    send_due()
    assert len({(message["To"], message["Message-ID"]) for message in postbus.messages}) == 2
