"""A session that is over leaves the table by itself, with the device it stood for."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.cast import Cast
from wijkplein.foundation.privacy.retention import run_retention
from wijkplein.foundation.signing_in.models import SignedIn


def test_a_session_that_is_over_goes_on_its_day(cast: Cast) -> None:
    now = timezone.now()
    for key, days in (("over", -1), ("open", 1)):
        session = Session.objects.create(session_key=key, session_data="x", expire_date=now + timedelta(days=days))
        SignedIn.objects.create(person=cast.anna, session_key=session.session_key, device="x")
    assert run_retention(now)["signing_in_sessions"] == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert list(SignedIn.objects.values_list("session_key", flat=True)) == ["open"]
