"""How an organisation stands to the network, derived from what was observed. Pure; never stored by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

PROSPECT, SCREENED_OK, SCREENED_NO = "prospect", "screened_ok", "screened_no"
ENGAGED, VISITED, MEMBER, LAPSED, DORMANT = "engaged", "visited", "member", "lapsed", "dormant"
OPTED_OUT, CLOSED, MERGED = "opted_out", "closed", "merged"

STANDINGS = (
    (PROSPECT, "ยังไม่คัดกรอง", "Prospect"),
    (SCREENED_OK, "ผ่านการคัดกรอง", "Screened: suitable"),
    (SCREENED_NO, "ไม่ผ่านการคัดกรอง", "Screened: not suitable"),
    (ENGAGED, "อยู่ระหว่างดำเนินการ", "Engaged"),
    (VISITED, "เข้าพบแล้ว", "Visited"),
    (MEMBER, "สมาชิก", "Member"),
    (LAPSED, "ขาดการเชื่อมโยง", "Lapsed"),
    (DORMANT, "ไม่เคลื่อนไหว", "Dormant"),
    (OPTED_OUT, "ขอออกจากเครือข่าย", "Opted out"),
    (CLOSED, "ยุบเลิก", "Closed"),
    (MERGED, "รวมกับรายการอื่น", "Merged"),
)

#: standing -> its names in Thai and in English
NAMES = {value: (name_th, name_en) for value, name_th, name_en in STANDINGS}

DAYS_TO_MEMBER = 7
DAYS_TO_LAPSE = 30
DAYS_TO_DORMANT = 365


@dataclass(frozen=True)
class Observations:
    """What was seen of an organisation; days are local dates, None for never."""

    merged: bool = False
    closed_on: date | None = None
    opted_out_on: date | None = None
    joined_on: date | None = None
    banner_seen_on: date | None = None
    banner_lost_on: date | None = None
    open_visit: bool = False
    last_visited_on: date | None = None
    last_heard_on: date | None = None
    suitable: bool | None = None


def standing(seen: Observations, today: date) -> str:
    """The standing on a day: the banner live for a week makes a member, lost for 30 days ends it."""
    if seen.merged:
        return MERGED
    if seen.closed_on:
        return CLOSED
    if seen.opted_out_on:
        return OPTED_OUT
    return _by_banner(seen, today) or _by_visits(seen, today)


def _by_banner(seen: Observations, today: date) -> str | None:
    if not seen.joined_on or today - seen.joined_on < timedelta(days=DAYS_TO_MEMBER):
        return None
    if seen.banner_lost_on and today - seen.banner_lost_on >= timedelta(days=DAYS_TO_LAPSE):
        return DORMANT if _silent(seen, today) else LAPSED
    return MEMBER


def _by_visits(seen: Observations, today: date) -> str:
    if seen.open_visit:
        return ENGAGED
    if seen.last_visited_on:
        return DORMANT if _silent(seen, today) else VISITED
    if seen.suitable is None:
        return PROSPECT
    return SCREENED_OK if seen.suitable else SCREENED_NO


def since(status: str, seen: Observations) -> date | None:
    """The day a standing began, where what was observed tells."""
    return {
        MEMBER: seen.joined_on,
        LAPSED: seen.banner_lost_on,
        VISITED: seen.last_visited_on,
        OPTED_OUT: seen.opted_out_on,
        CLOSED: seen.closed_on,
    }.get(status)


def _silent(seen: Observations, today: date) -> bool:
    """No interaction of any kind for twelve months."""
    heard = [day for day in (seen.last_visited_on, seen.last_heard_on, seen.banner_seen_on) if day]
    return bool(heard) and today - max(heard) >= timedelta(days=DAYS_TO_DORMANT)


#: What readers of the public directory may see.
PUBLIC = (MEMBER, LAPSED, VISITED, ENGAGED, DORMANT)
