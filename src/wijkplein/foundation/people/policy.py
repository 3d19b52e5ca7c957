"""Who may do what with persons, roles and duty (domain.md 4.1 and 5)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import (
    DutyShift,
    Organisation,
    Person,
    ProxyMandate,
    Role,
    Verification,
)
from wijkplein.foundation.verbs.policy import Policy, Verb

PROXIES = "connector field_host match_coordinator social_worker area_director platform_manager"
CALL_ROLES = frozenset(PROXIES.split())  # who answers the telephone
LOCAL_ROLES = ("connector", "field_host", "match_coordinator", "social_worker", "team_member", "partner_guest")
SELF = {"self": lambda person, about: about is not None and about.pk == person.pk}
SELF_LABEL = {"self": gettext_lazy("jijzelf")}
OWN = {"own": lambda person, thing: getattr(thing, "person_id", None) == person.pk}


def still_here(person: Person) -> str:
    """Nothing is changed about somebody who left or was erased."""
    return "" if person.is_active else _("Deze persoon doet niet meer mee.")


def has_left(person: Person) -> str:
    """Only who left can come back; who was erased cannot."""
    if person.erased_at is not None:
        return _("Dit account is gewist en komt niet terug.")
    return "" if person.left_at is not None else _("Je doet al mee.")


def not_erased(person: Person) -> str:
    """Erasing works once."""
    return "" if person.erased_at is None else _("Dit account is al gewist.")


def may_be_erased(person: Person) -> str:
    """Once, and never the last who can give roles."""
    return not_erased(person) or somebody_else_manages(person)


def may_leave(person: Person) -> str:
    """Whoever takes part, but never the last who can give roles."""
    return still_here(person) or somebody_else_manages(person)


def somebody_else_manages(person: Person) -> str:
    """A square is never without somebody who can give roles."""
    managers = Role.objects.current().filter(name="platform_manager", area=None)
    if not managers.filter(person=person).exists() or _of_others(managers, person).exists():
        return ""
    return _("Jij bent de enige beheerder van het plein. Geef eerst iemand anders die rol.")


def _of_others(managers: QuerySet[Role], person: Person) -> QuerySet[Role]:
    return managers.exclude(person=person).filter(person__left_at=None, person__erased_at=None)


def not_known_yet(person: Person) -> str:
    """Vouching is for who is not known yet."""
    if person.verification >= Verification.AREA:
        return _("Van deze persoon weten we al dat die hier woont.")
    return still_here(person)


def takes_part(organisation: Organisation) -> str:
    """An end is an end; who comes back is added again by name."""
    return "" if organisation.ended_at is None else _("Deze organisatie doet al niet meer mee.")


class Persons(Policy):
    """A person is her own; others act for her with a yes, and never see a list."""

    kind = "person"
    relations = {**SELF, "duty": lambda person, about: bool(person.all_role_names() & CALL_ROLES)}
    relation_labels = {**SELF_LABEL, "duty": gettext_lazy("wie dienst heeft")}

    register = Verb(gettext_lazy("Meedoen"), who="everyone system", on=Area)
    register_by_proxy = Verb(gettext_lazy("Iemand inschrijven die belt of langskomt"), who=PROXIES, on=Area)
    look = Verb(gettext_lazy("Mijn plek bekijken"), who="self")
    change_profile = Verb(gettext_lazy("Mijn gegevens veranderen"), who="self", when=still_here)
    change_email = Verb(gettext_lazy("Mijn e-mailadres veranderen"), who="self", when=still_here)
    take_along = Verb(gettext_lazy("Mijn gegevens meenemen"), who="self", when=still_here)
    leave = Verb(gettext_lazy("Stoppen"), who="self", when=may_leave)
    come_back = Verb(gettext_lazy("Weer meedoen"), who="self", when=has_left)
    erase = Verb(gettext_lazy("Mijn account wissen"), who="self system", when=may_be_erased)
    vouch = Verb(gettext_lazy("Zeggen dat iemand hier woont"), who="connector", but_not="self", when=not_known_yet)
    end_access = Verb(gettext_lazy("Toegang meteen sluiten"), who="platform_manager", but_not="self", when=not_erased)
    answer_call = Verb(gettext_lazy("Er belt iemand"), who="duty", on=Person)


@dataclass(frozen=True)
class Giving:
    """A role that is about to be given: what the policy is asked about."""

    person: Person
    name: str
    area: Area | None


def directs(person: Person, about: object = None) -> bool:
    """Directs an area, whichever."""
    return "area_director" in person.all_role_names()


def directs_here(person: Person, role: Giving | Role) -> bool:
    """Directs the area of this role, and it is one that works there: nobody gives what she could not take away."""
    return role.area is not None and role.name in LOCAL_ROLES and "area_director" in person.role_names(role.area)


def may_hold(giving: Giving) -> str:
    """A role is for who takes part."""
    return still_here(giving.person)


def somebody_stays(role: Role) -> str:
    """A square is never without somebody who can give roles."""
    if role.name != "platform_manager" or role.area_id is not None:
        return ""
    others = Role.objects.current().filter(name="platform_manager", area=None).exclude(pk=role.pk)
    return "" if others.exists() else _("Dit is de enige beheerder van het plein. Geef eerst iemand anders die rol.")


class Roles(Policy):
    """Roles are given for an area until a date; nobody gives one to herself."""

    kind = "role"
    relations = {
        **OWN,
        "self": lambda person, giving: giving.person.pk == person.pk,
        "director": directs,
        "director_here": directs_here,
    }
    relation_labels = {
        **SELF_LABEL,
        "own": gettext_lazy("wie de rol heeft"),
        "director": gettext_lazy("gebiedsregisseur"),
        "director_here": gettext_lazy("gebiedsregisseur, een rol in het eigen gebied"),
    }

    look = Verb(gettext_lazy("Rollen bekijken"), who="platform_manager director", on=Area)
    grant = Verb(
        gettext_lazy("Een rol geven"),
        who="platform_manager director_here system",
        but_not="self",
        when=may_hold,
        on=Person,
    )
    end = Verb(gettext_lazy("Een rol beëindigen"), who="platform_manager director_here own system", when=somebody_stays)
    show = Verb(gettext_lazy("Laten zien wie je bent"), who="own")


DIRECTOR = {"director": directs}
DIRECTOR_LABEL = {"director": gettext_lazy("gebiedsregisseur")}


class Organisations(Policy):
    """Which organisations stand in the neighbourhood, by their public data."""

    kind = "organisation"
    relations = DIRECTOR
    relation_labels = DIRECTOR_LABEL

    add = Verb(gettext_lazy("Organisatie toevoegen"), who="platform_manager director system", on=Organisation)
    change = Verb(gettext_lazy("Organisatie veranderen"), who="platform_manager director")
    end = Verb(gettext_lazy("Organisatie doet niet meer mee"), who="platform_manager director", when=takes_part)


class Memberships(Policy):
    """Who works for an organisation: at most twelve months, then confirmed again (M6)."""

    kind = "membership"
    relations = {**OWN, **DIRECTOR}
    relation_labels = {**DIRECTOR_LABEL, "own": gettext_lazy("wie het betreft")}

    add = Verb(
        gettext_lazy("Iemand bij een organisatie zetten"), who="platform_manager director system", on=Organisation
    )
    end = Verb(gettext_lazy("Iemand bij een organisatie weghalen"), who="platform_manager director own system")


class Duties(Policy):
    """The roster: who answers on which day, and who stands in."""

    kind = "duty"
    relations = {
        "own": lambda person, shift: isinstance(shift, DutyShift) and person.pk in (shift.person_id, shift.deputy_id)
    }
    relation_labels = {"own": gettext_lazy("wie dienst heeft")}

    plan = Verb(gettext_lazy("Dienst plannen"), who="platform_manager area_director system", on=Area)
    set_away = Verb(gettext_lazy("Zeggen dat je er niet bent"), who="own platform_manager area_director")
    end = Verb(gettext_lazy("Dienst beëindigen"), who="own platform_manager area_director")


def in_force(mandate: ProxyMandate) -> str:
    """A yes has an end, and is over when one of the two says so."""
    if mandate.kind:
        return _("Dit mocht voor één ding. Vraag opnieuw of het mag.")
    over = mandate.ended_at is not None or mandate.until <= timezone.now()
    return _("Deze afspraak is voorbij. Vraag opnieuw of het mag.") if over else ""


class Mandates(Policy):
    """Acting for somebody else ends when either of the two says so."""

    kind = "mandate"
    relations = {
        "self": lambda person, about: about.pk == person.pk,
        "represented": lambda person, mandate: mandate.represented_id == person.pk,
        "proxy": lambda person, mandate: mandate.proxy_id == person.pk,
    }
    relation_labels = {
        **SELF_LABEL,
        "represented": gettext_lazy("voor wie het gebeurt"),
        "proxy": gettext_lazy("wie het namens een ander doet"),
    }

    give = Verb(gettext_lazy("Iemand iets namens jou laten doen"), who="self", when=still_here, on=Person)
    use = Verb(gettext_lazy("Namens iemand beginnen"), who="proxy", when=in_force)
    end = Verb(gettext_lazy("Stoppen met namens iemand iets doen"), who="represented proxy")
