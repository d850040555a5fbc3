"""When a site is looked at next: often while it is new, weekly while it is steady, at growing distances while it fails.

Pure; chance is handed in.
"""

from __future__ import annotations

from datetime import datetime, timedelta

NEW_FOR_LOOKS = 14
DAILY, WEEKLY = timedelta(days=1), timedelta(days=7)
AFTER_FAILURE = (timedelta(hours=6), timedelta(days=1), timedelta(days=3))
ROBOTS_HOLD = timedelta(days=30)
#: A site may be asked to be looked at by hand once in this time.
BY_HAND = timedelta(minutes=1)
_SPREAD = 0.1


def next_look(at: datetime, *, looks: int, failures: int, standing_live: bool, chance: float) -> datetime:
    """The time of the next look after one at `at`.

    `looks` so far, `failures` in a row, `chance` between 0 and 1 spreads the sites by a tenth of the distance each way.
    A site that never had the banner does not fail: it is looked at weekly once it is no longer new.
    """
    if failures and standing_live:
        distance = AFTER_FAILURE[min(failures, len(AFTER_FAILURE)) - 1]
    else:
        distance = DAILY if looks < NEW_FOR_LOOKS else WEEKLY
    return at + distance * (1 + _SPREAD * (2 * chance - 1))


def may_look_by_hand(last: datetime | None, at: datetime) -> bool:
    return last is None or at - last >= BY_HAND
