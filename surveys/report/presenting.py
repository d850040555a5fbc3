"""A report as it is shown: frozen or of today, for staff or for everybody, with its paragraphs and its chapters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..analysis.bands import BAND_SETS
from ..models import SeasonReport
from . import wording
from .digests import PARTS, digest
from .paragraphs import Paragraph, generated, paragraphs, titles
from .suppression import hides, publishable


@dataclass(frozen=True)
class Presented:
    """`paragraphs` by key. `public`: without anything that may not be published."""

    record: SeasonReport
    content: dict[str, Any]
    paragraphs: Mapping[str, Paragraph]
    public: bool = False

    @property
    def chapters(self) -> list[tuple[int, str, wording.Words]]:
        """Number, name and title of those that have something to say."""
        left_out = set() if self.content["last_year"] else {"last_year"}
        names = [name for name in wording.CHAPTERS if name not in left_out]
        return [(number, name, wording.CHAPTERS[name]) for number, name in enumerate(names, 1)]

    @property
    def hides(self) -> bool:
        return self.public and hides(self.content)

    @property
    def bands(self) -> list[tuple[wording.Words, str]]:
        """What means are called, highest first, with the limits."""
        limits = enumerate(BAND_SETS[self.content["scope"]["bands"]].limits(), 1)
        found = [(wording.BANDS[band], f"{low / 100:.2f}–{high / 100:.2f}") for band, (low, high) in limits]
        return found[::-1]

    @property
    def band_name(self) -> wording.Words:
        return wording.BAND_NAMES[self.content["scope"]["bands"]]

    @property
    def outdated(self) -> list[Paragraph]:
        return [one for one in self.paragraphs.values() if one.outdated]

    @property
    def mark(self) -> str:
        """Changes with everything that is printed."""
        texts = [one.text for one in self.paragraphs.values()]
        record = self.record
        return digest([self.content, texts, record.signer_name, record.signer_position, record.state, self.public])


def present(report: SeasonReport, today: date) -> Presented:
    """Frozen numbers where there are, else today's. Raises rollup.NothingAccepted for a nation without centres."""
    if report.is_frozen:
        return Presented(report, report.content, _frozen(report.content))
    built = _today(report, today)
    return Presented(report, built.content, {one.key: one for one in paragraphs(built.content, report.paragraphs)})


def _today(report: SeasonReport, today: date):
    # The statistics take a moment to load; whoever reads a published report never needs them.
    from .building import build
    from .rollup import roll_up

    return roll_up(report, today) if report.national else build(report, today)


def _frozen(content: dict[str, Any]) -> dict[str, Paragraph]:
    kept = content["paragraphs"]
    return {one["key"]: Paragraph(one["key"], one["title"], one["text"], one["text"], one["edited"]) for one in kept}


def for_everybody(one: Presented) -> Presented:
    """What people wrote stands as they wrote it; what was generated is written from what may be shown."""
    content = publishable(one.content)
    texts = generated(content)
    written = {
        key: kept if kept.edited else Paragraph(key, titles()[key], texts[key], texts[key])
        for key, kept in one.paragraphs.items()
    }
    return Presented(one.record, content, written, public=True)


def changed_since(report: SeasonReport, today: date) -> list[str]:
    """Which parts of a frozen report would have other numbers today; none that cannot be compared any more."""
    if not report.is_frozen or report.campaign.erased_at:
        return []
    now = _today(report, today)
    return [part for part in PARTS if now.content["parts"][part] != report.content["parts"][part]]
