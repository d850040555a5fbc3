"""The search fields of Wagtail's own screens, on whichever database the suite runs."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image

from home.models import PortalImage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    section = factories.news_section(factories.home_page(), title="ข่าวสาร")
    factories.news(section, title="ภาพรวมตลาดแรงงานไตรมาสนี้")
    factories.news(section, title="ราคาข้าวตกต่ำ")
    return section


@pytest.fixture
def pictures():
    file = BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    for title in ("นัดพบแรงงานที่ตาก", "ชาวนากับรถเกี่ยวข้าว"):
        PortalImage.objects.create(title=title, description=title, file=ImageFile(BytesIO(file.getvalue()), "a.png"))


def text(client, name, query, *args) -> str:
    response = client.get(reverse(name, args=args), {"q": query})
    assert response.status_code == 200
    return response.content.decode()


# The listing of one section, of the whole site, the results that load while typing, and the page chooser.
EXPLORERS = [
    "wagtailadmin_explore",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:search_results",
    "wagtailadmin_choose_page_search",
]


@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.parametrize("typed", ["แรงงาน", "ตลาดแรงง", "ไตรมาส"])
def test_pages_are_found_by_a_word_and_by_its_beginning(admin_client, section, name, typed):
    found = text(admin_client, name, typed, *([section.pk] if name == "wagtailadmin_explore" else []))
    assert "ภาพรวมตลาดแรงงานไตรมาสนี้" in found
    assert "ราคาข้าวตกต่ำ" not in found


@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtailimages_chooser:choose_results"])
def test_pictures_are_found_by_a_word(admin_client, pictures, name):
    found = text(admin_client, name, "แรงงาน")
    assert "นัดพบแรงงานที่ตาก" in found
    assert "ชาวนากับรถเกี่ยวข้าว" not in found


@pytest.mark.parametrize("query", ['"', "\0", " ", "%", "🙂", "*:&|!", "ก" * 5000])
@pytest.mark.parametrize("name", ["wagtailadmin_pages:search", "wagtailimages:index", "wagtailimages_chooser:choose"])
def test_no_query_breaks_a_screen(admin_client, section, name, query):
    text(admin_client, name, query)
