"""Setting up and using passkeys, an app with codes, and recovery codes. allauth does the cryptography."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.stages import LoginStageController
from allauth.core.exceptions import RateLimited
from allauth.mfa.base.internal.flows import check_rate_limit, post_authentication
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy.encryption import seal, unseal

SECRET_FIELD = "session.totp"
TOTP_STATE = "signing_in.totp"


class NotGood(Exception):
    """The code, key or answer of the device was not good; the message says what to do."""


def webauthn_logins() -> Any:
    """How allauth signs in with a passkey; read in as late as the rest of it."""
    from allauth.mfa.webauthn.internal import flows  # noqa: PLC0415  # as said

    return flows


def _webauthn() -> Any:
    """What allauth knows of passkeys; read in when somebody uses one, with all the cryptography it brings."""
    from allauth.mfa.webauthn.internal import auth  # noqa: PLC0415  # as said

    return auth


def pending_stage(request: HttpRequest) -> Any | None:
    """The sign-in that waits for a second factor in this browser, or None."""
    return LoginStageController.enter(request, LoginStageKey.MFA_AUTHENTICATE.value)  # that of DeskStage


def passkey_request(person: Person | None) -> str:
    """What the browser needs to ask a device for a passkey, as JSON; None: any passkey of this site."""
    return json.dumps(_webauthn().begin_authentication(person))


def passkey_creation(person: Person) -> str:
    """What the browser needs to make a passkey, as JSON."""
    return json.dumps(_webauthn().begin_registration(person, True))


def add_passkey(request: HttpRequest, person: Person, name: str, credential: object) -> None:
    """Keep a new passkey; making it also proved it. Raises NotGood when the answer does not fit what was asked."""
    try:
        _webauthn().parse_registration_response(_mapping(credential))
        _webauthn().complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        # What a browser sends is anybody's text; the package raises whatever it stumbles over.
        raise NotGood(_("Het lukte niet met dit apparaat. Probeer het nog eens.")) from None
    post_authentication(request, _webauthn().WebAuthn.add(person, name, credential).instance, reauthenticated=True)


def passkey_owner(credential: object) -> Authenticator:
    """The passkey with which somebody wants to sign in. Raises NotGood."""
    return _checked(None, credential)


def use_passkey(request: HttpRequest, person: Person, credential: object) -> None:
    """Prove the second factor with a passkey. Raises NotGood."""
    post_authentication(request, _checked(person, credential), reauthenticated=True)


def use_code(request: HttpRequest, person: Person, typed: str) -> None:
    """Prove the second factor with a code of the app, or a recovery code. Raises NotGood, also after ten tries."""
    try:
        clear = check_rate_limit(person)
    except (ValidationError, RateLimited):
        raise NotGood(_("Te vaak geprobeerd. Wacht een kwartier, of bel een collega.")) from None
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        authenticator = Authenticator.objects.filter(user_id=person.pk, type=kind).first()
        if authenticator is not None and authenticator.wrap().validate_code(typed):
            clear()
            post_authentication(request, authenticator, reauthenticated=True)
            return
    raise NotGood(_("Deze code klopt niet. Kijk in je app en typ de nieuwste code."))


def new_totp_secret(request: HttpRequest) -> str:
    """The secret that is being set up in this browser; the same one until it is confirmed."""
    sealed = request.session.get(TOTP_STATE)
    if sealed is None:
        secret: str = generate_totp_secret()
        request.session[TOTP_STATE] = seal(secret, field=SECRET_FIELD)
        return secret
    return unseal(sealed, field=SECRET_FIELD)


def activate_totp(request: HttpRequest, person: Person, typed: str) -> None:
    """Keep the app when it shows the right code. Raises NotGood."""
    secret = new_totp_secret(request)
    if not validate_totp_code(secret, typed):
        raise NotGood(_("Deze code klopt niet. Kijk in je app en typ de nieuwste code."))
    with transaction.atomic():
        Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).delete()
        instance = TOTP.activate(person, secret).instance
    del request.session[TOTP_STATE]
    post_authentication(request, instance, reauthenticated=True)


def recovery_codes(person: Person) -> list[str]:
    """The recovery codes that still work; made when there are none. Shown only right after proving who one is."""
    codes: list[str] = RecoveryCodes.activate(person).get_unused_codes()
    return codes


def fresh_recovery_codes(person: Person) -> list[str]:
    """A new set; the old paper is worth nothing from now on."""
    Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES).delete()
    return recovery_codes(person)


def factors_of(person: Person) -> list[Authenticator]:
    """The passkeys and the app of one person, oldest first."""
    kept = Authenticator.objects.filter(user_id=person.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return list(kept.order_by("pk"))


def remove_factor(person: Person, pk: int) -> None:
    """Take one away; recovery codes go with the last one."""
    Authenticator.objects.filter(user_id=person.pk, pk=pk).exclude(type=Authenticator.Type.RECOVERY_CODES).delete()
    if not factors_of(person):
        Authenticator.objects.filter(user_id=person.pk).delete()


def _checked(person: Person | None, credential: object) -> Authenticator:
    try:
        answer = _mapping(credential)
        _webauthn().parse_authentication_response(answer)
        owner = person or _webauthn().extract_user_from_response(answer)
        return _webauthn().complete_authentication(owner, answer)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        raise NotGood(_("Deze sleutel werkt hier niet. Log in met een code per e-mail.")) from None


def _mapping(credential: object) -> dict[str, Any]:
    if not isinstance(credential, dict):
        raise TypeError("A credential is an object.")
    return credential
