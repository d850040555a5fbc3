"""The privacy notice above question 1, and which edition of it somebody read."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import yaml

from home.models import Centre

from .models import Campaign

SOURCE = Path(__file__).resolve().parent / "data" / "notice.yaml"


@cache
def _texts() -> dict[str, list[list[str]]]:
    texts: dict[str, list[list[str]]] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return texts


def notice(campaign: Campaign, centre: Centre, language: str) -> list[tuple[str, str]]:
    """Heading and text of each part."""
    contact = " ".join(part for part in (centre.phone, centre.email) if part)
    holes = {"centre": centre.name, "months": campaign.keep_months, "contact": f" {contact}" if contact else ""}
    return [(heading, text.format(**holes)) for heading, text in _texts()[language]]


def edition(parts: list[tuple[str, str]]) -> str:
    """Kept with each answer, so that it can be said later what its giver was told."""
    return sha256(repr(parts).encode()).hexdigest()[:16]
