"""The acceptance cases of the banner detector, one page each."""

import pytest

from network.linkcheck.detect import Banner, Finding, Flag, find_banner
from network.linkcheck.targets import Ours

HOST = "lmi.example.go.th"
CODE = "7KQ2M4"
OURS = Ours(frozenset({HOST, f"www.{HOST}"}), CODE, frozenset({"lmia.example.go.th", "www.example.go.th/lmi"}))
LINK = f"https://{HOST}/from/{CODE}/"
PICTURE = f"https://{HOST}/banner/{CODE}.png"
SNIPPET = (
    f'<a href="{LINK}"><img src="{PICTURE}" srcset="https://{HOST}/banner/{CODE}@2x.png 2x" width="300" height="100"'
    ' alt="ข่าวสารตลาดแรงงาน กรมการจัดหางาน" loading="lazy" referrerpolicy="origin"></a>'
)
TEXT = "<p>" + "องค์การบริหารส่วนตำบลตัวอย่าง ยินดีต้อนรับ " * 20 + "</p>"


def page(inside: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>อบต.ตัวอย่าง</title>{head}</head><body>{TEXT}{inside}{TEXT}</body></html>"


def find(html: str | bytes, content_type="text/html; charset=utf-8", url="https://partner.example.go.th/") -> Finding:
    body = html if isinstance(html, bytes) else html.encode()
    return find_banner(body, content_type=content_type, page_url=url, ours=OURS)


CASES = {
    "the official snippet": (SNIPPET, "banner"),
    "a local copy of the picture": (f'<a href="{LINK}"><img src="/files/lmi.png"></a>', "banner"),
    "no scheme and capitals": (f'<A HREF="//{HOST.upper()}/from/{CODE}/"><IMG SRC="x.png"></A>', "banner"),
    "a trailing dot of the host": (f'<a href="https://{HOST}./from/{CODE}/">x</a>', "link"),
    "spaces around the address": (f'<a href=" {LINK} ">x</a>', "link"),
    "a text link": (f'<a href="{LINK}">ข่าวสารตลาดแรงงาน</a>', "link"),
    "an address without quotes": (f"<a href={LINK}>ข่าว</a>", "link"),
    "an address in entities": (
        f'<a href="https://{HOST.replace(".", "&#46;")}/from/{CODE}/">ข่าว</a>',
        "link",
    ),
    "the picture alone": (f'<img src="{PICTURE}">', "image"),
    "a lazy picture alone": (f'<img data-src="{PICTURE}" src="data:image/gif;base64,R0">', "image"),
    "a lazy picture in the link": (f'<a href="{LINK}"><img data-src="{PICTURE}"></a>', "banner"),
    "a picture element": (
        f'<a href="{LINK}"><picture><source srcset="{PICTURE} 1x"><img src="a.png"></picture></a>',
        "banner",
    ),
    "a picture element alone": (f'<picture><source srcset="{PICTURE} 1x"><img src="a.png"></picture>', "image"),
    "an image map": (f'<img usemap="#m" src="top.jpg"><map name="m"><area href="{LINK}"></map>', "banner"),
    "the widget": (f'<iframe src="https://{HOST}/widget/{CODE}/"></iframe>', "widget"),
    "a lazy widget": (f'<iframe data-src="https://{HOST}/widget/{CODE}/"></iframe>', "widget"),
    "the widget's script": (
        f'<script src="https://{HOST}/static/network/lmi-widget.js" data-partner="{CODE}"></script>',
        "widget",
    ),
    "another script of ours": (f'<script src="https://{HOST}/static/home/search.js"></script>', "absent"),
    "a style sheet of ours": (f'<link rel="stylesheet" href="https://{HOST}/static/x.css">', "absent"),
    "in a comment": (f"<!-- {SNIPPET} -->", "absent"),
    "in a template": (f"<template>{SNIPPET}</template>", "absent"),
    "in a script's text": (f"<script>var banner = '{SNIPPET}';</script>", "absent"),
    "as text on a page about us": (f"<p>{LINK}</p>", "absent"),
    "in a text field": (f"<textarea>{SNIPPET}</textarea>", "absent"),
    "not displayed": (f'<div style="display: none">{SNIPPET}</div>', "hidden"),
    "an invisible ancestor": (f'<div style="VISIBILITY:hidden"><p>{SNIPPET}</p></div>', "hidden"),
    "the hidden attribute": (f"<div hidden>{SNIPPET}</div>", "hidden"),
    "outside of the screen": (f'<div style="position:absolute;left:-9999px">{SNIPPET}</div>', "hidden"),
    "transparent": (f'<div style="opacity:0">{SNIPPET}</div>', "hidden"),
    "half transparent": (f'<div style="opacity:0.5">{SNIPPET}</div>', "banner"),
    "a slim line": (f'<div style="border-width:0;line-height:0">{SNIPPET}</div>', "banner"),
    "a closed dialog": (f"<dialog>{SNIPPET}</dialog>", "hidden"),
    "only without scripts": (f"<noscript>{SNIPPET}</noscript>", "hidden"),
    "shown beside a hidden copy": (f'<div hidden>{SNIPPET}</div><a href="{LINK}">x</a>', "link"),
    "a look-alike host": (f'<a href="https://{HOST}.evil.example/from/{CODE}/"><img></a>', "absent"),
    "a longer host": (f'<a href="https://not{HOST}/from/{CODE}/"><img></a>', "absent"),
    "our host in a parameter": (f'<a href="https://evil.example/?to={LINK}"><img></a>', "absent"),
    "our host as a user name": (f'<a href="https://{HOST}@evil.example/from/{CODE}/"><img></a>', "absent"),
    "our host behind a backslash": (f'<a href="https://evil.example/\\{HOST}/"><img></a>', "absent"),
    "a script address": (f"<a href=\"javascript:location='{LINK}'\">x</a>", "absent"),
    "mail": (f'<a href="mailto:someone@{HOST}">x</a>', "absent"),
    "a picture behind a style": (f'<a href="{LINK}" style="background:url({PICTURE})"></a>', "banner"),
    "a picture drawn by a style sheet": (f'<a class="lmi" href="{LINK}"></a>', "link"),
    "a background alone": (f'<div style="background-image:url(\'{PICTURE}\')"></div>', "image"),
    "tag soup": (f'<table><tr><td><a href="{LINK}"><b><img src=x></td></a></b><p></table>', "banner"),
    "no link at all": ("<a href='/contact'>ติดต่อ</a>", "absent"),
    "the house around an old folder": ('<a href="https://www.example.go.th/lmi2/">x</a>', "absent"),
    "a broken address": (f'<a href="http://[{HOST}">x</a>', "absent"),
    "a drawing in the link": (f'<a href="{LINK}"><svg><path d=""/></svg></a>', "banner"),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "expected"), CASES.values(), ids=CASES.keys())
def test_every_way_to_paste_a_banner_gets_its_verdict(inside, expected):
    assert find(page(inside)).banner == expected


FLAGS = {
    "nothing to add": (SNIPPET, set()),
    "without https": (SNIPPET.replace("https://", "http://"), {"http_link"}),
    "a neighbour's code": (SNIPPET.replace(CODE, "0000AA"), {"wrong_code"}),
    "a code in small letters": (SNIPPET.replace(CODE, CODE.lower()), set()),
    "an address of before": ('<a href="https://lmia.example.go.th/old.php">x</a>', {"old_target"}),
    "a folder of before": ('<a href="http://www.example.go.th/lmi/index.php">x</a>', {"old_target", "http_link"}),
    "another page of ours": (f'<a href="https://{HOST}/news/">x</a>', {"plain_link"}),
    "the own code before the neighbour's": (SNIPPET.replace(CODE, "0000AA") + SNIPPET, set()),
    "today's address before the old one": (
        f'<a href="https://lmia.example.go.th/">x</a><a href="{LINK}">y</a>', set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "expected"), FLAGS.values(), ids=FLAGS.keys())
def test_what_should_be_mended_is_flagged(inside, expected):
    finding = find(page(inside))
    assert finding.holds
    assert finding.flags == {Flag(flag) for flag in expected}


def test_an_address_below_the_base_of_the_page_is_resolved_as_a_browser_does():
    ours = page(f'<a href="/from/{CODE}/">x</a>', head=f'<base href="https://{HOST}/">')
    theirs = page(f'<a href="/from/{CODE}/">x</a>{HOST}', head='<base href="https://other.example/">')
    assert find(ours).banner == "link"
    assert find(theirs).banner == "absent"


def test_the_evidence_says_where_it_was_seen():
    finding = find(page(f'<footer class="x">{SNIPPET}</footer>'))
    assert finding.address == LINK
    assert finding.landmark == "footer"
    assert finding.position in range(45, 56)
    assert finding.excerpt.startswith(f'<a href="{LINK}">')
    assert len(finding.excerpt) <= 200
    assert finding.alt == "ข่าวสารตลาดแรงงาน กรมการจัดหางาน"
    assert finding.title == "อบต.ตัวอย่าง"


@pytest.mark.parametrize(
    ("wrapping", "landmark"),
    [
        ("<header>{}</header>", "header"),
        ('<div role="complementary">{}</div>', "aside"),
        ('<div id="left-sidebar">{}</div>', "aside"),
        ('<div class="site-Footer">{}</div>', "footer"),
        ("<div>{}</div>", ""),
    ],
)
def test_the_part_of_the_page_is_named(wrapping, landmark):
    assert find(page(wrapping.format(SNIPPET))).landmark == landmark


SHELLS = {
    "an empty root": ('<div id="root"></div><script src="/main.js"></script>', "needs_js"),
    "a loading word": ('<div id="x">Loading…</div><script src="/main.js"></script>', "needs_js"),
    "no script at all": ("<div></div>", "absent"),
    "a root with text": (f'<div id="app">{TEXT}</div><script src="/main.js"></script>', "absent"),
}


@pytest.mark.parametrize(("inside", "expected"), SHELLS.values(), ids=SHELLS.keys())
def test_a_page_that_a_script_has_yet_to_write_says_nothing(inside, expected):
    assert find(f"<html><body>{inside}</body></html>").banner == expected


@pytest.mark.parametrize("encoding", ["tis-620", "cp874", "utf-8", "utf-16"])
@pytest.mark.parametrize("declared", ["", "utf-8", "tis-620", "windows-874", "no-such-thing"])
def test_thai_is_read_in_every_encoding_whatever_the_page_says(encoding, declared):
    html = page(SNIPPET).encode(encoding)
    finding = find(html, f"text/html; charset={declared}" if declared else "text/html")
    assert finding.banner == "banner"
    assert finding.alt == "ข่าวสารตลาดแรงงาน กรมการจัดหางาน"


def test_an_encoding_declared_in_the_page_is_used_where_the_server_says_none():
    html = b'<meta charset="iso-8859-1"><title>caf\xe9</title><body>'
    assert find(html, "text/html").title == "café"


@pytest.mark.parametrize("encoding", ["utf-8", "cp874"])
def test_three_gambling_words_make_a_page_suspect(encoding):
    bets = '<div style="display:none"><a href="x">สล็อตเว็บตรง แตกง่าย</a> UFABET</div>'
    finding = find(page(SNIPPET + bets).encode(encoding))
    assert finding.banner == "banner"
    assert Flag.HIJACKED in finding.flags
    assert {"สล็อต", "แตกง่าย", "ufabet"} <= set(finding.words)


def test_a_warning_against_gambling_is_no_gambling():
    assert not find(page("<p>ระวังภัยพนันออนไลน์ เว็บตรง</p>")).flags


@pytest.mark.parametrize(
    "html",
    [
        "<html><title>example.go.th</title><body>This domain is for sale!</body></html>",
        "<html><title>Account Suspended</title><body>contact your provider</body></html>",
        "<html><title>Welcome to nginx!</title><body></body></html>",
    ],
)
def test_a_domain_that_was_let_go_is_parked(html):
    assert Flag.PARKED in find(html).flags


def test_a_page_of_a_parking_company_is_parked_whatever_it_says():
    assert Flag.PARKED in find(page(""), url="https://www.hugedomains.com/x").flags
    assert Flag.PARKED not in find(page(""), url="https://nothugedomains.com/x").flags


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"", "text/html"), (b"%PDF-1.7", "application/pdf"), (b"\x89PNG\r\n", "image/png"), (b"{}", "application/json")],
)
def test_what_is_no_page_says_nothing(body, content_type):
    assert find(body, content_type).banner == Banner.UNKNOWN


def test_garbage_and_a_flood_of_tags_are_judged_without_a_crash():
    assert find(b"<html>" + bytes(range(256)) * 500).banner in set(Banner)
    assert find("<html><body>" + "<div><a href=x>" * 20_000 + SNIPPET).banner == "banner"
    assert find("<a href='https://" + HOST).banner in set(Banner)
