from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.outreach import money
from network.outreach.money import Balance, Entry, OverBudget, Price, balance, bound_by, in_force, sums_of

BAHT = Decimal


def test_what_remains_is_what_was_given_less_what_is_bound_and_spent():
    now = balance(BAHT(10000), {"commit": BAHT(4000), "release": BAHT(1500), "actual": BAHT(1200)})
    assert (now.committed, now.spent, now.remaining) == (BAHT(2500), BAHT(1200), BAHT(6300))


def test_more_than_remains_is_refused_to_the_satang_unless_headquarters_allows_it():
    now = Balance(BAHT(1000), BAHT(0), BAHT(0))
    assert len(money.commit(now, {"lodging": BAHT("999.99"), "other": BAHT("0.01")})) == 2
    with pytest.raises(OverBudget) as problem:
        money.commit(now, {"lodging": BAHT("1000.01")})
    assert problem.value.short == BAHT("0.01")
    assert money.commit(now, {"lodging": BAHT(5000)}, override=True) == [Entry("commit", "lodging", BAHT(5000))]


def test_settling_releases_what_was_bound_and_books_what_it_cost():
    now = Balance(BAHT(1000), BAHT(800), BAHT(0))
    entries = money.settle(now, {"lodging": BAHT(800)}, {"lodging": BAHT(650), "transport": BAHT(100)})
    after = balance(BAHT(1000), sums_of([Entry("commit", "lodging", BAHT(800)), *entries]))
    assert (after.committed, after.spent, after.remaining) == (BAHT(0), BAHT(750), BAHT(250))


def test_a_trip_may_cost_what_it_bound_and_what_is_free_beside_it():
    now = Balance(BAHT(1000), BAHT(800), BAHT(0))
    assert money.settle(now, {"other": BAHT(800)}, {"other": BAHT(1000)})
    with pytest.raises(OverBudget):
        money.settle(now, {"other": BAHT(800)}, {"other": BAHT("1000.01")})


def test_no_more_can_be_released_than_was_bound():
    with pytest.raises(money.ReleasedTooMuch):
        bound_by([Entry("commit", "other", BAHT(5)), Entry("release", "other", BAHT(6))])


AMOUNTS = st.dictionaries(
    st.sampled_from(["allowance", "lodging", "transport", "other"]),
    st.decimals(0, 3000, places=2),
    max_size=4,
)


@given(st.decimals(0, 20000, places=2), st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=6))
def test_the_budget_never_goes_below_zero_and_nothing_stays_bound(given_, trips):
    """Each trip is bound, then settled or, where that is too dear, released at no cost."""
    ledger: list[Entry] = []

    def now() -> Balance:
        return balance(given_, sums_of(ledger))

    for wanted, spent in trips:
        try:
            bound = money.commit(now(), wanted)
        except OverBudget:
            continue
        ledger += bound
        assert now().remaining >= 0
        try:
            ledger += money.settle(now(), bound_by(bound), spent)
        except OverBudget:
            ledger += money.settle(now(), bound_by(bound), {})
        assert now().remaining >= 0
    assert now().committed == 0
    assert now().remaining == given_ - now().spent


def test_the_rate_of_a_day_is_the_newest_of_its_name_that_is_in_force():
    old = Price("allowance", "เบี้ยเลี้ยง", BAHT(100), date(2025, 1, 1))
    new = Price("allowance", "เบี้ยเลี้ยง", BAHT(200), date(2027, 1, 1))
    ended = Price("lodging", "ที่พัก", BAHT(300), date(2025, 1, 1), date(2026, 12, 31))
    assert in_force([old, new, ended], date(2026, 12, 31)) == [old, ended]
    assert in_force([new, old, ended], date(2027, 1, 1)) == [new]
