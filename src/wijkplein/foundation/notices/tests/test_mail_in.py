"""Mail in: from a file or by IMAP, sealed, with an owner, a clock and a receipt by reply."""

from __future__ import annotations

import mailbox
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from wijkplein.foundation.community.binding import current
from wijkplein.foundation.notices import joint_mailbox
from wijkplein.foundation.notices.actions import REPLIES_A_DAY, answer_mail, close_mail, place_mail, receive
from wijkplein.foundation.notices.joint_mailbox import read_mailbox
from wijkplein.foundation.notices.models import MailIn, MailOut, Notice, ReadMail, Subject
from wijkplein.foundation.notices.parsing import parse
from wijkplein.foundation.notices.telling import tell_deeds
from wijkplein.foundation.notices.tests.imap import imap_server
from wijkplein.foundation.receipts.lookup import by_words
from wijkplein.foundation.receipts.models import Receipt

OURS = frozenset({"plein@molenrij.test"})


def letter(text: str = "Mag de hond mee?", **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {"From": "Jan <jan@elders.test>", "Subject": "Vraag", "Message-ID": "<1@elders.test>", **headers}
    for name, value in given.items():
        message[name] = value
    message.set_content(text)
    return message


def parsed(message: EmailMessage) -> Any:
    return parse(message.as_bytes(), own_addresses=OURS)


Put = Callable[..., None]


@pytest.fixture
def box(db: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Put mails in the joint mailbox of the open town."""
    path = tmp_path / "plein"
    monkeypatch.setattr(joint_mailbox, "settings_of", lambda community: {"mbox": str(path)})

    def put(*messages: EmailMessage) -> None:
        file = mailbox.mbox(path)
        for message in messages:
            file.add(message)
        file.close()

    put.path = path  # type: ignore[attr-defined]
    return put


def test_a_mail_gets_an_owner_a_clock_and_a_receipt(cast: Cast, box: Put) -> None:
    box(letter())
    assert read_mailbox() == 1
    item = MailIn.objects.get()
    assert (item.text, item.subject, item.sender, item.area) == ("Mag de hond mee?", "Vraag", "jan@elders.test", None)
    receipt = Receipt.objects.get(about_id=item.uuid)
    assert (receipt.owner_role, receipt.norm_days, receipt.via) == ("connector", 1, "mail")
    reply = MailOut.objects.get()
    assert (reply.subject, reply.address, reply.in_reply_to) == (Subject.RECEIVED, "jan@elders.test", "<1@elders.test>")
    words = reply.body.partition("Uw volgkaartje: ")[2].partition("\n")[0]
    assert by_words(words) == receipt
    assert "Mag de hond" not in reply.body
    assert " je " not in reply.body


def test_what_was_read_is_gone_from_the_box_and_sealed_here(cast: Cast, box: Put) -> None:
    box(letter("Mijn geheim"))
    read_mailbox()
    assert box.path.read_bytes() == b""  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sender, subject, text FROM notices_mailin")
        assert all(value.startswith("1:") for value in cursor.fetchone())


def test_a_crash_between_keeping_and_tidying_reads_nothing_twice(cast: Cast, box: Put) -> None:
    box(letter())
    read_mailbox()
    box(letter())
    assert read_mailbox() == 1
    assert (MailIn.objects.count(), MailOut.objects.count()) == (1, 1)


def test_a_crash_half_way_keeps_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from wijkplein.foundation.notices import actions

    monkeypatch.setattr(actions, "received_text", lambda *given, **named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        receive(parsed(letter()))
    assert (MailIn.objects.count(), ReadMail.objects.count(), Receipt.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Auto-Submitted": "auto-replied"}, "automatic"),
        ({"Precedence": "bulk"}, "bulk"),
        ({"List-Id": "<nieuws.elders.test>"}, "bulk"),
        ({"From": "MAILER-DAEMON@elders.test"}, "bounce"),
        ({"Return-Path": "<>"}, "bounce"),
        ({"From": "plein@molenrij.test"}, "loop"),
        ({"From": "geen adres"}, "no_sender"),
        ({"Auto-Submitted": "no"}, ""),
    ],
)
def test_machines_are_not_answered(cast: Cast, headers: dict[str, str], why: str) -> None:
    mail = parsed(letter(**headers))
    assert mail.ignore == why
    receive(mail)
    assert MailIn.objects.count() == MailOut.objects.count() == (not why)


def test_two_machines_cannot_keep_talking(cast: Cast) -> None:
    for number in range(REPLIES_A_DAY + 3):
        receive(parsed(letter(**{"Message-ID": f"<{number}@elders.test>"})))
    assert MailIn.objects.count() == REPLIES_A_DAY + 3
    assert MailOut.objects.count() == REPLIES_A_DAY


def test_mark_up_and_scripts_are_taken_out(cast: Cast) -> None:
    message = letter()
    message.set_content("<p>Dag &amp; groet</p><script>boe()</script><style>p{}</style><b>Jan</b>", subtype="html")
    assert parsed(message).text == "Dag & groet\nJan"


def test_an_attachment_is_refused_politely(cast: Cast, box: Put) -> None:
    message = letter()
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="brief.pdf")
    box(message)
    read_mailbox()
    assert MailIn.objects.get().attachments == 1
    assert "bijlage kunnen wij niet bewaren" in MailOut.objects.get().body


def test_what_is_too_large_is_refused_politely_without_reading_it(
    cast: Cast, box: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joint_mailbox, "LARGEST", 2_000)
    monkeypatch.setattr(joint_mailbox, "HEAD", 500)
    box(letter("x" * 3_000), letter("klein", **{"Message-ID": "<2@elders.test>"}))
    assert read_mailbox() == 2
    assert MailIn.objects.get().text == "klein"
    refusal = MailOut.objects.get(subject=Subject.TOO_LARGE)
    assert "groter dan 10 MB" in refusal.body


def test_the_guard_counts_before_anybody_reads(cast: Cast) -> None:
    receive(parsed(letter("Bel mij op 06 12345678, BSN 111222333.")))
    assert MailIn.objects.get().findings >= 2


def test_a_known_sender_is_laid_at_her_own_neighbourhood(cast: Cast) -> None:
    receive(parsed(letter(From="anna@buurt.test")))
    item = MailIn.objects.get()
    assert (item.person, item.area) == (cast.anna, cast.area)
    assert Receipt.objects.get(about_id=item.uuid).holder is None
    tell_deeds()
    assert Notice.objects.get().person == cast.carla


def test_mail_without_a_neighbourhood_is_seen_by_everybody_on_duty_and_by_nobody_else(cast: Cast) -> None:
    receive(parsed(letter()))
    sees = {name for name in ("carla", "marieke", "mo", "anna", "koen", "wim") if _sees(cast.named(name))}
    assert sees == {"carla", "marieke", "mo"}


def _sees(person: Any) -> bool:
    return bool(MailIn.objects.visible_to(person).exists())


def test_it_is_placed_answered_and_closed_with_its_receipt(cast: Cast) -> None:
    receive(parsed(letter()))
    item = MailIn.objects.get()
    place_mail(by=cast.carla, item=item, area=cast.area)
    assert Receipt.objects.get(about_id=item.uuid).area == cast.area
    answer_mail(by=cast.carla, item=item, text="De hond mag mee.")
    answer = MailOut.objects.get(subject=Subject.ANSWER)
    assert "De hond mag mee." in answer.body
    assert answer.in_reply_to == "<1@elders.test>"
    receipt = Receipt.objects.get(about_id=item.uuid)
    assert (receipt.outcome, bool(receipt.reason)) == ("answered", True)


def test_it_is_closed_once_with_a_reason(cast: Cast) -> None:
    from wijkplein.foundation.verbs.acting import Refused

    receive(parsed(letter(From="anna@buurt.test")))
    item = MailIn.objects.get()
    close_mail(by=cast.carla, item=item, outcome="nothing", reason="Hier gaan wij niet over.")
    assert Receipt.objects.get(about_id=item.uuid).reason == "Hier gaan wij niet over."
    with pytest.raises(Refused):
        close_mail(by=cast.carla, item=item, outcome="called", reason="Toch gebeld.")


def test_by_imap(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    (current().keys_folder / "imap.password").write_text("geheim")
    large = letter("groot", **{"Message-ID": "<2@elders.test>"})
    mails = {7: letter().as_bytes(), 9: large.as_bytes()}
    mails = {uid: raw.replace(b"\n", b"\r\n") for uid, raw in mails.items()}
    with imap_server(mails, sizes={9: 20_000_000}) as server:
        table = {"imap": "127.0.0.1", "port": server.server_address[1], "security": "none", "user": "plein"}
        monkeypatch.setattr(joint_mailbox, "settings_of", lambda community: table)
        assert read_mailbox() == 2
        assert read_mailbox() == 0
    assert server.asked == ["BODY.PEEK[]", "BODY.PEEK[HEADER]"]
    assert MailIn.objects.get().text == "Mag de hond mee?"
    assert MailOut.objects.filter(subject=Subject.TOO_LARGE).count() == 1


def test_a_server_that_is_away_stops_nobody(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from wijkplein.foundation.notices.tests.smtp import free_port

    (current().keys_folder / "imap.password").write_text("geheim")
    table = {"imap": "127.0.0.1", "port": free_port(), "security": "none"}
    monkeypatch.setattr(joint_mailbox, "settings_of", lambda community: table)
    assert read_mailbox() == 0


def test_a_town_without_a_mailbox_reads_none(db: Any) -> None:
    assert read_mailbox() == 0


ODD = st.one_of(
    st.binary(max_size=2_000),
    st.builds(
        lambda name, charset, body: (
            b"From: " + name + b"\r\nSubject: =?" + charset + b"?Q?" + name + b"?=\r\nContent-Type: text/plain;"
            + b" charset=" + charset + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body
        ),
        st.binary(max_size=60),
        st.sampled_from([b"utf-8", b"x-unknown", b"utf-16", b"idna", b""]),
        st.binary(max_size=300),
    ),
)  # fmt: skip


@given(ODD)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_comes_in_is_read_without_a_fault(raw: bytes) -> None:
    mail = parse(raw, own_addresses=OURS)
    assert "\x00" not in mail.text + mail.subject
    assert "\n" not in mail.subject + mail.message_id + mail.sender
    (mail.text + mail.subject).encode()
