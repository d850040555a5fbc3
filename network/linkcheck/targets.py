"""What an address on a partner's page means to us: which of our addresses it is, and whose code it carries. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urljoin, urlsplit


class Aim(StrEnum):
    """The address of ours that an address of theirs leads to."""

    LINK = "link"
    PICTURE = "picture"
    WIDGET = "widget"
    SCRIPT = "script"
    PAGE = "page"
    OLD = "old"


_PATHS = (
    (Aim.LINK, re.compile(r"^/from/(?P<code>[^/]{1,40})/?$")),
    (Aim.PICTURE, re.compile(r"^/banner/(?P<code>[0-9A-Za-z]{1,40}).*\.png$")),
    (Aim.WIDGET, re.compile(r"^/widget/(?P<code>[^/]{1,40})/?$")),
    (Aim.SCRIPT, re.compile(r"/lmi-widget[^/]*\.js$")),
)


@dataclass(frozen=True)
class Target:
    """An address of ours as a partner wrote it; `code` is empty where the address carries none."""

    aim: Aim
    address: str
    code: str = ""
    secure: bool = True


@dataclass(frozen=True)
class Ours:
    """What is looked for: the host names of the site today, those it had before, and the partner's code.

    Host names are lower case, without ports. An old one may name a folder as well: «www.example.go.th/lmi».
    """

    hosts: frozenset[str]
    code: str
    old_hosts: frozenset[str] = field(default_factory=frozenset)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.hosts | {old.partition("/")[0] for old in self.old_hosts}))

    def read(self, written: str, base: str) -> Target | None:
        """What an address, resolved as a browser would, is to us; None where it leads elsewhere.

        The host name is compared as a whole: a look-alike, a user name or a parameter with our name in it is not us.
        """
        try:
            address = urljoin(base, written.strip())
            parts = urlsplit(address)
            host = (parts.hostname or "").rstrip(".").lower()
        except ValueError:
            return None
        if parts.scheme not in ("http", "https"):
            return None
        if self._was_ours(host, parts.path):
            return Target(Aim.OLD, address, secure=parts.scheme == "https")
        return _own(parts.path, address, parts.scheme == "https") if host in self.hosts else None

    def _was_ours(self, host: str, path: str) -> bool:
        for old in self.old_hosts:
            name, _slash, folder = old.partition("/")
            if host == name and f"{path}/".lower().startswith(f"/{folder}/" if folder else "/"):
                return True
        return False


def _own(path: str, address: str, secure: bool) -> Target:
    for aim, pattern in _PATHS:
        if found := pattern.search(path):
            code = found.groupdict().get("code") or ""
            return Target(aim, address, code.upper(), secure)
    return Target(Aim.PAGE, address, secure=secure)
