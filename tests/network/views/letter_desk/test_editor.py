"""Writing: what is typed is kept, drawn and judged; what cannot be printed gets a sentence and nothing else."""

import io

import pypdf
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from home.models import Centre
from network.actions.change_partner import Actor
from network.actions.check_letter import check_letter
from network.actions.draft_letter import change_letter, draft_letter
from network.models import Letter
from tests.network.staff import member


def form_of(client, letter) -> dict[str, str]:
    """What a browser would send back of the editor's page."""
    typed = client.get(reverse("letters:edit", args=[letter.pk])).context["typed"]
    data = {"version": str(letter.version)}
    for form in (typed.words, typed.blanks, *typed.references, *typed.enclosures):
        for field in form:
            value = field.value()
            if value not in (None, False):
                data[field.html_name] = "on" if value is True else str(getattr(value, "pk", value))
    for rows in (typed.references, typed.enclosures):
        data |= {field.html_name: str(field.value()) for field in rows.management_form}
    return data


def save(client, letter, **typed):
    data = form_of(client, letter) | {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(reverse("letters:edit", args=[letter.pk]), data)


def preview(client, letter, **typed):
    data = form_of(client, letter) | {name.replace("__", "-"): value for name, value in typed.items()}
    response = client.post(reverse("letters:preview", args=[letter.pk]), data, headers={"Accept": "application/json"})
    return response.json()


def words_in(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def client(desk, enter):
    return enter(desk.officer)


def test_everything_that_is_typed_is_kept(desk, client):
    letter = desk.draft()
    response = save(
        client, letter,
        subject="ขอเชิญ  ประชุม", body="ย่อหน้าแรก {วันนัด}\r\n\r\nย่อหน้าที่สอง", kind="circular", urgency="very",
        reference__0__agency="องค์การบริหารส่วนตำบลตัวอย่าง", reference__0__number="ลป 0001/5",
        reference__0__date="2026-11-02", enclosure__0__title="กำหนดการ", enclosure__0__count="2",
        enclosure__0__unit="แผ่น", copies_to="สำนักงานจัดหางานจังหวัดลำปาง", reply_slip="on",
    )  # fmt: skip
    assert response.status_code == 302
    letter.refresh_from_db()
    assert (letter.subject, letter.kind, letter.urgency, letter.reply_slip) == ("ขอเชิญ ประชุม", "circular", "very", True)
    assert letter.references == [
        {"kind": "หนังสือ", "agency": "องค์การบริหารส่วนตำบลตัวอย่าง", "number": "ลป 0001/5", "date": "2026-11-02"}
    ]
    [enclosure] = letter.enclosures.all()
    assert (enclosure.title, enclosure.count, enclosure.unit) == ("กำหนดการ", 2, "แผ่น")
    # The blank that the text now holds has a field of its own.
    typed = client.get(reverse("letters:edit", args=[letter.pk])).context["typed"]
    assert [field.label for field in typed.blanks] == ["วันนัด"]
    [name] = [field.html_name for field in typed.blanks]
    save(client, letter, **{name.replace("-", "__"): "วันพุธที่ 16 ธันวาคม 2569"})
    letter.refresh_from_db()
    assert letter.blanks == {"วันนัด": "วันพุธที่ 16 ธันวาคม 2569"}


def test_what_is_typed_is_drawn_with_its_mark_and_not_saved(desk, client):
    letter = desk.draft()
    drawn = preview(client, letter, subject="เรื่องที่กำลังพิมพ์")
    pdf = client.get(drawn["url"])
    assert pdf["Content-Type"] == "application/pdf"
    assert "เรื่องที่กำลังพิมพ์" in words_in(pdf.content)
    assert "ร่าง" in words_in(pdf.content)
    assert drawn["said"] == "It fits on one page."
    assert Letter.objects.get(pk=letter.pk).subject == "ขอความอนุเคราะห์"


def test_a_letter_of_two_pages_is_told_to_be_one(desk, client):
    letter = desk.draft()
    drawn = preview(client, letter, body="\n\n".join(["ด้วยศูนย์จะเข้าพบเพื่อแนะนำบริการของกรมการจัดหางาน " * 8] * 8))
    assert drawn["said"].startswith("It takes 2 pages.")


def test_a_page_that_was_drawn_is_for_whoever_had_it_drawn_only(desk, client, enter):
    letter = desk.draft()
    url = preview(client, letter)["url"]
    assert client.get(url).status_code == 200
    assert enter(desk.director).get(url).status_code == 404
    cache.clear()
    assert enter(desk.officer).get(url).status_code == 404


#: What bad input gets: the field that is told, and a word of the sentence. Nothing of it may stop the preview.
BAD = {
    "a name that is no blank": ("body", "{ผู้รับหนังสือ}", "body", "There is no blank called"),
    "an emoji": ("subject", "ขอเชิญ 🎉", "subject", "The typeface has no such characters: 🎉"),
    "a subject of 5,000 letters": ("subject", "ก" * 5000, "subject", "300"),
    "HTML": ("body", '<img src="file:///etc/passwd"> เรียน', "body", "without HTML"),
    "an address of this machine": ("body", "ดู file:///etc/passwd", "body", "must not stand in a letter"),
    "an address elsewhere": ("body", "ดู http://10.0.0.1/x", "body", "must not stand in a letter"),
    "no recipient": ("recipient", "", "recipient", "must not be empty"),
    "a blank that nobody fills": ("body", "พบกัน {วันนัด}", "blank-12", "{วันนัด}"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_gets_a_sentence_at_its_field_and_still_a_page(desk, client, what):
    name, value, field, sentence = BAD[what]
    drawn = preview(client, desk.draft(), **{name: value})
    told = [one for one in drawn["problems"] if one["field"] == field]
    assert told, drawn["problems"]
    assert sentence in told[0]["text"]
    assert client.get(drawn["url"]).content.startswith(b"%PDF-")


def test_saving_shows_what_the_form_refuses_beside_the_field_and_keeps_the_rest(desk, client):
    letter = desk.draft()
    response = save(client, letter, body="เรียน {ผู้รับหนังสือ}", subject="เรื่องใหม่")
    assert response.status_code == 422
    assert "There is no blank called “ผู้รับหนังสือ”." in response.context["words"].errors["body"]
    assert response.context["words"]["subject"].value() == "เรื่องใหม่"
    assert Letter.objects.get(pk=letter.pk).subject == "ขอความอนุเคราะห์"


def _upload(name: str, data: bytes = b"%PDF-1.7 x"):
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def test_an_enclosure_that_is_too_large_gets_a_sentence(desk, client):
    letter = desk.draft()
    big = _upload("big.pdf", b"%PDF-" + b"0" * (11 * 2**20))
    response = save(client, letter, enclosure__0__title="แผนที่", enclosure__0__file=big)
    assert response.status_code == 422
    [row] = response.context["typed"].enclosures
    assert "11 MB" in row.errors["file"][0]
    assert "10 MB" in row.errors["file"][0]
    assert letter.enclosures.count() == 0


@pytest.mark.parametrize("name", ["virus.exe", "page.html", "drawing.svg", "fake.pdf"])
def test_a_file_that_no_office_opens_is_refused(desk, client, name):
    response = save(
        client, desk.draft(), enclosure__0__title="แฟ้ม", enclosure__0__file=_upload(name, b"<script>alert(1)</script>")
    )
    assert response.status_code == 422
    assert response.context["typed"].enclosures[0].errors["file"]


def test_enclosures_are_kept_in_their_order_replaced_and_taken_out(desk, client):
    letter = desk.draft()
    save(client, letter, enclosure__0__title="หนึ่ง", enclosure__0__file=_upload("one.pdf"))
    letter.refresh_from_db()
    save(client, letter, enclosure__1__title="สอง")
    letter.refresh_from_db()
    first, second = letter.enclosures.all()
    assert (first.title, second.title) == ("หนึ่ง", "สอง")
    assert len(first.sha256) == 64
    response = client.get(reverse("letters:enclosure", args=[letter.pk, first.pk]))
    assert response["Content-Disposition"].startswith("attachment")
    save(client, letter, enclosure__0__remove="on")
    assert [one.title for one in letter.enclosures.all()] == ["สอง"]


def test_the_pair_of_salutation_and_closing_follows_the_recipient(desk, client):
    letter = desk.draft()
    save(client, letter, recipient="พระครูตัวอย่าง เจ้าอาวาสวัดตัวอย่าง")
    letter.refresh_from_db()
    assert letter.manners == "monk"
    assert preview(client, letter, recipient="ประธานรัฐสภา")["manners"] == "high"


def test_whoever_saves_second_loses_nothing_and_overwrites_nothing_unseen(desk, client):
    letter = desk.draft()
    change_letter(letter, {"subject": "ของคนแรก"}, actor=desk.director, at=timezone.now())
    response = save(client, letter, subject="ของคนที่สอง")
    assert response.status_code == 409
    page = response.content.decode()
    assert "ของคนแรก" in page
    assert response.context["words"]["subject"].value() == "ของคนที่สอง"
    assert Letter.objects.get(pk=letter.pk).subject == "ของคนแรก"
    letter.version = response.context["version"]
    assert save(client, letter, subject="ของคนที่สอง").status_code == 302
    assert Letter.objects.get(pk=letter.pk).subject == "ของคนที่สอง"


def test_what_was_checked_meanwhile_is_not_changed_and_the_text_can_be_copied(desk, client):
    letter = desk.draft()
    data = form_of(client, letter) | {"body": "ข้อความที่ยังไม่ได้บันทึก"}
    check_letter(letter, actor=desk.team_leader, at=timezone.now())
    response = client.post(reverse("letters:edit", args=[letter.pk]), data)
    assert response.status_code == 409
    assert "ข้อความที่ยังไม่ได้บันทึก" in response.content.decode()
    assert response.context["closed"]


def test_only_drafts_are_written_on(desk, client):
    letter = desk.checked()
    response = client.get(reverse("letters:edit", args=[letter.pk]))
    assert response.url == reverse("letters:letter", args=[letter.pk])


def test_an_office_that_is_not_set_up_sees_specimens_and_the_way_to_the_settings(client):
    """Another centre, of which nothing is set."""
    user = member("officer", "south")
    client.force_login(user)
    south = Centre.objects.get(code="south")
    letter = draft_letter(
        south,
        {"recipient": "นายกเทศมนตรี", "subject": "เรื่อง", "body": "ข้อความ"},
        actor=Actor(user=user),
        at=timezone.now(),
    )
    drawn = preview(client, letter)
    assert "ตัวอย่าง" in words_in(client.get(drawn["url"]).content)
    told = " ".join(one["text"] for one in drawn["problems"])
    assert "The emblem has not been uploaded." in told
    assert "Not set:" in client.get(reverse("letters:index")).content.decode()
