"""What letters are made of: letterheads, signers, ready texts, start numbers; refused with a reason."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from network.models import LetterBook, LetterEvent, LetterOffice, LetterTemplate, Signatory
from tests.letter_factories import Desk
from tests.network.staff import member

from .test_editor import words_in

#: Where the admin sends those who have not the right.
HOME = "/admin/"
TEXT = {
    "name": "แบบของศูนย์",
    "kind": "external",
    "purpose": "free",
    "urgency": "none",
    "manners": "ordinary",
    "subject": "ขอเชิญ{หน่วยงาน}",
    "body": "ด้วย{ศูนย์}\n\nจึงเรียนมา",
    "active": "on",
}


@pytest.fixture
def clerk(desk, enter):
    return enter(desk.admin_section)


def picture(size: tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new("RGBA", size, (10, 10, 10, 255)).save(out, "PNG")
    return out.getvalue()


def save_office(client, office, **more):
    fields = ("agency", "address", "code", "section", "phone", "email")
    data = {name: getattr(office, name) for name in fields} | {"centre": office.centre_id, "thai_digits": "on"} | more
    return client.post(reverse("letter_offices:edit", args=[office.pk]), data)


def test_a_ready_text_is_kept_with_its_enclosures_and_can_be_looked_at(desk, clerk):
    data = TEXT | {"centre": desk.centre.pk, "enclosure_lines": "แบบตอบรับ | ๒ | แผ่น\nแผ่นพับ"}
    assert clerk.post(reverse("letter_templates:add"), data).status_code == 302
    text = LetterTemplate.objects.get(name="แบบของศูนย์")
    assert [(one["title"], one["count"], one["unit"]) for one in text.enclosures] == [
        ("แบบตอบรับ", 2, "แผ่น"),
        ("แผ่นพับ", 1, "ฉบับ"),
    ]
    pdf = clerk.get(reverse("letter_templates:sample", args=[text.pk]))
    assert "ขอเชิญองค์การบริหารส่วนตำบลตัวอย่าง" in words_in(pdf.content)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("body", "เรียน {ผู้รับหนังสือ}", "There is no blank called “ผู้รับหนังสือ”."),
        ("subject", "ขอเชิญ {", "There is no blank called “{”."),
        ("body", "เรียน 🎉", "The typeface has no such characters"),
        ("body", "<b>เรียน</b>", "without HTML"),
        ("enclosure_lines", "แผ่นพับ | มาก | แผ่น", "This line is not understood"),
    ],
)
def test_a_text_that_could_not_be_printed_is_refused_beside_its_field(desk, clerk, field, value, sentence):
    response = clerk.post(reverse("letter_templates:add"), TEXT | {"centre": desk.centre.pk, field: value})
    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors[field])


def test_a_national_text_is_read_by_all_kept_by_headquarters_and_adapted_by_a_centre(desk, clerk, client):
    national = LetterTemplate.objects.create(name="แบบส่วนกลาง", subject="เรื่อง", body="เนื้อความ")
    assert "แบบส่วนกลาง" in clerk.get(reverse("letter_templates:index")).content.decode()
    assert clerk.get(reverse("letter_templates:edit", args=[national.pk])).status_code == 404
    assert clerk.post(reverse("letter_templates:adapt", args=[national.pk])).status_code == 302
    own = LetterTemplate.objects.get(centre=desk.centre)
    assert (own.subject, own.body) == ("เรื่อง", "เนื้อความ")
    client.force_login(member("hq"))
    assert client.get(reverse("letter_templates:edit", args=[national.pk])).status_code == 200


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (picture((60, 60)), "at least 600 pixels"),
        (b"\x89PNG\r\n\x1a\nbroken", "damaged"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>x</script></svg>', "more than shapes"),
        (b"%PDF-1.7", "damaged"),
    ],
    ids=["coarse", "broken", "script", "pdf"],
)
def test_an_emblem_that_is_no_picture_is_refused_and_the_old_one_stays(desk, clerk, file, sentence):
    before = desk.office.emblem.name
    response = save_office(clerk, desk.office, emblem=SimpleUploadedFile("emblem.png", file))
    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors["emblem"])
    assert LetterOffice.objects.get(pk=desk.office.pk).emblem.name == before


def test_a_good_emblem_is_kept_shown_and_printed(desk, clerk):
    upload = SimpleUploadedFile("garuda.png", picture((644, 700)))
    assert save_office(clerk, desk.office, emblem=upload, section="กลุ่มงานใหม่").status_code == 302
    office = LetterOffice.objects.get(pk=desk.office.pk)
    assert office.section == "กลุ่มงานใหม่"
    shown = clerk.get(reverse("letter_offices:emblem", args=[office.pk]))
    assert b"".join(shown.streaming_content).startswith(b"\x89PNG")
    pdf = clerk.get(reverse("letter_offices:specimen", args=[office.pk]))
    assert "ตัวอย่างหนังสือสำหรับตรวจหัวหนังสือ" in words_in(pdf.content)
    assert clerk.get(reverse("letter_offices:edit", args=[office.pk])).status_code == 200


def test_a_file_that_is_no_typeface_is_refused(desk, clerk):
    response = save_office(clerk, desk.office, font_regular=SimpleUploadedFile("font.ttf", b"no font"))
    assert "no font" in str(response.context["form"].errors["font_regular"])


def test_an_office_that_moves_in_sets_its_next_number_once(desk, clerk):
    data = {"centre": desk.centre.pk, "series": "ordinary", "year": "2569", "first": "413"}
    assert clerk.post(reverse("letter_books:add"), data).status_code == 302
    book = LetterBook.objects.get()
    assert (book.first, book.last) == (413, 412)
    assert LetterEvent.objects.filter(verb="book").count() == 1
    LetterBook.objects.update(last=414)
    response = clerk.post(reverse("letter_books:add"), data | {"first": "1"})
    assert "413 to 414" in str(response.context["form"].errors["first"])
    assert LetterBook.objects.get().first == 413


def test_signers_are_kept_without_their_brackets(desk, clerk):
    data = {
        "centre": desk.centre.pk,
        "name": "(นางสาธิต  ตัวอย่าง)",
        "position": "ผู้อำนวยการ",
        "active": "on",
        "order": "0",
    }
    assert clerk.post(reverse("signatories:add"), data).status_code == 302
    assert Signatory.objects.filter(name="นางสาธิต ตัวอย่าง").exists()


def test_settings_are_the_administration_sections_and_of_its_own_centre(desk, enter, client):
    south = Desk("south", code="รง 0300.7")
    officer = enter(desk.officer)
    edit = reverse("letter_offices:edit", args=[desk.office.pk])
    assert officer.get(edit).url == reverse("wagtailadmin_home")
    client.force_login(south.admin_section.user)
    assert client.get(edit).status_code == 404
    for name in ("emblem", "specimen"):
        assert client.get(reverse(f"letter_offices:{name}", args=[desk.office.pk])).status_code == 404


def test_a_right_of_one_centre_is_none_in_the_other_where_one_only_writes(desk, client):
    south = Desk("south", code="รง 0300.7")
    user = desk.admin_section.user
    user.groups.add(*south.officer.user.groups.all())
    client.force_login(user)
    text = LetterTemplate.objects.create(centre=south.centre, name="แบบ", subject="เรื่อง", body="เนื้อ")
    signer = south.centre.signatories.first()
    kept_there = {
        "letter_offices:edit": south.office,
        "letter_offices:delete": south.office,
        "signatories:edit": signer,
        "signatories:delete": signer,
        "letter_templates:delete": text,
    }
    for name, record in kept_there.items():
        for ask in (client.get, client.post):
            response = ask(reverse(name, args=[record.pk]))
            assert (response.status_code, response.headers.get("Location")) == (302, HOME), name
    # What an officer may there, he still may.
    assert client.get(reverse("letter_templates:edit", args=[text.pk])).status_code == 200
    begun = {
        "letter_books:add": {"series": "ordinary", "year": "2569", "first": "9"},
        "signatories:add": {"name": "นางตัวอย่าง", "position": "ผู้อำนวยการ", "active": "on", "order": "0"},
    }
    for name, data in begun.items():
        assert client.post(reverse(name), data | {"centre": south.centre.pk}).url == HOME, name
    assert not LetterBook.objects.filter(centre=south.centre).exists()
    assert not Signatory.objects.filter(name="นางตัวอย่าง").exists()
    # A record of one's own centre is not handed to the other one either.
    own = desk.centre.signatories.first()
    data = begun["signatories:add"] | {"centre": south.centre.pk}
    assert client.post(reverse("signatories:edit", args=[own.pk]), data).url == HOME
