from datetime import UTC, datetime

import pytest
from defusedxml import ElementTree

from home import site_map
from home.models import Province, ProvinceIndexPage, ProvincePage, StandardPage
from tests import factories

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
AT = datetime(2026, 5, 1, 2, 30, tzinfo=UTC)


@pytest.fixture
def site(db):
    home = factories.home_page()
    english = factories.home_page("en", source=home)
    section = factories.news_section(home)
    factories.news_section(english, source=section)
    factories.news(section, slug="item", title="ข่าว", last_published_at=AT)
    factories.news(section, slug="draft", live=False)
    factories.news(section, slug="secret").view_restrictions.create(restriction_type="login")
    return section


def entries(client, url="/sitemap.xml") -> dict:
    response = client.get(url)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(response.content)
    return {
        node.find(f"{S}loc").text: (
            getattr(node.find(f"{S}lastmod"), "text", None),
            {link.get("hreflang"): link.get("href") for link in node.findall(LINK)},
        )
        for node in root
    }


def test_every_readable_page_is_listed_once_with_its_translations(site, client):
    found = entries(client)
    pages = {"/", "/en/", "/news/", "/en/news/", "/news/item/"}
    assert found.keys() == {f"http://testserver{path}" for path in pages}
    alternates = {
        "th": "http://testserver/news/",
        "en": "http://testserver/en/news/",
        "x-default": "http://testserver/news/",
    }
    assert found["http://testserver/news/"][1] == alternates == found["http://testserver/en/news/"][1]
    changed_at, alternates = found["http://testserver/news/item/"]
    assert datetime.fromisoformat(changed_at) == AT
    assert alternates == {}


def test_every_listed_address_answers(site, client):
    for url in entries(client):
        assert client.get(url.removeprefix("http://testserver")).status_code == 200


def test_too_many_addresses_for_a_file_make_a_list_of_files(site, client, monkeypatch):
    monkeypatch.setattr(site_map, "PER_FILE", 2)
    files = list(entries(client))
    assert files == [f"http://testserver/sitemap-{number}.xml" for number in (1, 2, 3)]
    whole = [url for file in files for url in entries(client, file.removeprefix("http://testserver"))]
    assert len(whole) == len(set(whole)) == 5
    for number in (0, 4):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_sections_add_what_are_no_pages(site, client, monkeypatch):
    extra = [
        {"location": "http://testserver/news/partner/1/", "lastmod": AT},
        {"location": "https://elsewhere.example/"},
    ]
    monkeypatch.setattr(type(site), "get_sitemap_urls", lambda section, request=None: extra)
    found = entries(client)
    assert "http://testserver/news/partner/1/" in found
    assert "https://elsewhere.example/" not in found


def test_a_site_map_costs_the_same_for_many_pages(site, client, django_assert_max_num_queries):
    client.get("/sitemap.xml")
    for number in range(30):
        factories.news(site, slug=f"more-{number}")
    client.get("/feeds/")
    with django_assert_max_num_queries(6):
        assert len(entries(client)) == 35


def test_search_engines_are_told_where_it_is_and_what_to_leave(site, client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert {
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /en/search/",
        "Disallow: /pdf/",
        "Disallow: /en/pdf/",
    } <= set(lines)


def test_people_see_the_sections_and_what_is_in_the_small_ones(site, client, monkeypatch, django_assert_num_queries):
    home = site.get_parent().specific
    provinces = factories.child(home, ProvinceIndexPage, slug="provinces", title="จังหวัด")
    factories.child(provinces, ProvincePage, province=Province.objects.get(slug="phrae"), title="แพร่")
    factories.child(home, StandardPage, slug="about", title="เกี่ยวกับเรา")
    monkeypatch.setattr(site_map, "MOST_CHILDREN", 2)
    branches = client.get("/sitemap/").context["branches"]
    # The news section has three pages, more than are listed.
    assert [(branch.title, [child.title for child in branch.children]) for branch in branches] == [
        (site.title, []),
        ("จังหวัด", ["แพร่"]),
        ("เกี่ยวกับเรา", []),
    ]
    with django_assert_num_queries(0):
        assert "แพร่" in client.get("/sitemap/").content.decode()
    assert client.get("/en/sitemap/").status_code == 200


def test_whom_to_tell_about_a_hole(site, client, settings, time_machine):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.LMI_SECURITY_CONTACT = "security@lmi.example"
    time_machine.move_to(datetime(2026, 1, 1, tzinfo=UTC))
    assert client.get("/.well-known/security.txt").content.decode().splitlines() == [
        "Contact: mailto:security@lmi.example",
        "Expires: 2026-06-30T00:00:00Z",
        "Preferred-Languages: th, en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]
