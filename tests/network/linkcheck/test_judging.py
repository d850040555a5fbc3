from datetime import UTC, date, datetime, timedelta

import pytest

from network.linkcheck.detect import Banner, Flag
from network.linkcheck.fetch import Reach
from network.linkcheck.judging import (
    Look,
    Membership,
    Memory,
    Standing,
    first_judgement,
    judge,
    membership,
    our_own_outage,
    outweighed,
    what_it_says,
)

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NO_FLAGS: frozenset[Flag] = frozenset()


@pytest.mark.parametrize(
    ("reach", "banner", "flags", "look"),
    [
        (Reach.OK, Banner.BANNER, NO_FLAGS, Look.HOLDS),
        (Reach.SLOW, Banner.LINK, NO_FLAGS, Look.HOLDS),
        (Reach.MOVED_AWAY, Banner.WIDGET, NO_FLAGS, Look.HOLDS),
        (Reach.OK, Banner.IMAGE, NO_FLAGS, Look.FAILS),
        (Reach.OK, Banner.HIDDEN, NO_FLAGS, Look.FAILS),
        (Reach.OK, Banner.ABSENT, NO_FLAGS, Look.FAILS),
        (Reach.OK, Banner.NEEDS_JS, NO_FLAGS, Look.SAYS_NOTHING),
        (Reach.TOO_LARGE, Banner.UNKNOWN, NO_FLAGS, Look.SAYS_NOTHING),
        (Reach.ROBOTS, Banner.UNKNOWN, NO_FLAGS, Look.SAYS_NOTHING),
        (Reach.DNS, Banner.UNKNOWN, NO_FLAGS, Look.FAILS),
        (Reach.HTTP_5XX, Banner.UNKNOWN, NO_FLAGS, Look.FAILS),
        (Reach.OK, Banner.UNKNOWN, frozenset({Flag.PARKED}), Look.FAILS),
        (Reach.OK, Banner.BANNER, frozenset({Flag.HIJACKED}), Look.HOLDS),
    ],
)
def test_what_a_look_says(reach, banner, flags, look):
    assert what_it_says(reach, banner, flags) == look


@pytest.mark.parametrize(
    ("days_ago", "reach", "banner", "look"),
    [
        (8, Reach.OK, Banner.ABSENT, Look.HOLDS),
        (9, Reach.OK, Banner.ABSENT, Look.FAILS),
        (0, Reach.OK, Banner.NEEDS_JS, Look.HOLDS),
        (0, Reach.ROBOTS, Banner.UNKNOWN, Look.HOLDS),
        (0, Reach.DNS, Banner.UNKNOWN, Look.FAILS),
        (0, Reach.OK, Banner.HIDDEN, Look.FAILS),
        (0, Reach.OK, Banner.IMAGE, Look.FAILS),
    ],
)
def test_a_hit_outweighs_only_what_could_not_be_seen(days_ago, reach, banner, look):
    said = what_it_says(reach, banner, NO_FLAGS)
    assert outweighed(said, reach, banner, AT.date() - days_ago * DAY, AT) == look
    assert outweighed(said, reach, banner, None, AT) == said


def after(memory, *looks):
    for hours, look in looks:
        memory = judge(memory, look, AT + hours * HOUR)
    return memory


LIVE = Memory(Standing.LIVE)


@pytest.mark.parametrize(
    ("hours", "standing"),
    [
        ((0, 24), "live"),
        ((0, 1, 2), "live"),
        ((0, 24, 47), "live"),
        ((0, 24, 48), "lost"),
        ((0, 48), "live"),
        ((0, 1, 2, 48), "lost"),
    ],
)
def test_lost_takes_three_failures_and_two_days(hours, standing):
    assert after(LIVE, *((hour, Look.FAILS) for hour in hours)).standing == standing


def test_one_look_that_holds_forgives_everything_and_one_that_says_nothing_changes_nothing():
    failing = after(LIVE, (0, Look.FAILS), (40, Look.FAILS))
    assert judge(failing, Look.SAYS_NOTHING, AT + 50 * HOUR) == failing
    assert judge(failing, Look.HOLDS, AT + 50 * HOUR) == LIVE
    assert after(failing, (41, Look.HOLDS), (60, Look.FAILS), (61, Look.FAILS)).standing == "live"


def test_a_page_that_was_read_says_never_and_one_that_was_not_says_nothing():
    failed = judge(Memory(), Look.FAILS, AT)
    assert first_judgement(failed, Reach.OK, Look.FAILS).standing == "never"
    assert first_judgement(failed, Reach.DNS, Look.FAILS).standing == "unknown"
    assert judge(Memory(Standing.NEVER), Look.HOLDS, AT) == LIVE


TODAY = date(2026, 5, 4)


def test_the_days_of_a_membership_follow_the_banner():
    joined = membership(Membership(), LIVE, True, TODAY)
    assert joined == Membership(joined_on=TODAY, seen_on=TODAY)
    lost = Memory(Standing.LOST, 3, AT + 5 * DAY)
    gone = membership(joined, lost, False, TODAY + 8 * DAY)
    assert gone == Membership(TODAY, None, TODAY, TODAY + 5 * DAY)
    back = membership(gone, LIVE, True, TODAY + 20 * DAY)
    assert (back.joined_on, back.lost_on) == (TODAY, None)
    ended = membership(gone, lost, False, TODAY + 35 * DAY)
    assert ended.left_on == TODAY + 35 * DAY
    again = membership(ended, LIVE, True, TODAY + 90 * DAY)
    assert again == Membership(TODAY + 90 * DAY, None, TODAY + 90 * DAY, None)


def test_many_sites_out_of_reach_at_once_are_our_own_fault():
    assert our_own_outage([Reach.TIMEOUT] * 16 + [Reach.OK] * 4)
    assert not our_own_outage([Reach.TIMEOUT] * 15 + [Reach.OK] * 5)
    assert not our_own_outage([Reach.DNS] * 19)
    assert not our_own_outage([Reach.HTTP_5XX] * 50)
