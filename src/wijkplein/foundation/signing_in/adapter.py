"""Where our rules meet allauth: who signs in, through which steps, and how secrets are kept."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.budget import client_address
from wijkplein.foundation.privacy.encryption import seal, unseal
from wijkplein.foundation.signing_in.devices import note_device

SECRET = "mfa.authenticator.data"


class AccountAdapter(DefaultAccountAdapter):
    """Signing in has one step more than the code, and only for who works a desk."""

    def get_login_stages(self) -> list[str]:
        """A passkey of a resident is comfort: it never stands between her and the e-mail code."""
        return ["wijkplein.foundation.signing_in.stages.DeskStage"]

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in, and note on which device, so that she can end it."""
        super().login(request, user)
        note_device(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Somebody who left signs in with a code, not with an old passkey."""
        return HttpResponseRedirect(reverse("signing_in:sign_in"))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened themselves."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Our own letters do this."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Signing up goes through our page, with the question about age."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """By the number of trusted proxies of this community."""
        return client_address(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are sealed with the key of the town; names are those of the town."""

    def encrypt(self, text: str) -> str:
        """Seal the secret of an app or the seed of the recovery codes."""
        return seal(text, field=SECRET)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` gave. Raises CannotOpen."""
        return unseal(encrypted_text, field=SECRET)

    def get_totp_issuer(self) -> str:
        """What the app on the telephone shows."""
        return current().brand.name or current().name

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """The first name: an address does not have to stand in an app."""
        return str(getattr(user, "public_name", ""))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to this host and no other town's."""
        return {"id": context.request.get_host().partition(":")[0], "name": self.get_totp_issuer()}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """What the device keeps: a number and a first name, no address."""
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": self.get_totp_label(user), "display_name": self.get_totp_label(user)}
