"""`{% once_token %}`: the hidden field that makes a form sent twice have one effect (foundation/community/once.py)."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wijkplein.foundation.community.once import FIELD, age_of, new_token

register = template.Library()


@register.simple_tag(takes_context=True)
def once_token(context: Context) -> SafeString:
    """A fresh token; a form that comes back with something to mend keeps the one it had."""
    request: HttpRequest | None = context.get("request")
    sent = request.POST.get(FIELD, "") if request is not None else ""
    token = sent if age_of(sent) is not None else new_token()
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, token)
