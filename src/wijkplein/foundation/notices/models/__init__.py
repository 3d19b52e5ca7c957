"""What people are told, through which channel, and what came in by mail."""

from wijkplein.foundation.notices.models.clock import Run, StuckDeed
from wijkplein.foundation.notices.models.inbox import Channel, Notice, PaperItem, Preference, Rhythm, Why
from wijkplein.foundation.notices.models.incoming import MailIn, MailOutcome, ReadMail
from wijkplein.foundation.notices.models.outgoing import MailOut, Stop, Subject

__all__ = [
    "Channel",
    "MailIn",
    "MailOut",
    "MailOutcome",
    "Notice",
    "PaperItem",
    "Preference",
    "ReadMail",
    "Rhythm",
    "Run",
    "Stop",
    "StuckDeed",
    "Subject",
    "Why",
]
