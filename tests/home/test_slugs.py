"""Thai titles give addresses that can be read aloud."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.forms.models import registry
from wagtail.coreutils import get_js_regex

from home.models import NewsPage
from home.slugs import LONGEST, TABLE, romanise
from tests import factories

THAI = st.text(alphabet=[chr(code) for code in range(0x0E01, 0x0E5C)] + list(" -ab1/“”ๆ\u200b"))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("ข่าวตลาดแรงงานเดือนพฤษภาคม ๒๕๖๙", "khaotlatraengngandueanphruetphakhom-2569"),
        ("จังหวัดเชียงใหม่", "changwatchiangmai"),
        ("นัดพบแรงงาน", "natphopraengngan"),
        ("คนหางาน", "khonhangan"),
        ("กรมการจัดหางาน", "kromkanchathangan"),
        ("ตําแหน่งงานว่าง", "tamnaengnganwang"),
        ("สถิติไตรมาส 1/2569", "sathititraimat-1-2569"),
        ("Job fair 2026", "job-fair-2026"),
        ("“ข่าว” (ใหม่)", "khao-mai"),
        ("Café", "cafe"),
        ("!!! 😀", ""),
    ],
)
def test_a_title_is_spelt_as_it_sounds(title, slug):
    assert romanise(title) == slug


def test_a_silent_letter_is_not_spelt():
    assert romanise("ออนไลน์") == "onlai"


@given(THAI)
def test_whatever_the_title_the_slug_is_plain_and_short(title):
    slug = romanise(title)
    assert slug == "" or slug.replace("-", "").isalnum()
    assert slug.isascii()
    assert slug == slug.lower()
    assert len(slug) <= LONGEST
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug


@given(THAI)
def test_spelling_a_slug_again_changes_nothing(title):
    assert romanise(romanise(title)) == romanise(title)


def test_the_browser_can_read_the_table():
    for pattern, replacement in TABLE:
        assert get_js_regex(pattern)[0] == pattern
        assert "\\" not in replacement


@pytest.mark.django_db
def test_a_page_without_a_slug_gets_one_and_a_second_one_gets_another():
    section = factories.news_section(factories.home_page())
    pages = [section.add_child(instance=NewsPage(title="นัดพบแรงงาน", date=date(2026, 5, 1))) for _ in range(2)]
    assert [page.slug for page in pages] == ["natphopraengngan", "natphopraengngan-1"]


def test_the_editor_spells_with_the_same_table():
    widget = registry.get(NewsPage._meta.get_field("slug"))["widget"]
    assert widget.attrs["data-w-slug-formatters-value"].count('"gu"') == len(TABLE)
