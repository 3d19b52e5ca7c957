"""What the house knows of threads: they have no page of their own."""

from wijkplein.foundation.threads.models import Thread
from wijkplein.foundation.verbs.registry import Kind, register


def register_all() -> None:
    """Called once at start."""
    register(Kind(name="thread", model=Thread, label="rode draad", title=str, url=lambda thread: ""))
