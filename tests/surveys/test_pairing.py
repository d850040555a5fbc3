from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from surveys.pairing import SAME_PARTNER, SAME_PERSON, Sheet, pair

BEFORE = Sheet(1, 1, code=7, partner=3, role=2, on=date(2027, 1, 10))
AFTER = Sheet(2, 2, code=7, partner=3, role=2, on=date(2027, 4, 10))


def test_one_code_and_one_role_are_one_person():
    pairs = pair([AFTER, BEFORE])
    assert pairs.people == ((BEFORE, AFTER),)
    assert pairs.levels() == {1: SAME_PERSON, 2: SAME_PERSON}


def test_another_role_is_only_the_same_partner():
    other = replace(AFTER, role=4)
    pairs = pair([BEFORE, other])
    assert pairs.people == ()
    assert pairs.partners == (((BEFORE,), (other,)),)
    assert pairs.levels() == {1: SAME_PARTNER, 2: SAME_PARTNER}


def test_a_person_may_judge_two_roles_to_be_one():
    assert pair([BEFORE, replace(AFTER, role=4, same=True)]).people


def test_form_2_before_form_1_is_never_paired():
    early = replace(AFTER, on=date(2027, 1, 9))
    pairs = pair([BEFORE, early])
    assert pairs.backwards == ((BEFORE, early),)
    assert pairs.levels() == {}


def test_sheets_of_two_codes_meet_at_their_partner():
    pairs = pair([BEFORE, replace(AFTER, code=8)])
    assert len(pairs.partners) == 1


def test_what_has_no_counterpart_stays_unpaired():
    stranger = Sheet(9, 2, code=0, partner=0, role=2, on=date(2027, 4, 1))
    assert pair([BEFORE, stranger]).unpaired == (stranger, BEFORE)


sheets = st.lists(
    st.builds(
        Sheet, pk=st.integers(1, 10**6), wave=st.sampled_from((1, 2)), code=st.integers(0, 4),
        partner=st.integers(0, 3), role=st.integers(1, 3), on=st.dates(date(2027, 1, 1), date(2027, 1, 9)),
        same=st.booleans(),
    ),
    max_size=14, unique_by=lambda sheet: sheet.pk,
)  # fmt: skip


@given(sheets)
def test_every_sheet_is_in_exactly_one_place(given_sheets):
    pairs = pair(given_sheets)
    places = [
        *(sheet for both in pairs.people for sheet in both),
        *(sheet for sides in pairs.partners for side in sides for sheet in side),
        *(sheet for both in pairs.backwards for sheet in both),
        *pairs.unpaired,
    ]
    assert sorted(sheet.pk for sheet in places) == sorted(sheet.pk for sheet in given_sheets)


@given(sheets)
def test_no_pair_breaks_a_rule(given_sheets):
    pairs = pair(given_sheets)
    for before, after in pairs.people:
        assert (before.wave, after.wave) == (1, 2)
        assert before.code == after.code != 0
        assert before.role == after.role or before.same or after.same
        assert before.on <= after.on
    for before, after in pairs.partners:
        assert before
        assert after
        assert len({sheet.partner for sheet in (*before, *after)}) == 1
        assert min(sheet.on for sheet in before) <= min(sheet.on for sheet in after)
