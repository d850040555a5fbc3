"""The machine's first look at a candidate, against servers on loopback."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home import jobs
from home.models import Job
from network.actions.change_partner import Actor
from network.actions.check_links import NoWebsite, check_one
from network.actions.look_first import look_first, order_first_looks
from network.actions.screen_partner import screen_partner
from network.outreach import states
from tests import network_factories as make
from tests.network.linkcheck.farm import Farm
from tests.network.linkcheck.partner_site import OURS, Site
from tests.network.staff import member
from tests.season_factories import season, team, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def this_site(settings):
    settings.WAGTAILADMIN_BASE_URL = f"https://{OURS}"
    settings.LMI_CHECK_LOOPBACK = True


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def server(site):
    with Farm(site) as running:
        yield running


def at_the(server, **fields):
    return make.partner(**{"status": "prospect", "website": server.url} | fields)


def answers(partner):
    one = partner.screenings.first()
    return one.automatic, one.site_works, one.banner_room


def test_it_says_that_a_site_works_and_leaves_the_room_to_a_person(server):
    of = at_the(server)
    look_first(of, actor=Actor(), now=timezone.now())
    of.refresh_from_db()
    assert (answers(of), of.suitable) == ((True, "yes", "unknown"), None)


def test_where_the_banner_stands_there_was_room(server, site):
    of = at_the(server)
    site.paste(of)
    look_first(of, actor=Actor(), now=timezone.now())
    of.refresh_from_db()
    assert (answers(of), of.suitable) == ((True, "yes", "yes"), True)


def test_a_page_that_is_not_there_is_a_no_and_a_server_in_trouble_is_not(server, site):
    found = {}
    for status in ("404 Not Found", "503 Service Unavailable"):
        site.status = status
        of = at_the(server)
        look_first(of, actor=Actor(), now=timezone.now())
        found[status[:3]] = answers(of)[1]
    assert found == {"404": "no", "503": "unknown"}


def test_what_a_person_saw_outweighs_the_machine(server):
    of = at_the(server)
    screen_partner(of, "yes", "yes", actor=Actor(), at=timezone.now())
    look_first(of, actor=Actor(), now=timezone.now() + timedelta(minutes=5))
    of.refresh_from_db()
    assert of.suitable is True


def test_many_are_looked_at_in_the_background(server):
    mine, bare = [at_the(server) for _number in range(2)], make.partner(website="")
    job = order_first_looks([one.pk for one in (*mine, bare)])
    while jobs.work(job.pk):
        pass
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert [answers(one) for one in mine] == [(True, "yes", "unknown")] * 2
    assert not bare.screenings.exists()
    assert order_first_looks([bare.pk]) is None
    with pytest.raises(NoWebsite):
        look_first(bare, actor=Actor(), now=timezone.now())


def test_a_look_tells_the_visits_that_are_followed_up_how_fresh_the_verdict_is(server, site):
    of = at_the(server)
    here = season()
    one = visit(of, season=here, state=states.FOLLOWING_UP)
    site.status = "503 Service Unavailable"
    now = timezone.now()
    check_one(of, now=now)
    one.refresh_from_db()
    assert one.banner_checked_on is None
    site.status = "200 OK"
    check_one(of, now=now + timedelta(minutes=5))
    one.refresh_from_db()
    assert one.banner_checked_on == timezone.localdate(now + timedelta(minutes=5))


def test_from_the_screens_of_a_candidate_and_of_a_visit(client, server):
    client.force_login(member("officer", "north"))
    of = at_the(server)
    client.post(reverse("outreach:screening", args=[of.pk]), {"act": "look"})
    assert answers(of) == (True, "yes", "unknown")
    one = visit(at_the(server), season=season(), team=team(), state=states.VISITED)
    page = client.get(reverse("outreach:visit", args=[one.pk])).content.decode()
    assert reverse("outreach:banner_now", args=[one.pk]) in page
    client.post(reverse("outreach:banner_now", args=[one.pk]))
    one.refresh_from_db()
    assert one.banner_checked_on == timezone.localdate()
