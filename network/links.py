"""Personal signed links: what they say, how long they hold, and where they lead. No account, no password.

A link is for one person and one purpose; a token of one purpose is worth nothing for another, because each has a salt
of its own. Raising Contact.link_version ends every link that person ever got.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing

PROFILE, COORDINATOR, UNSUBSCRIBE = "profile", "coordinator", "unsubscribe"
#: How long what a link opened stays open in the browser that opened it.
VISIT = timedelta(hours=2)


class WrongLink(Exception):
    """Mistyped, expired, revoked, of another purpose or of somebody who is gone: its holder is not told which."""


@dataclass(frozen=True)
class Purpose:
    """`days` a link holds, None for ever; `page` is the name of the page it leads to."""

    name: str
    days: int | None
    page: str

    @property
    def holds(self) -> timedelta | None:
        """The site may set other days: LMI_LINK_DAYS = {"profile": 7}."""
        days = getattr(settings, "LMI_LINK_DAYS", {}).get(self.name, self.days)
        return None if days is None else timedelta(days=days)


#: A link to unsubscribe stands under letters that are kept for years, so it never expires.
PURPOSES: Mapping[str, Purpose] = {
    purpose.name: purpose
    for purpose in (
        Purpose(PROFILE, 7, "my_overview"),
        Purpose(COORDINATOR, 60, "my_people"),
        Purpose(UNSUBSCRIBE, None, "my_mails"),
    )
}


@dataclass(frozen=True)
class Claim:
    """What a token says: whose it is, and how often that person's links had been revoked when it was made."""

    contact: int
    version: int


def make_token(contact: int, version: int, purpose: str) -> str:
    """Raises KeyError for a purpose that is not known."""
    return signing.dumps([contact, version], salt=_salt(PURPOSES[purpose].name), compress=False)


def read_token(token: str, purpose: str) -> Claim:
    """Raises WrongLink."""
    if purpose not in PURPOSES:
        raise WrongLink
    try:
        contact, version = signing.loads(token, salt=_salt(purpose), max_age=PURPOSES[purpose].holds)
        return Claim(int(contact), int(version))
    except (signing.BadSignature, ValueError, TypeError):
        raise WrongLink from None


def _salt(purpose: str) -> str:
    return f"network.links.{purpose}"
