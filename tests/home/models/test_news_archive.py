from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction

from home.models import Centre, NewsPage, Province, Topic, news_archive
from tests import factories
from tests.drawn_pictures import photograph

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return factories.news_section(factories.home_page())


def some_news(section, **fields):
    places = fields.pop("provinces", ())
    topics = fields.pop("topics", ())
    page = factories.news(section, **fields)
    page.provinces.set(Province.objects.filter(slug__in=places))
    page.topics.set(Topic.objects.filter(code__in=topics))
    page.save()
    return page


def titles(section, **chosen):
    return [page.title for page in news_archive.filtered(section.locale_id, chosen)]


def test_the_newest_comes_first(section):
    for day in (3, 1, 2):
        some_news(section, title=str(day), date=date(2026, 5, day))
    assert titles(section) == ["3", "2", "1"]


def test_filters_combine(section):
    north = Centre.objects.get(code="north")
    some_news(section, title="both", kind="fraud", provinces=["lampang", "tak"], topics=["protection"], centre=north)
    some_news(section, title="kind only", kind="fraud", provinces=["phuket"])
    some_news(section, title="place only", kind="market", provinces=["lampang"])
    assert titles(section, kind="fraud", province="lampang") == ["both"]
    assert titles(section, topic="protection", centre="north", year="2026") == ["both"]
    assert titles(section, kind="fraud", year="2025") == []


def test_each_option_says_how_many_it_would_leave_beside_the_other_filters(section):
    some_news(section, kind="fraud", provinces=["lampang", "tak"])
    some_news(section, kind="fraud", provinces=["lampang"])
    some_news(section, kind="market", provinces=["tak"])
    facets = {facet.name: facet for facet in news_archive.facets(section.locale_id, {"kind": "fraud"})}
    assert {option.value: option.count for option in facets["province"].options} == {"lampang": 2, "tak": 1}
    assert {option.value: option.count for option in facets["kind"].options} == {"fraud": 2, "market": 1}


def test_years_are_shown_as_the_reader_counts_them(section):
    some_news(section, date=date(2026, 1, 1))
    with override("th"):
        years = next(facet for facet in news_archive.facets(section.locale_id, {}) if facet.name == "year")
        assert [(option.value, option.label) for option in years.options] == [("2026", "2569")]
    with override("en"):
        years = next(facet for facet in news_archive.facets(section.locale_id, {}) if facet.name == "year")
        assert [(option.value, option.label) for option in years.options] == [("2026", "2026")]


@pytest.mark.parametrize("typed", ["2026", "2569", "๒๕๖๙"])
def test_a_year_may_be_typed_in_either_era_and_in_thai_digits(typed):
    assert news_archive.chosen_from({"year": typed}) == {"year": "2026"}


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "nonsense"},
        {"province": "' OR 1=1 --"},
        {"year": "99999999999999"},
        {"year": "²"},
        {"topic": ""},
        {"centre": "north\x00"},
        {"unknown": "x"},
    ],
)
def test_what_means_nothing_is_left_out(query):
    assert news_archive.chosen_from(query) == {}


@pytest.mark.parametrize("number", ["0", "-1", "999999", "abc", "1" * 5000, "%00", "๒"])
def test_every_address_of_the_archive_is_a_page(client, section, number):
    some_news(section, title="only")
    response = client.get(section.url, {"page": number, "kind": "nonsense", "q": "🙂"})
    assert response.status_code == 200
    assert "only" in response.content.decode()


def test_drafts_other_languages_and_private_pages_stay_out(section):
    some_news(section, title="live")
    some_news(section, title="draft", live=False)
    private = some_news(section, title="private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    english = factories.news_section(factories.home_page("en", source=section.get_parent()), source=section)
    some_news(english, title="english")
    assert titles(section) == ["live"]


def test_an_empty_archive_says_what_to_do(client, section):
    some_news(section, kind="market", date=date(2026, 1, 1))
    page = client.get(section.url, {"kind": "market", "year": "1999"}).content.decode()
    assert 'class="empty' in page
    assert f'href="{section.url}"' in page


def test_related_news_are_those_an_editor_chose(section):
    chosen = some_news(section, title="chosen", kind="market")
    some_news(section, title="same kind", kind="fraud")
    page = some_news(section, title="page", kind="fraud")
    page.related.create(target=chosen, locale=page.locale)
    assert [card.title for card in news_archive.related_to(page)] == ["chosen"]


def test_without_a_choice_related_news_share_a_topic_then_the_kind(section):
    page = some_news(section, title="page", kind="fraud", topics=["protection"])
    some_news(section, title="topic", kind="market", topics=["protection"], date=date(2025, 1, 1))
    some_news(section, title="kind", kind="fraud", date=date(2025, 1, 2))
    some_news(section, title="neither", kind="market")
    assert {card.title for card in news_archive.related_to(page)} == {"topic", "kind"}


@pytest.mark.parametrize("count", [5, 45])
def test_the_archive_costs_the_same_however_long_it_is(client, section, count, django_assert_max_num_queries):
    for number in range(count):
        some_news(section, date=date(2026, 1, 1) + timedelta(days=number), provinces=["lampang"])
    client.get(section.url)
    with django_assert_max_num_queries(10):
        client.get(section.url, {"page": "1"}, headers={"cache-control": "no-cache"})


def pictured(section, count):
    for number in range(count):
        picture = get_image_model().objects.create(title=str(number), file=photograph(f"{number}.jpg"))
        some_news(section, lead_image=picture)


def test_a_list_shows_a_small_picture_and_offers_the_large_one(client, section):
    pictured(section, 1)
    card = client.get(section.url).context["cards"][0]
    picture = NewsPage.objects.get().lead_image
    sizes = {each.url: (each.width, each.height) for each in picture.renditions.all()}
    assert (sizes[card.thumbnail_url], sizes[card.image_url]) == ((320, 200), (640, 400))
    content = client.get(section.url).content.decode()
    tag = content[content.index(f'<img src="{card.thumbnail_url}"') :].split(">")[0]
    assert f'srcset="{card.thumbnail_url} 320w, {card.image_url} 640w"' in tag
    assert 'loading="lazy"' in tag
    with picture.renditions.get(width=320).file.open() as file:
        assert Image.open(file).size == (320, 200)


def test_cards_with_pictures_cost_the_same_however_many_they_are(section, django_assert_num_queries):
    pictured(section, 1)
    news_archive.cards(news_archive.all_news(section.locale_id))
    with django_assert_num_queries(4):
        assert len(news_archive.cards(news_archive.all_news(section.locale_id))) == 1
    pictured(section, 3)
    news_archive.cards(news_archive.all_news(section.locale_id))
    with django_assert_num_queries(4):
        assert len(news_archive.cards(news_archive.all_news(section.locale_id))) == 4


def test_news_from_the_network_names_its_source(section):
    page = NewsPage(title="x", slug="x", kind="network", date=date(2026, 1, 1), locale=section.locale)
    with pytest.raises(ValidationError) as problem:
        page.full_clean(exclude=["path", "depth", "url_path", "content_type"])
    assert set(problem.value.message_dict) == {"credit_name"}
