"""The forms of one's own place, of the telephone and of *Wie doet wat*."""

from wijkplein.foundation.people.forms.acting import MandateForm
from wijkplein.foundation.people.forms.calling import CallForm
from wijkplein.foundation.people.forms.mine import ProfileForm
from wijkplein.foundation.people.forms.team import (
    AwayForm,
    DutyForm,
    GrantForm,
    MemberForm,
    OrganisationForm,
    ShowForm,
)

__all__ = [
    "AwayForm",
    "CallForm",
    "DutyForm",
    "GrantForm",
    "MandateForm",
    "MemberForm",
    "OrganisationForm",
    "ProfileForm",
    "ShowForm",
]
