"""What a mean of a five-level scale is called in words. Three sets of limits are in use; a report names its own.

Sources: Boonchom Srisa-ard (2545), 1.51–2.50 and so on, the most common in Thai public reports; equal intervals of
(5 − 1) / 5 = 0.80 (Best 1977); half-open intervals 1.50–2.49 and so on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class BandSet:
    """`cuts`: the highest mean, in hundredths, of the four lower bands."""

    name: str
    cuts: tuple[int, int, int, int]

    def band(self, mean100: int) -> int:
        """1 (lowest) to 5 (highest), of a mean in hundredths."""
        return bisect_left(self.cuts, mean100) + 1

    def limits(self) -> tuple[tuple[int, int], ...]:
        """The lowest and highest mean of each band in hundredths, from band 1 to band 5."""
        lows = (100, *(cut + 1 for cut in self.cuts))
        return tuple(zip(lows, (*self.cuts, 500), strict=True))


BOONCHOM = BandSet("boonchom", (150, 250, 350, 450))
EQUAL_INTERVAL = BandSet("equal_interval", (180, 260, 340, 420))
HALF_OPEN = BandSet("half_open", (149, 249, 349, 449))
BAND_SETS: Mapping[str, BandSet] = {one.name: one for one in (BOONCHOM, EQUAL_INTERVAL, HALF_OPEN)}


def mean100(total: int, n: int) -> int:
    """The mean in hundredths, rounded half up in integers: 4.505 is 451, and floats would make it 450.

    Raises ZeroDivisionError without answers.
    """
    return (200 * total + n) // (2 * n)


def ranks(means: list[int | None]) -> list[int | None]:
    """The place of each mean, highest first; equal means share the better place (1, 1, 3)."""
    known = [mean for mean in means if mean is not None]
    return [None if mean is None else 1 + sum(other > mean for other in known) for mean in means]
