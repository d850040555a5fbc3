"""Certificates of membership: the check letters that make their address ours, and what the paper says."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date

from django.utils.crypto import constant_time_compare, salted_hmac

from home.thai import MONTHS, buddhist_year, thai_digits

from . import standing

SALT = "network.certificates"
LENGTH = 8


@dataclass(frozen=True)
class Certificate:
    """Whose it is and what it says of the membership; `since` is the day it began, `until` the day it ended."""

    code: str
    name: str
    valid: bool
    since: date | None
    until: date | None = None


def check_of(code: str) -> str:
    """Eight letters that nobody can guess from a code: a certificate is printed by us or has no page."""
    digest = salted_hmac(SALT, code, algorithm="sha256").digest()
    return base64.b32encode(digest).decode()[:LENGTH]


def is_ours(code: str, check: str) -> bool:
    return constant_time_compare(check_of(code), check.upper())


def certificate_of(partner) -> Certificate:
    """What the certificate of a partner is worth, as the record stands."""
    valid = partner.status == standing.MEMBER and partner.joined_on is not None
    until = None if valid else partner.left_on or partner.banner_lost_on
    return Certificate(partner.code, partner.name_th, valid, partner.joined_on, until)


def official_date(day: date) -> str:
    """As certificates write it: ๑ พฤษภาคม พุทธศักราช ๒๕๖๙."""
    return thai_digits(f"{day.day} {MONTHS[day.month - 1]} พุทธศักราช {buddhist_year(day)}")
