"""The sheets as they come out of the printer."""

import io

import pymupdf
import pytest
import zxingcpp
from PIL import Image

from home import jobs
from home.joined import pages_in
from home.models import Centre
from home.storage import private_storage
from surveys.actions.freeze_revision import freeze_revision
from surveys.actions.print_kits import print_kits
from surveys.actions.print_sheets import SheetTooLong, answer_address, print_sheets
from surveys.actions.write_revision import write_revision
from surveys.models import Campaign, PairCode, ReplyAddress, Revision
from tests import survey_factories as make
from tests.network_factories import partner
from tests.season_factories import NOW

pytestmark = pytest.mark.django_db
LONG = "องค์การบริหารส่วนตำบลตัวอย่างที่มีชื่อยาวมากเป็นพิเศษเพื่อทดลองการพิมพ์แบบสอบถามลงบนกระดาษ"


@pytest.fixture
def code():
    ReplyAddress.objects.create(
        centre=Centre.objects.get(code="north"), licence="12/2570", post_office="ปณจ. ตัวอย่าง", address="หนึ่ง\nสอง 50000"
    )
    made = make.code(make.campaign(), partner=partner(name_th=LONG))
    return PairCode.objects.for_printing().get(pk=made.pk)


def drawn(page, dpi=150):
    return Image.open(io.BytesIO(page.get_pixmap(dpi=dpi).tobytes("png"))).convert("L")


def test_each_form_is_one_sheet_with_its_code_its_square_code_and_nothing_cut_off(code):
    Revision.objects.update(frozen_at=None, frozen_because="")
    code = PairCode.objects.for_printing().get(pk=code.pk)
    document = pymupdf.open(stream=print_sheets([code], now=NOW))
    assert len(document) == 4
    for wave, front, back in ((1, document[0], document[1]), (2, document[2], document[3])):
        texts = [page.get_text() for page in (front, back)]
        assert code.written in texts[0]
        assert [found.text for found in zxingcpp.read_barcodes(drawn(front))] == [answer_address(code, wave)]
        assert f"แบบ {wave} ปีงบประมาณ 2570" in texts[0]  # the counterfoil
        for page in (front, back):
            size = page.rect
            assert all(
                word[0] > 0 and word[2] < size.width and word[3] < size.height for word in page.get_text("words")
            )
            picture = drawn(page, 50)
            width, height = picture.size
            for edge in ((0, 0, width, 6), (0, height - 6, width, height)):
                assert picture.crop(edge).getextrema()[0] > 200
    assert "ใบอนุญาตเลขที่ 12/2570" in document[3].get_text()
    assert "ใบอนุญาตเลขที่" not in document[1].get_text()
    smallest = min(span["size"] for page in document for block in page.get_text("dict")["blocks"]
                   for line in block.get("lines", ()) for span in line["spans"])  # fmt: skip
    assert smallest >= 7
    code.refresh_from_db()
    assert code.printed_at == NOW
    assert Revision.objects.get().frozen_because == Revision.Reason.PRINTED


def test_a_form_that_does_not_fit_its_sheet_is_said_so_and_freezes_nothing(code):
    campaign = code.campaign
    freeze_revision(campaign.revision, "opened", now=NOW)
    source = campaign.revision.source
    extra = "".join(
        f'          - {{var: MORE_{n:02}, type: text, width: 600, th: "เพิ่ม {n}", en: "More {n}"}}\n' for n in range(60)
    )
    marker = "          - {var: NEED_T,"
    assert source.count(marker) == 1
    longer = write_revision(campaign.revision.instrument, source.replace(marker, extra + marker))
    Campaign.objects.filter(pk=campaign.pk).update(revision=longer)
    with pytest.raises(SheetTooLong):
        print_sheets([PairCode.objects.for_printing().get(pk=code.pk)], now=NOW, waves=[1])
    longer.refresh_from_db()
    assert not longer.frozen


def test_the_sheets_of_a_trip_are_one_file_made_in_the_background(code):
    job = print_kits(code.campaign, [code], owner=None, title="x")
    while jobs.work(job.pk):
        pass
    job.refresh_from_db()
    assert (job.state, job.done) == (job.State.DONE, 1)
    assert pages_in(job.result.read()) == 4
    assert not private_storage().exists(f"jobs/sheets/{job.pk}-{job.items.get().pk}.pdf")
    job.result.delete(save=False)
