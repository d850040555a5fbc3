from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from network.outreach.ranking import ANY, Candidate, fill, open_places

LAMPANG, PHRAE = 52, 54


def one(number: int, tier: int = 1, district: int = 1, kind: str = "sao", province: int = LAMPANG, **more) -> Candidate:
    return Candidate(number, province, kind, district, tier, order=f"{number:03}", **more)


def picked(candidates, places, districts=()) -> list[int]:
    return [pick.candidate.partner for pick in fill(candidates, places, districts)]


def test_the_last_tier_fills_only_what_the_first_two_leave_open():
    pool = [one(1, tier=3), one(2, tier=2), one(3, tier=1)]
    assert picked(pool, {(LAMPANG, ANY): 2}) == [3, 2]
    assert picked(pool, {(LAMPANG, ANY): 5}) == [3, 2, 1]


def test_a_target_near_others_comes_before_one_that_is_not():
    pool = [one(1, district=1), one(2, district=2)]
    assert picked(pool, {(LAMPANG, ANY): 1}, districts=[2]) == [2]


def test_each_pick_draws_its_neighbours_after_it():
    pool = [one(1, district=1), one(2, district=2), one(3, district=1)]
    assert picked(pool, {(LAMPANG, ANY): 3}) == [1, 3, 2]


def test_the_freshest_screening_comes_first_and_the_oldest_visit():
    new, old = date(2027, 1, 1), date(2026, 12, 1)
    assert picked([one(1, screened_on=old), one(2, screened_on=new)], {(LAMPANG, ANY): 1}) == [2]
    assert picked([one(1, 3, visited_on=new), one(2, 3, visited_on=old)], {(LAMPANG, ANY): 1}) == [2]


def test_the_kinds_take_turns_where_the_quota_is_for_any():
    pool = [one(1), one(2), one(3, kind="school"), one(4, kind="school")]
    assert picked(pool, {(LAMPANG, ANY): 4}) == [1, 3, 2, 4]


def test_a_quota_of_a_kind_takes_only_that_kind_and_each_candidate_fills_one_place():
    pool = [one(1), one(2, kind="school"), one(3, kind="school"), one(4, province=PHRAE)]
    assert picked(pool, {(LAMPANG, "school"): 1, (LAMPANG, ANY): 1}) == [2, 1]
    assert picked(pool, {(LAMPANG, "town"): 3}) == []


def test_a_candidate_without_a_site_comes_last_among_those_to_screen():
    assert picked([one(1, 2, has_site=False), one(2, 2)], {(LAMPANG, ANY): 1}) == [2]
    assert [c.reason for c in (one(1, 2, has_site=False), one(2, 2), one(3, 2, screened_on=date(2026, 1, 1)))] == [
        "find_site", "screen_first", "screen_again",
    ]  # fmt: skip


def test_a_target_beyond_the_quota_of_its_kind_fills_the_one_for_any():
    targets = {(LAMPANG, "school"): 2, (LAMPANG, ANY): 5}
    assert open_places(targets, {(LAMPANG, "school"): 3, (LAMPANG, "sao"): 1}) == {
        (LAMPANG, "school"): 0, (LAMPANG, ANY): 3,
    }  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 4), st.sampled_from(["sao", "school"])), max_size=25),
    st.integers(0, 6),
    st.integers(0, 6),
)
def test_no_place_is_filled_twice_none_is_left_open_that_could_be_filled(drawn, schools, anything):
    pool = [one(number, tier, district, kind) for number, (tier, district, kind) in enumerate(drawn)]
    picks = fill(pool, {(LAMPANG, "school"): schools, (LAMPANG, ANY): anything})
    chosen = [pick.candidate for pick in picks]
    kinds = Counter(candidate.kind for candidate in pool)
    assert len(set(chosen)) == len(chosen)
    of_schools = min(schools, kinds["school"])
    assert len(chosen) == of_schools + min(anything, len(pool) - of_schools)
    left = [candidate for candidate in pool if candidate not in chosen]
    if left and chosen and not schools:
        assert max(candidate.tier for candidate in chosen) <= min(candidate.tier for candidate in left)


CANDIDATES = st.lists(
    st.builds(
        one, st.just(0), st.integers(1, 3), st.integers(1, 4), st.sampled_from(["sao", "school"]),
        has_site=st.booleans(), screened_on=st.sampled_from([None, date(2027, 1, 1), date(2026, 12, 1)]),
    ),
    max_size=25,
)  # fmt: skip


@given(CANDIDATES, st.integers(0, 6), st.integers(0, 12))
def test_of_those_left_none_ever_came_before_the_one_that_was_picked(pool, schools, others):
    """The rule itself, told slowly: by tier, nearness, site, freshness, the kind with fewest picks, the dictionary."""
    pool = [candidate._replace(partner=number, order=f"{number:03}") for number, candidate in enumerate(pool)]
    picks = fill(pool, {(LAMPANG, "school"): schools, (LAMPANG, ANY): others})
    left, near, kinds = {candidate.partner: candidate for candidate in pool}, set(), Counter()
    of_schools = min(schools, sum(candidate.kind == "school" for candidate in pool))
    assert len(picks) == of_schools + min(others, len(pool) - of_schools)
    for number, pick in enumerate(picks):
        able = [c for c in left.values() if number >= of_schools or c.kind == "school"]
        best = min(
            able,
            key=lambda c: (
                c.tier, c.district not in near, not c.has_site,
                -c.screened_on.toordinal() if c.screened_on and c.tier < 3 else 0, kinds[c.kind], c.order,
            ),
        )  # fmt: skip
        assert (pick.candidate, pick.near) == (best, best.district in near)
        del left[best.partner]
        near.add(best.district)
        kinds[best.kind] += 1
