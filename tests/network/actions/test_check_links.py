"""The watch over partners' sites, against servers on loopback."""

import json
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from network.actions import check_links, verify_banners
from network.actions.check_links import NoWebsite, TooSoon, begin_watching, check_one, sweep
from network.models import BannerCheck, Change, HitCount, LinkSpan, Partner
from tests import network_factories as make
from tests.network.linkcheck.farm import Farm
from tests.network.linkcheck.partner_site import OURS, Site

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(datetime(2026, 5, 4, 9))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


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


def partner_at(server, **fields):
    fields = {"status": "visited", "website": server.url} | fields
    return make.partner(**fields)


def look(partner, at):
    BannerCheck.objects.filter(pk=partner.pk).update(by_hand_at=None)
    check_one(partner, now=at)
    partner.refresh_from_db()
    return partner.banner_check


def test_a_banner_is_live_the_moment_it_is_seen_and_a_week_later_makes_a_member(site, server):
    partner = partner_at(server)
    assert look(partner, NOW).standing == "never"
    site.paste(partner)
    check = look(partner, NOW + HOUR)
    assert (check.standing, check.banner, check.kind) == ("live", "banner", "image link")
    assert (partner.banner_state, partner.site_state) == ("live", "up")
    assert partner.joined_on == partner.banner_seen_on == NOW.date()
    assert partner.status == "prospect"
    look(partner, NOW + 7 * DAY)
    assert partner.status == "member"


def test_a_banner_is_lost_after_three_failures_over_two_days_and_the_partner_told_once(
    site, server, django_capture_on_commit_callbacks
):
    partner = partner_at(server, email="office@example.invalid")
    site.paste(partner)
    look(partner, NOW)
    site.remove()

    def standing_and_letters(after):
        with django_capture_on_commit_callbacks(execute=True):
            standing = look(partner, NOW + after).standing
        return standing, len(mail.outbox)

    for hours in (6, 12, 47):
        assert standing_and_letters(hours * HOUR) == ("live", 0)
    assert standing_and_letters(54 * HOUR) == ("lost", 1)
    assert partner.banner_lost_on == NOW.date()
    assert mail.outbox[0].to == ["office@example.invalid"]
    assert f"https://{OURS}/from/{partner.code}/" in mail.outbox[0].body
    assert standing_and_letters(80 * HOUR) == ("lost", 1)
    assert standing_and_letters(33 * DAY) == ("lost", 2)
    assert partner.status in ("lapsed", "prospect")
    site.paste(partner)
    assert look(partner, NOW + 34 * DAY).standing == "live"
    assert (partner.banner_lost_on, partner.left_on) == (None, None)
    assert partner.joined_on == (NOW + 34 * DAY).date()


def test_a_hit_from_the_partners_own_site_outweighs_a_look_that_saw_nothing(site, server):
    partner = partner_at(server)
    hit = HitCount.objects.create(partner=partner, day=NOW.date() - 5 * DAY, kind="banner", verified=True, n=3)
    assert look(partner, NOW).standing == "live"
    hit.delete()
    HitCount.objects.create(partner=partner, day=NOW.date(), kind="banner", verified=False, n=3)
    for hours in (10, 30, 60):
        check = look(partner, NOW + 4 * DAY + hours * HOUR)
    assert check.standing == "lost"


def test_spans_are_kept_and_single_looks_are_not(site, server):
    partner = partner_at(server)
    for hour in range(3):
        look(partner, NOW + hour * HOUR)
    site.paste(partner)
    for hour in range(3, 8):
        look(partner, NOW + hour * HOUR)
    live, never = LinkSpan.objects.filter(partner=partner)
    assert (never.banner, never.looks, never.current) == ("absent", 3, False)
    assert (live.banner, live.looks, live.current) == ("banner", 5, True)
    assert (live.first_seen, live.last_seen) == (NOW + 3 * HOUR, NOW + 7 * HOUR)
    assert Change.objects.filter(verb="observed", fields__has_key="banner_state").count() == 2


def test_a_site_that_is_down_is_said_to_be_down_and_knows_no_banner(site, server):
    partner = partner_at(server)
    site.status = "500 Internal Server Error"
    check = look(partner, NOW)
    assert (check.reach, check.http_status, check.standing) == ("http_5xx", 500, "unknown")
    assert partner.site_state == "down"


@pytest.mark.parametrize("address", ["http://[::1", "ftp://127.0.0.1/", "http://10.0.0.1/", "http://x..y/"])
def test_a_malformed_or_forbidden_address_is_explained_on_the_record(address):
    partner = make.partner(website=address)
    assert look(partner, NOW).reach in ("bad_address", "not_allowed", "dns")


def test_a_suspicion_waits_for_a_person_and_nobody_is_told(site, server):
    partner = partner_at(server, email="office@example.invalid")
    site.shows = "<html><body>สล็อตเว็บตรง บาคาร่า ufabet แตกง่าย</body></html>".encode()
    check = look(partner, NOW)
    assert (check.suspicion, check.flags) == ("waiting", ["hijacked"])
    assert "ufabet" in check.words
    BannerCheck.objects.filter(pk=partner.pk).update(suspicion="dismissed")
    assert look(partner, NOW + HOUR).suspicion == "dismissed"
    site.shows += b"casino"
    assert look(partner, NOW + 2 * HOUR).suspicion == "waiting"
    site.remove()
    assert look(partner, NOW + 3 * HOUR).suspicion == ""
    assert not mail.outbox


def test_by_hand_a_site_is_looked_at_once_a_minute(server):
    partner = partner_at(server)
    check_one(partner, now=NOW)
    with pytest.raises(TooSoon):
        check_one(partner, now=NOW + timedelta(seconds=59))
    check_one(partner, now=NOW + timedelta(seconds=60))
    with pytest.raises(NoWebsite):
        check_one(make.partner(website=""), now=NOW)


def test_a_sweep_takes_what_is_due_and_leaves_the_rest(server):
    due = partner_at(server)
    merged = partner_at(server, merged_into=due)
    without = make.partner(website="")
    now = timezone.now()
    assert begin_watching(now) == 1
    assert begin_watching(now) == 0
    done = sweep(now=now)
    assert (done.looks, done.verdicts) == (1, {("ok", "absent"): 1})
    assert sweep(now=timezone.now()).looks == 0
    assert sweep(now=timezone.now(), force=True).looks == 1
    assert not BannerCheck.objects.filter(pk__in=[merged.pk, without.pk]).exists()
    assert due.banner_check.looks == 2
    assert now + timedelta(hours=21) < due.banner_check.next_at < now + timedelta(hours=27)


def test_what_another_run_is_at_is_left_to_it_until_its_lease_has_run_out(server):
    partner = partner_at(server)
    now = timezone.now()
    begin_watching(now)
    watch = BannerCheck.objects.filter(pk=partner.pk)
    watch.update(lease_token="other", lease_until=now + timedelta(minutes=5))
    assert sweep(now=now).looks == 0
    watch.update(lease_until=now - timedelta(seconds=1))
    assert sweep(now=now).looks == 1


def test_the_queries_of_a_sweep_do_not_grow_with_the_sites(site, server, django_assert_max_num_queries):
    for number in range(40):
        partner_at(server, name_th=f"อบต.{number}")
    begin_watching(timezone.now())
    with django_assert_max_num_queries(40):
        assert sweep(now=timezone.now()).looks == 40


def test_when_nearly_nothing_can_be_reached_the_fault_is_ours_and_nothing_is_written_down():
    partners = [make.partner(website=f"http://127.0.0.1:{port}/") for port in range(1, 3)]
    for number in range(25):
        make.partner(website=f"http://no-such-name-{number}.invalid/", name_th=f"x{number}")
    now = timezone.now()
    done = sweep(now=now, force=True)
    assert done.outages == 1
    assert not LinkSpan.objects.exists()
    assert not BannerCheck.objects.exclude(checked_at=None).exists()
    assert BannerCheck.objects.filter(next_at__gt=now + 50 * timedelta(minutes=1)).count() == 25 + len(partners)


def test_a_dry_run_writes_nothing(site, server):
    partner = partner_at(server)
    begin_watching(NOW)
    site.paste(partner)
    assert sweep(now=timezone.now(), dry_run=True).verdicts == {("ok", "banner"): 1}
    assert not LinkSpan.objects.exists()
    assert Partner.objects.get().banner_state == "unknown"


def test_the_command_speaks_json_and_words(site, server):
    partner = partner_at(server)
    site.paste(partner)
    out = StringIO()
    call_command("verify_banners", one=partner.code, json=True, stdout=out)
    first, last = (json.loads(line) for line in out.getvalue().splitlines())
    assert (first["partner"], first["banner"], first["reach"]) == (partner.code, "banner", "ok")
    assert last == {"looks": 1, "turned": 1, "verdicts": {"ok/banner": 1}}
    out = StringIO()
    call_command("verify_banners", stdout=out)
    assert out.getvalue() == "looks=0 turned=0 outages=0\n"
    with pytest.raises(CommandError):
        call_command("verify_banners", one="XXXXXX")


def test_the_clock_enqueues_what_is_due_and_the_job_does_the_same(site, server, django_capture_on_commit_callbacks):
    partner = partner_at(server)
    site.paste(partner)
    with django_capture_on_commit_callbacks(execute=True):
        job = verify_banners.verify_due(timezone.now())
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 1)
    partner.refresh_from_db()
    assert partner.banner_state == "live"
    assert verify_banners.verify_due(timezone.now()) is None
    assert check_links.CHUNK >= 100
