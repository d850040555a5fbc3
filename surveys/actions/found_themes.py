"""Brings in the themes that free texts are sorted into. What staff have changed or added stays."""

from __future__ import annotations

from pathlib import Path

import yaml

from ..models import Theme

SOURCE = Path(__file__).resolve().parent.parent / "data" / "themes.yaml"


def found_themes() -> int:
    """How many were missing."""
    made = 0
    for order, (code, (name_th, name_en)) in enumerate(yaml.safe_load(SOURCE.read_text(encoding="utf-8")).items(), 1):
        words = {"name_th": name_th, "name_en": name_en, "order": 10 * order, "counted": code != "nothing"}
        made += Theme.objects.get_or_create(code=code, defaults=words)[1]
    return made
