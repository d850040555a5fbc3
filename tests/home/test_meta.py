import re
from html.parser import HTMLParser

import pytest

from home.models import Office, Province, ProvinceIndexPage, ProvincePage, StandardPage
from tests import factories


class Head(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.title, self.links, self.metas, self._in_title = "", [], {}, False
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self._in_title = tag == "title"
        if tag == "link":
            self.links.append(attrs)
        if tag == "meta" and (name := attrs.get("name") or attrs.get("property")):
            self.metas[name] = attrs["content"]

    def handle_endtag(self, tag):
        self._in_title = False

    def handle_data(self, data):
        if self._in_title:
            self.title += data

    def hrefs(self, rel: str, key: str) -> dict:
        return {link.get(key): link["href"] for link in self.links if link.get("rel") == rel and link.get(key)}

    @property
    def canonical(self) -> str:
        (found,) = [link["href"] for link in self.links if link.get("rel") == "canonical"]
        return found


@pytest.fixture
def site(db):
    home = factories.home_page(title="หน้าแรก", summary="สรุปหน้าแรก")
    english = factories.home_page("en", source=home)
    section = factories.news_section(home, title="ข่าว", summary="สรุป")
    factories.news_section(english, source=section)
    factories.news(section, title="ข่าวเดียว", slug="item", summary="ใครทำอะไร")
    return section


def head(client, url, **headers) -> Head:
    return Head(client.get(url, **headers).content.decode())


def test_a_page_says_what_it_is(site, client):
    found = head(client, "/news/item/")
    assert found.title == f"ข่าวเดียว | {Office().name_th}"
    assert found.metas["description"] == found.metas["og:description"] == "ใครทำอะไร"
    assert found.metas["og:title"] == "ข่าวเดียว"
    assert found.metas["og:type"] == "article"
    assert found.metas["og:locale"] == "th_TH"
    assert found.canonical == found.metas["og:url"] == "http://testserver/news/item/"
    assert "robots" not in found.metas


def test_a_shared_link_shows_a_picture_of_its_own(site, client):
    found = head(client, "/news/item/")
    assert found.metas["og:image"].endswith(".png")
    assert (found.metas["og:image:width"], found.metas["og:image:height"]) == ("1200", "630")
    assert found.metas["og:image:alt"] == "ข่าวเดียว"
    path = re.sub("^https?://[^/]+", "", found.metas["og:image"])
    picture = client.get(path)
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/png")


def test_translations_name_each_other_and_the_default(site, client):
    expected = {
        "th": "http://testserver/news/",
        "en": "http://testserver/en/news/",
        "x-default": "http://testserver/news/",
    }
    for url in ("/news/", "/en/news/"):
        assert head(client, url).hrefs("alternate", "hreflang") == expected
    assert head(client, "/news/item/").hrefs("alternate", "hreflang") == {}


def test_a_page_leads_to_its_feeds(site, client):
    assert set(head(client, "/news/").hrefs("alternate", "type")) == {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    }
    provinces = factories.child(site.get_parent().specific, ProvinceIndexPage, slug="provinces")
    page = factories.child(provinces, ProvincePage, province=Province.objects.get(slug="phrae"))
    feeds = [link["href"] for link in head(client, page.url).links if "rss" in link.get("type", "")]
    assert feeds == ["http://testserver/feeds/news.rss", "http://testserver/feeds/province/phrae.rss"]
    for url in feeds:
        assert client.get(url.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize(
    ("query", "canonical", "indexed"),
    [
        ("", "/news/", True),
        ("?kind=fraud", "/news/?kind=fraud", True),
        ("?page=1", "/news/", True),
        ("?page=2", "/news/?page=2", True),
        ("?utm_source=line", "/news/", True),
        ("?kind=fraud&province=phrae", "/news/?kind=fraud&province=phrae", False),
        ("?province=phrae&kind=fraud", "/news/?kind=fraud&province=phrae", False),
        ("?only=1", "/news/", False),
        ("?kind=" + "x" * 5000, "/news/?kind=" + "x" * 60, True),
        ("?kind=%22%3E%3Cscript%3E", "/news/?kind=%22%3E%3Cscript%3E", True),
    ],
)
def test_search_engines_keep_one_address_of_each_list(site, client, query, canonical, indexed):
    found = head(client, f"/news/{query}")
    assert found.canonical == f"http://testserver{canonical}"
    assert ("noindex" not in found.metas.get("robots", "")) is indexed


def test_searches_and_missing_pages_are_not_for_search_engines(site, client):
    for url in ("/search/", "/nowhere/"):
        found = head(client, url)
        assert "noindex" in found.metas["robots"]
        assert found.title.endswith(Office().name_th)
        assert found.title != Office().name_th


def test_views_that_are_no_pages_have_a_title_and_their_translation(site, client):
    found = head(client, "/feeds/")
    assert found.title.endswith(Office().name_th) and "|" in found.title
    assert found.hrefs("alternate", "hreflang")["en"] == "http://testserver/en/feeds/"


def test_the_head_of_a_page_costs_no_query_when_warm(site, client, django_assert_max_num_queries):
    url = factories.child(site.get_parent().specific, StandardPage, slug="about").url
    client.get(url)
    with django_assert_max_num_queries(2):  # the way to the page
        client.get(url)


def test_a_preview_has_no_address_worth_finding(site, rf):
    page = site.get_children().first().specific
    response = page.make_preview_request(preview_mode="", extra_request_attrs=None)
    found = Head(response.rendered_content)
    assert "noindex" in found.metas["robots"]
    assert found.title.startswith("ข่าวเดียว")
