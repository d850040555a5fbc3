"""Signed addresses of events: one's own registration, and whether a certificate of attendance is ours."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from .links import WrongLink

REGISTRATION, CERTIFICATE = "network.event.registration", "network.event.certificate"


def token_of(registration: int, purpose: str) -> str:
    return signing.dumps(registration, salt=purpose, compress=False)


def read_token(token: str, purpose: str) -> int:
    """The key of a registration. Raises links.WrongLink."""
    try:
        return int(signing.loads(token, salt=purpose))
    except (signing.BadSignature, ValueError, TypeError):
        raise WrongLink from None


def own_address(registration) -> str:
    """Where somebody sees and cancels the own registration, in the language in which it was made."""
    return _address("event_registration", registration, REGISTRATION, registration.language)


def certificate_address(registration) -> str:
    """Where whoever holds a certificate reads that it is ours; in Thai, as the paper is."""
    return _address("event_certificate", registration, CERTIFICATE, "th")


def _address(name: str, registration, purpose: str, language: str) -> str:
    with override(language):
        path = reverse(name, args=[token_of(registration.pk, purpose)])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
