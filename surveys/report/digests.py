"""What tells one state of a report's numbers from another. Pure."""

from __future__ import annotations

import hashlib
import json
from typing import Any

#: The parts whose numbers can change apart from one another, for saying what has changed since a report was frozen.
PARTS = ("answers", "visits", "banners", "themes")


def digest(values: Any) -> str:
    """Of plain values, however they are ordered."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
