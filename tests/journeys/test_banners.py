"""The banner, from the pasted code to the chart: a webmaster, a partner behind its link and the staff, in a browser."""

import re
import socket

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import expect

from network import links
from network.actions.check_links import sweep
from network.actions.found_network import found_network
from network.demo.sites import WAYS, DemoSite, Farm, host_of, website_of
from network.hits import known_codes, tally
from network.linkcheck.fetch import Reach
from network.management.commands.demo_sites import give_sites
from network.models import BannerCheck, Partner
from network.models.banners import BANNERS, FLAGS, REACHES
from tests import network_factories as make
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.journey
VISITOR = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36"


@pytest.fixture
def port() -> int:
    """A port whose neighbour is free too."""
    for number in range(19800, 20800, 2):
        with socket.socket() as one, socket.socket() as two:
            try:
                one.bind(("127.1.0.1", number))
                two.bind(("127.1.0.1", number + 1))
            except OSError:
                continue
        return number
    raise RuntimeError("no free ports")


@pytest.fixture
def here(portal, live_server, settings, tmp_path):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    settings.LMI_CHECK_LOOPBACK = True
    settings.VAR_DIR = tmp_path
    found_network()
    known_codes.forget()
    return tmp_path


def test_a_partner_pastes_the_code_and_sees_it_turn_green_and_its_visitors_appear(browser, live_server, here, port):
    partner = make.partner(name_th="องค์การบริหารส่วนตำบลตัวอย่างดอยงาม", status="visited")
    contact = make.contact(partner)
    way = next(way for way in WAYS if way.name == "absent")
    site = DemoSite(partner.code, partner.name_th, way, host_of(0))
    Partner.objects.filter(pk=partner.pk).update(website=website_of(site, port), host_key=site.host)
    with Farm([site], port, here / "authority.pem") as _farm:
        # On the telephone, without scripts: the link from the mail leads to the banner's page.
        phone = browser.new_context(
            base_url=live_server.url, locale="th-TH", viewport=PHONE, java_script_enabled=False, is_mobile=True
        ).new_page()
        token = links.make_token(contact.pk, contact.link_version, links.PROFILE)
        phone.goto(reverse("partner_entry", args=[links.PROFILE, token]))
        phone.click(f'a[href="{reverse("my_banner")}"]')
        assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        code = phone.input_value("#code-banner")
        assert f"/from/{partner.code}/" in code

        # The webmaster pastes it into the site's own editor.
        desk = browser.new_context(user_agent=VISITOR).new_page()
        desk.goto(f"http://{site.host}:{port}/edit")
        desk.fill("textarea", code)
        desk.click("button")

        # One press, and it is green.
        phone.get_by_role("button", name="ตรวจเดี๋ยวนี้").click()
        expect(phone.locator(".status--done").first).to_be_visible()
        assert BannerCheck.objects.get().standing == "live"

        # A visitor of the site sees the banner; the hit is counted and drawn.
        desk.goto(f"http://{site.host}:{port}/")
        picture = desk.locator(f'img[src*="/banner/{partner.code}"]')
        picture.scroll_into_view_if_needed()
        desk.wait_for_function("document.querySelector('img[src*=\"/banner/\"]').naturalWidth > 0")
        picture.click()
        desk.wait_for_url(re.compile(re.escape(live_server.url)))
        tally.flush()
        phone.goto(reverse("my_banner"))
        assert phone.locator(".hits__drawing rect").count() >= 2
        assert {(hit.kind, hit.verified) for hit in partner.hits.all()} == {("banner", True), ("click", True)}


def test_the_fleet_shows_every_verdict(staff, here, port):
    for number in range(len(WAYS)):
        make.partner(name_th=f"องค์การบริหารส่วนตำบลตัวอย่าง {number}", status="visited")
    sites = give_sites(port)
    with Farm(list(sites.values()), port, here / "demo-authority.pem"):
        sweep(now=timezone.now(), force=True)
    staff.goto(reverse("banners:index"))
    shown = staff.locator("table.listing").inner_text()
    with override("th"):
        reaches = [str(name) for key, name in REACHES if key not in (Reach.NOT_CHECKED, Reach.UNREACHABLE, Reach.TLS)]
        missing = [name for name in (*reaches, *(str(name) for _key, name in (*BANNERS, *FLAGS))) if name not in shown]
    assert missing == []
    staff.select_option("#net-reach", "dns")
    staff.get_by_role("button", name="แสดง", exact=True).click()
    expect(staff.locator("table.listing tbody tr")).to_have_count(1)
    assert BannerCheck.objects.filter(reach="dns").count() == 1
