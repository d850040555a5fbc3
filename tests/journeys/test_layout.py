"""Every public screen fits: small telephones, enlarged text, paper, and a slow line."""

import pytest

from .conftest import DESK, PHONE
from .screens import EVERYWHERE, MISSING, in_english

pytestmark = pytest.mark.journey

KB = 1000
SMALL = {"width": 320, "height": 568}
#: A window of 1280 pixels, enlarged to 200 %.
ENLARGED = {"width": 640, "height": 450}
PROSE = ["/news/home-work-deposit-scam/", "/knowledge/check-a-recruiter/"]


@pytest.fixture(scope="module")
def small(open_window):
    return open_window(SMALL)


@pytest.fixture(scope="module")
def enlarged(open_window):
    return open_window(ENLARGED, "larger", device_scale_factor=2)


def overflow(page) -> list[str]:
    """What sticks out on the right, apart from what scrolls in a region of its own."""
    if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        return []
    return page.evaluate(
        """[...document.querySelectorAll('body *')].filter(one =>
          one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.table-scroll'))
          .map(one => one.outerHTML.slice(0, 120))"""
    ) or [f"{page.url} scrolls sideways"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_nothing_sticks_out_or_complains_at_320_pixels(small, path):
    small.complaints.clear()
    answer = small.goto(path)
    assert answer.status == (404 if path == MISSING else 200)
    assert overflow(small) == []
    if path != MISSING:
        assert small.complaints == []


@pytest.mark.parametrize("path", EVERYWHERE)
def test_nothing_sticks_out_at_200_percent_with_larger_text(enlarged, path):
    enlarged.goto(in_english(path))
    assert overflow(enlarged) == []


@pytest.mark.parametrize("path", ["/news/job-fair-chiang-mai-2569/", "/bulletins/north-2026-q3/", "/news/"])
def test_paper_carries_the_content_without_the_tools(window, path):
    page = window(DESK, "dark")
    page.goto(path)
    page.emulate_media(media="print")
    for tool in (".site-tools", ".site-search", ".site-nav", ".skip-link", ".facets", ".share", ".pager", ".contents"):
        assert not [one for one in page.locator(tool).all() if one.is_visible()], tool
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator(".brand__name").is_visible()
    ink, paper = page.evaluate(
        "[getComputedStyle(document.querySelector('h1')).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert brightness(ink) < 100
    assert paper == "rgba(0, 0, 0, 0)" or brightness(paper) > 240


def brightness(colour: str) -> float:
    """0 to 255, of "rgb(1, 2, 3)"."""
    red, green, blue = (float(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")[:3])
    return 0.299 * red + 0.587 * green + 0.114 * blue


def bytes_of_first_visit(page, path: str) -> tuple[int, list[str]]:
    """Bytes over the wire, heads included, and the addresses they came from."""
    sizes, addresses = [], []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.on("Network.requestWillBeSent", lambda event: addresses.append(event["request"]["url"]))
    page.goto(path, wait_until="networkidle")
    return sum(sizes), [address for address in addresses if not address.startswith("data:")]


@pytest.mark.parametrize(("path", "most"), [*((path, 100 * KB) for path in PROSE), ("/", 200 * KB)])
def test_a_first_visit_is_light_and_asks_nobody_else(window, demo, path, most):
    weight, addresses = bytes_of_first_visit(window(PHONE), path)
    assert 30 * KB < weight <= most
    assert any("sarabun" in address for address in addresses)
    assert [address for address in addresses if not address.startswith(f"{demo}/")] == []
