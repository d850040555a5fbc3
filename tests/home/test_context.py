import pytest

from home.context import portal
from home.live_sections import highlights, live_sections
from home.models import Centre, Office, ServiceIndexPage, StandardPage
from tests import factories


@pytest.fixture
def site(db):
    home = factories.home_page()
    section = factories.news_section(home, title="ข่าว")
    factories.child(home, ServiceIndexPage, slug="services", show_in_menus=True, live=False)
    factories.child(home, StandardPage, slug="privacy", title="นโยบาย")
    factories.news(section, title="ข่าวหนึ่ง", slug="item")
    return section


def read(context) -> tuple:
    return (
        context["office"].name,
        [(entry.title, entry.url, entry.current) for entry in context["navigation"]],
        [entry.url for entry in context["footer"].pages],
        len(context["footer"].centres),
        [link.code for link in context["languages"]],
        bool(context["only_page"]),
        [crumb.title for crumb in context["breadcrumbs"]],
    )


def test_what_surrounds_a_page_costs_no_query_when_warm(site, rf, django_assert_num_queries):
    request = rf.get("/news/")
    cold = read(portal(request))
    with django_assert_num_queries(0):
        assert read(portal(request)) == cold


def test_the_menu_has_the_live_pages_chosen_for_it_and_marks_where_one_is(site, client):
    context = client.get("/news/item/").context
    assert [(entry.title, entry.current) for entry in context["navigation"]] == [("ข่าว", True)]
    assert [entry.title for entry in context["footer"].pages] == ["นโยบาย"]


def test_the_trail_leads_from_home_to_the_page(site, client):
    trail = client.get("/news/item/").context["breadcrumbs"]
    assert [step.url for step in trail] == ["/", "/news/", "/news/item/"]
    assert [step.current for step in trail] == [False, False, True]
    assert not client.get("/").context["breadcrumbs"]


def test_the_office_is_asked_for_anew_when_it_changes(site, client):
    assert client.get("/").context["office"].name_th == Office().name_th
    Office.objects.create(site=site.get_site(), name_th="สำนักงานทดสอบ")
    assert client.get("/").context["office"].name_th == "สำนักงานทดสอบ"


def test_reading_a_page_writes_nothing(site, client):
    client.get("/")
    assert not Office.objects.exists()


def test_the_centres_speak_the_readers_language(site, client):
    centre = Centre.objects.first()
    factories.home_page("en", source=site.get_parent())
    assert client.get("/").context["footer"].centres[0].name == centre.name_th
    assert client.get("/en/").context["footer"].centres[0].name == (centre.name_en or centre.name_th)


def test_sections_are_the_live_ones_of_the_language_as_their_own_types(site, django_assert_num_queries):
    assert [type(section).__name__ for section in live_sections("th")] == ["NewsIndexPage"]
    assert live_sections("en") == []
    with django_assert_num_queries(0):
        live_sections("th")


def test_the_home_page_shows_what_its_sections_offer(site, client):
    assert [shown.title for shown in client.get("/").context["highlights"]] == ["ข่าว"]
    site.unpublish()
    assert highlights("th", None) == []
