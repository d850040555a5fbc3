"""Guides, plain pages, questions and downloads: what a reader opens to read."""

import pytest
from django.core.files.base import ContentFile

from home.benefits import BENEFITS
from home.blocks import BenefitsBlock, FigureTableBlock, KeyFigureBlock, ServicesBlock
from home.models import (
    DownloadsPage,
    FAQPage,
    GuideIndexPage,
    GuidePage,
    PortalDocument,
    StandardPage,
    Topic,
)
from tests import factories
from tests.figure_factories import block_id, key_figure_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.home_page()


def text(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def heading(words, level="h2"):
    return {"type": "heading", "id": block_id(words), "value": {"text": words, "level": level}}


def paragraph(words):
    return {"type": "paragraph", "id": block_id(words), "value": f"<p>{words}</p>"}


class TestGuides:
    @pytest.fixture
    def section(self, home):
        return factories.child(home, GuideIndexPage, slug="knowledge")

    def guide(self, section, topic="laws", **fields):
        return factories.child(section, GuidePage, **{"topic": Topic.objects.get(code=topic)} | fields)

    def test_they_stand_on_the_shelves_of_the_eight_topics_in_the_manuals_order(self, client, section):
        self.guide(section, "networks", title="เครือข่าย")
        self.guide(section, "lmi", title="ข้อมูล")
        content = text(client, section)
        assert content.index("ข้อมูลข่าวสารตลาดแรงงาน (LMI)") < content.index("แนวคิดเกี่ยวกับเครือข่ายและการสื่อสาร")
        assert "ระเบียบ กฎหมายที่เกี่ยวข้อง" not in content.split("<main")[1].split("</main>")[0]

    def test_what_is_for_staff_says_so_and_stands_last(self, client, section):
        self.guide(section, title="ก สำหรับเจ้าหน้าที่", for_staff=True)
        self.guide(section, title="ข สำหรับทุกคน")
        content = text(client, section)
        assert content.index("ข สำหรับทุกคน") < content.index("ก สำหรับเจ้าหน้าที่")

    def test_a_long_guide_lists_its_headings_and_each_leads_to_its_place(self, client, section):
        page = self.guide(section, body=[heading(words) for words in ("ข่าว", "ขาว", "ข้อ 3 (ใหม่)")])
        content = text(client, page)
        for fragment in ("ข่าว", "ขาว", "ข้อ-3-ใหม่"):
            assert f'href="#{fragment}"' in content
            assert f'<h2 id="{fragment}"' in content

    def test_a_short_guide_does_not(self, client, section):
        page = self.guide(section, body=[heading("หนึ่ง"), heading("สอง"), heading("สาม", "h3")])
        assert page.contents == []
        assert 'class="contents' not in text(client, page)

    def test_more_on_the_topic_is_one_step_away(self, client, section):
        one, two, _other = self.guide(section), self.guide(section), self.guide(section, "lmi")
        others = client.get(one.url).context["others"]
        assert others == [two]

    def test_an_empty_section_says_so(self, client, section):
        assert 'class="empty' in text(client, section)

    def test_its_queries_do_not_grow(self, client, section, django_assert_max_num_queries, settings):
        settings.LMI_PAGE_CACHE = False

        def warm():
            client.get(section.url)
            with django_assert_max_num_queries(10) as queries:
                client.get(section.url)
            return len(queries)

        self.guide(section)
        few = warm()
        for topic in Topic.objects.all():
            self.guide(section, topic.code)
        assert warm() <= few


class TestPages:
    def test_a_page_lists_what_lies_below_it(self, client, home):
        page = factories.child(home, StandardPage, title="นโยบาย", body=[paragraph("เว็บไซต์นี้")])
        below = factories.child(page, StandardPage, title="ความเป็นส่วนตัว")
        draft = factories.child(page, StandardPage, title="ร่าง", live=False)
        content = text(client, page)
        assert "เว็บไซต์นี้" in content
        assert below.title in content
        assert draft.title not in content

    def test_the_eight_benefits_in_both_languages(self, client, home):
        body = [{"type": "benefits", "id": block_id("b"), "value": None}]
        page = factories.child(home, StandardPage, body=body)
        content = text(client, page)
        assert all(thai in content for thai, _english in BENEFITS)
        english_home = factories.home_page("en", source=home)
        content = text(client, factories.child(english_home, StandardPage, source=page, body=body))
        assert all(english in content for _thai, english in BENEFITS)

    @pytest.mark.parametrize(
        ("value", "previous", "shape", "words"),
        [("1", "2", "M6 11", "1"), ("2", "1", "M6 1l", "1"), ("1", "1", "M1 3.5", "1"), ("5", "0", "M6 1l", "5")],
    )
    def test_a_headline_figure_says_how_it_moved_with_a_shape(self, client, home, value, previous, shape, words):
        block = key_figure_block(value=value, previous=previous) | {"type": "key_figure"}
        content = text(client, factories.child(home, StandardPage, body=[block]))
        change = content[content.index('class="change') :].split("</p>")[0]
        assert f'd="{shape}' in change
        assert words in change.split("</svg>")[1] or value == previous

    def test_a_headline_figure_without_a_past_says_nothing_of_it(self, client, home):
        block = key_figure_block(previous=None) | {"type": "key_figure"}
        assert 'class="change' not in text(client, factories.child(home, StandardPage, body=[block]))


class TestPreviews:
    """What an editor sees before a block is filled in; there is no page and no identity yet."""

    @pytest.mark.parametrize("block", [FigureTableBlock, KeyFigureBlock, BenefitsBlock, ServicesBlock])
    def test_a_block_can_be_drawn_alone(self, block):
        drawn = block().render(block().get_preview_value())
        assert "None" not in drawn
        assert "table_csv" not in drawn
        assert ".csv" not in drawn

    def test_the_preview_of_figures_has_a_drawing_and_its_table(self):
        drawn = FigureTableBlock().render(FigureTableBlock().get_preview_value())
        assert 'role="img"' in drawn
        assert "4,120" in drawn
        assert drawn.count('scope="row"') == 3


class TestQuestions:
    def test_every_answer_has_an_address_of_its_own(self, client, home):
        value = {"title": "สมัครงาน", "questions": [{"question": "มีค่าใช้จ่ายหรือไม่", "answer": "<p>ไม่มี</p>"}]}
        page = factories.child(home, FAQPage, questions=[{"type": "group", "id": block_id("q"), "value": value}])
        content = text(client, page)
        # Inside the folded part, which browsers open for a fragment that lies in it.
        assert '<div id="มีค่าใช้จ่ายหรือไม่">' in content.split("</summary>")[1]
        assert 'href="#มีค่าใช้จ่ายหรือไม่"' in content

    def test_no_questions_yet(self, client, home):
        assert 'class="empty' in text(client, factories.child(home, FAQPage))


class TestDownloads:
    def test_files_with_kind_and_size(self, client, home):
        document = PortalDocument(title="คู่มือบริการ", summary="ใช้อย่างไร")
        document.file.save("manual.pdf", ContentFile(b"%PDF-1.4" + b" " * 2040))
        document.save()
        groups = [
            {"type": "group", "value": {"title": "คู่มือ", "text": "", "files": [{"document": document.pk, "text": ""}]}}
        ]
        content = text(client, factories.child(home, DownloadsPage, groups=groups))
        for words in ("คู่มือบริการ", "ใช้อย่างไร", "PDF · 2.0", document.url):
            assert words in content

    def test_a_file_that_was_deleted_leaves_no_hole(self, client, home):
        groups = [{"type": "group", "value": {"title": "คู่มือ", "text": "", "files": [{"document": 9999, "text": "x"}]}}]
        assert (
            "<li>"
            not in text(client, factories.child(home, DownloadsPage, groups=groups))
            .split('class="files"')[1]
            .split("</ul>")[0]
        )

    def test_nothing_yet(self, client, home):
        assert 'class="empty' in text(client, factories.child(home, DownloadsPage))
