"""The step between the code and being signed in."""

from __future__ import annotations

from typing import Any

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse


class DeskStage(AuthenticateStage):
    """The second factor, for who works a desk and has one. Who has none yet sets it up before any desk page.

    For residents it never asks: losing a telephone with a passkey must not lock anybody out (ecosystem.md).
    """

    urlname = "mfa_authenticate"

    def handle(self) -> tuple[Any, bool]:
        """The page to show first, if any."""
        if not self._should_handle(self.request):
            return None, True
        self.state["authentication_required"] = True
        return HttpResponseRedirect(reverse(self.urlname)), True

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        return user is not None and user.works_a_desk and super()._should_handle(request)
