"""How the kinds of partners are called in the questionnaire's data (ORGTYPE). Values only."""

from __future__ import annotations

OTHER = 7
OF_KIND = {
    "pao": 1,
    "city": 2,
    "town": 2,
    "subdistrict_municipality": 2,
    "sao": 3,
    "school": 4,
    "vocational": 5,
    "university": 6,
}


def orgtype(kind: str) -> int:
    return OF_KIND.get(kind, OTHER)
