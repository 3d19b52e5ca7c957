"""Bars PR4 and PR9: what I may take along is all about me and nothing about others; mails hold no words of anybody."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.mail import EmailMessage

from tests.bars.canaries import sow
from tests.bars.marks import Canary, Text, Town
from tests.cast import Cast
from wijkplein.foundation.notices.models import MailOut
from wijkplein.foundation.notices.passing_on import pass_on
from wijkplein.foundation.notices.sending import wire
from wijkplein.foundation.notices.telling import tell_deeds
from wijkplein.foundation.privacy import rights
from wijkplein.foundation.privacy.rights import export_person

# Marks that are about me and say nothing to me: keys and marks of the machinery, never shown to anybody.
MACHINERY = re.compile(
    r"_mark$|\.session_key$|\.stop_\w+$|\.mark$|\.uuid$|\.stems$|\.folded$|^photo\.|in_reply_to$|message_id$|readentry\.subject$"
)


@pytest.fixture
def town(cast: Cast) -> Town:
    return sow(cast)


def taken_along(town: Town, who: str) -> Text:
    """Everything I take along, as one text."""
    return Text(json.dumps(export_person(town.cast.named(who).uuid), default=str))


def missing(town: Town, who: str) -> list[str]:
    """What is kept about me and not given to me."""
    told = taken_along(town, who)
    mine = [
        each for each in town.canaries if each.owner == who and each.how != "year" and not MACHINERY.search(each.name)
    ]
    return sorted({each.name for each in mine if not each.in_text(told)})


def foreign(town: Town, who: str) -> list[str]:
    """What I get about others."""
    told = taken_along(town, who)
    return sorted(
        {f"{each.name} of {each.owner}" for each in town.canaries if each.owner != who and each.in_text(told)}
    )


@pytest.mark.parametrize("who", ["anna", "bram", "koen", "zoe"])
def test_i_get_all_about_me_and_nothing_about_others(town: Town, who: str) -> None:
    assert (missing(town, who), foreign(town, who)) == ([], [])


def test_an_export_that_forgets_or_tells_is_found(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control, both ways."""
    less = {name: each for name, each in rights._holdings.items() if name != "people"}
    monkeypatch.setattr(rights, "_holdings", less)
    assert missing(town, "anna")
    other = town.cast.bram.uuid
    plain = rights._holdings["square"].export
    leaky = rights.Holding("square", "x", lambda person: plain(other), rights._holdings["square"].erase)
    monkeypatch.setattr(rights, "_holdings", {"square": leaky})
    assert foreign(town, "anna")


def wrong_in(message: EmailMessage, canaries: list[Canary]) -> list[str]:
    """What a mail may not be: for two, with words of somebody, or fetching from elsewhere."""
    whole = message.message().as_string()
    text = Text(f"{message.subject}\n{message.body}\n{whole.partition('To:')[0]}")
    wrong = [each.name for each in canaries if each.in_text(text)]
    wrong += ["recipients"] if len(message.recipients()) != 1 else []
    wrong += ["html"] if "text/html" in whole or re.search(r"<img|src=", whole) else []
    return wrong


def test_mails_hold_nobodys_words(town: Town) -> None:
    """Bar PR9: every mail that the deeds of the filled town lead to."""
    MailOut.objects.all().delete()  # the filler wrote marks in these two itself
    while tell_deeds():
        pass
    pass_on()
    mails = [wire(each) for each in MailOut.objects.exclude(next_try_at=None)]
    public = {
        "people.person.first_name",
        "notices.preference.stop_digest",
        "notices.preference.stop_threads",
    }  # her own
    private = [each for each in town.canaries if each.name not in public]
    assert mails
    assert {name for each in mails for name in wrong_in(each, private)} == set()


def test_a_mail_with_words_is_found(town: Town) -> None:
    """The control."""
    mark = next(each.mark for each in town.canaries if each.name == "square.reply.text (wacht)")
    two = EmailMessage("Nieuws", f"Er staat: {mark}", "x@y.test", ["a@b.test", "c@d.test"])
    found: Any = wrong_in(two, town.canaries)
    assert set(found) == {"square.reply.text (wacht)", "recipients"}
