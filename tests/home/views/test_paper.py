"""The PDF of a page: exact Thai, made once, only of what anybody may read."""

import io
import subprocess
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from wagtail.models import PageViewRestriction

from home.models import BulletinPage, GuidePage, Office, PortalImage, StandardPage, Topic
from home.storage import private_storage
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "ผู้ว่างงานในตำบลน้ำพร้าวขอรับเงินทดแทนได้ที่สำนักงานจัดหางานจังหวัด ภายใน ๓๐ วัน"
BODY = [
    ("heading", {"text": "ขั้นตอนการขอรับเงิน", "level": "h2"}),
    ("paragraph", f"<p>{TEXT} <b>ไม่เสียค่าใช้จ่าย</b></p>"),
    ("callout", {"tone": "warning", "title": "อย่าโอนเงินก่อนได้งาน", "text": "<p>กรมไม่เก็บค่าบริการ</p>"}),
    (
        "steps",
        {"title": "สมัครงาน", "steps": [{"title": "ลงทะเบียน", "text": "<p>ใช้บัตร</p>"}, {"title": "ค้นหา", "text": ""}]},
    ),
    ("quote", {"text": "เครือข่ายที่ดีเกิดจากการให้และรับ", "source": "คู่มือ"}),
]


@pytest.fixture(autouse=True)
def in_thai():
    with override("th"):
        yield


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path):
    # Page numbers come again in every test; what was printed for one must not answer for the next.
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def section():
    return factories.news_section(factories.home_page())


@pytest.fixture
def item(section):
    page = factories.news(section, title="น้ำท่วมภาคเหนือ", slug="namthuam", summary="สรุปข่าว", body=BODY)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def text_of(pdf: bytes) -> str:
    run = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(run.stdout.decode().split())


def picture_of(pdf: bytes, folder) -> Image.Image:
    (folder / "page.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "40", "-png", "-singlefile", folder / "page.pdf", folder / "page"], check=True)
    return Image.open(folder / "page.png")


def stored(page) -> list[str]:
    try:
        return private_storage().listdir(f"pdf/{page.pk}")[1]
    except FileNotFoundError:
        return []


def test_a_news_item_is_printed_word_for_word(client, item, tmp_path):
    response = client.get(reverse("page_pdf", args=[item.pk]))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="namthuam.pdf"'
    found = text_of(response.content)
    for words in (TEXT, "น้ำท่วมภาคเหนือ", "สรุปข่าว", "ขั้นตอนการขอรับเงิน", "อย่าโอนเงินก่อนได้งาน", "ลงทะเบียน", "ไม่เสียค่าใช้จ่าย"):
        assert "".join(words.split()) in found
    ink = picture_of(response.content, tmp_path).convert("L").point(lambda grey: grey < 160 and 255)
    # The office's name at the top, the title below it, the address and page number at the foot: of 331 x 468 pixels.
    assert all(ink.crop(box).getbbox() for box in ((38, 20, 290, 44), (38, 55, 200, 90), (38, 425, 300, 450)))


def test_a_page_is_printed_once_for_each_revision(client, item):
    url = reverse("page_pdf", args=[item.pk])
    first = client.get(url)
    [name] = stored(item)
    path = Path(private_storage().path(f"pdf/{item.pk}/{name}"))
    path.write_bytes(path.read_bytes() + b"\n% still the stored one\n%%EOF")
    assert client.get(url).content.endswith(b"% still the stored one\n%%EOF")
    item.title = "น้ำลดแล้ว"
    item.save_revision().publish()
    second = client.get(url)
    assert "น้ำลดแล้ว" in text_of(second.content)
    assert second["ETag"] != first["ETag"]
    assert len(stored(item)) == 1 and stored(item) != [name]


def test_a_file_that_was_cut_off_is_made_again(client, item):
    url = reverse("page_pdf", args=[item.pk])
    whole = client.get(url).content
    Path(private_storage().path(f"pdf/{item.pk}/{stored(item)[0]}")).write_bytes(whole[: len(whole) // 2])
    assert client.get(url).content == whole


def test_a_reader_who_has_the_file_is_told_so(client, item):
    url = reverse("page_pdf", args=[item.pk])
    etag = client.get(url)["ETag"]
    assert client.get(url, headers={"if-none-match": etag}).status_code == 304


def test_what_is_not_public_has_no_pdf(client, section, item):
    draft = factories.news(section, live=False)
    private = factories.news(section)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    without = factories.child(section.get_parent(), StandardPage)
    for pk in (draft.pk, private.pk, without.pk, 1, 999_999, 10**30):
        assert client.get(f"/pdf/{pk}/").status_code == 404
    client.get(reverse("page_pdf", args=[item.pk]))
    item.unpublish()
    assert client.get(reverse("page_pdf", args=[item.pk])).status_code == 404


def test_a_page_is_printed_in_its_own_language(client, item, section):
    english_home = factories.home_page("en", source=section.get_parent())
    english = factories.news(
        factories.news_section(english_home, source=section), title="Flood in the North", source=item
    )
    response = client.get(f"/pdf/{english.pk}/")
    assert response.status_code == 302 and response["Location"] == f"/en/pdf/{english.pk}/"
    found = text_of(client.get(response["Location"]).content)
    assert "FloodintheNorth" in found and "1May2026" in found and Office().name_en.replace(" ", "") in found


def test_only_making_is_limited(client, section, item, settings):
    settings.LMI_PRINTS_PER_READER = 1
    other = factories.news(section)
    assert client.get(reverse("page_pdf", args=[item.pk])).status_code == 200
    refused = client.get(reverse("page_pdf", args=[other.pk]))
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 600
    assert other.url in refused.content.decode()
    assert client.get(reverse("page_pdf", args=[item.pk])).status_code == 200
    assert client.get(reverse("page_pdf", args=[other.pk]), REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_page_that_is_being_printed_is_not_printed_twice(client, item, settings):
    settings.LMI_PRINTS_PER_READER = 1
    cache.add(f"printing:{item.pk}", 1)
    response = client.get(reverse("page_pdf", args=[item.pk]))
    assert response.status_code == 503
    assert response["Retry-After"] == response["Refresh"] == "3"
    assert stored(item) == []
    # Waiting costs the reader nothing.
    cache.delete(f"printing:{item.pk}")
    assert client.get(reverse("page_pdf", args=[item.pk])).status_code == 200


def test_a_picture_of_the_page_is_on_paper(client, section, tmp_path):
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "#a8321f").save(out, "PNG")
    image = PortalImage.objects.create(
        title="แดง", description="สีแดง", file=SimpleUploadedFile("red.png", out.getvalue(), "image/png")
    )
    page = factories.news(section, lead_image=image, body=[("paragraph", "<p>ภาพ</p>")])
    response = client.get(reverse("page_pdf", args=[page.pk]))
    colours = picture_of(response.content, tmp_path).convert("RGB").getcolors(100_000)
    assert any(count > 2000 and abs(r - 0xA8) < 6 and abs(g - 0x32) < 6 for count, (r, g, _b) in colours)


def test_a_bulletin_prints_its_figures_and_names_its_successor(client, section):
    home = section.get_parent()
    table = {
        "columns": [{"type": "text", "heading": "จังหวัด"}, {"type": "number", "heading": "อัตรา"}],
        "rows": [{"values": ["น่าน", "1234"]}, {"values": ["ลำปาง", "5678"]}],
    }
    figures = {
        "caption": "ตำแหน่งงานว่างรายจังหวัด",
        "finding": "ลำปางมีตำแหน่งงานว่างมากที่สุด",
        "chart": "bars",
        "table": table,
        "unit": "อัตรา",
        "source": "ข้อมูลสาธิต",
        "as_of": "2026-03-31",
    }
    stream = BulletinPage._meta.get_field("demand").stream_block.to_python([{"type": "figures", "value": figures}])
    page = factories.child(
        home,
        BulletinPage,
        title="สถานการณ์ตลาดแรงงาน",
        period_kind="quarter",
        period_start="2026-01-01",
        released_on="2026-04-20",
        demand=stream,
    )
    newer = factories.child(
        home, BulletinPage, title="ฉบับใหม่", period_kind="quarter", period_start="2026-04-01", released_on="2026-07-20"
    )
    BulletinPage.objects.filter(pk=page.pk).update(superseded_by=newer)
    found = text_of(client.get(reverse("page_pdf", args=[page.pk])).content)
    for words in ("ลำปางมีตำแหน่งงานว่างมากที่สุด", "5,678", "ข้อมูลสาธิต", "31มีนาคม2569", "ฉบับใหม่"):
        assert words in found


def test_a_guide_names_its_topic(client, section):
    topic = Topic.objects.first()
    page = factories.child(section.get_parent(), GuidePage, topic=topic, body=BODY)
    assert "".join(topic.name.split()) in text_of(client.get(reverse("page_pdf", args=[page.pk])).content)


def test_a_stored_file_costs_few_queries(client, item, django_assert_max_num_queries):
    url = reverse("page_pdf", args=[item.pk])
    client.get(url)
    with django_assert_max_num_queries(4):
        assert client.get(url).status_code == 200
