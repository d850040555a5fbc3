"""A form says when it was handed out, and that we handed it out; sent twice, it is one thing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

SALT = "network.forms"
#: A form lies open over night, not over a week.
LONGEST = timedelta(days=2)


class WrongForm(Exception):
    """The form was not handed out by us, or too long ago."""


class AlreadyDone(Exception):
    """This very form was sent before: nothing is done a second time."""


@dataclass(frozen=True)
class FormToken:
    """`name` is kept with what the form made, and unique there."""

    name: str
    handed_out_at: datetime


def new_token(now: datetime) -> str:
    return signing.dumps([secrets.token_urlsafe(18), int(now.timestamp())], salt=SALT)


def read_token(token: str, now: datetime) -> FormToken:
    """Raises WrongForm."""
    try:
        name, seconds = signing.loads(token, salt=SALT)
        handed_out_at = datetime.fromtimestamp(int(seconds), tz=now.tzinfo)
    except (signing.BadSignature, ValueError, TypeError):
        raise WrongForm from None
    if not timedelta() <= now - handed_out_at + timedelta(seconds=1) <= LONGEST:
        raise WrongForm
    return FormToken(str(name), handed_out_at)
