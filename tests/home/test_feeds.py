import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.utils import timezone

from home import feeds, live_sections
from home.feeds import FORMATS, Feed
from home.models import Centre, Province, Topic
from home.sections import FeedItem
from tests import factories

AT = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)


def item(number=1, **fields) -> FeedItem:
    return FeedItem(
        **{
            "identifier": f"item-{number}",
            "title": "ข่าว <b> & เรื่องอื่น",
            "url": f"https://lmi.example/news/{number}/",
            "summary": "สรุป < > & \"'",
            "published_at": AT,
            "updated_at": AT + timedelta(hours=1),
        }
        | fields
    )


def feed(*items: FeedItem) -> Feed:
    return Feed(
        title="เครือข่าย: ทั้งหมด",
        description="คำอธิบาย",
        language="th",
        home_url="https://lmi.example/",
        feed_url="https://lmi.example/feeds/news.rss",
        author="สำนักงาน",
        items=items,
    )


def read(form: str, *items: FeedItem):
    parsed = feedparser.parse(FORMATS[form].write(feed(*items)))
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_reader_reads_what_was_written(form):
    parsed = read(
        form, item(tags=("ค่าจ้าง", "ภาคเหนือ"), content_html="<p>เนื้อหา</p>", image_url="https://lmi.example/a.png")
    )
    assert parsed.feed.title == "เครือข่าย: ทั้งหมด"
    assert parsed.feed.language == "th"
    entry = parsed.entries[0]
    assert (entry.title, entry.link) == ("ข่าว <b> & เรื่องอื่น", "https://lmi.example/news/1/")
    assert "สรุป < > &" in entry.summary
    assert "<p>เนื้อหา</p>" in entry.content[-1].value
    assert [tag.term for tag in entry.tags] == ["ค่าจ้าง", "ภาคเหนือ"]
    assert (entry.enclosures[0].href, entry.enclosures[0].type) == ("https://lmi.example/a.png", "image/png")
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == AT
    assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == AT + timedelta(hours=1)
    assert any(link.rel == "self" and link.href.endswith("/feeds/news.rss") for link in parsed.feed.links)


def test_the_name_of_an_item_is_the_same_in_every_format_and_after_a_move():
    names = {read(form, item()).entries[0].id for form in ("rss", "atom")}
    names.add(json.loads(FORMATS["json"].write(feed(item(url="https://lmi.example/moved/"))))["items"][0]["id"])
    assert len(names) == 1
    assert names.pop().startswith("urn:uuid:")


@pytest.mark.parametrize("form", FORMATS)
def test_no_character_breaks_a_feed(form):
    title = "a\x00b\x0bc\ud800d]]>\ufffee"
    hostile = item(title=title, summary="\x1b[0m", tags=("\x01",), author="\x02x", content_html="<p>\x03")
    text = FORMATS[form].write(feed(hostile)).decode()
    assert "ab" in text
    if form == "json":
        assert json.loads(text)["items"][0]["title"] == "abcd]]>e"
    else:
        assert read(form, hostile).entries[0].title == "abcd]]>e"


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_feed_is_a_feed(form):
    text = FORMATS[form].write(feed())
    assert json.loads(text)["items"] == [] if form == "json" else feedparser.parse(text).entries == []


def test_the_json_feed_keeps_the_rules_of_version_1_1():
    rich = item(2, content_html="<p>x</p>", author="เครือข่าย", tags=("ก",))
    document = json.loads(FORMATS["json"].write(feed(item(), rich)))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "home_page_url", "feed_url", "language", "authors", "items"} <= document.keys()
    for entry in document["items"]:
        assert isinstance(entry["id"], str)
        assert ("content_html" in entry) != ("content_text" in entry)
        for name in ("date_published", "date_modified"):
            assert datetime.fromisoformat(entry[name]).tzinfo is not None
        assert all(author.keys() <= {"name", "url", "avatar"} for author in entry.get("authors", []))


def test_the_newest_come_first_and_each_once():
    items = [item(number, published_at=AT + timedelta(days=number)) for number in range(40)]
    found = feeds.newest([*items, items[0]])
    assert len(found) == feeds.MOST_ITEMS
    assert found[0].identifier == "item-39"
    assert len({each.identifier for each in found}) == len(found)


@pytest.fixture
def site(db):
    home = factories.home_page()
    english = factories.home_page("en", source=home)
    section = factories.news_section(home)
    factories.news_section(english, source=section)
    page = factories.news(section, title="ค่าจ้างขั้นต่ำ", summary="สรุปข่าว", kind="market", centre=Centre.objects.first())
    page.topics.set([Topic.objects.first()])
    page.provinces.set([Province.objects.get(slug="phrae")])
    page.save()
    factories.news(section, title="นัดพบแรงงาน", kind="job-fair")
    return section


def titles(client, url) -> list[str]:
    response = client.get(url)
    assert response.status_code == 200
    if url.endswith("json"):
        return [entry["title"] for entry in response.json()["items"]]
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo
    return [entry.title for entry in parsed.entries]


@pytest.mark.parametrize("form", FORMATS)
def test_each_subject_has_a_feed_in_each_format(site, client, form):
    topic, centre = Topic.objects.first().code, Centre.objects.first().code
    assert set(titles(client, f"/feeds/news.{form}")) == {"ค่าจ้างขั้นต่ำ", "นัดพบแรงงาน"}
    for subject in (f"topic/{topic}", "province/phrae", f"centre/{centre}", "kind/market"):
        assert titles(client, f"/feeds/{subject}.{form}") == ["ค่าจ้างขั้นต่ำ"]
    assert titles(client, f"/feeds/province/tak.{form}") == []
    assert titles(client, f"/en/feeds/news.{form}") == []


@pytest.mark.parametrize(
    "url",
    ["/feeds/topic/none.rss", "/feeds/news.pdf", "/feeds/other.rss", "/feeds/year/2026.rss", "/feeds/kind/x.json"],
)
def test_other_feeds_are_not_here(site, client, url):
    assert client.get(url).status_code == 404


def test_drafts_and_private_pages_are_in_no_feed(site, client):
    factories.news(site, title="ร่าง", live=False)
    private = factories.news(site, title="ภายใน")
    private.view_restrictions.create(restriction_type="login")
    assert set(titles(client, "/feeds/news.rss")) == {"ค่าจ้างขั้นต่ำ", "นัดพบแรงงาน"}
    assert set(titles(client, "/feeds/kind/market.rss")) == {"ค่าจ้างขั้นต่ำ"}


def test_a_section_of_an_upper_room_joins_the_feeds_of_what_its_items_are_about(site, client, monkeypatch):
    own = item(9, title="จากห้องอื่น", about=frozenset({"province:tak"}))
    monkeypatch.setattr(type(site), "feed_items", lambda section: [own])
    assert titles(client, "/feeds/province/tak.json") == ["จากห้องอื่น"]
    assert titles(client, "/feeds/province/phrae.json") == ["ค่าจ้างขั้นต่ำ"]
    assert live_sections.live_sections("th")


@pytest.mark.parametrize("form", FORMATS)
def test_a_reader_that_has_the_feed_hears_304(site, client, form):
    url = f"/feeds/news.{form}"
    first = client.get(url)
    assert first.headers["Content-Type"] == FORMATS[form].content_type
    assert client.get(url, HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 304
    assert client.get(url, HTTP_IF_MODIFIED_SINCE=first.headers["Last-Modified"]).status_code == 304
    page = site.get_children().first().specific
    page.title = "ใหม่"
    page.last_published_at = timezone.now() + timedelta(seconds=5)
    page.save()
    assert client.get(url, HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 200


def test_a_feed_costs_the_same_for_many_items(site, client, django_assert_max_num_queries, django_assert_num_queries):
    for number in range(40):
        page = factories.news(site, title=f"ข่าว {number}", kind="market")
        page.provinces.set([Province.objects.get(slug="phrae")])
        page.save()
    for url in ("/feeds/news.rss", "/feeds/province/phrae.json"):
        with django_assert_max_num_queries(12):
            assert len(titles(client, url)) == 30
        with django_assert_num_queries(0):
            client.get(url)


def test_the_page_for_people_lists_every_feed_and_each_answers(site, client, django_assert_num_queries):
    response = client.get("/feeds/")
    with django_assert_num_queries(0):
        client.get("/feeds/")
    groups = response.context["groups"]
    assert [len(group.subscriptions) for group in groups] == [8, 5, 6, 77]
    for group in groups:
        for url in group.subscriptions[0].urls.values():
            assert url in response.content.decode()
            assert client.get(url).status_code == 200
    assert client.get("/en/feeds/").status_code == 200
