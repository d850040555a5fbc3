from datetime import date

import pytest

from home.models import Centre, Province, province_directory
from tests import factories, figure_factories
from tests.figure_factories import indicator, observation, province_page

pytestmark = pytest.mark.django_db
QUARTERS = [date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1)]


@pytest.fixture
def section():
    return figure_factories.province_section(factories.home_page())


@pytest.fixture
def lampang(section):
    return province_page(section, "lampang")


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


class TestList:
    def test_all_77_by_centre_in_the_order_of_the_dictionary(self, section):
        regions = province_directory.regions(section.locale_id)
        assert sum(len(region.places) for region in regions) == 77
        north = next(region for region in regions if region.centre.code == "north")
        assert [place.name for place in north.places[:4]] == ["กำแพงเพชร", "เชียงราย", "เชียงใหม่", "ตาก"]

    def test_a_province_without_a_page_is_named_but_not_linked(self, client, section, lampang):
        content = text(client, section.url)
        assert f'<a href="{lampang.url}">ลำปาง</a>' in content
        assert "<li>เชียงราย</li>" in content

    @pytest.mark.parametrize("query", ["ลำป", "lampang", "LAMPA", " ลำปาง "])
    def test_it_is_found_by_either_name(self, client, section, query):
        response = client.get(section.url, {"q": query})
        assert [[place.name for place in places] for _region, places in response.context["found"]] == [["ลำปาง"]]

    def test_one_centre(self, client, section):
        response = client.get(section.url, {"centre": "west"})
        assert [region.centre.code for region, _places in response.context["found"]] == ["west"]

    def test_nothing_found_says_so_and_leads_back(self, client, section):
        content = text(client, section.url + "?q=<b>zz")
        assert 'class="empty' in content
        assert "<b>zz" not in content

    @pytest.mark.parametrize("query", ["?centre=x", "?q=" + "ก" * 5000, "?q=%00%F0%9F%98%80'\"%25"])
    def test_any_query_is_a_page(self, client, section, query):
        assert client.get(section.url + query).status_code == 200

    def test_the_map_is_for_the_eye_only(self, client, section, lampang):
        content = text(client, section.url)
        drawing = content[content.index('class="dot-map"') :].split("</svg>")[0]
        assert 'aria-hidden="true"' in drawing
        assert drawing.count("<circle") == 77
        assert drawing.count("<a ") == drawing.count('tabindex="-1"') == 1


class TestPage:
    def count(self, of, province, values=(10, 20, 30, 40)):
        for start, value in zip(QUARTERS, values, strict=True):
            observation(of, start, value, place=province)
            observation(of, start, value * 10, place=province.centre)
            observation(of, start, value * 100)

    def test_its_figures_stand_beside_the_centres_and_the_countrys(self, client, lampang):
        self.count(indicator(), lampang.province)
        response = client.get(lampang.url)
        (compared,) = response.context["comparisons"]
        assert (compared.figure.value, compared.centre, compared.country) == (40, 400, 4000)
        content = response.content.decode()
        for words in ("ไตรมาส 2 ปี 2569", figure_factories.SOURCE, "30 มิ.ย. 2569", "4,000", 'role="img"'):
            assert words in content

    def test_another_provinces_figures_are_not_its_own(self, client, lampang):
        self.count(indicator(), Province.objects.get(slug="phuket"))
        response = client.get(lampang.url)
        assert response.context["comparisons"] == []
        assert 'class="empty' in response.content.decode()

    def test_demonstration_figures_say_so(self, client, lampang):
        observation(indicator(), QUARTERS[0], 5, place=lampang.province, demonstration=True)
        assert client.get(lampang.url).context["comparisons"][0].figure.demonstration

    def test_the_sections_tell_what_they_know_of_it(self, client, lampang):
        home = lampang.get_parent().get_parent()
        news = factories.news(factories.news_section(home), title="ข่าวของลำปาง")
        news.provinces.add(lampang.province)
        news.save()
        bulletins = figure_factories.bulletin_section(home)
        figure_factories.bulletin(bulletins, date(2026, 4, 1), "north", title="ฉบับของภาคเหนือ")
        content = text(client, lampang.url)
        assert "ข่าวของลำปาง" in content
        assert "ฉบับของภาคเหนือ" in content

    def test_its_neighbours_are_those_of_its_centre(self, client, lampang):
        neighbours = client.get(lampang.url).context["neighbours"]
        assert len(neighbours) == 16
        assert "ลำปาง" not in {place.name for place in neighbours}

    def test_whom_to_call(self, client, lampang):
        Centre.objects.filter(code="north").update(phone="0 5400 0000", email="north@example.go.th")
        content = text(client, lampang.url)
        assert "0 5400 0000" in content
        assert "mailto:north@example.go.th" in content

    def test_english(self, client, section, lampang):
        home = factories.home_page("en", source=section.get_parent())
        english = factories.child(home, type(section), source=section)
        page = factories.child(english, type(lampang), source=lampang, title="Lampang", province=lampang.province)
        self.count(indicator(unit_en="posts"), lampang.province)
        content = text(client, page.url)
        for words in ("Vacancies", "posts", "Q2 2026", "Lampang", "30 Jun 2026"):
            assert words in content

    def test_its_queries_do_not_grow(self, client, lampang, django_assert_max_num_queries, settings):
        settings.LMI_PAGE_CACHE = False

        def warm():
            client.get(lampang.url)
            with django_assert_max_num_queries(10) as queries:
                client.get(lampang.url)
            return len(queries)

        self.count(indicator("first"), lampang.province)
        few = warm()
        for number in range(7):
            self.count(indicator(f"i{number}", order=number), lampang.province)
        assert warm() <= few
