"""Posts on the square with their replies and photo; and apart from them, reports and objections (domain.md 4.13)."""

from wijkplein.delen.square.choices import Held, HideReason, PostKind, ReportReason
from wijkplein.delen.square.models.moderation import Objection, Report
from wijkplein.delen.square.models.post import Message, Photo, Post, Publication, Reply

__all__ = [
    "Held",
    "HideReason",
    "Message",
    "Objection",
    "Photo",
    "Post",
    "PostKind",
    "Publication",
    "Reply",
    "Report",
    "ReportReason",
]
