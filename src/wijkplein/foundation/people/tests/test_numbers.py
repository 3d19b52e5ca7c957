"""Only a number that somebody can ring is written down; the sentence says what to do, and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.signing_in import sign_in
from wijkplein.foundation.people.contact import NotANumber, normalised_phone
from wijkplein.foundation.receipts.models import CallBack
from wijkplein.foundation.receipts.tests.browsing import Browser, token_on

NOBODY = ["06-1234567", "061234567", "0900-8844", "0900 1234567", "112", "0612", "06 0000 0000", "+31 6 123"]


@pytest.mark.parametrize("typed", NOBODY)
def test_a_number_nobody_can_ring_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(NotANumber, match="nummer"):
        normalised_phone(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06-12345678", "+31612345678"),
        ("0522 12 34 56", "+31522123456"),
        ("088 123 45 67", "+31881234567"),
        ("085-1234567", "+31851234567"),
        ("+49 30 901820", "+4930901820"),
        ("0032 475 12 34 56", "+32475123456"),
        ("+44 20 7946 0018", "+442079460018"),
    ],
)
def test_a_number_here_and_in_another_country_is_kept(typed: str, kept: str) -> None:
    assert normalised_phone(typed) == kept


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["06-1234567", "0900-8844", "112"])
def test_who_wants_to_be_called_loses_nothing(cast, typed: str) -> None:
    browser, address = Browser(), reverse("receipts:call_me")
    form = {"name": "Ria", "phone": typed, "part_of_day": "morning", "text": "Over de stoep", "once": ""}
    page = browser.post(address, {**form, "once": token_on(browser.get(address))})
    html = page.content.decode()
    assert page.status_code == 422
    assert f'value="{typed}"' in html
    assert "Over de stoep" in html
    assert "geen nummer waarop we iemand kunnen bellen" in html
    assert not CallBack.objects.exists()


@pytest.mark.django_db
def test_nor_does_who_types_it_for_somebody_on_the_telephone(cast, client) -> None:
    sign_in(client, cast.carla)
    page = client.post(reverse("square:ask_for"), {"phone": "06-1234567", "text": "Wie leent mij een ladder?"})
    html = page.content.decode()
    assert page.status_code == 422
    assert 'value="06-1234567"' in html
    assert "Wie leent mij een ladder?" in html
    assert "geen nummer waarop we iemand kunnen bellen" in html
