"""Wagtail's search API over our backend, on whichever database the suite runs."""

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Not, Or, Phrase, PlainText

from home.models import NewsPage, Province
from tests import factories, search_corpus
from tests.many_news import add_news

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return factories.news_section(factories.home_page())


def found(query, **options) -> list[str]:
    return [page.title for page in Page.objects.search(query, **options)]


def test_the_corpus_is_found(section):
    gold = search_corpus.documents(400)
    keys = add_news(section, ((document.title, document.body) for document in gold))
    get_search_backend().add_bulk(NewsPage, NewsPage.objects.filter(pk__in=keys))
    position = {pk: i for i, pk in enumerate(keys)}
    quality = search_corpus.measure(
        gold,
        lambda query: [
            position[pk] for pk in NewsPage.objects.search(query).get_queryset().values_list("pk", flat=True)
        ],
    )
    assert (len(search_corpus.QUERIES), len(search_corpus.TITLES) + len(search_corpus.BODIES)) >= (100, 45)
    assert quality.recall >= 0.97, quality.imperfect
    assert quality.precision >= 0.95, quality.imperfect


def test_a_word_inside_an_unspaced_sentence_is_found(section):
    factories.news(section, title="ภาพรวมตลาดแรงงานไตรมาสนี้")
    assert found("แรงงาน") == ["ภาพรวมตลาดแรงงานไตรมาสนี้"]


def test_marks_tell_words_apart(section):
    factories.news(section, title="ราคาข้าวตก")
    factories.news(section, title="อ่านข่าววันนี้")
    assert found("ข้าว") == ["ราคาข้าวตก"]
    assert found("ข่าว") == ["อ่านข่าววันนี้"]


def test_titles_rank_above_bodies_however_often_the_body_says_it(section):
    factories.news(section, title="สรุปสถานการณ์การจ้างในแต่ละภาคของประเทศไทยประจำเดือนและแนวโน้มของแพร่", summary="ยาว " * 60)
    factories.news(section, title="ประกาศ", summary="แพร่ " * 15)
    assert found("แพร่")[-1] == "ประกาศ"


@pytest.mark.parametrize("query", ["๒๕๖๙", "2569", "2\u200b569"])
def test_digits_and_zero_width_characters_do_not_matter(section, query):
    factories.news(section, title="แผนปี ๒๕๖๙")
    factories.news(section, title="แผนปี 2569 ใหม่")
    assert len(found(query)) == 2


def test_fields_are_respected(section):
    factories.news(section, title="ในหัวเรื่องมีแพร่", summary="")
    factories.news(section, title="ในคำโปรย", summary="จังหวัดแพร่")
    factories.news(section, title="ในเนื้อความ", body=[("paragraph", "<p>จังหวัดแพร่</p>")])
    assert found("แพร่", fields=["title"]) == ["ในหัวเรื่องมีแพร่"]
    news = NewsPage.objects
    assert [p.title for p in news.search("แพร่", fields=["summary"])] == ["ในคำโปรย"]
    assert {p.title for p in news.search("แพร่", fields=["title", "summary"])} == {"ในหัวเรื่องมีแพร่", "ในคำโปรย"}
    assert "ในเนื้อความ" in [p.title for p in news.search("แพร่", fields=["body"])]
    assert [p.title for p in news.autocomplete("จังห", fields=["summary"])] == ["ในคำโปรย"]


def test_records_are_searched_by_their_own_fields():
    backend = get_search_backend()
    backend.add_bulk(Province, Province.objects.all())
    assert [p.slug for p in backend.search("แพร่", Province, fields=["name_th"])] == ["phrae"]
    assert list(backend.search("แพร่", Province, fields=["name_en"])) == []
    assert [p.slug for p in backend.autocomplete("phrae", Province, fields=["name_en"])] == ["phrae"]


@pytest.mark.parametrize("typed", ["แ", "แร", "แรง", "แรงง", "แรงงา", "ตลาดแรงง", "ตลาด แรงง"])
def test_autocomplete_finds_what_is_being_typed(section, typed):
    factories.news(section, title="ข่าวตลาดแรงงาน")
    assert [page.title for page in Page.objects.autocomplete(typed)] == ["ข่าวตลาดแรงงาน"]


HOSTILE = [
    "", " ", "\0", "a\0b", '"', "'", '""', "%", "%s", "%(x)s", "_", "\\", "*", ":", "AND", "OR", "NOT", "NEAR(", "(",
    ")", "-", "--", "&", "|", "!", "<->", "{x}:x", "🙂", "👩‍👩‍👧", "\x07\x1b", "\u200b", "\ufeff", "ๆ", "ฯ", "่", "เ",
    "ก" * 10_000, "งาน " * 2_500, "x" * 10_000, "'; DROP TABLE auth_user; --", "<script>", "\ud7ff", "١٢٣", "२५", "ﷺ",
    "İ", "ß", "งาน\nงาน", "a'b", "\\'",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:12]))
def test_no_query_raises(section, query):
    factories.news(section, title="งานในจังหวัดแพร่")
    for options in ({}, {"fields": ["title"]}, {"operator": "or"}, {"order_by_relevance": False}):
        results = Page.objects.search(query, **options)
        assert results.count() == len(list(results[:20])) <= 1
    for fields in (None, ["summary"], ["title", "summary"]):
        assert len(list(NewsPage.objects.search(query, fields=fields)[:20])) <= 1
        assert len(list(NewsPage.objects.autocomplete(query, fields=fields)[:20])) <= 1
    assert len(list(Page.objects.search(Phrase(query))[:20])) <= 1
    assert len(list(Page.objects.search(Or([PlainText(query), PlainText("แพร่")])))) == 1


def test_queries_combine(section):
    factories.news(section, title="งานในแพร่")
    factories.news(section, title="งานในตาก")
    work, phrae, nothing = PlainText("งาน"), PlainText("แพร่"), PlainText("%")
    assert set(found("แพร่ ตาก", operator="or")) == {"งานในแพร่", "งานในตาก"}
    assert found("แพร่ ตาก") == []
    assert found(And([work, phrae])) == ["งานในแพร่"]
    assert found(And([work, Not(phrae)])) == ["งานในตาก"]
    assert found(And([work, nothing, phrae])) == ["งานในแพร่"]
    assert "งานในแพร่" not in found(Not(phrae))
    assert found(Phrase("งานใน แพร่")) == ["งานในแพร่"]


def test_a_score_can_be_asked_for(section):
    factories.news(section, title="งานในแพร่")
    assert Page.objects.search("แพร่").annotate_score("score")[0].score is not None


def test_a_change_is_found_and_what_was_is_not(section):
    page = factories.news(section, title="งานในแพร่")
    page.title = "งานในตาก"
    page.save()
    assert (found("แพร่"), found("ตาก")) == ([], ["งานในตาก"])
    page.delete()
    assert found("ตาก") == []
