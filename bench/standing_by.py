"""The process that stands by until a kill (recovering.py): Django is set up before this is imported."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

from django.conf import settings
from django.test import Client

from bench.neighbours import filled, said
from wijkplein.foundation.community.binding import close_pool, opened
from wijkplein.foundation.community.towns import by_slug
from wijkplein.foundation.notices.telling import tell_deeds
from wijkplein.foundation.verbs.models import Deed

FORM = "/plein/vraag/"


def stand_by() -> None:
    """Serve the first town, then fork for each town that is named on the input."""
    _write_in(sys.argv[1], sys.argv[2])
    _catch_up(sys.argv[1])
    close_pool()
    print("ready", flush=True)
    for line in sys.stdin:
        slug, session = json.loads(line)
        child = os.fork()
        if child == 0:
            print(json.dumps(_recover(slug, session)), flush=True)
            os._exit(0)  # as a process that is killed: nothing is tidied up
        os.waitpid(child, 0)


def _recover(slug: str, session: str) -> dict[str, Any]:
    started = time.monotonic()
    text = _write_in(slug, session)
    written = time.monotonic()
    waiting = _catch_up(slug)
    done = time.monotonic()
    return {"write": written - started, "worker": done - written, "waiting": waiting, "text": text}


def _write_in(slug: str, session: str) -> str:
    """One form, asked for and sent through the whole house; gives its text once it is acknowledged."""
    client = Client(HTTP_HOST=by_slug(slug).hosts[0])
    client.cookies[settings.SESSION_COOKIE_NAME] = session.partition("=")[2]
    form = filled(client.get(FORM, secure=True).content.decode(), "", session)
    answer = client.post(FORM, form.body, content_type="application/x-www-form-urlencoded", secure=True)
    assert answer.status_code == 303, f"{answer.status_code} {said(answer.content)}"
    return form.text


def _catch_up(slug: str) -> int:
    """Tell every deed that was left untold; gives how many there were."""
    with opened(by_slug(slug)):
        waiting = Deed.objects.untold().count()
        while tell_deeds():
            pass
        return waiting
