import pytest
from django.utils import timezone
from django.utils.translation import override

from home.models import ServiceIndexPage, ServicePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return factories.child(factories.home_page(), ServiceIndexPage, slug="services")


def service(section, number, **fields):
    values = {
        "title": f"บริการ {number}",
        "slug": f"s{number}",
        "number": number,
        "owner_division": "กองพัฒนาระบบบริการจัดหางาน",
        "service_url": f"https://example.go.th/{number}",
        "audience": "ผู้หางานทำ",
    }
    return factories.child(section, ServicePage, **values | fields)


def test_services_stand_in_the_manuals_order(client, section):
    for number in (3, 1, 2):
        service(section, number)
    content = client.get(section.url).content.decode()
    assert content.index("บริการ 1") < content.index("บริการ 2") < content.index("บริการ 3")


def test_a_service_says_who_it_is_for_what_to_bring_and_where_it_is(client, section):
    page = service(section, 1, bring=[{"type": "item", "value": "บัตรประจำตัวประชาชน"}])
    content = client.get(page.url).content.decode()
    for words in ("ผู้หางานทำ", "บัตรประจำตัวประชาชน", "กองพัฒนาระบบบริการจัดหางาน", 'href="https://example.go.th/1"'):
        assert words in content


def test_the_other_services_are_one_step_away(client, section):
    one, two = service(section, 1), service(section, 2)
    main = client.get(one.url).content.decode().split("<main")[1]
    assert f'href="{two.url}"' in main
    assert f'<li><a href="{one.url}">' not in main


def test_the_front_page_is_offered_them_without_a_query_when_warm(section, django_assert_num_queries):
    assert section.highlights(timezone.now()) is None
    service(section, 1)
    assert len(section.highlights(timezone.now()).items) == 1
    with django_assert_num_queries(0):
        section.highlights(timezone.now())


def test_a_draft_is_not_offered(section):
    service(section, 1, live=False)
    assert section.highlights(timezone.now()) is None


def test_an_empty_section_says_so(client, section):
    assert 'class="empty' in client.get(section.url).content.decode()


def test_each_language_has_its_own(client, section):
    thai = service(section, 1)
    home = factories.home_page("en", source=section.get_parent())
    english = factories.child(home, ServiceIndexPage, source=section)
    service(english, 1, title="Find a job", source=thai)
    content = client.get(english.url).content.decode()
    assert "Find a job" in content
    assert "บริการ 1" not in content.split("<main")[1]
    with override("en"):
        assert [item.title for item in english.highlights(timezone.now()).items] == ["Find a job"]
