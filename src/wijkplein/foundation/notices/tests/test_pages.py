"""The pages: inbox, choices, stop link, letters and the joint mailbox."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.cast import Cast
from tests.signing_in import sign_in
from wijkplein.delen.square.tests.makers import make_post, make_reply
from wijkplein.foundation.notices.letters import letter_html
from wijkplein.foundation.notices.models import MailIn, MailOut, Notice, PaperItem, Preference, Rhythm
from wijkplein.foundation.notices.telling import tell_deeds
from wijkplein.foundation.notices.tests.makers import make_mail
from wijkplein.foundation.privacy.models import ReadEntry
from wijkplein.foundation.privacy.retention import run_retention, what_is_due
from wijkplein.foundation.privacy.rights import erase_person, export_person
from wijkplein.foundation.receipts.tests.browsing import Browser
from wijkplein.foundation.verbs.registry import ref_to


def text_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def reply(cast: Cast) -> Any:
    post = make_post(cast, by=cast.anna)
    found = make_reply(cast, post, text="kanarie-in-de-mijn")
    tell_deeds()
    return found


def test_the_inbox_shows_what_happened_and_forgets_what_is_gone(cast: Cast, client: Client, reply: Any) -> None:
    sign_in(client, cast.anna)
    page = text_of(client.get(reverse("notices:inbox")))
    assert "Er is een reactie op je bericht" in page
    assert reverse("square:post", args=[reply.post.uuid]) in page
    reply.delete()
    assert "Dit is er niet meer" in text_of(client.get(reverse("notices:inbox")))


def test_looking_marks_nothing_and_the_button_does(cast: Cast, client: Client, reply: Any) -> None:
    sign_in(client, cast.anna)
    client.get(reverse("notices:inbox"))
    assert Notice.objects.filter(person=cast.anna, read_at=None).exists()
    client.post(reverse("notices:inbox"))
    assert not Notice.objects.filter(person=cast.anna, read_at=None).exists()


def test_nobody_reads_or_marks_the_inbox_of_another(cast: Cast, client: Client, reply: Any) -> None:
    sign_in(client, cast.bram)
    assert "reactie" not in text_of(client.get(reverse("notices:inbox")))
    client.post(reverse("notices:inbox"))
    assert Notice.objects.filter(person=cast.anna, read_at=None).exists()


def test_the_inbox_comes_in_pages_by_key(cast: Cast, client: Client, reply: Any) -> None:
    ref = ref_to(reply)
    Notice.objects.bulk_create(
        Notice(person=cast.anna, occasion=f"n:{number}", kind=ref.kind, about_id=ref.uuid, sentence="square_reply")
        for number in range(70)
    )
    sign_in(client, cast.anna)
    address, seen = reverse("notices:inbox"), 0
    for _ in range(4):
        page = text_of(client.get(address))
        seen += page.count("<time")
        if "?voor=" not in page:
            break
        address = reverse("notices:inbox") + "?voor=" + page.partition("?voor=")[2].partition('"')[0]
    assert seen == Notice.objects.filter(person=cast.anna).count() == 72


def test_the_inbox_takes_the_same_queries_for_one_line_and_thirty(
    cast: Cast, client: Client, reply: Any, django_assert_max_num_queries: Any
) -> None:
    ref = ref_to(reply)
    Notice.objects.bulk_create(
        Notice(person=cast.anna, occasion=f"n:{number}", kind=ref.kind, about_id=ref.uuid, sentence="square_reply")
        for number in range(30)
    )
    sign_in(client, cast.anna)
    with django_assert_max_num_queries(12):
        client.get(reverse("notices:inbox"))


@pytest.mark.parametrize("before", ["-1", "x", "9" * 40, "%FF"])
def test_an_odd_key_is_no_fault(cast: Cast, client: Client, before: str) -> None:
    sign_in(client, cast.anna)
    assert client.get(reverse("notices:inbox") + f"?voor={before}").status_code == 200


def test_choices_are_kept_and_a_wrong_one_comes_back(cast: Cast, client: Client) -> None:
    sign_in(client, cast.anna)
    address = reverse("notices:preferences")
    assert client.post(address, {"threads": "daily", "channel": "paper", "digest": "on"}).status_code == 303
    kept = Preference.objects.get(person=cast.anna)
    assert (kept.threads, kept.channel, kept.digest) == ("daily", "paper", True)
    assert client.post(address, {"threads": "altijd", "channel": "mail"}).status_code == 422


@pytest.fixture
def strict() -> Client:
    """A mail program: it has no cookie and no CSRF token."""
    return Browser(enforce_csrf_checks=True)


def test_a_stop_link_looks_on_get_and_stops_on_one_tap(cast: Cast, strict: Client) -> None:
    preference = Preference.objects.create(person=cast.anna, digest=True)
    address = reverse("notices:stop", args=[preference.stop_digest])
    page = strict.get(address)
    assert page.status_code == 200
    assert not page.cookies
    preference.refresh_from_db()
    assert preference.digest
    answer = strict.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    preference.refresh_from_db()
    assert (preference.digest, preference.threads) == (False, Rhythm.NOW)
    assert strict.post(address).status_code == 200


def test_the_other_stop_link_stops_mail_about_ones_own_things(cast: Cast, strict: Client, reply: Any) -> None:
    preference = Preference.objects.create(person=cast.anna, digest=True)
    strict.post(reverse("notices:stop", args=[preference.stop_threads]))
    preference.refresh_from_db()
    assert (preference.digest, preference.threads) == (True, Rhythm.OFF)
    assert not Notice.objects.filter(person=cast.anna).exclude(pass_on_at=None).exists()


def test_a_guessed_stop_link_is_not_there(db: Any, strict: Client) -> None:
    assert strict.get(reverse("notices:stop", args=["x" * 22])).status_code == 404


@pytest.fixture
def letter(cast: Cast, reply: Any) -> PaperItem:
    cast.anna.last_name, cast.anna.address = "Jansen", "Molenweg 1\n1234 AB Molenrij"
    cast.anna.save()
    ref = ref_to(reply)
    return PaperItem.objects.create(
        person=cast.anna, area=cast.area, kind=ref.kind, about_id=ref.uuid, sentence="square_reply"
    )


def test_the_queue_has_no_names_and_opening_a_letter_is_noted(cast: Cast, client: Client, letter: PaperItem) -> None:
    sign_in(client, cast.carla)
    queue = text_of(client.get(reverse("notices:letters", args=[cast.area.slug])))
    assert "Anna" not in queue
    assert "Molenweg" not in queue
    assert ReadEntry.objects.count() == 0
    page = text_of(client.get(reverse("notices:letter", args=[cast.area.slug, cast.anna.uuid])))
    assert "Jansen" in page
    assert ReadEntry.objects.get().reason == "paper"


def test_a_letter_is_a_tagged_pdf_that_says_u(cast: Cast, client: Client, letter: PaperItem) -> None:
    sign_in(client, cast.carla)
    answer = client.get(reverse("notices:letter_pdf", args=[cast.area.slug, cast.anna.uuid]))
    reader = PdfReader(io.BytesIO(answer.content))
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "uw bericht" in text
    assert "0000 - 12 34 56" in text
    assert "kanarie" not in letter_html(cast.anna, [letter])


def test_a_letter_that_was_sent_leaves_the_queue(cast: Cast, client: Client, letter: PaperItem) -> None:
    sign_in(client, cast.carla)
    address = reverse("notices:letter", args=[cast.area.slug, cast.anna.uuid])
    assert client.post(address).status_code == 303
    letter.refresh_from_db()
    assert letter.printed_at is not None
    assert client.get(address).status_code == 404


def test_another_areas_letters_are_not_there(cast: Cast, client: Client, letter: PaperItem) -> None:
    PaperItem.objects.update(area=cast.other_area)
    sign_in(client, cast.carla)
    assert client.get(reverse("notices:letter", args=[cast.area.slug, cast.anna.uuid])).status_code == 404


@pytest.fixture
def mail(cast: Cast) -> MailIn:
    return MailIn.objects.create(
        area=cast.area, person=cast.anna, sender="anna@buurt.test", subject="Mijn geheim", text="<b>Mag dat?</b>"
    )


def test_the_mailbox_has_no_words_and_opening_is_noted(cast: Cast, client: Client, mail: MailIn) -> None:
    sign_in(client, cast.carla)
    listed = text_of(client.get(reverse("notices:mailbox", args=[cast.area.slug])))
    assert "geheim" not in listed
    assert "anna@" not in listed
    page = text_of(client.get(reverse("notices:mail", args=[mail.uuid])))
    assert "&lt;b&gt;Mag dat?" in page
    assert ReadEntry.objects.count() == 1


def test_an_empty_answer_comes_back(cast: Cast, client: Client, mail: MailIn) -> None:
    sign_in(client, cast.carla)
    assert client.post(reverse("notices:answer_mail", args=[mail.uuid]), {"text": ""}).status_code == 422
    assert MailOut.objects.count() == 0


def test_the_platform_manager_sees_what_failed_without_address_or_words(cast: Cast, client: Client) -> None:
    failed = make_mail(next_try_at=None, failed_at=timezone.now(), last_error="SMTPDataError", body="kanarie")
    sign_in(client, cast.mo)
    page = text_of(client.get(reverse("notices:outbox")))
    assert "SMTPDataError" in page
    assert "kanarie" not in page
    assert "iemand@" not in page
    client.post(reverse("notices:retry_mail", args=[failed.uuid]))
    failed.refresh_from_db()
    assert (failed.failed_at, failed.tries, failed.next_try_at is None) == (None, 0, False)


def test_all_that_is_kept_about_somebody_goes_along_and_goes_away(
    cast: Cast, reply: Any, letter: PaperItem, mail: MailIn
) -> None:
    Preference.objects.create(person=cast.anna)
    make_mail(cast.anna)
    given = export_person(cast.anna.uuid)["Berichten, mails en brieven aan jou"]
    assert {key for line in given for key in line} >= {"weekmail", "bericht", "brief", "mail aan jou", "mail van jou"}
    erase_person(cast.anna.uuid)
    for model in (Notice, MailOut, MailIn, PaperItem, Preference):
        assert not model._base_manager.filter(person=cast.anna).exists(), model


@pytest.mark.parametrize(
    ("model", "field", "days", "rule"),
    [
        (Notice, "created_at", 90, "notices"),
        (MailOut, "created_at", 90, "mail_out"),
        (PaperItem, "printed_at", 30, "paper"),
        (MailIn, "closed_at", 30, "mail_in"),
    ],
)
def test_everything_goes_on_its_day_and_not_before(
    cast: Cast, reply: Any, letter: PaperItem, mail: MailIn, model: Any, field: str, days: int, rule: str
) -> None:
    make_mail(cast.anna)
    now = timezone.now()
    row = model.objects.first()
    model.objects.exclude(pk=row.pk).delete()
    extra = {"outcome": "called"} if model is MailIn else {}
    model.objects.filter(pk=row.pk).update(**{field: now - timedelta(days=days - 1)}, **extra)
    assert what_is_due(now)[rule] == 0
    model.objects.filter(pk=row.pk).update(**{field: now - timedelta(days=days + 1)})
    assert what_is_due(now)[rule] == 1
    run_retention(now)
    assert not model.objects.filter(pk=row.pk).exists()
