import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.search.backends import get_search_backend

from home.models import (
    FAQPage,
    NewsIndexPage,
    NewsPage,
    Province,
    ProvinceIndexPage,
    ProvincePage,
    ServiceIndexPage,
    ServicePage,
    StandardPage,
)
from home.sections import Hit
from tests import factories
from tests.home.search.test_backend import HOSTILE
from tests.many_news import add_news

pytestmark = pytest.mark.django_db

SEARCH, SUGGEST = "/search/", "/search/suggest"


@pytest.fixture
def home():
    return factories.home_page(title="หน้าแรก")


@pytest.fixture
def section(home):
    return factories.news_section(home, title="ข่าว")


def ask(client, query="", address=SEARCH, **filters):
    response = client.get(address, {"q": query, **filters})
    assert response.status_code == 200
    return response


def titles(response) -> list[str]:
    return ["".join(piece.text for piece in result.title) for result in response.context["results"]]


def html(response) -> str:
    return response.content.decode()


def test_a_word_inside_a_sentence_is_found_and_marked(client, section):
    factories.news(section, title="ประกาศ", summary="ผู้สนใจสมัครตำแหน่งงานว่างได้ทุกวันราชการ")
    response = ask(client, "งานว่าง")
    assert titles(response) == ["ประกาศ"]
    assert "ตำแหน่ง<mark>งานว่าง</mark>ได้" in html(response)


def test_the_title_is_marked_and_markup_in_it_is_text(client, section):
    factories.news(section, title="<i>งาน</i>ใหม่")
    assert "&lt;i&gt;<mark>งาน</mark>&lt;/i&gt;ใหม่" in html(ask(client, "งาน"))


def test_an_excerpt_may_come_from_the_body(client, section):
    body = [("heading", {"text": "หัวข้อ", "level": "h2"}), ("paragraph", "<p>รับ<b>ช่างเชื่อม</b>ห้าคน</p>")]
    factories.news(section, title="ประกาศ", summary="คำโปรยที่ไม่ได้พูดถึง", body=body)
    assert "<mark>ช่างเชื่อม</mark>" in html(ask(client, "ช่างเชื่อม"))


def test_drafts_expired_private_and_foreign_pages_never_appear(client, home, section):
    english = factories.home_page("en", source=home, title="Home")
    english_news = factories.news_section(english, source=section)
    factories.news(section, title="งานเปิดเผย")
    factories.news(section, title="งานร่าง", live=False)
    factories.news(section, title="งานหมดอายุ", expired=True, live=False)
    factories.news(section, title="งานเลยเวลา", expire_at=timezone.now() - timedelta(minutes=1))
    factories.news(english_news, title="งาน in English")
    secret = factories.child(home, StandardPage, title="งานลับ")
    factories.child(secret, StandardPage, title="งานใต้หน้าลับ")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    assert titles(ask(client, "งาน")) == ["งานเปิดเผย"]
    assert titles(ask(client, "งาน", address="/en/search/")) == ["งาน in English"]
    suggested = json.loads(ask(client, "งาน", address=SUGGEST).content)["suggestions"]
    assert [one["title"] for one in suggested] == ["งานเปิดเผย"]


def test_what_expires_while_the_results_are_kept_goes_away(section):
    from home import site_search

    factories.news(section, title="งานวันนี้", expire_at=timezone.now() + timedelta(minutes=5))
    question = site_search.Question("งาน")
    now = timezone.now()
    found = site_search.find(question, now)
    assert len(site_search.results(question, found.fit, found.keys, now)) == 1
    assert site_search.results(question, found.fit, found.keys, now + timedelta(minutes=6)) == ()


def test_a_publication_shows_at_once(client, section):
    assert titles(ask(client, "แพร่")) == []
    page = factories.news(section, title="งานในแพร่")
    page.save_revision().publish()
    assert titles(ask(client, "แพร่")) == ["งานในแพร่"]


@pytest.fixture
def variety(home, section):
    phrae = Province.objects.get(name_th="แพร่")
    market = factories.news(section, title="งานตลาด", kind=NewsPage.Kind.MARKET)
    market.provinces.set([phrae])
    market.save()
    factories.news(section, title="งานหลอก", kind=NewsPage.Kind.FRAUD)
    factories.child(
        factories.child(home, ServiceIndexPage, title="บริการ"),
        ServicePage,
        title="หางาน",
        number=1,
        owner_division="กอง",
        service_url="https://doe.go.th/",
        audience="ทุกคน",
    )
    provinces = factories.child(home, ProvinceIndexPage, title="จังหวัด")
    factories.child(provinces, ProvincePage, title="งานในแพร่", province=phrae)
    factories.child(home, StandardPage, title="งานของเรา")
    factories.child(home, FAQPage, title="ถามเรื่องงาน")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("", {"งานตลาด", "งานหลอก", "หางาน", "งานในแพร่", "งานของเรา", "ถามเรื่องงาน"}),
        ("news", {"งานตลาด", "งานหลอก"}),
        ("fraud", {"งานหลอก"}),
        ("service", {"หางาน"}),
        ("province", {"งานในแพร่"}),
        ("page", {"งานของเรา", "ถามเรื่องงาน"}),
        ("bulletin", set()),
        ("no-such-kind", {"งานตลาด", "งานหลอก", "หางาน", "งานในแพร่", "งานของเรา", "ถามเรื่องงาน"}),
    ],
)
def test_kinds_narrow(client, variety, kind, expected):
    response = ask(client, "งาน", kind=kind)
    assert set(titles(response)) == expected
    assert response.context["found"].count == len(expected)


def test_a_province_narrows_to_its_page_and_its_news(client, variety):
    assert set(titles(ask(client, "งาน", province="phrae"))) == {"งานตลาด", "งานในแพร่"}
    assert titles(ask(client, "งาน", province="phrae", kind="market")) == ["งานตลาด"]
    assert len(titles(ask(client, "งาน", province="atlantis"))) == 6


def test_filters_say_how_many_they_would_leave(client, variety):
    response = ask(client, "งาน")
    kinds, provinces = response.context["facets"]
    assert {option.value: option.count for option in kinds.options} == {
        "news": 2, "market": 1, "fraud": 1, "service": 1, "province": 1, "page": 2,
    }  # fmt: skip
    assert [(option.label, option.count) for option in provinces.options] == [("แพร่", 2)]
    assert f"?kind=fraud&amp;q={quote('งาน')}" in html(response)


def test_filters_that_leave_nothing_say_so_and_offer_the_way_back(client, variety):
    response = ask(client, "งาน", kind="dataset")
    assert titles(response) == []
    assert f'href="?q={quote("งาน")}"' in html(response)


def test_letters_inside_words_are_the_nearest_and_the_page_says_so(client, section):
    factories.news(section, title="เผยแพร่ข้อมูล")
    response = ask(client, "แพร่")
    assert (titles(response), response.context["found"].fit) == (["เผยแพร่ข้อมูล"], "letters")
    assert 'role="status"' in html(response)


def test_letters_are_looked_for_in_bodies_too(client, section):
    factories.news(section, title="ประกาศ", body=[("paragraph", "<p>ครูสมปรารถนากล่าว</p>")])
    assert titles(ask(client, "ปรารถ")) == ["ประกาศ"]


def test_some_of_the_words_are_better_than_nothing(client, section):
    factories.news(section, title="อบรมช่างเชื่อม")
    response = ask(client, "ช่างเชื่อมเรือดำน้ำ")
    assert (titles(response), response.context["found"].fit) == (["อบรมช่างเชื่อม"], "some-words")
    assert "<mark>ช่างเชื่อม</mark>" in html(response)


def test_words_that_every_page_holds_bring_none_nearer(client, section):
    factories.news(section, title="มีการอบรมที่ตาก")
    assert titles(ask(client, "มีการประมูลที่ซึ่ง")) == []


def test_nothing_at_all_is_answered_with_advice(client, section):
    response = ask(client, "ซึ่งไม่มีอยู่จริง")
    assert titles(response) == []
    assert 'class="empty' in html(response)


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:12]))
def test_no_query_breaks_the_page(client, section, query):
    factories.news(section, title="งานในแพร่")
    for address in (SEARCH, SUGGEST):
        ask(client, query, address)
    ask(client, query, kind=query[:300], province=query[:300], page=query[:300])


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "๒", "9" * 5000])
def test_any_page_number_is_a_page(client, section, page):
    factories.news(section, title="งานในแพร่")
    assert titles(ask(client, "งาน", page=page)) == ["งานในแพร่"]


def test_bytes_that_are_no_text_are_a_page(client, home):
    assert client.get(SEARCH + "?q=%ff%fe%ED%A0%80&kind=%00").status_code == 200


def fill(section, count):
    keys = add_news(section, ((f"งานที่ {i} ในจังหวัดแพร่", "ตำแหน่งงานว่าง") for i in range(count)))
    get_search_backend().add_bulk(NewsPage, NewsPage.objects.filter(pk__in=keys))


def test_results_come_in_pages(client, section):
    fill(section, 45)
    response = ask(client, "แพร่", page="3")
    assert (len(titles(response)), response.context["found"].count) == (5, 45)
    assert f"?q={quote('แพร่')}&amp;page=2" in html(response)


def count_queries(client, django_assert_max_num_queries, address, most):
    with django_assert_max_num_queries(most) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_number_of_queries_does_not_grow(client, section, django_assert_max_num_queries):
    counts = []
    for more in (40, 360):
        fill(section, more)
        section.save_revision().publish()
        client.get("/search/?q=warm")
        cold = count_queries(client, django_assert_max_num_queries, f"/search/?q={quote('แพร่')}", 10)
        warm = count_queries(client, django_assert_max_num_queries, f"/search/?q={quote('แพร่')}", 2)
        counts.append((cold, warm))
    assert counts[0] == counts[1]


def test_more_than_can_be_shown_is_counted_and_said(client, section, monkeypatch):
    from home import site_search

    monkeypatch.setattr(site_search, "MOST", 30)
    fill(section, 45)
    response = ask(client, "แพร่", page="99")
    assert (response.context["found"].count, len(titles(response))) == (45, 10)
    assert response.context["more_than_shown"]


def test_what_sections_find_follows_the_pages_on_the_first_page_only(client, section, monkeypatch):
    monkeypatch.setattr(NewsIndexPage, "search", lambda self, query: [Hit(f"สมาชิก {query}", "/m/1", "สมาชิกเครือข่าย")])
    fill(section, 25)
    first = html(ask(client, "แพร่"))
    assert first.index("สมาชิก แพร่") > first.index("งานที่")
    assert "สมาชิก แพร่" not in html(ask(client, "แพร่", page="2"))
    assert "สมาชิก แพร่" not in html(ask(client, "แพร่", kind="news"))
    assert 'class="empty' not in html(ask(client, "ไม่มีหน้าใดเลย"))


def test_suggestions_are_titles_that_hold_what_was_typed(client, section):
    factories.news(section, title="ตลาดแรงงานเดือนนี้", summary="")
    factories.news(section, title="อื่น ๆ", summary="เรื่องตลาดแรงงาน")
    response = ask(client, "แรงง", address=SUGGEST)
    assert [one["title"] for one in response.json()["suggestions"]] == ["ตลาดแรงงานเดือนนี้"]
    assert response.json()["suggestions"][0]["url"].startswith("/news/")
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_suggestions_are_few_and_each_once(client, section):
    fill(section, 30)
    for _each in range(3):
        factories.news(section, title="งานซ้ำ")
    suggested = [one["title"] for one in ask(client, "งาน", address=SUGGEST).json()["suggestions"]]
    assert len(suggested) == len(set(suggested)) == 8


def test_search_results_are_not_for_search_engines(client, home):
    assert '<meta name="robots" content="noindex' in html(ask(client, "งาน"))


def test_the_root_of_the_tree_is_no_result(client, home):
    Page.objects.get(depth=1).specific.save()
    assert titles(ask(client, "Root")) == []
