"""What a first visit moves over the wire: the page, its styles, its script, its fonts and its pictures."""

import gzip
import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage

from tests import factories

pytestmark = pytest.mark.django_db
KB = 1000
COMPRESSIBLE = (".css", ".js", ".svg")


def addresses(html):
    """What a browser fetches for a page, each once; the fonts are those that the styles name."""
    soup = BeautifulSoup(html, "html.parser")
    links = soup.select("link[rel=stylesheet], link[rel=preload], link[rel=icon]")
    found = {link["href"] for link in links if link.get("media") != "print"}
    found |= {script["src"] for script in soup.select("script[src]")}
    return found | {image["src"] for image in soup.select("img[src]")}


def size(address):
    if address.startswith(settings.MEDIA_URL):
        return default_storage.size(address.removeprefix(settings.MEDIA_URL))
    path = finders.find(address.removeprefix(settings.STATIC_URL))
    assert path, f"{address} is not served by this site"
    content = open(path, "rb").read()  # noqa: PTH123, SIM115 - a finder gives a plain path
    return len(gzip.compress(content)) if path.endswith(COMPRESSIBLE) else len(content)


def weigh(client, url):
    html = client.get(url).content
    parts = {address: size(address) for address in addresses(html)}
    styles = [finders.find(address.removeprefix(settings.STATIC_URL)) for address in parts if address.endswith(".css")]
    pictures = {name for path in styles for name in re.findall(r"url\(\"?\.\./(img/[^\")]+)", open(path).read())}  # noqa: PTH123, SIM115
    parts |= {name: size(f"{settings.STATIC_URL}home/{name}") for name in pictures}
    return parts | {"html": len(gzip.compress(html))}


@pytest.fixture
def section():
    section = factories.news_section(factories.home_page())
    for number in range(25):
        body = [{"type": "paragraph", "value": "<p>ตำแหน่งงานว่างและข่าวสารตลาดแรงงานของจังหวัด</p>"}] * 12
        factories.news(section, title=f"ข่าวที่ {number}", date=date(2026, 5, number + 1), summary="สรุป" * 30, body=body)
    return section


def test_a_text_page_weighs_less_than_100_kb_with_the_thai_font(client, section):
    parts = weigh(client, section.get_children().first().url)
    assert any("sarabun" in name for name in parts)
    assert sum(parts.values()) <= 100 * KB, parts


def test_the_home_page_weighs_less_than_200_kb(client, section):
    parts = weigh(client, section.get_parent().url)
    assert sum(parts.values()) <= 200 * KB, parts


def test_scripts_stay_under_10_kb_and_nothing_comes_from_a_third_party(client, section):
    parts = weigh(client, section.url)
    assert sum(weight for name, weight in parts.items() if name.endswith(".js")) <= 10 * KB
    assert [name for name in parts if urlsplit(name).netloc] == []
