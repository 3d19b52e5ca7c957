"""What can go wrong around a community, each with a sentence that says what to do next."""


class CommunityError(Exception):
    """Something about a community folder, its database or its keys is not in order."""


class NoCommunity(CommunityError):
    """Code asked for the open community while none was open: a mistake in our code, never in the data."""

    def __init__(self) -> None:
        super().__init__("No community is open here; use `with opened(community):`.")


class WrongCommunity(CommunityError):
    """A connection of one community was used while another one was open."""


class WriteQueueFull(Exception):
    """A write waited longer for its turn than somebody can be asked to wait."""


class UnsafeDatabase(CommunityError):
    """The database could lose writes that we already acknowledged; we refuse to run on it."""
