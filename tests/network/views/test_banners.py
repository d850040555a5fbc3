"""The banner on the staff's screens and on the partner's own pages."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from home.models import Centre, Province
from network.actions.check_links import begin_watching
from network.actions.check_own_links import check_own_links, list_own_links
from network.actions.write_about_banner import digest_mails, write_digests_of_the_week
from network.banner_figures import figures_of
from network.models import BannerCheck, ChannelHit, HitCount, LinkSpan, PageHealth, Partner, ShortLink
from tests import factories
from tests import network_factories as make
from tests.network.linkcheck import farm
from tests.network.linkcheck.farm import Farm
from tests.network.links_desk import come_in, person
from tests.network.staff import member

pytestmark = pytest.mark.django_db
OURS = "lmi.example.go.th"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def this_site(settings):
    settings.WAGTAILADMIN_BASE_URL = f"https://{OURS}"
    settings.LMI_CHECK_LOOPBACK = True


@pytest.fixture
def officer(client):
    user = member("officer", "north")
    client.force_login(user)
    return user


def watched(partner=None, **fields):
    partner = partner or make.partner(website="https://www.partner.example.go.th/")
    fields = {"standing": "live", "reach": "ok", "banner": "banner", "checked_at": timezone.now()} | fields
    check, _made = BannerCheck.objects.update_or_create(
        partner=partner, defaults={"next_at": timezone.now() + DAY} | fields
    )
    return check


def text_of(answer) -> str:
    return answer.content.decode()


def test_the_record_tells_of_the_banner_with_its_evidence_escaped(client, officer):
    check = watched(excerpt='<a href="x"><script>alert(1)</script>', position=80, where="footer", flags=["http_link"])
    page = text_of(client.get(reverse("partners:record", args=[check.pk])))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "80 % down the page" in page
    assert "link without https" in page


def test_everything_to_paste_is_offered_with_the_partners_own_code(client, officer):
    check = watched()
    page = text_of(client.get(reverse("partners:banner", args=[check.pk])))
    code = check.partner.code
    for offered in (f"/from/{code}/", f"/banner/{code}-dark.png", f"/widget/{code}/", f'data-partner="{code}"', "rss"):
        assert offered.replace('"', "&quot;") in page
    for system in ("WordPress", "Joomla", "Google Sites", "HTML"):
        assert system in page


def test_look_now_turns_the_record_green_the_moment_the_code_is_pasted(client, officer):
    partner = make.partner(website="")
    shown = {"page": b"<html><body><p>nothing"}

    async def site(_reader, writer, _path):
        await farm.send(writer, shown["page"])

    with Farm(site) as server:
        Partner.objects.filter(pk=partner.pk).update(website=server.url)
        address = reverse("partners:banner_check", args=[partner.pk])
        client.post(address)
        assert BannerCheck.objects.get().standing == "never"
        shown["page"] = f'<html><body><a href="https://{OURS}/from/{partner.code}/">x</a>'.encode()
        assert "less than a minute" in text_of(client.post(address, follow=True))
        BannerCheck.objects.update(by_hand_at=None)
        page = text_of(client.post(address, follow=True))
    assert BannerCheck.objects.get().standing == "live"
    assert "net-state--done" in page


def test_partners_of_other_centres_are_not_found(client, officer):
    foreign = watched(make.partner(province=Province.objects.get(slug="songkhla"), website="https://x.example.go.th/"))
    for name, keys in (("banner", ()), ("banner_poster", ("a4",))):
        assert client.get(reverse(f"partners:{name}", args=[foreign.pk, *keys])).status_code == 404
    for name in ("banner_check", "banner_suspicion"):
        assert client.post(reverse(f"partners:{name}", args=[foreign.pk]), {"act": "confirm"}).status_code == 404
    assert foreign.partner.code not in streamed(client.get(reverse("banners:index") + "?export=csv"))


def streamed(answer) -> str:
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_the_fleet_is_filtered_by_every_dimension_and_leaves_as_a_file(client, officer):
    watched(make.partner(name_th="อบต.หนึ่ง", website="https://a.example.go.th/"), flags=["tls_soon"], tls="ok")
    lost = {"standing": "lost", "reach": "dns", "banner": "unknown", "tls": "expired", "flags": []}
    watched(make.partner(name_th="อบต.สอง", website="https://b.example.go.th/"), **lost)
    for query in ("standing=live", "reach=ok", "banner=banner", "tls=ok", "flag=tls_soon"):
        page = text_of(client.get(f"{reverse('banners:index')}?{query}"))
        assert "อบต.หนึ่ง" in page, query
        assert "อบต.สอง" not in page, query
    rows = streamed(client.get(f"{reverse('banners:index')}?export=csv&standing=lost")).splitlines()
    assert len(rows) == 2
    assert "อบต.สอง" in rows[1]
    assert text_of(client.get(f"{reverse('banners:index')}?standing=<x>&reach=no")).count("<br>") == 2


def test_the_fleet_costs_the_same_queries_however_many_sites(client, officer, django_assert_max_num_queries):
    for number in range(30):
        watched(make.partner(name_th=f"อบต.{number}", website=f"https://s{number}.example.go.th/"))
    client.get(reverse("banners:index"))
    with django_assert_max_num_queries(9 + 6):
        client.get(reverse("banners:index"))


def test_the_list_that_is_shown_is_looked_at_in_the_background(client, officer, django_capture_on_commit_callbacks):
    with Farm(farm.page(b"<html><body>x")) as server:
        partners = [make.partner(name_th=f"x{number}", website=server.url) for number in range(3)]
        begin_watching(timezone.now())
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("banners:check_list"), {"standing": "unknown"})
    assert {check.standing for check in BannerCheck.objects.all()} == {"never"}
    assert LinkSpan.objects.count() == len(partners)


def test_only_a_confirmed_suspicion_is_told_to_the_partner(client, officer, django_capture_on_commit_callbacks):
    partner = make.partner(website="https://x.example.go.th/", email="office@example.invalid")
    watched(partner, suspicion="waiting", suspected_at=timezone.now(), words=["ufabet", "สล็อต"], flags=["hijacked"])
    page = text_of(client.get(reverse("banners:suspects")))
    assert "ufabet" in page
    decide = reverse("partners:banner_suspicion", args=[partner.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(decide, {"act": "other"}).status_code == 404
        client.post(decide, {"act": "dismiss"})
    assert not mail.outbox
    BannerCheck.objects.update(suspicion="waiting")
    for _again in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(decide, {"act": "confirm"})
    assert [letter.to for letter in mail.outbox] == [["office@example.invalid"]]
    assert "ถูกบุกรุก" in mail.outbox[0].body
    assert BannerCheck.objects.get().suspicion == "confirmed"


def test_the_monday_digest_goes_to_the_staff_of_the_centre_once(officer, django_capture_on_commit_callbacks):
    officer.email = "officer@example.invalid"
    officer.save()
    monday = timezone.make_aware(datetime(2026, 5, 4, 7, 30))
    lost = make.partner(name_th="อบต.หายไป", website="https://a.example.go.th/", banner_lost_on=monday.date() - 2 * DAY)
    watched(lost, standing="lost", banner="absent")
    watched(make.partner(name_th="อบต.ใกล้หมด", website="https://b.example.go.th/"), tls_days=9)
    assert write_digests_of_the_week(monday - timedelta(hours=1)) is None
    with django_capture_on_commit_callbacks(execute=True):
        assert write_digests_of_the_week(monday) is not None
    assert write_digests_of_the_week(monday + timedelta(minutes=10)) is None
    [letter] = mail.outbox
    assert letter.to == ["officer@example.invalid"]
    assert "อบต.หายไป" in letter.body
    assert "เหลือ 9 วัน" in letter.body
    assert digest_mails(Centre.objects.get(code="south"), monday) == []


@pytest.mark.parametrize(("size", "points"), [("a4", (595, 842)), ("a5", (420, 595))])
def test_the_poster_is_one_page_of_its_size_that_leads_to_the_partners_news(client, officer, size, points):
    check = watched(
        make.partner(name_th="องค์การบริหารส่วนตำบลตัวอย่างที่มีชื่อยาวมากเป็นพิเศษ", website="https://x.example.go.th/")
    )
    reader = PdfReader(BytesIO(client.get(reverse("partners:banner_poster", args=[check.pk, size])).content))
    assert len(reader.pages) == 1
    assert tuple(round(float(side)) for side in reader.pages[0].mediabox[2:]) == points
    assert f"/go/{check.partner.code}?c=qr" in reader.pages[0].extract_text().replace("\n", "").replace(" ", "")
    assert client.get(reverse("partners:banner_poster", args=[check.pk, "a3"])).status_code == 404


def test_the_figures_follow_from_spans_and_hits(client, officer):
    today = timezone.localdate()
    noon = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    began = today - 20 * DAY if today.month == 10 else today - 50 * DAY
    visited = {"last_visited_on": began, "joined_on": began}
    stays = make.partner(name_th="อยู่", website="https://a.example.go.th/", **visited)
    goes = make.partner(name_th="ไป", website="https://b.example.go.th/", **visited)
    span = {"reach": "ok", "last_seen": noon}
    LinkSpan.objects.create(partner=stays, standing="live", banner="banner", first_seen=noon - 49 * DAY, **span)
    LinkSpan.objects.create(
        partner=goes, standing="live", banner="banner", first_seen=noon - 49 * DAY, current=False, **span
    )
    LinkSpan.objects.create(partner=goes, standing="lost", banner="absent", first_seen=noon - 39 * DAY, **span)
    HitCount.objects.create(partner=stays, day=today, kind="banner", verified=True, n=90)
    HitCount.objects.create(partner=stays, day=today, kind="widget", verified=False, n=10)
    HitCount.objects.create(partner=stays, day=today, kind="click", verified=True, n=5)
    ChannelHit.objects.create(day=today, code=stays.code, channel="qr", n=3)
    watched(goes, standing="lost", banner="absent")
    with override("en"):
        figures = figures_of(Partner.objects.all(), date(2000, 1, 1), today)
    assert (figures.shown, figures.verified, figures.clicks, figures.click_rate) == (100, 90, 5, 0.05)
    assert (figures.visited, figures.installed, figures.install_rate) == (2, 1, 0.5)
    assert figures.top[0] == (stays.code, "อยู่", 100, 5)
    assert figures.survival_half_year is None
    assert [number for _name, number in figures.causes] == [1]
    assert figures.channels == (("QR code", 3),)
    page = text_of(client.get(reverse("banners:figures")))
    assert "5.0 %" in page
    rows = streamed(client.get(reverse("banners:figures") + "?export=csv"))
    assert "0.05" in rows
    assert client.get(reverse("banners:figures") + "?year=9999999999").status_code == 200


def test_the_figures_cost_a_fixed_number_of_queries(officer, django_assert_max_num_queries):
    for number in range(20):
        partner = make.partner(name_th=f"x{number}", website="https://a.example.go.th/")
        watched(partner)
        HitCount.objects.create(partner=partner, day=timezone.localdate(), kind="banner", verified=True, n=1)
    with django_assert_max_num_queries(7):
        figures_of(Partner.objects.all(), date(2000, 1, 1), timezone.localdate())


def test_short_links_are_kept_by_staff_and_lead_nowhere_else(client, officer):
    add = reverse("short_links:add")
    centre = Centre.objects.get(code="north").pk
    for target in ("https://evil.example/", "//evil.example/", "/\\evil.example/", "news"):
        assert client.post(add, {"title": "x", "target": target, "centre": centre}).status_code == 200
    assert not ShortLink.objects.exists()
    client.post(add, {"title": "ข่าวเตือนภัย", "target": "/news/?kind=fraud", "centre": centre})
    link = ShortLink.objects.get()
    assert link.address in text_of(client.get(reverse("short_links:index")))
    assert client.get(f"{link.address}?c=line")["Location"] == "/news/?kind=fraud"


def test_a_partner_sees_its_banner_and_looks_at_once(client):
    contact = person()
    partner = contact.partner
    with Farm(farm.page(f'<html><body><a href="https://{OURS}/from/{partner.code}/">x</a>'.encode())) as server:
        Partner.objects.filter(pk=partner.pk).update(website=server.url)
        HitCount.objects.create(partner=partner, day=timezone.localdate(), kind="banner", verified=True, n=7)
        come_in(client, contact)
        assert reverse("my_banner") in text_of(client.get(reverse("my_overview")))
        page = text_of(client.get(reverse("my_banner")))
        assert "status--done" not in page
        assert partner.code in page
        page = text_of(client.post(reverse("my_banner"), follow=True))
    assert "status--done" in page
    assert "<rect" in page
    assert client.get(reverse("my_poster", args=["a5"]))["Content-Type"] == "application/pdf"
    client.post(reverse("my_banner"))
    assert BannerCheck.objects.get().looks == 1


def test_without_its_link_nobody_sees_a_partners_banner(client):
    assert client.get(reverse("my_banner")).status_code == 410
    assert client.post(reverse("my_banner")).status_code == 410


def test_links_of_our_own_pages_are_looked_at_with_the_same_engine(client, officer):
    section = factories.news_section(factories.home_page())
    with Farm(farm.page(b"x", status="404 Not Found")) as server:
        body = [("paragraph", f'<p><a href="{server.url}/gone">x</a> <a href="https://{OURS}/own">y</a></p>')]
        factories.news(section, title="ข่าวที่มีลิงก์เสีย", body=body)
        assert list_own_links(timezone.now()) == 1
        assert check_own_links(timezone.now()) == 1
    row = PageHealth.objects.get()
    assert (row.address, row.reach, row.http_status, row.failures) == (f"{server.url}/gone", "http_4xx", 404, 1)
    assert "ข่าวที่มีลิงก์เสีย" in text_of(client.get(reverse("banners:health")))
    section.get_children().delete()
    list_own_links(timezone.now())
    assert not PageHealth.objects.exists()
