"""Only what everybody can read is copied to other squares."""

from __future__ import annotations

import pytest
from django.urls import reverse

from wijkplein.delen.square.actions import hide
from wijkplein.delen.square.tests.browsing import signed_in
from wijkplein.delen.square.tests.makers import make_post, make_waiting_post


def copy_page(person, post):
    return signed_in(person).get(reverse("square:copy", args=[post.uuid]))


def test_what_everybody_reads_is_copied(cast):
    post = make_post(cast)
    assert post.reference in copy_page(cast.carla, post).content.decode()


@pytest.mark.parametrize("state", ["waits", "hidden"])
def test_what_nobody_can_open_is_not_copied(cast, state):
    post = make_waiting_post(cast) if state == "waits" else make_post(cast)
    if state == "hidden":
        hide(by=cast.carla, message=post, reason="unkind")
    page = copy_page(cast.carla, post)
    assert page.status_code == 403
    assert post.reference not in page.content.decode()
