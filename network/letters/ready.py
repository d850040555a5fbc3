"""The ready texts that a new office starts with: Thai originals, kept as data in `texts/`. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .compose import Enclosure, Kind, Manners, Urgency

FOLDER = Path(__file__).parent / "texts"
#: In the order in which the work needs them.
KEYS = ("letter_a", "travel_memo", "letter_b", "thanks", "reminder", "banner_lost", "certificate")


@dataclass(frozen=True)
class ReadyText:
    """A letter before it is known to whom it goes; `subject`, `body` and the titles of enclosures may hold blanks."""

    key: str
    name: str
    purpose: str
    kind: Kind
    subject: str
    body: str
    enclosures: tuple[Enclosure, ...] = ()
    reply_slip: bool = False
    urgency: Urgency = Urgency.NONE
    manners: Manners = Manners.ORDINARY


@cache
def ready_texts() -> tuple[ReadyText, ...]:
    return tuple(_read(key) for key in KEYS)


def _read(key: str) -> ReadyText:
    content = tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))
    enclosures = tuple(Enclosure(**each) for each in content.pop("enclosures", []))
    kind = Kind(content.pop("kind"))
    return ReadyText(key=key, kind=kind, enclosures=enclosures, **content | {"body": content["body"].strip()})
