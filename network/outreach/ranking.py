"""Which candidates fill the places of a quota, by the manual's rules 2(2) to 2(5). Pure.

Tier 1 was never visited and passed its screening; tier 2 was never visited and has to be screened first; tier 3 was
visited and has no banner, and fills only what the first two leave open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush
from typing import NamedTuple

NEW, TO_SCREEN, AGAIN = 1, 2, 3
#: Why a candidate stands where it does; the words are the screens'.
SCREENED, SCREEN_FIRST, SCREEN_AGAIN, FIND_SITE, NO_BANNER_YET = (
    "screened", "screen_first", "screen_again", "find_site", "no_banner_yet",
)  # fmt: skip
#: The rule of the manual behind each reason (§4 step 2).
RULE = {SCREENED: "2(2)–2(3)", SCREEN_FIRST: "2(3)", SCREEN_AGAIN: "2(3)", FIND_SITE: "2(1)", NO_BANNER_YET: "2(5)"}
#: A quota that any kind of partner fills.
ANY = ""


class Candidate(NamedTuple):
    """`order` breaks the last ties: the order of the dictionary. A tuple, for the nation has tens of thousands."""

    partner: int
    province: int
    kind: str
    district: int | None
    tier: int
    has_site: bool = True
    screened_on: date | None = None
    visited_on: date | None = None
    order: str = ""

    @property
    def reason(self) -> str:
        if self.tier == AGAIN:
            return NO_BANNER_YET
        if self.tier == NEW:
            return SCREENED
        if not self.has_site:
            return FIND_SITE
        return SCREEN_AGAIN if self.screened_on else SCREEN_FIRST


@dataclass(frozen=True)
class Pick:
    """`near` tells that another target lies in the same district."""

    candidate: Candidate
    near: bool


def open_places(
    targets: Mapping[tuple[int, str], int], chosen: Mapping[tuple[int, str], int]
) -> dict[tuple[int, str], int]:
    """What is left of each quota, {(province, kind): places}; `chosen` counts the targets there are, by the same keys.

    A target fills the quota of its own kind as long as there is one, and that for any kind with what goes beyond it.
    """
    left: dict[tuple[int, str], int] = {}
    beyond: Counter[int] = Counter()
    for (province, kind), number in chosen.items():
        own = targets.get((province, kind), 0) if kind != ANY else 0
        beyond[province] += max(number - own, 0)
    for (province, kind), target in targets.items():
        used = beyond[province] if kind == ANY else chosen.get((province, kind), 0)
        left[province, kind] = max(target - used, 0)
    return left


def fill(
    candidates: Iterable[Candidate], places: Mapping[tuple[int, str], int], districts: Iterable[int] = ()
) -> list[Pick]:
    """Fills the places of every (province, kind), at most one candidate each, in the order in which they were chosen.

    `districts` hold targets already; each pick adds its own, so that a trip has fewer places to go to. Inside a tier
    and a distance the freshest screening comes first (in the last tier the oldest visit), then the kind with the
    fewest picks, then the dictionary.
    """
    by_province: dict[int, list[Candidate]] = {}
    for one in candidates:
        by_province.setdefault(one.province, []).append(one)
    near = set(districts)
    picks: list[Pick] = []
    for province, all_of in by_province.items():
        wanted = {kind: number for (where, kind), number in places.items() if where == province and number > 0}
        picks += _fill_province(all_of, wanted, near)
    return picks


def _fill_province(candidates: list[Candidate], wanted: dict[str, int], near: set[int]) -> list[Pick]:
    """The kinds that have a quota of their own first: what they leave over may fill the one for any kind."""
    picks: list[Pick] = []
    pool = _Pool(candidates, near)
    for kind in sorted(wanted, key=lambda one: one == ANY):
        for _place in range(wanted[kind]):
            best = pool.take(kind)
            if best is None:
                break
            picks.append(Pick(best, best.district in near))
            pool.draw_near(best.district)
    return picks


class _Pool:
    """The candidates of a province, a heap for each kind. Who comes nearer is pushed once more, before where he was."""

    def __init__(self, candidates: Iterable[Candidate], near: set[int]) -> None:
        self.near, self.taken, self.picked = near, set[int](), Counter[str]()
        self.heaps: dict[str, list[_Entry]] = {}
        self.of_district: dict[int | None, list[Candidate]] = {}
        for one in candidates:
            self.heaps.setdefault(one.kind, []).append(self._entry(one))
            self.of_district.setdefault(one.district, []).append(one)
        for heap in self.heaps.values():
            heapify(heap)

    def _entry(self, one: Candidate) -> _Entry:
        tier, has_site, days, order, partner = _order(one)
        return (tier, one.district not in self.near, has_site, days, order, partner, one)

    def take(self, kind: str) -> Candidate | None:
        """The best of a kind, or of all; of equals that of the kind with the fewest picks. None is left: None."""
        heaps = list(self.heaps.values()) if kind == ANY else [self.heaps.get(kind, [])]
        for heap in heaps:
            while heap and heap[0][5] in self.taken:
                heappop(heap)
        tops = [heap[0] for heap in heaps if heap]
        if not tops:
            return None
        best = min(tops, key=lambda top: (*top[:4], self.picked[top[6].kind], *top[4:6]))[6]
        self.taken.add(best.partner)
        self.picked[best.kind] += 1
        return best

    def draw_near(self, district: int | None) -> None:
        """A target in a district makes everybody else there near."""
        if district is None or district in self.near:
            return
        self.near.add(district)
        for one in self.of_district[district]:
            if one.partner not in self.taken:
                heappush(self.heaps[one.kind], self._entry(one))


#: What entries of a heap are compared by; partners differ, so that the candidate itself never is.
_Entry = tuple[int, bool, int, int, str, int, Candidate]


def _order(one: Candidate) -> tuple[int, int, int, str, int]:
    """Tier, whether a site is known, then days: a younger screening is a smaller number, so is an older visit."""
    if one.tier == AGAIN:
        days = one.visited_on.toordinal() if one.visited_on else 0
    else:
        days = -one.screened_on.toordinal() if one.screened_on else 0
    return one.tier, 0 if one.has_site else 1, days, one.order, one.partner
