"""`wijkplein manager TOWN ADDRESS`: the first platform manager, who gives every other role on a page."""

from __future__ import annotations

import argparse

from wijkplein.commands import CommandError
from wijkplein.commands.setup import add_community, say, start_django
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.towns import by_slug

HELP = "Maak iemand de eerste beheerder van het plein. Die geeft daarna de andere rollen, in de browser."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_community(parser, required=True)
    parser.add_argument("email", metavar="ADRES", help="het e-mailadres waarmee de beheerder inlogt")
    parser.add_argument("--name", metavar="VOORNAAM", default="", help="hoe collega's de beheerder noemen")
    parser.add_argument("--yes", action="store_true", help="ook als er al een beheerder is")


def run(options: argparse.Namespace) -> int:
    """Give the role once. Nobody signs in with this: a code by e-mail proves the address, as for everybody."""
    start_django()
    from wijkplein.foundation.community.binding import opened
    from wijkplein.foundation.community.stamp import is_ready

    community = by_slug(options.community)
    with opened(community):
        if not is_ready():
            raise CommandError(f"De database is niet bij. Doe eerst: wijkplein migrate {community.slug}")
        _make(options, _tidy(options.email))
    say(f"Klaar. Log in op {community.address}/inloggen/ met {options.email}; de code komt per e-mail.")
    say("Daarna stel je een tweede stap in, en geef je rollen op /beheer/rollen/.")
    _say_where_the_code_goes(community)
    return 0


def _tidy(email: str) -> str:
    """Raises CommandError for what is no address."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from wijkplein.foundation.people.by_email import tidy_email

    try:
        validate_email(tidy_email(email))
    except ValidationError:
        raise CommandError(f"{email!r} is geen e-mailadres. Schrijf het als naam@gemeente.nl.") from None
    return tidy_email(email)


def _make(options: argparse.Namespace, email: str) -> None:
    from django.db import transaction

    from wijkplein.foundation.people.actions import grant_role, register_person
    from wijkplein.foundation.people.by_email import person_for, someone_who_left
    from wijkplein.foundation.people.models import Role
    from wijkplein.foundation.verbs.actors import SYSTEM

    if Role.objects.current().filter(name="platform_manager").exists() and not options.yes:
        raise CommandError(
            "Er is al een beheerder. Die geeft anderen een rol op /beheer/rollen/. "
            "Is die er niet meer? Zet er dan --yes achter."
        )
    if someone_who_left(email) is not None:
        raise CommandError(f"{email} deed mee en is gestopt. Log daarmee eerst zelf in, en probeer het dan opnieuw.")
    with transaction.atomic():
        person = person_for(email) or register_person(
            by=SYSTEM, email=email, first_name=options.name, area=None, sixteen_or_older=True
        )
        grant_role(by=SYSTEM, person=person, name="platform_manager", area=None)


def _say_where_the_code_goes(community: Community) -> None:
    from wijkplein.foundation.community.mailing import outbox, sends_by_server

    if not sends_by_server(community):
        say(f"Er is nog geen mailserver: de mail met de code komt als bestand in {outbox(community)}.")
