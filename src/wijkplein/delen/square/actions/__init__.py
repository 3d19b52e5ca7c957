"""What people do on the square. Actor first, keyword only, one transaction each; no mail or picture work inside."""

from wijkplein.delen.square.actions.ending import close_post, expire_post, withdraw_post
from wijkplein.delen.square.actions.moderation import (
    Filed,
    decide_objection,
    decide_report,
    hide,
    object_to,
    open_case,
    report,
)
from wijkplein.delen.square.actions.photos import add_photo, let_photo_through, remove_photo
from wijkplein.delen.square.actions.placing import (
    Caller,
    Draft,
    Placed,
    change_post,
    let_through,
    place_for,
    place_for_caller,
    place_post,
    writer_with,
)
from wijkplein.delen.square.actions.replying import (
    let_reply_through,
    reply_to,
    this_helped,
    type_over,
    withdraw_reply,
)

__all__ = [
    "Caller",
    "Draft",
    "Filed",
    "Placed",
    "add_photo",
    "change_post",
    "close_post",
    "decide_objection",
    "decide_report",
    "expire_post",
    "hide",
    "let_photo_through",
    "let_reply_through",
    "let_through",
    "object_to",
    "open_case",
    "place_for",
    "place_for_caller",
    "place_post",
    "remove_photo",
    "reply_to",
    "report",
    "this_helped",
    "type_over",
    "withdraw_post",
    "withdraw_reply",
    "writer_with",
]
