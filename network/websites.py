"""Addresses of partners' websites, as people type them and as two of them compare. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(r"^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$")


class WrongWebsite(ValueError):
    """The text is no address of a website."""


def read_website(typed: str) -> str:
    """The address with its scheme: «www.example.go.th» becomes «http://www.example.go.th». Empty stays empty.

    Raises WrongWebsite for anything that has no host name, names another scheme, or carries a password.
    """
    typed = typed.strip()
    if typed in ("", "-", "ไม่มี"):
        return ""
    address = typed if _SCHEME.match(typed) else f"http://{typed}"
    try:
        parts = urlsplit(address)
        name = (parts.hostname or "").encode("idna").decode()
    except ValueError:
        raise WrongWebsite(typed) from None
    if parts.scheme.lower() not in ("http", "https") or parts.username or not _HOST.match(name):
        raise WrongWebsite(typed)
    return address


#: Hosts that many organisations share: there the first part of the path tells them apart.
SHARED_HOSTS = ("facebook.com", "sites.google.com", "line.me", "blogspot.com", "wordpress.com")


def host_key(address: str) -> str:
    """What two addresses of one site share: the host without www, and the path where many sites share a host."""
    if not address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        # Written down before addresses were checked; it is nobody's duplicate.
        return ""
    host = (parts.hostname or "").lower().removeprefix("www.").removeprefix("m.")
    if host in SHARED_HOSTS:
        return f"{host}/{'/'.join(parts.path.strip('/').lower().split('/')[:3])}"
    return host


#: Below these, and below names like go.th, everybody registers a name of his own.
_SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "go", "gov", "in", "mi", "net", "or", "org"})


def registered_name(host: str) -> str:
    """The part of a host name that its owner registered: «www.city.go.th» and «news.city.go.th» are one owner's."""
    labels = host.rstrip(".").lower().split(".")
    if labels[-1].isdigit() or ":" in host:
        return host
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])
