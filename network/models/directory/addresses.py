"""Every public address below the directory, for the sitemap."""

from __future__ import annotations

from datetime import date

from ..partners import Partner
from . import counts, honour
from .asking import centres


def all_below(base: str, today: date) -> list[dict]:
    """Centres, provinces that have partners, honour rolls and partners, as Wagtail's sitemaps take them.

    `base`: the directory's own address. One query when the counts are warm, however many partners there are.
    """
    provinces = sorted({cell.province for cell in counts.whole_country()})
    found = [f"centre/{centre.code}" for centre in centres()]
    found += [f"province/{slug}" for slug in provinces]
    found += [f"honour/{year}" for year in honour.years(today)]
    partners = Partner.objects.public().order_by("code").values_list("code", "updated_at")
    return [
        *({"location": f"{base}{path}/"} for path in found),
        *({"location": f"{base}{code}/", "lastmod": changed_at} for code, changed_at in partners.iterator(2000)),
    ]
