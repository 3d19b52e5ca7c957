"""Secrets in addresses stay out of the logs (design.md section 7)."""

from __future__ import annotations

import logging
import re
from typing import Any

SECRET = re.compile(r"/v/[^/\s\"'?]+")
MASKED = "/v/..."
LOGGERS = ("django.request", "django.security", "django.server", "granian.access", "_granian")


class MaskSecrets(logging.Filter):
    """Replaces the secret of a receipt in whatever is logged; lets everything through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place."""
        record.msg = _masked(record.msg)
        if isinstance(record.args, dict):
            record.args = {name: _masked(value) for name, value in record.args.items()}
        elif record.args:
            record.args = tuple(_masked(value) for value in record.args)
        return True


def _masked(value: Any) -> Any:
    return SECRET.sub(MASKED, value) if isinstance(value, str) else value


def mask_logs() -> None:
    """Called once at start, for the loggers that write down addresses."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, MaskSecrets) for each in logger.filters):
            logger.addFilter(MaskSecrets())
