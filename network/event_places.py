"""How the place of an event is written, in the language of the moment."""

from __future__ import annotations

from django.utils.translation import get_language

BANGKOK = "10"


def province_in_words(province) -> str:
    """จังหวัดลำปาง, but กรุงเทพมหานคร; in English the name alone. Empty for none."""
    if province is None:
        return ""
    if get_language() == "th" and province.code != BANGKOK:
        return f"จังหวัด{province.name_th}"
    return province.name


def place_in_words(*parts: str) -> str:
    """What is known of a place in one line: Thai with spaces, English with commas."""
    return (" " if get_language() == "th" else ", ").join(part for part in parts if part)
