"""A real town gets its first platform manager by a command; he signs in as everybody does."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from wijkplein.__main__ import main
from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.people.models import Person, Role
from wijkplein.foundation.signing_in.tests.helpers import set_up_app, sign_in
from wijkplein.foundation.verbs.models import Deed

ADDRESS = "mo@gemeente.test"


def managers(town: Any) -> list[str]:
    """Addresses of who manages the town now."""
    with opened(town):
        held = Role.objects.current().filter(name="platform_manager", area=None)
        return [role.person.email for role in held.select_related("person").order_by("pk")]


def test_the_command_makes_a_manager_and_says_where_to_sign_in(town: Any, capfd: Any) -> None:
    assert main(["manager", town.slug, " Mo@Gemeente.test", "--name", "Mo"]) == 0
    said = capfd.readouterr().err
    assert f"https://{town.hosts[0]}/inloggen/" in said
    assert managers(town) == [ADDRESS]
    with opened(town):
        deed = Deed.objects.get(verb="roles.grant")
        assert (deed.role, deed.actor, deed.details) == ("system", None, {"role": "platform_manager"})


def test_a_second_one_needs_a_yes(town: Any, capfd: Any) -> None:
    main(["manager", town.slug, ADDRESS])
    assert main(["manager", town.slug, "ander@gemeente.test"]) == 1
    assert "--yes" in capfd.readouterr().err
    with opened(town):
        assert Person.objects.count() == 1
    assert main(["manager", town.slug, "ander@gemeente.test", "--yes"]) == 0
    assert managers(town) == [ADDRESS, "ander@gemeente.test"]


def test_whoever_is_known_already_is_not_made_twice(town: Any) -> None:
    with opened(town):
        Person.objects.create(first_name="Mo", email=ADDRESS, sixteen_or_older=True)
    assert main(["manager", town.slug, ADDRESS, "--name", "Iemand anders"]) == 0
    with opened(town):
        assert Person.objects.get().first_name == "Mo"


@pytest.mark.parametrize(("typed", "said"), [("mo", "geen e-mailadres"), ("weg@gemeente.test", "is gestopt")])
def test_what_cannot_be_is_refused_and_changes_nothing(town: Any, typed: str, said: str, capfd: Any) -> None:
    with opened(town):
        Person.objects.create(email="weg@gemeente.test", left_at="2026-01-01T12:00:00Z")
    assert main(["manager", town.slug, typed]) == 1
    assert said in capfd.readouterr().err
    assert managers(town) == []


def test_the_first_manager_gets_to_the_roles_after_the_second_step(town: Any) -> None:
    main(["manager", town.slug, ADDRESS, "--name", "Mo"])
    browser = Client(headers={"host": town.hosts[0]})
    with opened(town):
        assert sign_in(browser, ADDRESS).status_code == 302
        assert browser.get("/beheer/rollen/").url.startswith("/mijn/inloggen/tweede-stap/")
        set_up_app(browser)
        assert browser.get("/beheer/rollen/").status_code == 200
