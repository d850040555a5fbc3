"""How often one reader may ask for work that is dear: counted in windows of time, in the shared cache."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.core.cache import cache
from django.http import HttpRequest


class TooOften(Exception):
    """The window's number is used up. `retry_after`: seconds until the next window."""

    def __init__(self, retry_after: int):
        super().__init__(f"again in {retry_after} s")
        self.retry_after = retry_after


def client(request: HttpRequest) -> str:
    """Whom to count: the address that asks, and for IPv6 the network that a household gets (/64)."""
    address = request.META.get("REMOTE_ADDR", "")
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    return str(parsed) if parsed.version == 4 else str(ip_network(f"{parsed}/64", strict=False))


def spend(purpose: str, who: str, *, most: int, seconds: int, now: float) -> None:
    """Count one use; `now`: seconds since 1970. Raises TooOften beyond `most` uses in a window of `seconds`."""
    window, elapsed = divmod(int(now), seconds)
    key = f"limit:{purpose}:{who}:{window}"
    cache.add(key, 0, timeout=seconds)
    try:
        used = cache.incr(key)
    except ValueError:
        # The window ended between the two calls.
        return
    if used > most:
        raise TooOften(seconds - elapsed)
