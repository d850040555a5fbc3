"""Letters on paper, measured on the PDF that came out."""

import io
import logging
from dataclasses import replace

import pymupdf
import pypdf
import pytest
from PIL import ImageChops

from home.thai import thai_digits
from network.letters.compose import Manners, Paragraph, Recipient, Urgency
from network.letters.paper import Attachment, Habits, Look, print_letter

from . import samples
from .reading import CM, line, lines, pages, picture, plain_text

#: Half a millimetre, in centimetres.
NEAR = 0.05
LOOK = Look(emblem=samples.star(), emblem_type="image/png")


@pytest.fixture(scope="module")
def external() -> bytes:
    return print_letter(samples.EXTERNAL, LOOK)


@pytest.fixture(scope="module")
def long() -> bytes:
    return print_letter(samples.LONG, LOOK)


@pytest.fixture(scope="module")
def memo() -> bytes:
    return print_letter(samples.MEMO, LOOK)


@pytest.mark.parametrize(
    ("beginning", "x", "y"),
    [
        ("ด่วนที่สุด", 3.0, 2.8),
        ("ที่ รง", 3.0, 4.5),
        ("ศูนย์บริหาร", 12.2, 4.5),
        ("๒๓ พฤศจิกายน", 10.5, None),
        ("เรื่อง", 3.0, None),
        ("ขอความอนุเคราะห์ประชา", 4.12, None),
        ("นายกองค์การ", 4.18, None),
        ("หนังสือศูนย์", 4.39, None),
        ("๑. รายละเอียด", 5.51, None),
        ("จำนวน ๑ ฉบับ", 16.6, None),
        ("ด้วยกรม", 5.5, None),
        ("จัดทำโครงการ", 3.0, None),
        ("ขอแสดงความนับถือ", 10.5, None),
        ("กลุ่มงาน", 3.0, None),
    ],
)
def test_an_external_letter_stands_where_the_regulation_puts_it(external, beginning, x, y):
    found = line(external, beginning)
    assert found.x == pytest.approx(x, abs=NEAR)
    assert y is None or found.y == pytest.approx(y, abs=NEAR)


def test_blocks_are_six_points_apart_and_the_closing_twelve():
    made = print_letter(replace(samples.SHORT, body=(Paragraph("ก ข"), Paragraph("ค ง"))), LOOK)
    pitch, six, twelve = 20.5 * CM, 6 * CM, 12 * CM
    address = [line(made, start).y for start in ("ศูนย์", "๑๐๐", "จังหวัด", "๒๓")]
    assert address[1] - address[0] == pytest.approx(pitch, abs=0.01)
    assert address[3] - address[2] == pytest.approx(pitch + six, abs=0.01)
    assert line(made, "ค ง").y - line(made, "ก ข").y == pytest.approx(pitch + six, abs=0.01)
    assert line(made, "ขอแสดง").y - line(made, "ค ง").y == pytest.approx(pitch + twelve, abs=0.01)
    # Three empty lines for the signature.
    assert line(made, "(นางสาว").y - line(made, "ขอแสดง").y == pytest.approx(4 * pitch, abs=0.01)


def test_name_and_position_are_centred_under_the_closing(external):
    for beginning in ("(นางสาว", "ผู้อำนวยการ"):
        assert line(external, beginning).middle == pytest.approx(12.0, abs=NEAR)
    assert line(external, "ขอแสดงความนับถือ").middle == pytest.approx(12.0, abs=NEAR)


@pytest.mark.parametrize(
    ("letter", "box"), [(samples.EXTERNAL, (9.12, 1.5, 11.88, 4.5)), (samples.MEMO, (3.0, 1.5, 4.38, 3.0))]
)
def test_the_emblem_is_three_centimetres_high_and_half_of_it_on_memos(letter, box):
    with pymupdf.open("pdf", print_letter(letter, LOOK)) as document:
        [image] = document[0].get_image_info()
    assert [edge * CM for edge in image["bbox"]] == pytest.approx(box, abs=NEAR)


@pytest.mark.parametrize(
    ("beginning", "x", "y"),
    [
        ("ส่วนราชการ", 3.0, 3.92),
        ("ที่", 3.0, 4.88),
        ("วันที่", 10.0, 4.88),
        ("เรื่อง", 3.0, 5.83),
        ("เรียน", 3.0, 6.80),
        ("ด้วยกรม", 5.5, 7.74),
    ],
)
def test_a_memo_stands_where_the_regulation_puts_it(memo, beginning, x, y):
    found = line(memo, beginning)
    assert (found.x, found.y) == (pytest.approx(x, abs=NEAR), pytest.approx(y, abs=NEAR))


def test_a_memo_has_its_title_in_the_middle_and_no_closing(memo):
    title = line(memo, "บันทึกข้อความ")
    assert (title.middle, title.y) == (pytest.approx(11.0, abs=NEAR), pytest.approx(2.9, abs=NEAR))
    assert "ขอแสดงความนับถือ" not in plain_text(memo)


def test_the_second_page_has_a_number_and_the_first_says_how_it_goes_on(long):
    assert pages(long) == 2
    number = line(long, "- ๒ -", page=2)
    assert (number.middle, number.y) == (pytest.approx(11.0, abs=NEAR), pytest.approx(1.7, abs=NEAR))
    first = next(each for each in lines(long) if each.page == 2 and not each.text.startswith("-"))
    assert first.y == pytest.approx(3.0, abs=NEAR)
    catchword = line(long, "/")
    assert (catchword.right, catchword.y) == (pytest.approx(19.0, abs=NEAR), pytest.approx(28.1, abs=NEAR))
    assert first.text.startswith(catchword.text.strip("/. "))


def test_two_paragraphs_go_with_the_closing_to_the_last_page(long):
    second = [each.text for each in lines(long) if each.page == 2]
    assert any(text.startswith("จึงเรียนมา") for text in second)
    before = second.index(next(text for text in second if text.startswith("จึงเรียนมา")))
    assert before >= 2


def test_the_office_may_do_without_numbers_catchwords_and_thai_digits():
    made = print_letter(
        samples.LONG, replace(LOOK, habits=Habits(thai_digits=False, page_numbers=False, catchword=False))
    )
    text = plain_text(made)
    assert "0399.9/123" in text and "23พฤศจิกายน2569" in text
    assert not any(each.text.startswith(("/", "- ")) for each in lines(made))


def test_a_letter_that_nearly_fits_is_brought_onto_one_page(external):
    assert pages(external) == 1
    assert pages(print_letter(samples.EXTERNAL, replace(LOOK, habits=Habits(autofit=False)))) == 2


def test_a_table_goes_over_pages_with_its_head_on_each():
    letter = replace(samples.MEMO, body=(Paragraph("ดังนี้"), samples.visits(70), Paragraph("จึงเรียนมา")))
    made = print_letter(letter, LOOK)
    found = lines(made)
    assert pages(made) > 2
    with_rows = {each.page for each in found if each.text == "๑๖ ธันวาคม ๒๕๖๙"}
    assert {each.page for each in found if each.text == "หน่วยงาน"} == with_rows
    numbers = [each.text for each in found if each.x < 3.4 and each.text[0] in "๑๒๓๔๕๖๗๘๙"]
    assert numbers == [thai_digits(at) for at in range(1, 71)]


@pytest.mark.parametrize("letter", [samples.EXTERNAL, samples.LONG, samples.MEMO, samples.STAMPED])
def test_every_paragraph_can_be_copied_and_searched(letter):
    made = print_letter(letter, LOOK)
    text = plain_text(made)
    with_pypdf = "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages).split())
    for block in letter.body:
        wanted = "".join(thai_digits(block.text).split())
        if pages(made) == 1 or wanted in text:
            assert wanted in text and wanted in with_pypdf
    assert "๒๓พฤศจิกายน๒๕๖๙" in text


def test_the_file_is_archival_tagged_thai_and_titled(external):
    read = pypdf.PdfReader(io.BytesIO(external))
    assert read.root_object["/Lang"] == "th"
    assert read.root_object["/MarkInfo"]["/Marked"]
    assert read.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/OutputIntents" in read.root_object
    assert read.metadata.title == samples.EXTERNAL.subject
    metadata = read.root_object["/Metadata"].get_data().decode()
    assert 'pdfaid:part="3"' in metadata and 'pdfaid:conformance="A"' in metadata


def test_enclosures_travel_inside_the_file():
    look = replace(LOOK, attachments=(Attachment("แบบตอบรับ.pdf", b"%PDF-1.4 ...", "แบบตอบรับ"),))
    made = print_letter(samples.SHORT, look)
    read = pypdf.PdfReader(io.BytesIO(made))
    [enclosed] = read.attachment_list
    assert (enclosed.alternative_name, enclosed.content) == ("แบบตอบรับ.pdf", b"%PDF-1.4 ...")
    relations = {each.get_object()["/UF"]: each.get_object()["/AFRelationship"] for each in read.root_object["/AF"]}
    assert relations["แบบตอบรับ.pdf"] == "/Supplement"
    assert print_letter(samples.SHORT, look) == made


def test_the_same_letter_gives_the_same_bytes(external):
    assert print_letter(samples.EXTERNAL, LOOK) == external


def test_a_draft_says_so_across_every_page_and_keeps_its_places():
    draft = print_letter(replace(samples.LONG, number="", date=None), replace(LOOK, mark="draft"))
    assert pages(draft) == 2
    grey = (230, 230, 230)
    assert all(grey in {colour for _n, colour in picture(draft, page).getcolors(9**7)} for page in range(2))
    assert line(draft, "ที่ รง").text == "ที่ รง ๐๓๙๙.๙/"


def test_without_an_emblem_there_is_a_dashed_box_and_a_specimen_says_so_on_every_page():
    made = print_letter(samples.LONG, Look(mark="specimen"))
    assert [each.page for each in lines(made) if "SPECIMEN" in each.text] == [1, 2]
    with pymupdf.open("pdf", made) as document:
        edges = [drawing["rect"] for drawing in document[0].get_drawings()]
    assert min(edge.x0 for edge in edges) * CM == pytest.approx(9.12, abs=NEAR)
    assert max(edge.y1 for edge in edges) * CM == pytest.approx(4.5, abs=NEAR)


def test_a_stamped_letter_has_a_red_ring_four_and_a_half_centimetres_wide():
    made = print_letter(samples.STAMPED, LOOK)
    assert line(made, "ถึง").x == pytest.approx(3.0, abs=NEAR)
    assert "ขอแสดงความนับถือ" not in plain_text(made) and "เรื่อง" not in plain_text(made)
    with pymupdf.open("pdf", made) as document:
        wide = [(info["bbox"][2] - info["bbox"][0]) * CM for info in document[0].get_image_info()]
    assert any(each == pytest.approx(4.5, abs=NEAR) for each in wide)


def test_a_file_copy_has_no_emblem_and_room_for_three_initials():
    made = print_letter(samples.EXTERNAL, replace(LOOK, variant="file_copy"))
    assert pages(made) == 1
    with pymupdf.open("pdf", made) as document:
        assert document[0].get_image_info() == []
    assert line(made, "สำเนาคู่ฉบับ")
    for word in ("ร่าง", "พิมพ์", "ตรวจ"):
        found = line(made, word)
        assert found.x > 11 and found.y > 24


def test_a_certificate_names_the_organisation_in_its_frame():
    made = print_letter(samples.CERTIFICATE, LOOK)
    assert pages(made) == 1
    with pymupdf.open("pdf", made) as document:
        assert [round(side * CM, 1) for side in document[0].rect[2:]] == [29.7, 21.0]
    assert line(made, "องค์การบริหารส่วนตำบลสันทราย")
    assert "พุทธศักราช๒๕๖๙" in plain_text(made)


def test_a_reply_slip_follows_on_a_page_of_its_own_and_does_not_count():
    made = print_letter(replace(samples.SHORT, reply_slip=samples.SLIP), LOOK)
    assert pages(made) == 2
    assert not any(each.text.startswith(("- ๒", "/")) for each in lines(made))
    assert line(made, "แบบแจ้งรายชื่อ", page=2)


@pytest.mark.parametrize("manners", list(Manners))
def test_salutation_and_closing_are_printed_as_a_pair(manners):
    letter = replace(samples.SHORT, manners=manners, recipient=Recipient("ผู้รับตัวอย่าง"))
    made = print_letter(letter, LOOK)
    salutation, whom = line(made, manners.salutation), line(made, "ผู้รับตัวอย่าง")
    assert whom.y == salutation.y
    assert whom.x - salutation.right == pytest.approx(0.42, abs=NEAR)
    assert line(made, manners.closing).x == pytest.approx(10.5, abs=NEAR)


def test_urgency_until_a_time_is_written_out():
    made = print_letter(replace(samples.SHORT, urgency=Urgency.URGENT, urgency_within="16.00 น."), LOOK)
    assert line(made, "ด่วนภายใน").text == "ด่วนภายใน ๑๖.๐๐ น."


def test_nothing_is_fetched_and_markup_is_printed_as_text(caplog):
    letter = replace(samples.SHORT, body=(Paragraph('<img src="file:///etc/passwd"> <b>x</b>'),))
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        made = print_letter(letter, LOOK)
    assert '<imgsrc="file:///etc/passwd"><b>x</b>' in plain_text(made)
    assert [record.message for record in caplog.records if "Failed" in record.message] == []


def test_the_page_looks_like_a_letter(external):
    """Ink where the parts of a letter are, and none where the paper stays white."""
    page = picture(external, dots=254)  # a hundred dots a centimetre

    def ink(left, top, right, bottom) -> float:
        part = page.crop(tuple(round(each * 100) for each in (left, top, right, bottom))).convert("L")
        return sum(part.histogram()[:128]) / (part.width * part.height)

    assert ink(9.12, 1.5, 11.88, 4.5) > 0.15  # emblem
    assert ink(3.0, 13, 19.0, 19) > 0.05  # text
    for white in ((0, 0, 2.9, 29.7), (19.2, 0, 21, 29.7), (0, 0, 21, 1.4), (3, 22, 9.5, 23), (0, 28.3, 21, 29.7)):
        assert ink(*white) == 0
    red = [colour for _n, colour in page.crop((300, 180, 600, 330)).getcolors(9**6) if colour[0] - colour[1] > 120]
    assert red  # the urgency
    assert ImageChops.invert(page.convert("L")).getbbox()[0] >= 295
