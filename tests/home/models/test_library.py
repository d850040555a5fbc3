from datetime import date

import pytest

from home.models import DatasetIndexPage, DatasetPage, Observation, PublicationIndexPage, PublicationPage
from tests import factories
from tests.figure_factories import indicator, observation

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.home_page()


def text(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


class TestResearch:
    @pytest.fixture
    def section(self, home):
        return factories.child(home, PublicationIndexPage, slug="research")

    def publication(self, section, **fields):
        values = {
            "title": "ทักษะแห่งอนาคต",
            "authors": "ก ข\nค ง",
            "year": 2025,
            "abstract": "บทคัดย่อยาว",
            "publisher": "กรมการจัดหางาน",
        }
        return factories.child(section, PublicationPage, **values | fields)

    def test_newest_year_first_as_the_reader_counts_it(self, client, section):
        self.publication(section, title="เก่า", year=2020)
        self.publication(section, title="ใหม่", year=2026)
        content = text(client, section)
        assert content.index("ใหม่") < content.index("เก่า")
        assert "2569" in content
        assert "2563" in content

    def test_a_piece_can_be_cited_in_both_styles(self, client, section):
        page = self.publication(section)
        content = text(client, page)
        assert "ก ข และค ง. (2568). ทักษะแห่งอนาคต. กรมการจัดหางาน." in content
        assert "ก ข &amp; ค ง. (2025). ทักษะแห่งอนาคต. กรมการจัดหางาน." in content
        assert page.full_url in content
        assert "บทคัดย่อยาว" in content

    @pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=99999999999999"])
    def test_any_page_number_is_a_page(self, client, section, query):
        assert client.get(section.url + query).status_code == 200

    def test_an_empty_section_says_so(self, client, section):
        assert 'class="empty' in text(client, section)

    def test_its_queries_do_not_grow(self, client, section, django_assert_max_num_queries, settings):
        settings.LMI_PAGE_CACHE = False

        def warm():
            client.get(section.url)
            with django_assert_max_num_queries(10) as queries:
                client.get(section.url)
            return len(queries)

        self.publication(section)
        few = warm()
        for number in range(15):
            self.publication(section, title=str(number))
        assert warm() <= few


class TestData:
    @pytest.fixture
    def section(self, home):
        return factories.child(home, DatasetIndexPage, slug="data")

    def dataset(self, section, *indicators, **fields):
        page = factories.child(section, DatasetPage, **fields)
        page.indicators.set(indicators)
        page.save()
        return page

    def test_it_shows_what_it_contains_and_its_newest_rows(self, client, section):
        of = indicator(meaning_th="ที่นายจ้างแจ้ง")
        for year in range(2010, 2026):
            observation(of, date(year, 1, 1), year)
        observation(indicator("other", name_th="อื่น"), date(2026, 1, 1), 5)
        content = text(client, self.dataset(section, of))
        for words in ("ที่นายจ้างแจ้ง", "Creative Commons", "2,025", 'rel="license'):
            assert words in content
        assert content.split("<tbody>")[1].count("<tr>") == 10
        assert "อื่น" not in content.split("<main")[1]

    def test_nothing_counted_says_so(self, client, section):
        assert 'class="empty' in text(client, self.dataset(section, indicator()))

    def test_the_list_names_the_indicators(self, client, section):
        self.dataset(section, indicator(), title="สถิติการจัดหางาน")
        content = text(client, section)
        assert "สถิติการจัดหางาน" in content
        assert "ตำแหน่งงานว่าง" in content

    def test_an_empty_section_says_so(self, client, section):
        assert 'class="empty' in text(client, section)

    def test_its_queries_do_not_grow(self, client, section, django_assert_max_num_queries, settings):
        settings.LMI_PAGE_CACHE = False
        of = indicator()
        page = self.dataset(section, of)
        for address in (section.url, page.url):
            Observation.objects.all().delete()
            counted = []
            for many in (1, 60):
                Observation.objects.bulk_create(
                    Observation(
                        indicator=of,
                        period_kind="month",
                        period_start=date(2000 + many + n, 1, 1),
                        value=n,
                        source="s",
                        as_of=date(2026, 1, 1),
                    )
                    for n in range(many)
                )
                client.get(address)
                with django_assert_max_num_queries(10) as queries:
                    client.get(address)
                counted.append(len(queries))
            assert counted[1] <= counted[0]
