"""Who may do what with notices, letters and the joint mailbox."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.notices.models import MailIn, MailOut
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.policy import Policy, Verb
from wijkplein.foundation.verbs.roles import FALLBACK

WORKERS = " ".join(FALLBACK)
OWN = {"own": lambda person, thing: getattr(thing, "person_id", None) == person.pk}


def still_open(mail: MailIn) -> str:
    """A mail is answered once."""
    return "" if mail.closed_at is None else _("Dit is al afgerond. Iemand was je voor.")


def has_failed(mail: MailOut) -> str:
    """Only what was given up is tried again by hand."""
    return "" if mail.failed_at is not None else _("Deze mail is nog niet opgegeven.")


class Preferences(Policy):
    """Everybody decides how often she is written to; a stop link works without signing in."""

    kind = "preference"
    relations = OWN
    relation_labels = {"own": gettext_lazy("wie het betreft")}

    choose = Verb(gettext_lazy("Kiezen hoe je berichten krijgt"), who="resident", on=Person)
    stop = Verb(gettext_lazy("Stoppen met mail"), who="system")


class Papers(Policy):
    """Letters for people without e-mail, printed by whoever has duty."""

    kind = "paper"

    list = Verb(gettext_lazy("Brieven die klaarliggen"), who=WORKERS, on=Area)
    print = Verb(gettext_lazy("Brief afhandelen"), who=WORKERS, on=Area)


class MailIns(Policy):
    """The joint mailbox: read, answered and closed by whoever has duty; what has no area yet, by any of them."""

    kind = "mailin"
    relations = {"finder": lambda person, mail: mail.area_id is None and bool(person.all_role_names() & set(FALLBACK))}
    relation_labels = {"finder": gettext_lazy("wie ergens dienst heeft, zolang er geen buurt bij staat")}

    receive = Verb(gettext_lazy("Mail ontvangen"), who="system", on=Area)
    list = Verb(gettext_lazy("Postvak bekijken"), who=WORKERS, on=Area)
    look = Verb(gettext_lazy("Mail lezen"), who=f"{WORKERS} finder")
    place = Verb(gettext_lazy("Mail bij een buurt leggen"), who=f"{WORKERS} finder", when=still_open)
    answer = Verb(gettext_lazy("Mail beantwoorden"), who=f"{WORKERS} finder", when=still_open)
    close = Verb(gettext_lazy("Mail afronden"), who=f"{WORKERS} finder", when=still_open)


class MailOuts(Policy):
    """The platform manager sees what did not go out, without address or words, and tries again."""

    kind = "mailout"

    retry = Verb(gettext_lazy("Opnieuw versturen"), who="platform_manager", when=has_failed)
