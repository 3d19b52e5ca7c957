"""Who may lay a thread."""

from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.threads.models import Thread
from wijkplein.foundation.verbs.policy import Policy, Verb

LAYERS = "connector field_host social_worker area_director team_member platform_manager system"


class Threads(Policy):
    """Whoever works in an area says what came from what; the diary keeps the role and the day."""

    kind = "thread"
    personless = True

    link = Verb(_("Verbinden met wat eruit kwam"), who=LAYERS, on=Thread)
