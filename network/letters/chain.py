"""The hashes that tie the lines of a log together: who changes one line would have to change all that follow. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

#: What stands before the first line.
BEGINNING = ""


@dataclass(frozen=True)
class Line:
    """A line of a log. `of` names whose log it is, `about` the thing it tells of; `details` are plain JSON values."""

    of: str
    sequence: int
    about: str
    verb: str
    at: datetime
    actor: str
    details: Mapping[str, object]

    def hash_after(self, previous: str) -> str:
        """SHA-256 over the line and the hash of the line before it, as 64 hexadecimal digits."""
        said = [
            previous,
            self.of,
            self.sequence,
            self.about,
            self.verb,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.actor,
            self.details,
        ]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Kept:
    """A line as it is found again, with the hashes that were kept beside it."""

    line: Line
    previous: str
    hash: str


def broken(kept: Iterable[Kept], length: int, head: str) -> Iterator[int]:
    """The places (from 1) of a log where it is not what was written; nothing for a whole one.

    `kept` in the order of their sequence; `length` and `head` are what the log is known to end with.
    """
    previous, expected = BEGINNING, 1
    for each in kept:
        if each.line.sequence != expected or each.previous != previous or each.line.hash_after(previous) != each.hash:
            yield expected
        previous, expected = each.hash, each.line.sequence + 1
    if expected - 1 != length or previous != head:
        yield expected
