"""Envelopes and labels, measured on the PDF."""

from dataclasses import replace

import pymupdf
import pytest

from network.letters.compose import Urgency
from network.letters.envelopes import C5, DL, SHEET_14, SHEET_24, print_envelopes, print_labels
from network.letters.look import Look

from . import samples
from .reading import CM, line, lines, pages

LOOK = Look(emblem=samples.star(), emblem_type="image/png")


@pytest.mark.parametrize(("envelope", "size"), [(DL, [22.0, 11.0]), (C5, [22.9, 16.2])])
def test_an_envelope_has_its_size_and_both_addresses(envelope, size):
    made = print_envelopes([samples.EXTERNAL, replace(samples.SHORT, urgency=Urgency.NONE)], LOOK, envelope)
    with pymupdf.open("pdf", made) as document:
        assert [[round(side * CM, 1) for side in page.rect[2:]] for page in document] == [size, size]
    assert line(made, "ที่ รง ๐๓๙๙.๙/๑๒๓").x == pytest.approx(2.9, abs=0.05)
    whom = line(made, "เรียน")
    assert "นายกองค์การบริหารส่วนตำบลสันทราย" in whom.text
    assert whom.x == pytest.approx(9.2, abs=0.05)
    assert line(made, "50210").y > whom.y
    assert line(made, "ด่วนที่สุด").y < 2.2
    assert not any(each.text.startswith("ด่วน") for each in lines(made) if each.page == 2)


@pytest.mark.parametrize("sheet", [SHEET_24, SHEET_14])
def test_labels_fill_sheets_from_the_first_free_one(sheet):
    made = print_labels([samples.SHORT] * sheet.count, LOOK, sheet, first=3)
    assert pages(made) == 2
    starts = [each for each in lines(made) if each.text.startswith("เรียน")]
    assert [each.page for each in starts].count(2) == 2
    assert len(starts) == sheet.count
    first = min((each for each in starts if each.page == 1), key=lambda each: (round(each.y, 1), each.x))
    column, row = (3 - 1) % sheet.columns, (3 - 1) // sheet.columns
    assert first.x == pytest.approx((sheet.left + column * (sheet.width + sheet.gap) + 5) / 10, abs=0.05)
    assert sheet.top + row * sheet.height < first.y * 10 < sheet.top + (row + 1) * sheet.height
