"""Who asks, as far as limits are concerned; and how often they may."""

from ipaddress import ip_address, ip_network

from django.core.cache import cache
from django.http import HttpRequest

# IPv6 hands out networks to people, not addresses.
IPV6_PREFIX = 64


def asker(request: HttpRequest) -> str:
    """Who asks: an IPv4 address or an IPv6 network. Empty for this machine itself, and when a proxy on it does not say for whom it asks.

    Only a proxy on this machine is believed, and only the last address it names: those before come from whoever asks.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if _is_here(address):
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    return str(found) if found.version == 4 else str(ip_network((found, IPV6_PREFIX), strict=False))


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        # A socket of this machine has no address.
        return not address


def is_within(what: str, key: str, *, most: int, seconds: int) -> bool:
    """Count one more of `what` for `key` in the cache all processes share; whether it is among the first `most` in so many seconds.

    The time runs from the first one: nobody is kept out for longer by trying on.
    """
    name = f"limit:{what}:{key}"
    cache.add(name, 0, timeout=seconds)
    try:
        return int(cache.incr(name)) <= most
    except ValueError:
        # It ran out between the two calls: this is the first of a new time.
        cache.set(name, 1, timeout=seconds)
        return most > 0
