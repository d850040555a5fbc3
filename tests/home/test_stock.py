"""What was made of a page is kept as long as anybody may read the page."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home import stock, tasks
from home.storage import private_storage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def section():
    return factories.news_section(factories.home_page())


def keep(number: int) -> list[str]:
    names = [f"pdf/{number}/1-abc.pdf", f"share/{number}/abc.png"]
    stock.keep(names[0], b"%PDF %%EOF")
    stock.keep(names[1], b"PNG IEND\xaeB`\x82")
    return names


def test_what_was_made_of_pages_that_nobody_may_read_is_swept_away(section):
    read, taken_back, private, deleted = (factories.news(section) for _ in range(4))
    kept = {page.pk: keep(page.pk) for page in (read, taken_back, private, deleted)}
    taken_back.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    gone = deleted.pk
    deleted.delete()
    tasks.sweep_stock(timezone.now())
    for number in (taken_back.pk, private.pk, gone):
        assert not any(private_storage().exists(name) for name in kept[number])
    assert [stock.fetch(name) for name in kept[read.pk]] == [b"%PDF %%EOF", b"PNG IEND\xaeB`\x82"]


def test_sweeping_before_anything_was_made_is_no_trouble(section):
    tasks.sweep_stock(timezone.now())
    assert stock.sweep(lambda number: False) == 0


def test_other_private_files_are_left_alone(section):
    private_storage().save("imports/7/a.csv", stock.ContentFile(b"x"))
    tasks.sweep_stock(timezone.now())
    assert private_storage().exists("imports/7/a.csv")
