"""What partners' pages ask of us, and what is counted of it."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.db import DatabaseError
from PIL import Image

from home.models import Province
from network import codes, snippets
from network.hits import Tally, known_codes, tally
from network.linkcheck.detect import find_banner
from network.linkcheck.targets import Ours
from network.models import ChannelHit, HitCount, ShortLink
from tests import factories
from tests import network_factories as make

pytestmark = pytest.mark.django_db
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 14) Chrome/141 Mobile Line/15.0"}


@pytest.fixture(autouse=True)
def nothing_known(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://lmi.example.go.th"
    known_codes.forget()
    tally.flush()
    yield
    tally._counts.clear()


@pytest.fixture
def partner():
    return make.partner(website="https://www.partner.example.go.th/")


def counted():
    tally.flush()
    return {(row.kind, row.verified): row.n for row in HitCount.objects.all()}


def test_the_banner_is_a_picture_that_any_site_may_show(client, partner):
    answer = client.get(f"/banner/{partner.code}.png", **BROWSER)
    assert Image.open(BytesIO(answer.content)).size == (300, 100)
    assert answer["Content-Type"] == "image/png"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    again = client.get(f"/banner/{partner.code}.png", HTTP_IF_NONE_MATCH=answer["ETag"], **BROWSER)
    assert (again.status_code, again.content) == (304, b"")
    assert counted() == {("banner", False): 2}


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("@2x", (600, 200)),
        ("-dark", (300, 100)),
        ("-large", (600, 200)),
        ("-large@2x", (1200, 400)),
        ("-odd", (300, 100)),
    ],
)
def test_the_banner_comes_in_sizes_and_colours(client, partner, name, size):
    answer = client.get(f"/banner/{partner.code}{name}.png")
    assert Image.open(BytesIO(answer.content)).size == size


@pytest.mark.parametrize("code", ["000000", "XXXXXX", "x", "ก", "7KQ2M", "<script>", "a" * 40])
def test_an_unknown_code_never_breaks_a_partners_page(client, code):
    assert client.get(f"/banner/{code}.png", **BROWSER).status_code == 200
    assert client.get(f"/from/{code}/", **BROWSER)["Location"] == "/"
    assert client.get(f"/go/{code}", **BROWSER)["Location"] == "/"
    assert client.get(f"/widget/{code}/", **BROWSER).status_code == 200
    assert counted() == {}


def test_a_mistyped_code_costs_no_query_and_a_known_one_only_once(client, partner, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/banner/XXXXXX.png", **BROWSER)
    client.get(f"/banner/{partner.code}.png", **BROWSER)
    with django_assert_num_queries(0):
        client.get(f"/banner/{partner.code}.png", **BROWSER)
        client.get(f"/banner/{codes.new_code()[:5]}.png", **BROWSER)


def test_a_click_leads_to_the_news_of_the_partners_province_and_nowhere_else(client, partner):
    section = factories.news_section(factories.home_page())
    answer = client.get(f"/from/{partner.code}/?next=https://evil.example/", **BROWSER)
    assert answer["Location"] == f"{section.url}?province=lampang"
    assert answer["Cache-Control"] == "no-store"
    assert counted() == {("click", False): 1}


@pytest.mark.parametrize(
    ("referrer", "verified"),
    [
        ("https://www.partner.example.go.th/", True),
        ("https://partner.example.go.th/x?y", True),
        ("http://NEWS.partner.example.go.th", True),
        ("https://notpartner.example.go.th/", False),
        ("https://partner.example.go.th.evil.example/", False),
        ("https://evil.example/?partner.example.go.th", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_a_hit_is_verified_by_the_site_it_says_it_comes_from(client, partner, referrer, verified):
    client.get(f"/banner/{partner.code}.png", HTTP_REFERER=referrer, **BROWSER)
    assert counted() == {("banner", verified): 1}


def test_on_a_host_that_many_share_nothing_is_verified(client):
    partner = make.partner(website="https://www.facebook.com/tambon")
    client.get(f"/banner/{partner.code}.png", HTTP_REFERER="https://www.facebook.com/", **BROWSER)
    assert counted() == {("banner", False): 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Googlebot/2.1"},
        {"HTTP_USER_AGENT": "facebookexternalhit/1.1"},
        {"HTTP_USER_AGENT": "LMI-Network-Checker/1.0 (+https://x/checker/)"},
        {"HTTP_USER_AGENT": "curl/8.0"},
        {"HTTP_USER_AGENT": ""},
        {**BROWSER, "HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {**BROWSER, "HTTP_PURPOSE": "prefetch"},
        {**BROWSER, "HTTP_X_MOZ": "prefetch"},
    ],
)
def test_robots_and_pages_fetched_ahead_are_left_out(client, partner, headers):
    assert client.get(f"/from/{partner.code}/", **headers).status_code == 302
    client.get(f"/banner/{partner.code}.png", **headers)
    assert counted() == {}


def test_head_is_answered_and_not_counted(client, partner):
    assert client.head(f"/banner/{partner.code}.png", **BROWSER).status_code == 200
    assert client.head(f"/from/{partner.code}/", **BROWSER).status_code == 302
    assert client.post(f"/from/{partner.code}/", **BROWSER).status_code == 405
    assert counted() == {}


def test_a_code_of_a_merged_record_counts_for_the_one_that_is_left(client, partner):
    gone = make.partner(merged_into=partner)
    client.get(f"/banner/{gone.code}.png", **BROWSER)
    tally.flush()
    assert HitCount.objects.get().partner == partner


def test_the_news_frame_stands_on_any_page_without_session_or_script(client, partner):
    home = factories.home_page()
    section = factories.news_section(home)
    item = factories.news(section, title="ตำแหน่งงานว่าง <ลำปาง>")
    item.provinces = [Province.objects.get(slug="lampang")]
    item.save()
    answer = client.get(f"/widget/{partner.code}/", **BROWSER)
    page = answer.content.decode()
    assert "ตำแหน่งงานว่าง &lt;ลำปาง&gt;" in page
    assert "ลำปาง" in page
    assert "X-Frame-Options" not in answer
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies
    assert "<script" not in page
    assert "Cookie" not in answer.get("Vary", "")
    assert counted() == {("widget", False): 1}


def test_oembed_turns_the_frames_address_into_the_frame(client, partner):
    address = f"https://lmi.example.go.th/widget/{partner.code}/"
    told = client.get("/oembed/", {"url": address, "maxwidth": "320"}).json()
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 320)
    assert f'src="{address}"' in told["html"]
    assert client.get("/oembed/", {"url": "https://evil.example/widget/x/"}).status_code == 404
    assert client.get("/oembed/", {"url": address, "format": "xml"}).status_code == 501
    assert f"oembed/?url={address.replace(':', '%3A').replace('/', '%2F')}" in client.get(
        f"/widget/{partner.code}/"
    ).content.decode().replace("&amp;", "&")


def test_short_links_lead_to_pages_of_ours_and_count_by_channel(client, partner):
    ShortLink.objects.create(code="ABC123", title="x", target="/news/?kind=fraud")
    assert client.get("/go/abc123?c=line", **BROWSER)["Location"] == "/news/?kind=fraud"
    client.get("/go/ABC123?c=facebook", **BROWSER)
    client.get("/go/ABC123?c=<x>", **BROWSER)
    client.get(f"/go/{partner.code}?c=qr", **BROWSER)
    tally.flush()
    assert {(hit.code, hit.channel): hit.n for hit in ChannelHit.objects.all()} == {
        ("ABC123", "line"): 1,
        ("ABC123", "facebook"): 1,
        ("ABC123", "other"): 1,
        (partner.code, "qr"): 1,
    }


def test_counts_of_a_day_add_up_in_one_statement_for_each_table(client, partner, django_assert_max_num_queries):
    others = [make.partner(name_th=f"x{number}") for number in range(30)]
    for one in (partner, *others) * 3:
        client.get(f"/banner/{one.code}.png", **BROWSER)
    with django_assert_max_num_queries(4):
        assert tally.flush() == 93
    client.get(f"/banner/{partner.code}.png", **BROWSER)
    tally.flush()
    assert HitCount.objects.get(partner=partner).n == 4
    assert HitCount.objects.count() == 31


def test_the_day_is_bangkoks(client, partner):
    for moment in ("2026-04-30T16:59:59Z", "2026-04-30T17:00:00Z"):
        with time_machine.travel(moment, tick=False):
            client.get(f"/banner/{partner.code}.png", **BROWSER)
    tally.flush()
    assert list(HitCount.objects.order_by("day").values_list("day", flat=True)) == [date(2026, 4, 30), date(2026, 5, 1)]


def test_what_cannot_be_written_is_kept_for_the_next_time():
    written, broken = [], [True]

    def write(counts):
        if broken.pop() if broken else False:
            raise DatabaseError
        written.append(counts)

    one = Tally(write, 0)
    one.add(("a",))
    assert one.flush() == 0
    one.add(("a",))
    assert one.flush() == 2
    assert written == [{("a",): 2}]
    assert one.flush() == 0


def test_a_partner_that_is_gone_takes_no_others_counts_with_it(client, partner):
    gone = make.partner(name_th="gone")
    for one in (gone, partner):
        client.get(f"/banner/{one.code}.png", **BROWSER)
    gone.delete()
    assert counted() == {("banner", False): 1}


def test_nothing_of_the_reader_is_kept():
    kept = {field.name for model in (HitCount, ChannelHit) for field in model._meta.fields}
    assert kept == {"id", "day", "partner", "kind", "verified", "n", "code", "channel"}


def test_the_checker_says_who_it_is(client):
    assert "User-agent: LMI-Network-Checker" in client.get("/checker/").content.decode()


def test_snippets_pass_their_own_inspection(partner):
    """What we tell partners to paste is what the verifier calls a banner."""
    ours = Ours(frozenset({"lmi.example.go.th"}), partner.code)
    for make_snippet, verdict in (
        (snippets.banner, "banner"),
        (snippets.local_banner, "banner"),
        (snippets.text_link, "link"),
        (snippets.widget, "widget"),
        (snippets.script, "widget"),
    ):
        page = f"<html><body>{make_snippet(partner.code)}</body></html>".encode()
        finding = find_banner(page, content_type="text/html", page_url="https://p.example/", ours=ours)
        assert (finding.banner, finding.flags) == (verdict, frozenset())
        assert "style=" not in make_snippet(partner.code)
