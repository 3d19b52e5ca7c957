"""The only way to sign something: with the town's own key, its name and the purpose in the salt.

`django.core.signing` used directly would share one secret between towns: a sign-in token of one was
valid in the next (reference/model-code.md B7). An architecture test bans it elsewhere.
"""

import base64

from django.core.signing import TimestampSigner

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.keys import key, keys


def signer(purpose: str) -> TimestampSigner:
    """A signer for one purpose in the open community; raises BadSignature on anything of another town."""
    in_use = _text(key("signing").secret)
    older: list[bytes | str] = [_text(each.secret) for each in keys("signing")[:-1]]
    return TimestampSigner(key=in_use, fallback_keys=older, salt=f"{current().slug}:{purpose}")


def _text(secret: bytes) -> str:
    return base64.b64encode(secret).decode()
