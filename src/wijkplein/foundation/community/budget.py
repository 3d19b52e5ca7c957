"""How often something may be done: counted per town in the cache, without keeping who did it.

Defends sign-in codes (mail bombs), posts, replies and reports without any third party (issue 2, part 3).
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.caching import claim, claimed, remember, remembered
from wijkplein.foundation.community.keys import key

Came = TypeVar("Came")
NETWORK_BITS = {4: 24, 6: 48}  # what one provider gives one household or street; finer would follow a person
DAY = timedelta(days=1)
UNKNOWN = "unknown"
AT_ONCE = 32  # turns that may be taken by others between our look and our taking one


def spend(name: str, key: str, limit: int, per: timedelta) -> bool:
    """Take one of `limit` turns in any stretch of length `per`; False when they are all in use.

    Each turn is a row that lives for `per` and can be taken once, so that eight requests at the same moment never get
    more than the limit. The rows stand in a ring: the next one is the one that was taken longest ago.
    """
    stem = _stem(name, key)
    whole = per + timedelta(seconds=1)  # the cache cuts a moment down to whole seconds
    taken = int(remembered(stem) or 0)
    turns = {f"{stem}:{turn % limit}": turn for turn in range(taken, taken + min(limit, AT_ONCE))}
    in_use = claimed(list(turns))
    for place, turn in turns.items():
        if place in in_use:
            continue
        with transaction.atomic():
            if claim(place, whole):
                remember(stem, str(turn + 1), whole)
                return True
    return False


def in_turn(take: Callable[[], bool], deed: Callable[[], Came]) -> Came | None:
    """Do a deed that costs a turn, and have both on the disk at the same moment; None when `take` got no turn.

    A deed that raises leaves nothing behind but its turn: whoever is refused again and again has used them up.
    """
    with transaction.atomic():
        if not take():
            return None
        try:
            with transaction.atomic():
                return deed()
        except Exception as error:  # noqa: BLE001  # it goes on below, when the turn is kept
            failed = error
    raise failed


def give_back(name: str, key: str, limit: int) -> None:
    """All turns are free again, after something went well."""
    stem = _stem(name, key)
    cache.delete_many([stem, *(f"{stem}:{turn}" for turn in range(limit))])


def client_network(request: HttpRequest) -> str:
    """The network of whoever asks, as a mark that is good for one day: never the address itself.

    The address is cut to /24 or /48 and sealed with a salt that is thrown away after the day, so that nobody,
    with the keys in hand too, can say tomorrow who came today.
    """
    network = cut_address(client_address(request))
    secret = key("signing").secret + _salt_of_today().encode()
    return hmac.new(secret, network.encode(), hashlib.sha256).hexdigest()[:32]


def client_address(request: HttpRequest) -> str:
    """The address that asked, as told by the proxies this town trusts, counted from the right; no further.

    `[proxies] trusted = 1` in community.toml means: one proxy of our own stands before us. What stands more to
    the left in X-Forwarded-For was written by the visitor and is not believed.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    trusted = current().trusted_proxies
    told = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    return told[-min(trusted, len(told))] if trusted > 0 and told else nearest


def cut_address(address: str) -> str:
    """The network of an address: 192.0.2.77 gives 192.0.2.0/24. What is no address shares one budget."""
    text = address.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return UNKNOWN
    mapped = getattr(parsed, "ipv4_mapped", None)
    parsed = mapped or parsed
    return str(ipaddress.ip_network((parsed, NETWORK_BITS[parsed.version]), strict=False))


def _salt_of_today() -> str:
    name = f"network-salt:{timezone.localdate():%Y-%m-%d}"
    salt = cache.get(name)
    if salt is None:
        cache.add(name, secrets.token_hex(16), int(DAY.total_seconds()))
        salt = cache.get(name)
    return str(salt)


def _stem(name: str, key: str) -> str:
    return f"budget:{name}:{_short(key)}"


def _short(text: str) -> str:
    """Cache keys are short and plain; an e-mail address never stands in one in clear."""
    return hmac.new(key("signing").secret, f"budget\0{text}".encode(), hashlib.sha256).hexdigest()[:24]
