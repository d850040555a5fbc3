"""The table of the domain (§3) against the table of the code, and a machine that tries to get round it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from network.outreach import states as s
from network.outreach.states import Facts, what_is_missing

TODAY = date(2027, 1, 13)
FIELD = {"today": TODAY, "field_start": date(2026, 11, 1), "field_end": date(2027, 6, 30)}
WEDNESDAY = date(2027, 1, 20)
#: A visit for which nothing is wanting, whatever is asked.
ALL = Facts(
    **FIELD,
    screened_days=3,
    quota_left=1,
    address=True,
    expected_from=date(2027, 1, 18),
    expected_to=date(2027, 1, 22),
    letter_a_on=date(2026, 12, 1),
    coordinator_reachable=True,
    coordinator_told=True,
    appointed_at=datetime(2027, 1, 20, 10),
    appointed_on=WEDNESDAY,
    team=True,
    travel_approved=True,
    letter_b_on=date(2027, 1, 11),
    kit_done=6,
    kit_needed=6,
    officers=2,
    officers_ready=2,
    reconfirmed_on=date(2027, 1, 18),
    visited_on=date(2027, 1, 12),
    steps_done=5,
    form1_on=date(2027, 1, 12),
    form2_on=date(2027, 1, 13),
    verdict_days=1,
    new_from=date(2027, 2, 1),
    new_to=date(2027, 2, 5),
    reason=True,
    replacement=True,
)


def codes(name: str, state: str, facts: Facts) -> list[str]:
    return [missing.code for missing in what_is_missing(name, state, facts)]


def test_the_ten_states_stand_in_the_order_of_the_work():
    assert s.LINE == (
        "shortlisted", "selected", "letter_a_sent", "coordinated", "appointed", "travel_approved", "ready", "visited",
        "following_up", "closed",
    )  # fmt: skip


@pytest.mark.parametrize("name", s.TRANSITIONS)
def test_whoever_has_everything_may_take_every_step_from_where_it_leads(name):
    transition = s.TRANSITIONS[name]
    for state in (*s.LINE, *s.ENDS):
        expected = [] if state in transition.sources else ["wrong_state"]
        assert codes(name, state, ALL) == expected


@pytest.mark.parametrize("name", s.TRANSITIONS)
def test_a_closed_season_is_read_only(name):
    assert codes(name, s.TRANSITIONS[name].sources[0], replace(ALL, season_closed=True)) == ["season_closed"]


GUARDS = [
    ("select", {"partner_active": False}, "partner_gone"),
    ("select", {"screened_days": None}, "not_screened"),
    ("select", {"screened_days": 91}, "screening_old"),
    ("select", {"quota_left": 0}, "quota_full"),
    ("send_letter_a", {"address": False}, "no_address"),
    ("send_letter_a", {"letter_a_on": None}, "no_letter_a"),
    ("send_letter_a", {"expected_to": None}, "no_window"),
    ("send_letter_a", {"expected_from": date(2026, 10, 30)}, "window_outside"),
    ("send_letter_a", {"expected_to": date(2027, 7, 1)}, "window_outside"),
    ("send_letter_a", {"expected_to": date(2027, 1, 17)}, "window_backwards"),
    ("coordinate", {"coordinator_reachable": False}, "no_coordinator"),
    ("coordinate", {"coordinator_told": False}, "no_notice"),
    ("appoint", {"appointed_on": None}, "no_appointment"),
    ("appoint", {"appointed_on": date(2027, 1, 23)}, "weekend"),
    ("appoint", {"appointed_on": date(2027, 7, 1)}, "day_outside"),
    ("appoint", {"holiday": True}, "holiday"),
    ("appoint", {"team_busy": True}, "team_busy"),
    ("appoint", {"team": False}, "no_team"),
    ("appoint", {"partner_agreed": False}, "not_agreed"),
    ("move", {"team_busy": True}, "team_busy"),
    ("approve_travel", {"travel_approved": False}, "no_travel"),
    ("make_ready", {"kit_done": 5}, "kit"),
    ("make_ready", {"officers": 0}, "no_officers"),
    ("make_ready", {"officers_ready": 1}, "readiness"),
    ("make_ready", {"reconfirmed_on": None}, "not_reconfirmed"),
    ("make_ready", {"reconfirmed_on": date(2027, 1, 16)}, "not_reconfirmed"),
    ("make_ready", {"reconfirmed_on": date(2027, 1, 21)}, "not_reconfirmed"),
    ("make_ready", {"letter_b_on": None}, "no_letter_b"),
    ("record", {"visited_on": date(2027, 1, 14)}, "visit_ahead"),
    ("record", {"visited_on": None}, "no_visit_day"),
    ("record", {"steps_done": 4}, "steps"),
    ("record", {"form1_on": None}, "no_form1"),
    ("close", {"form2_on": None, "reminders_left": 1}, "reminders_left"),
    ("close", {"verdict_days": 8}, "no_verdict"),
    ("close", {"verdict_days": None}, "no_verdict"),
    ("postpone", {"reason": False}, "no_reason"),
    ("postpone", {"new_to": None}, "no_window"),
    ("set_window", {"new_to": date(2027, 8, 1)}, "window_outside"),
    ("decline", {"reason": False}, "no_reason"),
    ("cancel", {"reason": False}, "no_reason"),
    ("replace", {"replacement": False}, "no_replacement"),
]


@pytest.mark.parametrize(("name", "without", "code"), GUARDS)
def test_what_is_missing_is_said(name, without, code):
    facts = replace(ALL, **without)
    assert codes(name, s.TRANSITIONS[name].sources[0], facts) == [code]


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("select", {"tier": 3, "screened_days": None}),
        ("select", {"screened_days": 90}),
        ("select", {"quota_left": 0, "over_quota_allowed": True}),
        ("make_ready", {"reconfirmed_on": date(2027, 1, 17)}),
        ("make_ready", {"reconfirmed_on": WEDNESDAY}),
        ("record", {"steps_done": 2, "steps_reason": True}),
        ("record", {"form1_on": None, "form1_reason": True}),
        ("close", {"form2_on": None, "reminders_left": 0}),
        ("close", {"has_site": False, "verdict_days": None}),
        ("close", {"form2_on": None, "reminders_left": 3, "verdict_days": None, "season_closing": True}),
    ],
)
def test_a_reason_or_the_limit_itself_is_enough(name, facts):
    assert codes(name, s.TRANSITIONS[name].sources[0], replace(ALL, **facts)) == []


def test_everything_that_is_missing_is_said_at_once():
    facts = replace(ALL, kit_done=2, officers_ready=0, reconfirmed_on=None, letter_b_on=None)
    assert codes("make_ready", s.TRAVEL_APPROVED, facts) == ["kit", "readiness", "not_reconfirmed", "no_letter_b"]


def test_before_the_visit_there_are_three_ways_out_and_afterwards_none():
    for state in s.LINE:
        ways_out = {one.target for one in s.open_to(state)} & set(s.ENDS)
        assert ways_out == (set(s.ENDS) if state in s.BEFORE else set())
    assert all(s.open_to(end) == () for end in s.ENDS)


#: What must have been so when a state was entered, said a second time and in another way than the guards do.
ENTERED = {
    s.SELECTED: lambda f: f.partner_active and (f.tier == 3 or (f.screened_days or 999) <= 90),
    s.LETTER_A_SENT: lambda f: f.letter_a_on and f.address and FIELD["field_start"] <= f.expected_from,
    s.APPOINTED: lambda f: f.appointed_on.weekday() < 5 and not f.holiday and not f.team_busy and f.team,
    s.TRAVEL_APPROVED: lambda f: f.travel_approved,
    s.READY: lambda f: f.kit_done >= 6 and f.officers_ready >= f.officers > 0 and f.letter_b_on,
    s.VISITED: lambda f: f.visited_on <= TODAY and (f.steps_done == 5 or f.steps_reason),
    s.CLOSED: lambda f: f.season_closing or f.form2_on or not f.reminders_left,
}
TURNS = {
    "screened_days": st.sampled_from([None, 1, 89, 120]),
    "tier": st.sampled_from([1, 2, 3]),
    "partner_active": st.booleans(),
    "address": st.booleans(),
    "expected_from": st.sampled_from([None, date(2026, 9, 1), date(2027, 1, 18)]),
    "letter_a_on": st.sampled_from([None, date(2026, 12, 1)]),
    "coordinator_reachable": st.booleans(),
    "appointed_on": st.dates(date(2027, 1, 10), date(2027, 1, 30)),
    "holiday": st.booleans(),
    "team_busy": st.booleans(),
    "team": st.booleans(),
    "travel_approved": st.booleans(),
    "kit_done": st.integers(0, 6),
    "officers_ready": st.integers(0, 2),
    "letter_b_on": st.sampled_from([None, date(2027, 1, 11)]),
    "visited_on": st.dates(date(2027, 1, 1), date(2027, 1, 30)),
    "steps_done": st.integers(0, 5),
    "steps_reason": st.booleans(),
    "form2_on": st.sampled_from([None, date(2027, 1, 13)]),
    "reminders_left": st.integers(0, 3),
    "season_closing": st.booleans(),
    "season_closed": st.booleans(),
    "reason": st.booleans(),
}


class AnyVisit(RuleBasedStateMachine):
    """Facts change as they like, and anybody tries any transition at any time."""

    def __init__(self):
        super().__init__()
        self.facts, self.state, self.steps = ALL, s.SHORTLISTED, []

    @rule(data=st.data(), name=st.sampled_from(sorted(TURNS)))
    def something_changes(self, data, name):
        self.facts = replace(self.facts, **{name: data.draw(TURNS[name])})

    @rule()
    def everything_is_put_right(self):
        self.facts = ALL

    @rule(name=st.sampled_from(sorted(s.TRANSITIONS)))
    def somebody_tries(self, name):
        if what_is_missing(name, self.state, self.facts):
            return
        before, self.state = self.state, s.TRANSITIONS[name].target or self.state
        self.steps.append((name, before, self.state, self.facts))

    @invariant()
    def the_last_step_was_allowed(self):
        if not self.steps:
            return
        name, before, after, facts = self.steps[-1]
        assert not facts.season_closed
        assert before not in (*s.ENDS, s.CLOSED)
        assert after in (*s.LINE, *s.ENDS)
        assert ENTERED.get(after, lambda _facts: True)(facts) or after == before
        if after in s.LINE and s.LINE.index(after) < s.LINE.index(before):
            assert name in ("move", "postpone", "lose_travel")

    @invariant()
    def who_was_visited_was_appointed_before(self):
        visited = [after for _name, _before, after, _facts in self.steps]
        if s.VISITED in visited:
            assert s.APPOINTED in visited[: visited.index(s.VISITED)]
            assert s.SELECTED in visited


TestAnyVisit = AnyVisit.TestCase
TestAnyVisit.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_a_visit_confirmed_too_early_is_not_confirmed():
    early = replace(ALL, reconfirmed_on=WEDNESDAY - timedelta(days=s.RECONFIRM_DAYS + 1))
    assert codes("make_ready", s.TRAVEL_APPROVED, early) == ["not_reconfirmed"]
