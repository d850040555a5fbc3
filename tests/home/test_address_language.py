import pytest
from django.utils import translation

from tests import factories


@pytest.fixture
def site(db):
    home = factories.home_page()
    english = factories.home_page("en", source=home)
    section = factories.news_section(home)
    factories.news_section(english, source=section)
    factories.news(section, slug="item")
    return section


@pytest.mark.parametrize("wish", [{"HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.9"}, {"HTTP_ACCEPT_LANGUAGE": "fr"}, {}])
def test_a_thai_address_is_thai_whatever_the_browser_prefers(site, client, settings, wish):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for address in ("/", "/news/", "/feeds/"):
        response = client.get(address, **wish)
        assert response.status_code == 200
        assert response.headers["Content-Language"] == "th"
        assert '<html lang="th"' in response.content.decode()
        assert "Accept-Language" not in response.headers.get("Vary", "")


def test_an_english_address_is_english_for_everybody(site, client):
    response = client.get("/en/news/", HTTP_ACCEPT_LANGUAGE="th")
    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en"' in response.content.decode()


def test_the_language_of_one_request_is_not_the_next_ones(site, client):
    client.get("/en/")
    assert client.get("/").headers["Content-Language"] == "th"
    translation.activate("th")


def test_the_way_to_a_section_costs_no_query_and_to_a_page_two(site, client, django_assert_max_num_queries, rf):
    from home.address_language import find_route

    def walk(path):
        request = rf.get("/" + path)
        find_route(request, path)
        return request._wagtail_route_for_request

    walk("news/item/")
    with django_assert_max_num_queries(0):
        assert walk("news/")[0].specific.pk == site.pk
    with django_assert_max_num_queries(2):
        assert walk("news/item/")[0].slug == "item"
    assert walk("news/none/") is None


def test_a_moved_section_is_found_where_it_is_now(site, client):
    assert client.get("/news/").status_code == 200
    site.slug = "announcements"
    site.save_revision().publish()
    assert client.get("/announcements/").status_code == 200
    assert client.get("/announcements/item/").status_code == 200
