from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from home.models import BulletinCorrection, BulletinPage, Centre, Province, bulletin_archive
from tests import factories, figure_factories
from tests.figure_factories import bulletin, indicator, key_figure_block, observation, release, table_block

pytestmark = pytest.mark.django_db
Q1, Q2, Q3 = date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-22T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def section():
    return figure_factories.bulletin_section(factories.home_page())


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


class TestWhichTakesThePlaceOfWhich:
    def test_a_newer_one_of_the_same_centre_and_kind(self, section):
        old, new = bulletin(section, Q1, "north"), bulletin(section, Q2, "north")
        assert bulletin_archive.successor(old) == new
        assert bulletin_archive.successor(new) is None

    def test_the_newest_not_the_next(self, section):
        old, _middle, new = (bulletin(section, day, "north") for day in (Q1, Q2, Q3))
        assert bulletin_archive.successor(old) == new

    def test_another_centre_or_another_kind_does_not(self, section):
        old = bulletin(section, Q1, "north")
        bulletin(section, Q2, "south")
        bulletin(section, Q2)
        bulletin(section, Q2, "north", kind="month")
        assert bulletin_archive.successor(old) is None

    def test_a_draft_and_a_private_one_do_not(self, section):
        old = bulletin(section, Q1)
        bulletin(section, Q2, live=False)
        private = bulletin(section, Q3)
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        assert bulletin_archive.successor(old) is None

    def test_the_one_an_editor_named_goes_first(self, section):
        corrected = bulletin(section, Q1, "north")
        old = bulletin(section, Q1, "north", superseded_by=corrected)
        bulletin(section, Q2, "north")
        assert bulletin_archive.successor(old) == corrected

    def test_publishing_a_newer_one_shows_at_once(self, section):
        old = bulletin(section, Q1)
        assert bulletin_archive.successor(old) is None
        new = bulletin(section, Q2)
        assert bulletin_archive.successor(old) == new

    def test_the_translation_is_replaced_by_a_translation(self, section):
        new = bulletin(section, Q1, "north")
        old = bulletin(section, Q1, "north", superseded_by=new)
        english_home = factories.home_page("en", source=section.get_parent())
        english = factories.child(english_home, type(section), source=section)
        fields = {"period_kind": "quarter", "period_start": Q1, "centre": new.centre, "released_on": Q1}
        new_en = factories.child(english, BulletinPage, source=new, **fields)
        old_en = factories.child(english, BulletinPage, source=old, superseded_by=new, **fields)
        assert bulletin_archive.successor(old_en) == new_en


class TestPage:
    def test_it_says_that_it_is_the_latest_or_leads_to_it(self, client, section):
        old, new = bulletin(section, Q1, title="old"), bulletin(section, Q2, title="new")
        with override("en"):
            assert "status--done" in text(client, new.url)
        page = text(client, old.url)
        assert f'href="{new.url}"' in page
        assert "status--done" not in page

    def test_period_chapters_notes_and_corrections(self, client, section):
        page = bulletin(
            section,
            Q2,
            "north",
            demand=[table_block("one", finding="ตำแหน่งงานเพิ่มขึ้น")],
            notes=[{"type": "paragraph", "id": figure_factories.block_id("n"), "value": "<p>วิธีจัดทำ</p>"}],
            headline_figures=[key_figure_block(previous="12000", value="12345")],
        )
        BulletinCorrection.objects.create(page=page, corrected_on=date(2026, 8, 1), text="แก้ตัวเลข", locale=page.locale)
        shown = text(client, page.url)
        for words in ("ไตรมาส 2 ปี 2569", "ตำแหน่งงานเพิ่มขึ้น", "วิธีจัดทำ", "แก้ตัวเลข", "1 สิงหาคม 2569", "12,345", "345"):
            assert words in shown
        assert shown.index('id="demand"') < shown.index('id="notes"')
        assert 'href="#demand"' in shown
        assert 'id="overseas"' not in shown

    def test_the_drawing_is_named_by_its_finding_and_holds_no_thai(self, client, section):
        page = bulletin(section, Q2, demand=[table_block("one"), table_block("two", chart="line")])
        shown = text(client, page.url)
        main = shown[shown.index("<main") : shown.index("</main>")]
        drawings = [part.split("</svg>")[0] for part in main.split("<svg")[1:]]
        assert any("<rect" in drawing for drawing in drawings)
        assert any("<line" in drawing for drawing in drawings)
        for drawing in drawings:
            assert not any("\u0e00" <= letter <= "\u0e7f" for letter in drawing)
        name = f"figure-{figure_factories.block_id('one')}"
        assert f'role="img" aria-labelledby="{name}-finding"' in main
        assert f'id="{name}-finding"' in main
        assert " style=" not in main

    def test_the_next_release_is_the_editors_or_the_calendars(self, client, section):
        page = bulletin(section, Q2, "north")
        release(date(2026, 12, 1), centre=Centre.objects.get(code="south"), period_start=Q3)
        release(date(2026, 12, 2), centre=page.centre, period_start=Q3)
        assert "2 ธันวาคม 2569" in text(client, page.url)
        page.next_release_on = date(2027, 1, 5)
        page.save_revision().publish()
        shown = text(client, page.url)
        assert "5 มกราคม 2570" in shown
        assert "2 ธันวาคม 2569" not in shown

    def test_a_replaced_bulletin_does_not_promise_a_release(self, client, section):
        old = bulletin(section, Q1)
        bulletin(section, Q2)
        release(date(2026, 12, 2), period_start=Q3)
        assert "2 ธันวาคม 2569" not in text(client, old.url)

    @pytest.mark.parametrize("title", ['"><script>alert(1)</script>', "ก" * 150])
    def test_hostile_and_long_words_stay_words(self, client, section, title):
        block = table_block(
            caption=title, finding=title, columns=[("text", title), ("number", title)], rows=[[title, "1"]]
        )
        shown = text(client, bulletin(section, Q2, title=title, demand=[block]).url)
        assert "<script>alert" not in shown

    def test_its_queries_do_not_grow(self, client, section, django_assert_max_num_queries, settings):
        settings.LMI_PAGE_CACHE = False
        pages = [bulletin(section, day, "north", demand=[table_block(str(n)) for n in range(20)]) for day in (Q1, Q2)]
        for page in pages:
            client.get(page.url)
            with django_assert_max_num_queries(10):
                client.get(page.url)


class TestList:
    def test_the_newest_period_first_and_the_countrys_before_the_centres(self, section):
        bulletin(section, Q1, title="Q1")
        bulletin(section, Q2, "north", title="north Q2")
        bulletin(section, Q2, title="Q2")
        cards = bulletin_archive.cards(bulletin_archive.filings(section.locale_id))
        assert [card.title for card in cards] == ["Q2", "north Q2", "Q1"]

    def test_filters_combine_and_say_how_many_they_leave(self, section):
        for centre, day in (("north", Q1), ("north", Q2), ("", Q2), ("south", date(2025, 1, 1))):
            bulletin(section, day, centre)
        chosen = bulletin_archive.chosen_from({"centre": "north", "year": "2026"}, section.locale_id)
        assert len(bulletin_archive.filtered(section.locale_id, chosen)) == 2
        counts = {
            facet.name: {option.value: option.count for option in facet.options}
            for facet in bulletin_archive.facets(section.locale_id, {"year": "2026"}, "th")
        }
        assert counts["centre"] == {"country": 1, "north": 2}
        assert counts["year"] == {"2026": 3, "2025": 1}

    @pytest.mark.parametrize(
        "query",
        [
            "?centre=x&year=abc&period=%00",
            "?page=99999999999",
            "?page=-1",
            "?centre=north&centre=south",
            "?year=" + "9" * 5000,
        ],
    )
    def test_any_query_is_a_page(self, client, section, query):
        bulletin(section, Q2, "north")
        assert client.get(section.url + query).status_code == 200

    def test_an_empty_list_says_what_to_do(self, client, section):
        calendar = figure_factories.calendar_page(section)
        page = text(client, section.url)
        assert 'class="empty' in page
        assert f'href="{calendar.url}"' in page

    def test_its_queries_do_not_grow(self, client, section, django_assert_max_num_queries, settings):
        settings.LMI_PAGE_CACHE = False

        def warm():
            client.get(section.url)
            with django_assert_max_num_queries(10) as queries:
                client.get(section.url)
            return len(queries)

        bulletin(section, Q2)
        few = warm()
        for month in range(1, 13):
            for centre in ("", "north", "south"):
                bulletin(section, date(2025, month, 1), centre, kind="month")
        assert warm() <= few


class TestHighlights:
    def test_four_headline_figures_of_the_country(self, section):
        for number in range(5):
            of = indicator(f"i{number}", name_th=f"ตัวชี้วัด {number}", order=number)
            observation(of, Q1, 100)
            observation(of, Q2, 100 + number)
            observation(of, Q2, 7, place=Province.objects.first())
        observation(indicator("quiet", headline=False), Q2, 1)
        with override("th"):
            shown = section.highlights(timezone.now())
        assert [(figure.label, figure.value) for figure in shown.items] == [
            (f"ตัวชี้วัด {n}", Decimal(100 + n)) for n in range(4)
        ]
        assert shown.items[2].change.amount == 2

    def test_nothing_counted_is_nothing_shown(self, section):
        assert section.highlights(timezone.now()) is None

    def test_a_new_figure_shows_at_once(self, section):
        of = indicator()
        observation(of, Q1, 1)
        assert section.highlights(timezone.now()).items[0].value == 1
        observation(of, Q2, 2)
        assert section.highlights(timezone.now()).items[0].value == 2

    def test_the_price(self, section, django_assert_max_num_queries):
        bulletin(section, Q2)
        observation(indicator(), Q2, 1)
        # Three of its own; view restrictions and the two for the site's addresses are shared with everything else.
        with django_assert_max_num_queries(6):
            section.highlights(timezone.now())
        with django_assert_max_num_queries(0):
            section.highlights(timezone.now())

    def test_a_province_is_offered_the_bulletins_of_its_centre(self, section):
        for day in (date(2025, 10, 1), Q1, Q2, Q3):
            bulletin(section, day, "north")
        bulletin(section, Q3, "south")
        lampang = Province.objects.get(slug="lampang")
        shown = section.about_province(lampang)
        assert [card.period.start for card in shown.items] == [Q3, Q2, Q1]
        assert section.about_province(Province.objects.get(slug="bangkok")) is None


def test_a_preview_of_a_draft_does_not_answer_for_the_live_page(section):
    live = bulletin(section, Q3)
    bulletin(section, Q2)
    draft = BulletinPage.objects.get(pk=live.pk)
    draft.period_start = Q1
    request = RequestFactory().get("/")
    assert draft.get_context(request)["successor"] is not None
    assert live.get_context(request)["successor"] is None


class TestFeed:
    def test_a_bulletin_is_in_the_feed_and_about_its_centre(self, section):
        bulletin(section, Q2, "north", title="ภาคเหนือ", summary="สรุป")
        bulletin(section, Q2, title="ทั้งประเทศ")
        bulletin(section, Q3, live=False)
        with override("th"):
            country, north = section.feed_items()
        assert (north.title, north.summary, north.about) == ("ภาคเหนือ", "สรุป", frozenset({"centre:north"}))
        assert "ไตรมาส 2 ปี 2569" in north.tags
        assert country.about == frozenset()
        assert north.url.startswith("http")

    def test_it_costs_the_same_for_many(self, section, django_assert_max_num_queries):
        for month in range(1, 11):
            bulletin(section, date(2026, month, 1), "north", kind="month")
        section.feed_items()
        with django_assert_max_num_queries(2):
            assert len(section.feed_items()) == 10
