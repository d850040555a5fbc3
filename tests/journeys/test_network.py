"""The network's two stories: a list becomes records, and a partner looks after itself, up to what everybody reads."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from network.actions.found_network import found_network
from network.models import NetworkIndexPage, Partner
from tests import network_factories
from tests.drawn_pictures import photograph
from tests.journeys.conftest import PHONE, new_context
from tests.network.imports import faulty

pytestmark = pytest.mark.journey

NEW_PHONE = "0 2000 4321"
TITLE = "อบรมทำขนมไทยสำหรับผู้ว่างงาน"
TEXT = "รับสมัครผู้ว่างงานในตำบลยี่สิบคน ไม่เสียค่าใช้จ่าย\n\nสมัครที่ที่ทำการในวันราชการ"


@pytest.fixture
def contact(portal):
    found_network()
    partner = network_factories.partner(
        name_th="องค์การบริหารส่วนตำบลตัวอย่างดอยงาม",
        phone="0 2000 1234",
        joined_on=date(2025, 5, 1),
        subdistrict=network_factories.subdistrict(),
        district=network_factories.subdistrict().district,
    )
    return network_factories.contact(partner, email="town-hall@example.invalid")


@pytest.fixture
def phone(browser, live_server):
    """A telephone without JavaScript, in nobody's name."""
    context = new_context(
        browser, base_url=live_server.url, locale="th-TH", viewport=PHONE, java_script_enabled=False, is_mobile=True
    )
    yield context.new_page()
    context.close()


#: What a clerk writes into the rows with an error, told by nothing but the reasons beside them.
CORRECTIONS = {
    7: {"อำเภอ/เขต": "เมืองลำปาง"},
    11: {"ชื่อหน่วยงาน": "โรงเรียนสาธิตแปด"},
    12: {"จังหวัด": "ลำปาง"},
    13: {"เว็บไซต์": "www.satit-sip.example"},
    14: {"อีเมล": ""},
    15: {"ประเภท": "อบต."},
    16: {"ประเภท": "อบต."},
    24: {"รหัสไปรษณีย์": "50290"},
    25: {"อำเภอ/เขต": "จอมทอง"},
    27: {"อำเภอ/เขต": "สันกำแพง"},
    28: {"จังหวัด": "ลำปาง"},
    29: {"รหัสไปรษณีย์": "50230"},
    30: {"โทรศัพท์": "053-000-024"},
    31: {"ละติจูด": 18.7, "ลองจิจูด": 98.9},
    32: {"ละติจูด": 18.7},
    33: {"ชื่อหน่วยงาน": "อบต.สาธิตยี่สิบเจ็ด"},
    38: {"ประเภท": "โรงเรียน"},
    39: {"ชื่อหน่วยงาน": "โรงเรียนสาธิตสามสิบสาม"},
}


def lines_with_an_error(page) -> dict[int, str]:
    """{line of the list: the reasons} as the screen shows them."""
    rows = page.locator("table.listing:has(.import-reasons) tbody tr").all()
    return {int(row.locator("td").first.inner_text()): row.locator(".import-reasons").inner_text() for row in rows}


def upload(page, name: str, content: bytes) -> None:
    page.goto(reverse("partner_imports:index"))
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files('input[type="file"]', file)
    page.locator("form[enctype] button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/imports/[\w-]+/(\?|$)"))


def corrected(content: bytes) -> bytes:
    """The rows with an error as they were handed out, corrected where CORRECTIONS says so."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        line = sheet.cell(row, sheet.max_column).value
        for header, value in CORRECTIONS.get(line, {}).items():
            sheet.cell(row, columns[header]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tab(page, name: str) -> None:
    page.goto(f"{page.url.partition('?')[0]}?show={name}")


def press_and_wait(page, button) -> None:
    with page.expect_navigation():
        button.click()


def test_staff_import_the_faulty_list_mend_it_by_its_messages_and_merge_a_duplicate(staff, contact):
    before = Partner.objects.count()
    upload(staff, "faulty-partners.xlsx", (faulty.DATA / "faulty-partners.xlsx").read_bytes())
    tab(staff, "error")
    assert lines_with_an_error(staff).keys() == CORRECTIONS.keys()
    assert Partner.objects.count() == before  # a check writes nothing
    with staff.expect_download() as download:
        staff.locator('a[href$="to-correct.xlsx"]').click()
    mended = corrected(download.value.path().read_bytes())

    # Likely duplicates stand beside their twin. One is another organisation after all, or so it seems.
    tab(staff, "duplicate")
    twins = staff.locator(".import-twins")
    for number, decision in enumerate(("new", "same", "skip")):
        twins.nth(number).locator(f'input[value="{decision}"]').check()
    press_and_wait(staff, staff.locator('form[action$="/decide/"] .data-actions button'))
    press_and_wait(staff, staff.locator('form[action$="/apply/"] button'))
    staff.wait_for_selector("details.import-undo")
    imported = Partner.objects.count()
    assert imported > before

    # The corrected rows have no error left, and come in.
    upload(staff, "corrected.xlsx", mended)
    tab(staff, "error")
    assert lines_with_an_error(staff) == {}
    press_and_wait(staff, staff.locator('form[action$="/apply/"] button'))
    staff.wait_for_selector("details.import-undo")
    assert Partner.objects.count() == imported + len(CORRECTIONS)

    # The same list again changes nothing.
    upload(staff, "corrected.xlsx", mended)
    assert staff.locator('form[action$="/apply/"]').count() == 0

    # It was the same organisation: the two records are one again, with the telephone number that only one had.
    staff.goto(reverse("partners:duplicates"))
    staff.locator('a[href*="/merge/"]').first.click()
    staff.wait_for_selector('input[name="keep"]')
    staff.locator('input[name="keep"][value="other"]').check()
    press_and_wait(staff, staff.locator('form:has(input[name="keep"]) button[type=submit]'))
    [merged] = Partner.objects.exclude(merged_into=None)
    assert merged.merged_into.phone == "0 5400 0002"
    assert Partner.objects.current().count() == imported + len(CORRECTIONS) - 1


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def press(page, act: str) -> None:
    page.locator(f'button[name="act"][value="{act}"]').first.click()
    page.wait_for_load_state()


def test_a_partner_corrects_its_number_and_sends_news_and_everybody_reads_it(
    staff, phone, contact, live_server, settings, tmp_path
):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    partner = contact.partner

    # Staff send the partner its link.
    staff.goto(reverse("partners:record", args=[partner.pk]))
    press(staff, "send")
    [letter] = mail.outbox
    assert letter.to == ["town-hall@example.invalid"]
    link = re.search(rf"{re.escape(live_server.url)}\S+", letter.body)[0]

    # The partner opens it on its telephone; the token leaves the address at once.
    phone.goto(link)
    assert phone.url == f"{live_server.url}{reverse('my_overview')}"
    assert fits(phone)
    phone.click(f'a[href="{reverse("my_profile")}"]')
    assert phone.input_value("#id_phone") == "0 2000 1234"
    phone.fill("#id_phone", NEW_PHONE)
    phone.locator("main form.form button").click()
    phone.wait_for_url(f"**{reverse('my_sent', args=['profile'])}")

    phone.goto(reverse("my_contribute", args=["news"]))
    assert fits(phone)
    phone.fill("#id_title", TITLE)
    phone.fill("#id_text", TEXT)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(photograph(size=(1200, 800)).read())
    phone.set_input_files("#id_picture", str(photo))
    phone.locator("main form.form button").click()
    expect(phone.locator("#id_picture_description_error")).to_be_visible()
    assert phone.input_value("#id_title") == TITLE
    phone.fill("#id_picture_description", "ผู้เข้าอบรมทำขนม")
    phone.set_input_files("#id_picture", str(photo))
    phone.locator("main form.form button").click()
    phone.wait_for_url(f"**{reverse('my_sent', args=['news'])}")

    # Nothing has changed for the public yet.
    directory = NetworkIndexPage.objects.get(locale__language_code="th").url
    phone.goto(f"{directory}{partner.code}/")
    assert NEW_PHONE not in phone.content()

    # Staff accept both.
    for what in ("proposals", "contributions"):
        staff.goto(f"{reverse('partner_inbox:index')}?what={what}")
        staff.locator("table.listing tbody a").first.click()
        press(staff, {"proposals": "accept", "contributions": "publish"}[what])
    assert Partner.objects.get().phone == NEW_PHONE

    # The public sees them in the directory, in the news and in the search.
    phone.goto(f"{directory}?q=ดอยงาม")
    phone.locator(f'main a[href$="/{partner.code}/"]').first.click()
    expect(phone.locator("main")).to_contain_text(NEW_PHONE)
    assert TITLE in phone.locator("main").inner_text()
    phone.get_by_role("link", name=TITLE).first.click()
    article = phone.locator("article")
    expect(article).to_contain_text(partner.name_th)
    assert article.locator('img[alt="ผู้เข้าอบรมทำขนม"]').is_visible()
    phone.goto(f"{directory}?view=map")
    dot = phone.locator(f'svg a[href$="/province/{partner.province.slug}/"]')
    assert dot.get_attribute("aria-label").startswith(partner.province.name_th)
    dot.press("Enter")
    phone.wait_for_url(f"**/province/{partner.province.slug}/")
    assert partner.name_th in phone.locator("main").inner_text()
    phone.goto(f"{reverse('search')}?q=ขนมไทย")
    assert TITLE in phone.locator("main").inner_text()
    phone.goto(f"{reverse('search')}?q=ดอยงาม")
    assert partner.name_th in phone.locator("main").inner_text()
    assert contact.name not in phone.content()


def test_a_link_that_was_taken_back_offers_a_new_one_that_works(staff, phone, contact, live_server, settings):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    staff.goto(reverse("partners:record", args=[contact.partner_id]))
    press(staff, "show")
    old = staff.input_value("#link-address")
    staff.goto(reverse("partners:record", args=[contact.partner_id]))
    press(staff, "revoke")

    answer = phone.goto(old)
    assert answer.status == 410
    phone.fill("#id_email", contact.email)
    phone.locator("main form.form button").click()
    expect(phone.locator('[role="status"]')).to_be_visible()
    link = re.search(rf"{re.escape(live_server.url)}\S+", mail.outbox[-1].body)[0]
    phone.goto(link)
    assert phone.url.endswith(reverse("my_overview"))
