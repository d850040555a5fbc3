from decimal import Decimal

import pytest

from home.thai_amounts import amount_in_words


@pytest.mark.parametrize(
    ("baht", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("1", "หนึ่งบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("12480", "หนึ่งหมื่นสองพันสี่ร้อยแปดสิบบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("21000000", "ยี่สิบเอ็ดล้านบาทถ้วน"),
        ("800.50", "แปดร้อยบาทห้าสิบสตางค์"),
        ("0.25", "ยี่สิบห้าสตางค์"),
        ("1.005", "หนึ่งบาทหนึ่งสตางค์"),
    ],
)
def test_an_amount_is_written_as_it_is_read(baht, words):
    assert amount_in_words(Decimal(baht)) == words


def test_nobody_owes_in_words():
    with pytest.raises(ValueError, match="-1"):
        amount_in_words(Decimal(-1))
