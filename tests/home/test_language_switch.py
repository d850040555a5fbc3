import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

from home.language_switch import only_page
from home.models import ServiceIndexPage, StandardPage
from tests import factories


@pytest.fixture
def site(db):
    """Thai: home, news, one item, services. English: home and news."""
    home = factories.home_page()
    english = factories.home_page("en", source=home)
    section = factories.news_section(home, title="ข่าว")
    return {
        "th": home,
        "en": english,
        "news": section,
        "news en": factories.news_section(english, source=section, title="News"),
        "item": factories.news(section, title="ข่าวภาษาไทย", slug="item"),
    }


def links(client, url) -> dict:
    response = client.get(url)
    assert response.status_code == 200
    return {link.code: link for link in response.context["languages"]}


def test_the_switch_keeps_the_page(site, client):
    link = links(client, "/news/")["en"]
    assert (link.url, link.exact) == ("/en/news/", True)
    assert links(client, "/en/news/")["th"].url == "/news/"
    assert links(client, "/en/")["th"].url == "/"


def test_the_switch_keeps_the_filters(site, client):
    assert links(client, "/news/?kind=fraud")["en"].url == "/en/news/?kind=fraud"


def test_a_page_without_translation_leads_to_its_nearest_translated_ancestor(site, client):
    link = links(client, "/news/item/")["en"]
    assert (link.url, link.exact) == (f"/en/news/?only={site['item'].pk}", False)
    response = client.get(link.url)
    assert response.status_code == 200
    notice = response.context["only_page"]
    assert (notice.title, notice.url, notice.language) == ("ข่าวภาษาไทย", "/news/item/", "th")
    assert "/news/item/" in response.content.decode()


def test_the_same_the_other_way_round(site, client):
    only_english = factories.news(site["news en"], title="For foreigners", slug="for-foreigners")
    link = links(client, "/en/news/for-foreigners/")["th"]
    assert link.url == f"/news/?only={only_english.pk}"
    assert client.get(link.url).context["only_page"].title == "For foreigners"


def test_a_whole_section_without_translation_leads_to_the_home_page(site, client):
    services = factories.child(site["th"], ServiceIndexPage, slug="services")
    assert links(client, "/services/")["en"].url == f"/en/?only={services.pk}"


def test_a_draft_translation_does_not_count(site, client):
    factories.news(site["news en"], source=site["item"], live=False)
    assert links(client, "/news/item/")["en"].exact is False


def test_views_that_are_no_pages_keep_their_address(site, client):
    assert links(client, "/feeds/")["en"].url == "/en/feeds/"
    assert links(client, "/en/sitemap/")["th"].url == "/sitemap/"
    assert links(client, "/search/?q=งาน")["en"].url == "/en/search/?q=%E0%B8%87%E0%B8%B2%E0%B8%99"


def test_every_link_of_every_switch_answers(site, client):
    factories.child(site["th"], StandardPage, slug="about")
    for url in ("/", "/en/", "/news/", "/en/news/", "/news/item/", "/about/", "/feeds/", "/sitemap/", "/search/"):
        for link in links(client, url).values():
            assert client.get(link.url).status_code == 200, (url, link.url)


@pytest.mark.parametrize("number", ["", "0", "999999", "x", "-1", "9" * 30, "๓", "1 OR 1=1"])
def test_no_notice_for_what_is_no_page(site, client, number):
    response = client.get("/en/news/", {"only": number})
    assert response.status_code == 200
    assert not response.context["only_page"]


def test_the_notice_never_names_what_strangers_may_not_read(site, client, rf):
    draft = factories.news(site["news"], title="ร่างลับ", live=False)
    private = factories.news(site["news"], title="ภายใน")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for page in (draft, private):
        request = rf.get("/en/news/", {"only": page.pk})
        request.user = AnonymousUser()
        assert only_page(request, "en") is None


def test_a_page_in_the_readers_own_language_needs_no_notice(site, rf):
    assert only_page(rf.get("/news/", {"only": site["item"].pk}), "th") is None


def test_no_thai_page_answers_under_en(site, client):
    assert client.get("/en/news/item/").status_code == 404
    stray = factories.news(site["news en"], locale=site["th"].locale, slug="stray")
    assert stray.locale.language_code == "th"
    assert client.get("/en/news/stray/").status_code == 404


def test_without_an_english_home_page_nothing_stands_in_for_it(db, client):
    factories.home_page(title="หน้าแรกภาษาไทย")
    response = client.get("/en/")
    assert response.status_code == 404
    assert set(links(client, "/")) == {"th"}


def test_the_lost_are_told_what_stands_at_the_address_in_the_other_language(site, client):
    response = client.get("/en/news/item/")
    assert response.status_code == 404
    assert response.context["other_language"].url == "/news/item/"
    assert "/news/item/" in response.content.decode()
    assert not client.get("/en/nowhere/at/all/").context["other_language"]
    assert client.get("/" + "a/" * 200).status_code == 404


@pytest.fixture
def submitted(site):
    """The item as wagtail-localize has it after an editor submitted it for translation."""
    translate_object(site["item"], [factories.locale("en")])
    source = TranslationSource.objects.get_for_instance(site["item"])
    return site | {"translation": Translation.objects.get(source=source)}


def test_submitting_for_translation_publishes_no_thai_text_under_en(submitted, client):
    assert submitted["item"].get_translation(factories.locale("en")).live is False
    assert client.get("/en/news/item/").status_code == 404


def test_publishing_the_translation_makes_the_switch_exact(submitted, client):
    assert links(client, "/news/item/")["en"].exact is False
    publish(submitted["translation"])
    link = links(client, "/news/item/")["en"]
    assert (link.url, link.exact) == ("/en/news/item/", True)
    assert client.get(link.url).status_code == 200


def publish(translation) -> None:
    page = translation.get_target_instance()
    page.title = "Translated"
    page.save_revision().publish()


def test_unpublishing_the_thai_page_takes_its_translation_back(submitted, client):
    publish(submitted["translation"])
    submitted["item"].unpublish()
    assert client.get("/en/news/item/").status_code == 404


def test_deleting_the_thai_page_takes_its_translation_back(submitted, client):
    publish(submitted["translation"])
    submitted["item"].delete()
    assert client.get("/en/news/item/").status_code == 404


def test_unpublishing_the_translation_leaves_the_thai_page(submitted, client):
    publish(submitted["translation"])
    submitted["translation"].get_target_instance().unpublish()
    assert client.get("/news/item/").status_code == 200


def test_an_office_may_leave_translations_to_its_editors(submitted, client, settings):
    settings.LMI_UNPUBLISH_TRANSLATIONS = False
    publish(submitted["translation"])
    submitted["item"].unpublish()
    assert client.get("/en/news/item/").status_code == 200
