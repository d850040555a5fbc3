"""What carries a page elsewhere: its picture and its QR code."""

import io

import pytest
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from wagtail.models import PageViewRestriction

from home.models import Office
from home.sharing import card_of, facebook_url, line_url, share_image_url
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_thai():
    with override("th"):
        yield


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def section():
    return factories.news_section(factories.home_page())


@pytest.fixture
def item(section):
    return factories.news(section, title="ตำแหน่งงานว่างเพิ่มขึ้น", slug="jobs", kind="fraud")


def path_of(page) -> str:
    return reverse("share_image", args=[page.pk, card_of(page).digest])


def test_a_shared_link_has_a_picture_that_may_be_kept(client, item):
    assert share_image_url(item) == f"http://localhost{path_of(item)}"
    response = client.get(path_of(item))
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert client.get(path_of(item)).content == response.content


def test_an_old_picture_leads_to_the_present_one(client, item):
    old = path_of(item)
    client.get(old)
    item.title = "ชื่อใหม่"
    item.save()
    response = client.get(old)
    assert response.status_code == 302
    assert response["Location"] == path_of(item) != old


def test_the_picture_speaks_the_language_of_the_page(item, section):
    english_home = factories.home_page("en", source=section.get_parent())
    english = factories.news(
        factories.news_section(english_home, source=section), title="Jobs", source=item, kind="fraud"
    )
    card = card_of(english)
    assert (card.title, card.label, card.office) == ("Jobs", "Fraud warning", Office().name_en)
    assert card_of(item).office == Office().name_th


def test_what_is_not_public_has_neither_picture_nor_code(client, section, item):
    draft = factories.news(section, live=False)
    private = factories.news(section)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for page in (draft, private):
        assert client.get(f"/share/{page.pk}-{card_of(page).digest}.png").status_code == 404
        assert client.get(f"/qr/{page.pk}.svg").status_code == 404
    for path in ("/qr/1.svg", "/qr/999999.png", "/qr/99999999999.svg", f"/qr/{item.pk}.gif", "/share/1-x.png"):
        assert client.get(path).status_code == 404


def test_the_code_leads_to_the_page(client, item):
    """Read back by the encoder's own structure: the same address, level and border give the same drawing."""
    import segno

    response = client.get(reverse("page_qr", args=[item.pk, "png"]))
    assert response["Content-Disposition"] == 'inline; filename="qr-jobs.png"'
    assert "max-age=86400" in response["Cache-Control"]
    made = Image.open(io.BytesIO(response.content)).convert("1")
    code = segno.make("http://localhost/news/jobs/", error="m", micro=False)
    scale = made.width // code.symbol_size(border=4)[0]
    assert made.width == made.height >= 600
    matrix = [[bool(cell) for cell in row] for row in code.matrix_iter(border=4)]
    assert [
        [made.getpixel((x * scale + scale // 2, y * scale + scale // 2)) == 0 for x in range(len(matrix))]
        for y in range(len(matrix))
    ] == matrix


def test_the_code_is_a_drawing_too(client, item):
    response = client.get(reverse("page_qr", args=[item.pk, "svg"]))
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content and b"width=" not in response.content.partition(b">")[0]


def test_links_to_networks_are_plain_and_name_the_page():
    address = "http://localhost/news/jobs/?a=1&b=2"
    for link in (line_url(address), facebook_url(address)):
        assert link.startswith("https://") and link.endswith("=http%3A%2F%2Flocalhost%2Fnews%2Fjobs%2F%3Fa%3D1%26b%3D2")


def test_the_address_of_a_picture_costs_nothing_when_warm(item, django_assert_num_queries):
    share_image_url(item)
    with django_assert_num_queries(0):
        share_image_url(item)
