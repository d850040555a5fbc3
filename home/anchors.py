"""Fragments of addresses that name a heading in its own words, Thai included. Pure."""

from __future__ import annotations

import re
import unicodedata

from .thai import fold

LONGEST = 60


def anchor(text: str) -> str:
    """The text as a fragment: letters, marks and digits kept, everything else one hyphen; "part" for nothing left.

    Django's slugify drops Thai vowels and tone marks, which turns ข่าว (news) into ขาว (white).
    """
    kept = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in fold(text))
    return re.sub(r"\s+", "-", kept.strip())[:LONGEST].strip("-") or "part"
