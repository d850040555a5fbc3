"""What is given an hour comes out at that hour, and goes again at its own."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return factories.news_section(factories.home_page())


def scheduled(section, **times):
    page = factories.news(section, live=False, slug="planned", **times)
    page.save_revision(approved_go_live_at=times.get("go_live_at")).publish()
    page.refresh_from_db()
    return page


def test_a_scheduled_item_appears_when_its_hour_has_come(section, client, django_capture_on_commit_callbacks):
    now = timezone.now()
    page = scheduled(section, go_live_at=now + timedelta(hours=1))
    assert not page.live
    assert page.approved_schedule
    assert client.get("/news/planned/").status_code == 404
    with time_machine.travel(now + timedelta(hours=2)), django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")
    assert client.get("/news/planned/").status_code == 200


def test_an_item_leaves_when_it_expires(section, client, django_capture_on_commit_callbacks):
    page = factories.news(section, slug="passing", expire_at=timezone.now() + timedelta(hours=1))
    assert client.get("/news/passing/").status_code == 200
    later = page.expire_at + timedelta(minutes=1)
    with time_machine.travel(later), django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")
    assert client.get("/news/passing/").status_code == 404
