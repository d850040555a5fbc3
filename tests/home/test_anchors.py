import pytest

from home.anchors import LONGEST, anchor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ข่าวสารตลาดแรงงาน", "ข่าวสารตลาดแรงงาน"),
        ("สมัครงาน / แจ้งตำแหน่งงานว่าง", "สมัครงาน-แจ้งตำแหน่งงานว่าง"),
        ("ไตรมาส ๒ ปี ๒๕๖๙", "ไตรมาส-2-ปี-2569"),
        ("How much does it cost?", "how-much-does-it-cost"),
        ("\u200b?!", "part"),
        ("", "part"),
    ],
)
def test_an_anchor_reads_like_its_heading(text, expected):
    assert anchor(text) == expected


def test_news_does_not_become_white():
    assert anchor("ข่าว") != anchor("ขาว")


def test_an_anchor_has_an_end():
    assert len(anchor("ก" * 500)) == LONGEST
