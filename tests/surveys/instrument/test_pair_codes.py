import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.codes import ALPHABET
from surveys.instrument.pair_codes import WrongPairCode, new_pair_code, read_pair_code, signature, signed_by, written


def test_a_code_is_read_as_people_write_it():
    code = new_pair_code()
    assert read_pair_code(f" {written(code).lower()} ") == code
    assert len(written(code)) == 10


@given(st.integers(0, 8), st.sampled_from(ALPHABET))
def test_one_mistyped_letter_is_noticed(place, letter):
    code = new_pair_code()
    typed = code[:place] + letter + code[place + 1 :]
    if typed != code:
        with pytest.raises(WrongPairCode):
            read_pair_code(typed)


@pytest.mark.parametrize("typed", ["", "TE8T", "TE8T-1FDV", "U" * 9, "ก" * 9, "A" * 5000])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(WrongPairCode):
        read_pair_code(typed)


def test_a_signature_is_good_for_one_code_and_one_form():
    code, key = new_pair_code(), "secret"
    mark = signature(code, 1, key)
    assert signed_by(mark.lower(), code, 1, key)
    assert not signed_by(mark, code, 2, key)
    assert not signed_by(mark, new_pair_code(), 1, key)
    assert not signed_by("ก", code, 1, key)
