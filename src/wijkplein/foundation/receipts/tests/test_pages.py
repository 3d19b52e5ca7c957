"""Pages of whoever holds a receipt."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from wijkplein.foundation.receipts.actions import answer_receipt
from wijkplein.foundation.receipts.lookup import WRONG_GUESSES_PER_HOUR
from wijkplein.foundation.receipts.masking import MaskSecrets
from wijkplein.foundation.receipts.models import AddedLine, Outcome, Receipt
from wijkplein.foundation.receipts.tests.browsing import text_of, token_on
from wijkplein.foundation.receipts.tests.makers import make_receipt
from wijkplein.foundation.receipts.tests.test_lookup import wrong


def with_words(client: Client, words: str) -> Any:
    first, second, third = words.split()
    return client.post(reverse("receipts:words"), {"first": first, "second": second, "third": third}, follow=True)


def test_three_words_show_how_it_stands_without_an_account(client: Client, cast: Cast) -> None:
    issued = make_receipt(cast.area)
    page = with_words(client, issued.words)
    assert page.redirect_chain == [(reverse("receipts:look"), 303)]
    assert "buurtverbinder" in text_of(page)
    assert "Het kwam binnen" in text_of(page)
    assert page.headers["Cache-Control"] == "no-store"


def test_three_words_in_one_box_and_a_slip_of_the_finger_are_fine(client: Client, cast: Cast) -> None:
    issued = make_receipt(cast.area)
    typed = issued.words.upper().replace(" ", ", ")
    page = client.post(reverse("receipts:words"), {"first": typed}, follow=True)
    assert page.status_code == 200
    assert "Zo staat het ermee" in text_of(page)


def test_a_word_we_do_not_know_is_named_and_nothing_typed_is_lost(client: Client, cast: Cast) -> None:
    page = client.post(reverse("receipts:words"), {"first": "qqqqqqq", "second": "lepel", "third": "fiets"})
    assert page.status_code == 422
    assert "qqqqqqq" in text_of(page)
    assert 'value="lepel"' in page.content.decode()


def test_when_the_budget_is_spent_the_page_says_what_still_works(client: Client, cast: Cast) -> None:
    for number in range(WRONG_GUESSES_PER_HOUR):
        with_words(client, wrong(number))
    issued = make_receipt(cast.area)
    page = with_words(client, issued.words)
    assert page.status_code == 429
    assert "QR-code" in text_of(page)
    assert "Bellen kan ook" in text_of(page)
    assert client.get(f"/v/{issued.secret}/").headers["Location"] == reverse("receipts:look")


def test_the_qr_opens_and_goes_on_to_an_address_without_the_secret(client: Client, cast: Cast) -> None:
    issued = make_receipt(cast.area)
    response = client.get(f"/v/{issued.secret}/")
    assert (response.status_code, response.headers["Location"]) == (303, "/volgkaartje/bekijken/")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "no-store"
    assert issued.secret not in str(response.cookies)
    assert str(issued.receipt.uuid) not in str(response.cookies)
    page = client.get(response.headers["Location"])
    assert page.status_code == 200
    assert issued.secret not in page.content.decode()


def test_a_wrong_secret_is_no_404_because_that_would_be_logged(client: Client, cast: Cast) -> None:
    response = client.get("/v/wrongwrongwrongwrong/", follow=True)
    assert response.status_code == 200
    assert "Deze code kennen we niet" in text_of(response)


def test_a_secret_in_a_log_line_is_masked() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Not Found: %s", ("/v/geheim123/",), None)
    assert MaskSecrets().filter(record)
    assert "geheim123" not in record.getMessage()
    assert any(isinstance(each, MaskSecrets) for each in logging.getLogger("django.request").filters)


def test_a_forged_or_foreign_cookie_opens_nothing(client: Client, cast: Cast) -> None:
    make_receipt(cast.area)
    for value in ("", "1:abcd:xxxx", "rommel", "1:00000000:" + "A" * 80):
        client.cookies["__Secure-kaartje"] = client.cookies["kaartje"] = value
        assert client.get(reverse("receipts:look")).headers["Location"] == reverse("receipts:words")


def test_opening_a_receipt_leaves_no_trace_in_the_session(client: Client, cast: Cast) -> None:
    client.force_login(cast.anna)
    before = dict(client.session.items())
    with_words(client, make_receipt(cast.area).words)
    assert dict(client.session.items()) == before


def test_one_line_is_added_and_a_second_one_is_refused(client: Client, cast: Cast) -> None:
    issued = make_receipt(cast.area)
    with_words(client, issued.words)
    assert client.post(reverse("receipts:line"), {"text": "Het is nu nog natter."}).status_code == 303
    assert AddedLine.objects.get().text == "Het is nu nog natter."
    assert client.post(reverse("receipts:line"), {"text": "En nog iets."}).status_code == 403
    assert "al een regel" in text_of(client.get(reverse("receipts:line")))


def test_a_line_with_a_telephone_number_is_asked_about(client: Client, cast: Cast) -> None:
    with_words(client, make_receipt(cast.area).words)
    asked = {"text": "Bel mijn buurman op 06 12345678."}
    page = client.post(reverse("receipts:line"), asked)
    assert page.status_code == 422
    assert "06 12345678" in text_of(page)
    assert client.post(reverse("receipts:line"), {**asked, "besluit": "laat-staan"}).status_code == 422
    neutral = client.post(reverse("receipts:line"), {**asked, "besluit": "maak-neutraal"})
    assert "[telefoonnummer]" in neutral.content.decode()
    assert not AddedLine.objects.exists()


def test_not_right_reopens_once(client: Client, cast: Cast) -> None:
    issued = make_receipt(cast.area)
    with_words(client, issued.words)
    assert client.post(reverse("receipts:not_right")).status_code == 403
    for status in (303, 403):
        answer_receipt(by=cast.carla, receipt=issued.receipt, outcome=Outcome.NOT_DONE, reason="Er is geen plek.")
        page = client.get(reverse("receipts:look"))
        assert "Er is geen plek." in text_of(page)
        assert client.post(reverse("receipts:not_right")).status_code == status
    assert Receipt.objects.get().closed_at is not None


def test_sent_twice_a_line_is_one_line(client: Client, cast: Cast) -> None:
    with_words(client, make_receipt(cast.area).words)
    token = token_on(client.get(reverse("receipts:line")))
    answers = [client.post(reverse("receipts:line"), {"text": "Nog iets.", "once": token}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert AddedLine.objects.count() == 1


def test_by_account_the_holder_reads_it_and_another_neighbour_finds_nothing(client: Client, cast: Cast) -> None:
    receipt = make_receipt(cast.area, holder=cast.anna).receipt
    address = reverse("receipts:mine", args=[receipt.uuid])
    client.force_login(cast.anna)
    assert client.get(address).status_code == 200
    client.force_login(cast.bram)
    assert client.get(address).status_code == 404


def test_a_neighbours_report_is_no_step_on_the_page(client: Client, cast: Cast) -> None:
    from django.utils import timezone

    from wijkplein.foundation.verbs.models import Deed

    issued = make_receipt(cast.area)
    given = {"kind": issued.receipt.kind, "about_id": issued.receipt.about_id, "at": timezone.now()}
    Deed.objects.create(verb="posts.report", role="everyone", **given)
    Deed.objects.create(verb="posts.let_through", role="connector", **given)
    page = text_of(with_words(client, issued.words))
    assert "Een buurtverbinder zette het op het plein" in page
    assert "Melden" not in page


def test_in_large_letters_on_paper(client: Client, cast: Cast) -> None:
    with_words(client, make_receipt(cast.area).words)
    response = client.get(reverse("receipts:large_print"))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_closing_forgets_it_in_this_browser(client: Client, cast: Cast) -> None:
    with_words(client, make_receipt(cast.area).words)
    client.post(reverse("receipts:close"))
    assert client.get(reverse("receipts:look")).status_code == 303


@pytest.mark.parametrize("name", ["look", "line", "not_right", "fresh", "fresh_pdf", "large_print"])
def test_without_a_code_every_page_asks_for_the_words(client: Client, cast: Cast, name: str) -> None:
    assert client.get(reverse(f"receipts:{name}")).headers["Location"] == reverse("receipts:words")


def test_two_receipts_are_told_apart_where_only_their_name_stands(cast: Cast) -> None:
    from datetime import timedelta

    from wijkplein.foundation.verbs.registry import kind_named

    one, other = make_receipt(cast.area).receipt, make_receipt(cast.area).receipt
    other.due_on += timedelta(days=3)
    title = kind_named("receipt").title
    assert title(one) != title(other)
