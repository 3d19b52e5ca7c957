"""Mail out: by the mail server of the open community, to a real one here; without one, to files."""

from __future__ import annotations

import dataclasses
import email
import socket
from contextlib import contextmanager
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import get_connection

from wijkplein.foundation.community import mailing
from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.mailing import NotSent, outbox, send_plain, sends_by_server, smtp_settings

pytestmark = pytest.mark.django_db


class Box:
    """What arrived at the mail server."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # the name aiosmtpd calls
        self.letters.append(
            (envelope.mail_from, envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=default))
        )
        return "250 OK"


@pytest.fixture(autouse=True)
def real_backend(settings):
    """pytest-django puts mails in memory; here they take the way they take in a town."""
    settings.EMAIL_BACKEND = "wijkplein.foundation.community.mailing.TownMailBackend"


@pytest.fixture
def server():
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=0, auth_require_tls=False)
    controller.port = free_port()
    controller.start()
    box.port = controller.port
    yield box
    controller.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def town(**mail):
    return dataclasses.replace(current(), mail=mail)


@contextmanager
def standing(community):
    """The open community with other mail settings; equal to it in everything a binding looks at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mailing, "current", lambda: community)
        yield community


def reaches(port, **more):
    return town(host="127.0.0.1", port=port, security="none", **more)


def test_a_mail_arrives_at_the_mail_server_of_the_community(db, server):
    with standing(reaches(server.port, sender="plein@molenrij.test")):
        send_plain(to="anna@buurt.test", subject="Bericht van Proef", text="Dag Anna")
    assert [(sender, to) for sender, to, _letter in server.letters] == [("plein@molenrij.test", ["anna@buurt.test"])]


def test_a_mail_is_plain_text_with_one_receiver(db, server):
    with standing(reaches(server.port)):
        send_plain(to="anna@buurt.test", subject="Bericht", text="één regel")
    letter = server.letters[0][2]
    assert letter.get_content_type() == "text/plain"
    assert letter["To"] == "anna@buurt.test"
    assert letter.get_content().strip() == "één regel"


def test_a_mail_says_that_no_answer_machine_has_to_answer(db, server):
    with standing(reaches(server.port)):
        send_plain(to="anna@buurt.test", subject="Bericht", text="Dag")
    assert server.letters[0][2]["Auto-Submitted"] == "auto-generated"


def test_a_second_line_in_a_subject_is_refused(db, server):
    with standing(reaches(server.port)), pytest.raises(ValueError):
        send_plain(to="anna@buurt.test", subject="Bericht\nBcc: kwaad@elders.test", text="Dag")


def test_a_mail_server_that_is_down_is_said_not_hidden(db):
    with standing(reaches(free_port())), pytest.raises(NotSent):
        send_plain(to="anna@buurt.test", subject="Bericht", text="Dag")


def test_a_mail_server_that_refuses_is_said_not_hidden(db, server):
    async def full(server, session, envelope):
        return "452 full"

    server.handle_DATA = full
    with standing(reaches(server.port)), pytest.raises(NotSent):
        send_plain(to="anna@buurt.test", subject="Bericht", text="Dag")


def test_without_a_server_mails_are_files_only_we_can_read(db):
    with standing(town()) as community:
        send_plain(to="anna@buurt.test", subject="Bericht", text="Dag Anna")
        file = sorted(outbox(community).glob("*.eml"))[-1]
    assert "Dag Anna" in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0


def test_whether_there_is_a_server_is_known_to_the_doctor(db):
    assert not sends_by_server(town())
    assert sends_by_server(town(host="mail.molenrij.test"))


def test_the_password_stands_beside_the_keys(db):
    community = town(host="mail.molenrij.test", user="plein", password_file="mail.password")
    (community.keys_folder / "mail.password").write_text("geheim\n")
    assert smtp_settings(community)["password"] == "geheim"


def test_a_missing_password_file_says_where_it_should_stand(db):
    with pytest.raises(CommunityError, match="bestaat-niet"):
        smtp_settings(town(host="mail.molenrij.test", password_file="bestaat-niet"))


def test_an_unknown_security_is_refused(db):
    with pytest.raises(CommunityError, match="starttls"):
        smtp_settings(town(host="mail.molenrij.test", security="misschien"))


def test_the_connection_has_a_patience(db):
    assert smtp_settings(town(host="mail.molenrij.test"))["timeout"] == 10
    assert get_connection().__class__.__name__ == "TownMailBackend"
