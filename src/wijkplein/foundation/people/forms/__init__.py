"""The forms of signing in, of one's own place and of the telephone."""

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
from wijkplein.foundation.people.forms.team import GrantForm, VouchForm

__all__ = [
    "CallForm",
    "CodeForm",
    "EmailForm",
    "GrantForm",
    "PasskeyForm",
    "PasskeyMakeForm",
    "ProfileForm",
    "SecondFactorForm",
    "SignUpForm",
    "VouchForm",
]
