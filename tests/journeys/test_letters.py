"""The day of an official letter: twenty partners, one text, twenty numbers, one print, twenty mails, one scan."""

import io
import re

import pypdf
import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from network.actions.found_network import found_network
from network.models import Letter, LetterBatch, LetterTemplate
from tests import letter_factories, network_factories
from tests.journeys.conftest import DESK, PHONE, ink
from tests.journeys.test_accessibility import findings
from tests.network.staff import member

pytestmark = pytest.mark.journey

PURPOSE = "coordinators"
BLANKS = {
    "โครงการ": "โครงการขยายเครือข่ายข้อมูลข่าวสารตลาดแรงงาน",
    "ช่วงวันที่คาดว่าจะเข้าพบ": "ระหว่างวันที่ 14 - 18 ธันวาคม 2569",
    "ตอบภายในวันที่": "4 ธันวาคม 2569",
}


@pytest.fixture
def office(portal):
    found_network()
    letter_factories.office("north")


@pytest.fixture
def twenty(office):
    place = network_factories.subdistrict()
    return [
        network_factories.partner(
            name_th=f"องค์การบริหารส่วนตำบลตัวอย่างที่ {number:02}",
            subdistrict=place,
            district=place.district,
            address=f"{number} หมู่ 1",
            zip_code="52000",
            email=f"partner{number}@example.invalid",
        )
        for number in range(1, 21)
    ]


@pytest.fixture
def window_of(window_for, office):
    """window_of(role): somebody of the northern centre."""
    return lambda role, **options: window_for(member(role, "north"), **options)


def act(page, name: str, **values) -> None:
    """Presses the button of an act, as a person would, after filling in what it asks for."""
    form = page.locator(f'form:has(input[name="act"][value="{name}"])')
    for field, value in values.items():
        form.locator(f'[name="{name}-{field}"]').fill(value)
    with page.expect_navigation():
        form.locator('button[type="submit"]').click()


def darkness(picture: Image.Image, box_cm: tuple[float, float, float, float], dpi: int = 100) -> float:
    """The share of dark dots in a box, in centimetres from the page's upper left corner."""
    box = picture.crop(tuple(round(edge / 2.54 * dpi) for edge in box_cm))
    return sum(box.histogram()[:128]) / (box.width * box.height)


def scanned(pdf: bytes) -> list[str]:
    """The addresses of the codes on the first page, as a telephone reads them."""
    return [code.text for code in zxingcpp.read_barcodes(ink(pdf, dpi=200))]


def test_twenty_partners_get_a_letter_each(window_of, twenty, smtp, live_server, settings):
    settings.WAGTAILADMIN_BASE_URL = live_server.url

    # The officer chooses twenty partners and writes once.
    officer = window_of("officer")
    officer.goto(reverse("partners:index"))
    for box in officer.locator('tbody input[name="id"]').all():
        box.check()
    officer.locator('button[name="act"][value="letter"]').click()
    template = LetterTemplate.objects.get(purpose=PURPOSE)
    officer.locator(f'input[name="template"][value="{template.pk}"]').check()
    officer.locator("form.letter-start button[type=submit]").click()
    officer.wait_for_selector("#letter-preview")
    for label, words in BLANKS.items():
        officer.get_by_label(label, exact=True).fill(words)

    # The page beside the form follows what is typed.
    officer.wait_for_selector('#letter-preview[data-drawn][aria-busy="false"]:not(:has([data-missing] li))')
    drawn = officer.request.get(officer.locator("#letter-preview").get_attribute("data-drawn")).body()
    assert "โครงการขยายเครือข่าย" in "".join(pypdf.PdfReader(io.BytesIO(drawn)).pages[0].extract_text().split())
    assert LetterBatch.objects.get().blanks == {}
    officer.locator('button[name="then"][value="look"]').click()
    batch = LetterBatch.objects.get()
    officer.wait_for_url(f"**{reverse('letters:batch', args=[batch.pk])}")
    assert batch.letters.count() == 20

    # Three of them are looked at, one after the other.
    officer.locator(f'a[href="{reverse("letters:batch_look", args=[batch.pk, 1])}"]').click()
    for number in (1, 2, 3):
        officer.wait_for_url(f"**{reverse('letters:batch_look', args=[batch.pk, number])}")
        expect(officer.locator("iframe")).to_have_count(1)
        expect(officer.locator("main h2").first).to_have_text(f"นายกองค์การบริหารส่วนตำบลตัวอย่างที่ {number:02}")
        officer.locator('a[rel="next"]').click()
    officer.goto(reverse("letters:batch", args=[batch.pk]))
    act(officer, "check")

    # The director finds it on the first page and approves.
    director = window_of("director")
    director.locator(f'a[href="{reverse("letters:batch", args=[batch.pk])}"]').click()
    act(director, "approve")

    # The administration section issues all of them, puts them together, and mails them.
    clerk = window_of("admin_section")
    clerk.goto(reverse("letters:batch", args=[batch.pk]))
    act(clerk, "issue")
    numbers = list(batch.letters.order_by("pk").values_list("number", flat=True))
    assert numbers == list(range(1, 21))
    assert clerk.locator("progress").evaluate("bar => [bar.value, bar.max]") == [20, 20]
    act(clerk, "bundle")
    act(clerk, "email")
    assert sorted(mail["To"] for mail in smtp.mails) == sorted(partner.email for partner in twenty)
    first = Letter.objects.get(number=1)
    [mail] = [mail for mail in smtp.mails if mail["To"] == first.recipient_email]
    [attached] = [part.get_payload(decode=True) for part in mail.walk() if part.get_content_type() == "application/pdf"]
    with first.pdf.open("rb") as kept:
        assert attached == kept.read()

    # One PDF for the printer: twenty letters with their slips, each where the regulation puts it.
    printed = clerk.request.get(reverse("letters:batch_file", args=[batch.pk, "letters.pdf"])).body()
    pages = pypdf.PdfReader(io.BytesIO(printed)).pages
    texts = ["".join(page.extract_text().split()) for page in pages]
    assert [text.count("รง๐๓๐๐.๙/") for text in texts if "ขอแสดงความนับถือ" in text].count(0) == 0
    assert len([text for text in texts if "ขอแสดงความนับถือ" in text]) == 20
    page = ink(printed)
    assert darkness(page, (9.12, 1.5, 11.88, 4.5)) > 0.5  # the emblem: 3 cm high, in the middle
    assert darkness(page, (0, 0, 2.9, 29.7)) == 0  # the left margin: 3 cm
    assert darkness(page, (19.1, 0, 21, 29.7)) < 0.001  # the right margin: 2 cm
    assert darkness(page, (3, 4.1, 8, 4.7)) > 0.01  # the number, at the emblem's feet

    # Whoever holds the paper scans it and reads whose it is.
    [address] = [text for text in scanned(attached) if "answer" not in text]
    stranger = clerk.context.browser.new_page()
    stranger.goto(address)
    said = stranger.locator("main").inner_text()
    assert first.number_text in said
    assert first.recipient in said
    stranger.set_input_files('input[type="file"]', {"name": "a.pdf", "mimeType": "application/pdf", "buffer": attached})
    stranger.locator("main form button").click()
    expect(stranger.locator(".callout--done")).to_be_visible()
    stranger.close()

    # The register has them all, in order.
    clerk.goto(f"{reverse('letters:register')}?q=ประสานงาน")
    rows = clerk.locator("table.listing tbody tr")
    assert rows.count() == 20
    assert [int(text) for text in rows.locator("td:first-child").all_inner_texts()] == list(range(20, 0, -1))
    assert officer.complaints == director.complaints == clerk.complaints == []


def test_a_letter_is_written_by_keyboard_and_without_scripts(window_of, twenty):
    page = window_of("officer", java_script_enabled=False)
    page.goto(reverse("partners:record", args=[twenty[0].pk]))
    page.locator(f'a[href^="{reverse("letters:new")}"]').first.press("Enter")
    page.locator('input[name="template"]').first.press("Space")
    page.locator("form.letter-start button[type=submit]").press("Enter")
    page.wait_for_url("**/edit/")
    letter = Letter.objects.get()
    page.fill('[name="subject"]', "เรื่องที่พิมพ์โดยไม่มีสคริปต์")
    with page.expect_popup() as opened:
        page.locator('button[formtarget="_blank"]').press("Enter")
    opened.value.wait_for_load_state()
    assert re.search(r"/drawn/\w+\.pdf$", opened.value.url)
    page.locator('button[name="then"][value="look"]').press("Enter")
    page.wait_for_url(f"**{reverse('letters:letter', args=[letter.pk])}")
    assert "เรื่องที่พิมพ์โดยไม่มีสคริปต์" in page.locator("h2").first.inner_text()
    letter.refresh_from_db()
    assert letter.subject == "เรื่องที่พิมพ์โดยไม่มีสคริปต์"


def screens(desk: letter_factories.Desk) -> list[str]:
    """Every screen of the desk, with things on it."""
    draft, issued, batch = desk.draft(), desk.issued(), desk.batch(2)
    of_letter = [reverse(f"letters:{name}", args=[draft.pk]) for name in ("letter", "edit")]
    of_batch = [reverse(f"letters:{name}", args=[batch.pk]) for name in ("batch", "batch_edit")]
    lists = [reverse(f"letters:{name}") for name in ("index", "new", "register", "batches")]
    spaces = ("letter_templates", "letter_offices", "signatories", "letter_books")
    settings = [reverse(f"{space}:index") for space in spaces]
    text = LetterTemplate.objects.filter(centre=None).first()
    own = LetterTemplate.objects.create(name="ของศูนย์", centre=desk.centre, subject=text.subject, body=text.body)
    return [
        *lists, *of_letter, *of_batch, *settings,
        reverse("letters:letter", args=[issued.pk]),
        reverse("letters:recipient", args=[batch.letters.first().pk]),
        reverse("letters:batch_look", args=[batch.pk, 1]),
        reverse("letter_templates:edit", args=[own.pk]),
        reverse("letter_offices:edit", args=[desk.office.pk]),
        reverse("letter_books:add"),
    ]  # fmt: skip


@pytest.fixture
def walked(portal):
    found_network()
    desk = letter_factories.Desk("north")
    return desk.admin_section.user, screens(desk)


DRAWN = """() => {
  const board = document.getElementById("letter-preview");
  return !board || (board.ariaBusy === "false" && board.querySelector("[data-paper]").children.length === 1);
}"""


def wait_for_paper(page):
    """Leaving while the letter is still drawn would be reported as a file that failed to load."""
    page.wait_for_function(DRAWN)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["telephone", "desk"])
def test_no_screen_of_the_desk_has_a_finding_or_runs_over_its_edge(window_for, walked, viewport):
    user, addresses = walked
    page, found = window_for(user, viewport=viewport), []
    for address in addresses:
        page.goto(address)
        wait_for_paper(page)
        found += findings(page, context={"exclude": [["iframe"]]} if page.locator("iframe").count() else None)
        ours = address.startswith(reverse("letters:index"))
        if ours and page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{address} is wider than the window")
    assert found == []
    assert page.complaints == []
