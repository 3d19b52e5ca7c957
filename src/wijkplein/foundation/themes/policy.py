"""Who may change a word list."""

from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.verbs.policy import Policy, Verb


class Themes(Policy):
    """Everybody reads them; who runs the platform keeps them."""

    kind = "theme"

    add = Verb(_("Thema toevoegen"), who="system platform_manager", on=Theme)
    change = Verb(_("Woordenlijst veranderen"), who="platform_manager")
    lay_aside = Verb(_("Thema wegleggen"), who="platform_manager")
