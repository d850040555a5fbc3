from datetime import date

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from home import generation
from home.models import Centre, Topic
from tests import factories


class Counter:
    def __init__(self, value="made"):
        self.value, self.calls = value, 0

    def __call__(self):
        self.calls += 1
        return self.value


def test_a_value_is_made_once():
    make = Counter()
    assert [generation.cached("k", make) for _ in range(3)] == ["made"] * 3
    assert make.calls == 1


def test_none_is_a_value_too():
    make = Counter(None)
    assert generation.cached("nothing", make) is None
    assert generation.cached("nothing", make) is None
    assert make.calls == 1


@pytest.mark.django_db
def test_a_bump_ends_what_was_kept():
    make = Counter()
    generation.cached("k", make)
    generation.bump()
    generation.cached("k", make)
    assert make.calls == 2


def test_no_caller_can_change_what_another_one_gets():
    generation.cached("list", lambda: ["one"]).append("two")
    assert generation.cached("list", list) == ["one"]


@pytest.mark.django_db
def test_a_value_made_from_old_rows_is_not_found_in_the_new_generation():
    def slow():
        generation.bump()  # somebody publishes while we compute
        return "old"

    assert generation.cached("k", slow) == "old"
    assert generation.cached("k", lambda: "new") == "new"


@pytest.mark.django_db
def test_what_was_read_before_the_commit_is_forgotten_with_it(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        generation.bump()
        generation.cached("k", lambda: "read by another process before the commit")
    assert generation.cached("k", lambda: "committed") == "committed"


def test_losing_the_cache_loses_nothing_but_time():
    generation.cached("k", lambda: "before")
    cache.clear()
    assert generation.cached("k", lambda: "after") == "after"


@pytest.fixture
def section(db):
    return factories.news_section(factories.home_page())


def bumps(act) -> bool:
    before = generation.current()
    act()
    return generation.current() != before


def test_publishing_unpublishing_moving_and_deleting_a_page_are_changes(section):
    page = factories.news(section)
    other = factories.child(section.get_parent().specific, type(section), slug="other")
    assert bumps(lambda: page.save_revision().publish())
    assert bumps(page.unpublish)
    assert bumps(lambda: page.move(other))
    assert bumps(lambda: type(page).objects.get(pk=page.pk).delete())


def test_a_draft_is_not_a_change(section):
    page = factories.news(section)
    page.save_revision().publish()
    page.title = "Not published yet"
    assert not bumps(lambda: page.save_revision())


def test_a_live_page_written_by_a_command_is_a_change(section):
    assert bumps(lambda: factories.news(section, date=date(2026, 1, 1)))


def test_records_that_pages_show_are_changes(section):
    centre = Centre.objects.first()
    assert bumps(centre.save)
    topic = Topic.objects.create(code="new", name_th="ใหม่")
    assert bumps(topic.delete)
    page = factories.news(section)
    assert bumps(lambda: page.get_site().save())
    assert bumps(lambda: PageViewRestriction.objects.create(page=page, restriction_type="login"))


@pytest.mark.filterwarnings("error")
def test_a_key_may_hold_what_a_reader_typed():
    keys = ["search:แรงงาน", "search:" + "x" * 1000, "search:a b\n\0", "search:a b\n\1"]
    for key in keys:
        generation.cached(key, lambda key=key: key)
    assert [generation.cached(key, lambda: "lost") for key in keys] == keys


def test_a_new_release_does_not_read_what_an_older_one_kept(monkeypatch):
    generation.cached("k", lambda: "in an old shape")
    monkeypatch.setattr(generation, "_edition", lambda: "new")
    assert generation.cached("k", lambda: "in a new shape") == "in a new shape"
