"""The forms of signing in, of one's own place and of the telephone."""

from wijkplein.foundation.people.forms.acting import MandateForm
from wijkplein.foundation.people.forms.calling import CallForm
from wijkplein.foundation.people.forms.mine import ProfileForm
from wijkplein.foundation.people.forms.signing_in import (
    CodeForm,
    EmailForm,
    PasskeyForm,
    PasskeyMakeForm,
    SecondFactorForm,
    SignUpForm,
)
from wijkplein.foundation.people.forms.team import (
    AwayForm,
    DutyForm,
    GrantForm,
    MemberForm,
    OrganisationForm,
    ShowForm,
    VouchForm,
)

__all__ = [
    "AwayForm",
    "CallForm",
    "CodeForm",
    "DutyForm",
    "EmailForm",
    "GrantForm",
    "MandateForm",
    "MemberForm",
    "OrganisationForm",
    "PasskeyForm",
    "PasskeyMakeForm",
    "ProfileForm",
    "SecondFactorForm",
    "ShowForm",
    "SignUpForm",
    "VouchForm",
]
