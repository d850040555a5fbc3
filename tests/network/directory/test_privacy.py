"""Nothing of a person leaves through anything that is public.

Everything that is held on persons is marked; every public address is fetched, following the links and the sitemap from
the front page in both languages; no mark may be in any answer.
"""

import re
from collections import deque
from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest
from django.utils import timezone

from home.generation import bump
from home.models import Province, ProvinceIndexPage, ProvincePage, ProvincialOffice
from network.actions.change_partner import Actor, change_contact, reindex
from network.models import Application, Change, Contact, Contribution, PartnerNote, Proposal, Volunteer
from tests import factories
from tests import network_factories as make

pytestmark = pytest.mark.django_db
MARK = "ZQX"
KEPT = f"{MARK}kept"
MOST = 1500
LINK = re.compile(r'(?:href|src|action|data-suggest)="([^"]+)"|<loc>([^<]+)</loc>')
FEEDS = [
    f"{language}/feeds/{what}.{form}"
    for language in ("", "/en")
    for what in ("news", "province/lampang", "centre/north", "kind/network")
    for form in ("rss", "atom", "json")
]
#: What a stranger would try, who knows the name, number or address of a person.
SEARCHES = [
    f"{language}/{page}?q={typed}"
    for language in ("", "/en")
    for page in ("search/", "search/suggest", "network/", "network.csv", "network.geojson")
    for typed in (f"{MARK}name", f"{MARK}mail", "0812345678", f"{MARK}")
]


def person(number: int) -> dict[str, str]:
    return {
        "title": f"{MARK}title{number}",
        "name": f"{MARK}name{number}",
        "position": f"{MARK}position{number}",
        "phone": f"0812345678 {MARK}",
        "email": f"{MARK}mail{number}@example.invalid",
    }


@pytest.fixture
def marked(home, english):
    """A partner in each language's directory, and everything on persons that the records can hold, all marked."""
    place = make.subdistrict("520301")
    partner = make.partner(
        name_th="องค์การบริหารส่วนตำบลเปิดเผย",
        district=place.district,
        subdistrict=place,
        joined_on=date(2026, 1, 1),
        website="http://open.example",
        opted_out_reason=KEPT,
    )
    make.partner(name_th="องค์การบริหารส่วนตำบลใกล้เคียง", district=place.district, joined_on=date(2026, 1, 2))
    now = timezone.now()
    contact = Contact(partner=partner, line_id=f"{MARK}line", source=KEPT)
    change_contact(contact, person(1) | {"line_id": f"{MARK}line2"}, actor=Actor(role=f"{MARK}actor"), at=now)
    make.contact(partner, **person(2), role=Contact.Role.HEAD)
    Volunteer.objects.create(
        district=place.district, **{k: v for k, v in person(3).items() if k != "position"}, note=KEPT
    )
    Proposal.objects.create(
        partner=partner,
        contact=contact,
        people=[person(4)],
        profile={"phone": ["", KEPT]},
        message=KEPT,
        form_token="p",
    )
    Application.objects.create(
        name=f"{MARK}applicant",
        kind="sao",
        province=partner.province,
        phone=KEPT,
        email=f"{MARK}@example.invalid",
        contact_name=f"{MARK}name5",
        message=KEPT,
        consented_at=now,
        form_token="a",
    )
    section = factories.news_section(home)
    news = factories.news(section, kind="network", credit_name=partner.name_th)
    news.provinces.add(partner.province)
    news.save()
    for number, page in enumerate((news, None)):
        Contribution.objects.create(
            partner=partner,
            contact=contact,
            title=f"{MARK}title" if page is None else "x",
            text=KEPT,
            happens_at=KEPT,
            answer=KEPT,
            page=page,
            state=Contribution.State.ACCEPTED if page else Contribution.State.WAITING,
            form_token=f"c{number}",
        )
    PartnerNote.objects.create(partner=partner, text=KEPT)
    Change.objects.create(
        partner=partner, verb="note", at=now, reason=KEPT, fields={"x": [KEPT, KEPT]}, personal=person(6)
    )
    provinces = factories.child(home, ProvinceIndexPage, slug="provinces")
    factories.child(provinces, ProvincePage, slug="lampang", province=Province.objects.get(slug="lampang"))
    ProvincialOffice.objects.create(province=partner.province, kind="labour", name_th="สำนักงานแรงงานจังหวัดลำปาง")
    reindex([partner])
    bump()
    return partner


def body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def crawl(client, starts) -> dict[str, str]:
    """Every answer that can be reached, by its address.

    Left out are the staff's pages, copies on paper, and the feeds of every single place: FEEDS has one of each kind.
    """
    waiting, seen = deque(starts), {}
    while waiting and len(seen) < MOST:
        address = waiting.popleft()
        if address in seen:
            continue
        response = client.get(address)
        seen[address] = body(response) + str(dict(response.items()))
        for href, location in LINK.findall(seen[address]):
            parts = urlsplit(urljoin(f"http://testserver{address}", (href or location).replace("&amp;", "&")))
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            outside = parts.netloc != "testserver" or re.match(
                r"/(admin|static|media|share|(en/)?(pdf|qr|feeds/\w+/))", path
            )
            if not outside and path not in seen:
                waiting.append(path)
    return seen


def test_no_name_number_or_address_of_a_person_leaves(client, marked):
    seen = crawl(client, ["/", "/en/", "/sitemap.xml", "/network.csv", "/network.geojson", *FEEDS, *SEARCHES])
    assert len(seen) < MOST, "The crawl ended before it had seen everything."
    code = marked.code
    for expected in (f"/network/{code}/", f"/en/network/{code}/", "/network/province/lampang/", "/network/?view=map"):
        assert expected in seen
    typed_back = re.compile(r"ZQX(name|mail)?(?![\w@])")
    leaks = {
        address: found
        for address, text in seen.items()
        if (found := text.count(MARK) - (len(typed_back.findall(text)) if "q=" in address else 0))
    }
    assert leaks == {}


def test_searching_for_a_person_finds_no_organisation(client, marked):
    for typed in (f"{MARK}name1", f"{MARK}mail1@example.invalid", "0812345678", f"{MARK}line2"):
        assert marked.code not in body(client.get("/network/", {"q": typed}))
        assert marked.code not in body(client.get("/search/", {"q": typed}))
        assert marked.code not in body(client.get("/network.csv", {"q": typed}))
        assert body(client.get("/search/suggest", {"q": typed})) == '{"suggestions": []}'
