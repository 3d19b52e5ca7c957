"""Who may change areas and venues."""

from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.areas.models import Area, Venue
from wijkplein.foundation.verbs.policy import Policy, Verb


class Areas(Policy):
    """Areas come from files of CBS and from the people who run the platform."""

    kind = "area"

    bring_in = Verb(_("Gebieden overnemen"), who="system platform_manager tech_admin", on=Area)
    bring_in_figures = Verb(_("Cijfers overnemen"), who="system platform_manager tech_admin", on=Area)
    add = Verb(_("Gebied toevoegen"), who="system platform_manager", on=Area)


class Venues(Policy):
    """Places where neighbours meet; whoever tends an area keeps them right."""

    kind = "venue"

    add = Verb(_("Plek toevoegen"), who="system connector area_director platform_manager", on=Venue)
