"""Another data key: everything is sealed anew, the old key can be taken away, and all still reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from tests.bars.canaries import sow
from tests.people_of_the_cast import make_cast
from wijkplein.__main__ import main
from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.keys import forget_old_keys, key, keys, start_new_key
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy import resealing
from wijkplein.foundation.privacy.encryption import CannotOpen
from wijkplein.foundation.privacy.resealing import left_with_old_keys, seal_everything_anew, sealed_fields
from wijkplein.foundation.signing_in.tests.helpers import app_code, ask_code, is_signed_in, set_up_app, sign_in

Values = dict[str, list[str]]


@pytest.fixture
def filled(town: Any) -> Iterator[Any]:
    """A town in which every sealed column holds something."""
    with opened(town):
        sow(make_cast())
        yield town


def opened_values() -> Values:
    """What every sealed column says, by row."""
    return {
        field.sealed_as: [str(value) for value in model._base_manager.order_by("pk").values_list(field.name, flat=True)]
        for model, field in sealed_fields()
    }


def raw_values() -> list[str]:
    """What every sealed column holds."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for model, field in sealed_fields():
            cursor.execute(f'SELECT "{field.column}" FROM "{model._meta.db_table}"')
            found += [row[0] for row in cursor.fetchall() if row[0]]
    return found


def test_every_sealed_column_is_known_and_filled(filled: Any) -> None:
    """The control: nothing is proved about a column in which nothing stands."""
    empty = [name for name, values in opened_values().items() if not any(value not in ("", "None") for value in values)]
    assert empty == []
    assert len(list(sealed_fields())) >= 17
    assert "people.person.email" in opened_values()


def test_after_a_turn_the_old_key_can_go_and_everything_reads(filled: Any, capfd: Any) -> None:
    before, old, addresses = opened_values(), key("data").id, Person.objects.exclude(email=None).count()
    assert main(["rotate", filled.slug]) == 0
    assert f"people.person.email: {addresses} opnieuw verzegeld" in capfd.readouterr().err
    assert [each.id for each in keys("data")] == [old, key("data").id]
    assert main(["rotate", filled.slug, "--drop-old", filled.slug]) == 0
    assert [each.id for each in keys("data")] == [key("data").id]
    assert key("data").id != old
    assert opened_values() == before
    assert all(f":{key('data').id}:" in value for value in raw_values())


def test_signing_in_works_on_with_the_same_address_and_app(filled: Any) -> None:
    person = Person.objects.exclude(email=None).filter(roles__name="platform_manager").get()
    browser = Client(headers={"host": filled.hosts[0]})
    sign_in(browser, person.email)
    secret, _codes = set_up_app(browser)
    main(["rotate", filled.slug])
    main(["rotate", filled.slug, "--drop-old", filled.slug])
    assert is_signed_in(browser)
    assert Person.objects.get(email=person.email) == person
    factor = Authenticator.objects.get(user_id=person.pk, type=Authenticator.Type.TOTP)
    assert factor.wrap().validate_code(app_code(secret))


def test_a_code_that_waits_in_a_browser_is_asked_again_and_breaks_nothing(filled: Any) -> None:
    browser = Client(headers={"host": filled.hosts[0]})
    ask_code(browser, "zoe@buurt.test")
    main(["rotate", filled.slug, "--drop-old", filled.slug])
    assert browser.get("/inloggen/code/").status_code == 200
    assert Session.objects.count() == 1


def test_a_turn_that_was_broken_off_is_finished_with_the_same_key(filled: Any, capfd: Any) -> None:
    started = start_new_key("data").id
    assert left_with_old_keys()
    main(["rotate", filled.slug])
    assert "was niet af" in capfd.readouterr().err
    assert key("data").id == started
    assert left_with_old_keys() == {}


def test_who_changes_her_number_meanwhile_keeps_the_new_one(filled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    start_new_key("data")
    real, person = resealing.unseal, Person.objects.exclude(phone="").order_by("pk")[0]

    def slow(sealed: str, *, field: str) -> str:
        if field == "people.person.phone":
            Person.objects.filter(pk=person.pk).update(phone="+31699999999")
        return real(sealed, field=field)

    monkeypatch.setattr(resealing, "unseal", slow)
    seal_everything_anew()
    person.refresh_from_db()
    assert person.phone == "+31699999999"
    assert left_with_old_keys() == {}


def test_without_the_turn_a_dropped_key_shuts_what_it_sealed(filled: Any) -> None:
    """The control: the test above would be red if nothing was sealed anew."""
    start_new_key("data")
    forget_old_keys("data")
    with pytest.raises(CannotOpen):
        opened_values()


def test_the_old_key_stays_without_the_typed_name(filled: Any, capfd: Any) -> None:
    assert main(["rotate", filled.slug, "--drop-old", "ja"]) == 1
    assert "Er is niets veranderd" in capfd.readouterr().err
    assert len(keys("data")) == 1
