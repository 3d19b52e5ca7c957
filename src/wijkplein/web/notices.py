"""The index of search is told about deeds as people are: afterwards, by the worker."""

from __future__ import annotations

from collections.abc import Iterator

from wijkplein.delen.square.policy import Objections, Posts, Reports
from wijkplein.foundation.notices.schedule import daily
from wijkplein.foundation.notices.telling import Telling, tells
from wijkplein.foundation.verbs.models import Deed
from wijkplein.web.findable import follow, sweep

CHANGES_POSTS = (Posts.place, Posts.place_for, Posts.let_through, Posts.change, Posts.hide)


@tells(*CHANGES_POSTS)
def index_post(deed: Deed) -> Iterator[Telling]:
    """Search finds a post as soon as neighbours can read it, and no longer once they cannot. Tells nobody."""
    follow(deed.about)
    yield from ()


@tells(Reports.decide, Objections.decide)
def index_judged(deed: Deed) -> Iterator[Telling]:
    """A decision hides a post or shows it again."""
    if deed.about.post is not None:
        follow(deed.about.post)
    yield from ()


daily("search_sweep", sweep)
