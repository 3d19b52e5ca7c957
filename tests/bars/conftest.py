"""One walk through one filled town, shared by every bar that reads answers."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(scope="session")
def crawl(django_db_setup: Any, django_db_blocker: Any) -> Any:
    """Everything five people get from a town full of marks; the town itself is gone again after it."""
    from django.db import transaction

    from tests.bars.canaries import sow
    from tests.bars.crawl import walk
    from tests.people_of_the_cast import make_cast

    with django_db_blocker.unblock(), transaction.atomic():
        found = walk(sow(make_cast()))
        transaction.set_rollback(True)
    return found
