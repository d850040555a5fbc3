import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from home.models import FileImport, Indicator, Job, Observation

pytestmark = pytest.mark.django_db
HEADER = "ตัวชี้วัด,พื้นที่,งวด,ค่า,แหล่งที่มา,ข้อมูล ณ วันที่\n"
GOOD = 'vacancies,เชียงใหม่,พ.ค. 2569,"1,250",กรมการจัดหางาน,31/5/2569\n'
SCREENS = ["import", "import_template", "import_history"]
FILE_SCREENS = ["import_report", "import_columns"]


@pytest.fixture(autouse=True)
def vacancies():
    return Indicator.objects.create(code="vacancies", name_th="ตำแหน่งงานว่าง", unit_th="อัตรา")


def staff(name, *codenames):
    """A user of the admin with some permissions of our models."""
    user = User.objects.create_user(name, password="a long password")
    group = Group.objects.create(name=name)
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    user.groups.add(group)
    return user


@pytest.fixture
def importer(client):
    user = staff("importer", "add_observation", "change_observation", "add_indicator", "change_indicator")
    client.force_login(user)
    return user


def upload(client, content, name="figures.csv", follow=True):
    data = content if isinstance(content, bytes) else content.encode()
    return client.post(reverse("observation:import"), {"file": SimpleUploadedFile(name, data)}, follow=follow)


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_file_goes_from_upload_over_preview_to_the_records(client, importer):
    preview = upload(client, HEADER + GOOD)
    received = FileImport.objects.get()
    assert preview.redirect_chain[-1][0] == reverse("observation:import_report", args=[received.token])
    assert "เชียงใหม่" in text_of(preview)
    assert not Observation.objects.exists()
    confirmed = client.post(reverse("observation:import_confirm", args=[received.token]), follow=True)
    assert confirmed.status_code == 200
    assert Observation.objects.get().value == 1250
    history = client.get(reverse("observation:import_history"))
    assert "figures.csv" in text_of(history)


def test_a_bad_row_stands_there_with_its_line_and_the_reason_and_cannot_be_confirmed(client, importer):
    page = upload(client, HEADER + GOOD + GOOD.replace("เชียงใหม่", "เชียงไหม่").replace("พ.ค. 2569", "ไตรมาส 5/2569"))
    text = text_of(page)
    rows = re.findall(r'<td class="data-number">(\d*)</td><td>([^<]*)</td><td class="data-value">([^<]*)</td>', text)
    assert [(line, value) for line, _column, value in rows] == [("3", "เชียงไหม่"), ("3", "ไตรมาส 5/2569")]
    assert "เชียงใหม่" in text
    received = FileImport.objects.get()
    assert reverse("observation:import_confirm", args=[received.token]) not in text
    client.post(reverse("observation:import_confirm", args=[received.token]))
    assert not Observation.objects.exists()


def test_unknown_headers_are_named_by_hand(client, importer):
    page = upload(client, "a,b,c,d,e,f\n" + GOOD)
    received = FileImport.objects.get()
    url = reverse("observation:import_columns", args=[received.token])
    assert page.redirect_chain[-1][0] == url
    twice = dict.fromkeys(["indicator", "place", "period", "value", "source", "as_of"], "0")
    assert client.post(url, twice).status_code == 200
    assert client.post(url, {"indicator": "99"}).status_code == 200
    names = {name: str(n) for n, name in enumerate(["indicator", "place", "period", "value", "source", "as_of"])}
    report = client.post(url, names, follow=True)
    assert report.redirect_chain[-1][0] == reverse("observation:import_report", args=[received.token])
    received.refresh_from_db()
    assert received.state == FileImport.State.CHECKED


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"<html><table></table></html>",
        b"PK\x03\x04broken",
        b"",
        b"\x00\x01\x02",
        b"a,b\n",
        b"\xff\xfe",
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem_of_the_form(client, importer, content):
    page = upload(client, content)
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert not FileImport.objects.exists()


def test_no_file_is_a_problem_of_the_form(client, importer):
    assert client.post(reverse("observation:import")).context["form"].errors["file"]


def test_what_the_file_says_is_shown_as_text(client, importer):
    hostile = '<script>alert("1")</script>'
    page = upload(
        client, HEADER + GOOD.replace("vacancies", f'"{hostile.replace(chr(34), chr(34) * 2)}"'), name="<b>x</b>.csv"
    )
    assert hostile not in page.content.decode()
    assert "&lt;script&gt;" in page.content.decode()


def test_the_file_to_fill_in_is_understood_when_it_comes_back(client, importer):
    template = client.get(reverse("observation:import_template"))
    book = openpyxl.load_workbook(io.BytesIO(template.content))
    assert [cell.value for cell in book.worksheets[1]["A"]][1:] == ["vacancies"]
    upload(client, template.content, name="template.xlsx")
    assert FileImport.objects.get().state == FileImport.State.CHECKED


def test_a_long_file_leads_to_its_job(client, importer, settings, django_capture_on_commit_callbacks):
    settings.LMI_IMPORT_ROWS_IN_REQUEST = 1
    page = upload(client, HEADER + GOOD + GOOD.replace("เชียงใหม่", "น่าน"))
    assert reverse("jobs:job", args=[Job.objects.get().pk]) in text_of(page)


def test_an_old_check_cannot_be_confirmed(client, importer):
    upload(client, HEADER + GOOD)
    received = FileImport.objects.get()
    FileImport.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    page = client.get(reverse("observation:import_report", args=[received.token]))
    assert not page.context["may_confirm"]
    client.post(reverse("observation:import_confirm", args=[received.token]))
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    "permissions", [[], ["add_observation"], ["change_observation"], ["add_indicator", "change_indicator"]]
)
def test_who_may_not_both_add_and_change_figures_does_not_come_in(client, importer, permissions):
    upload(client, HEADER + GOOD)
    token = FileImport.objects.get().token
    client.force_login(staff("reader", "change_release", *permissions))
    for screen in SCREENS:
        assert client.get(reverse(f"observation:{screen}")).status_code == 302
    for screen in FILE_SCREENS:
        assert client.get(reverse(f"observation:{screen}", args=[token])).status_code == 302
    client.post(reverse("observation:import_confirm", args=[token]))
    assert not Observation.objects.exists()


def test_the_file_of_somebody_else_does_not_exist(client, importer):
    upload(client, HEADER + GOOD)
    token = FileImport.objects.get().token
    client.force_login(staff("colleague", "add_observation", "change_observation"))
    for screen in FILE_SCREENS:
        assert client.get(reverse(f"observation:{screen}", args=[token])).status_code == 404
    assert client.post(reverse("observation:import_confirm", args=[token])).status_code == 404
    assert not Observation.objects.exists()


def test_a_file_of_figures_is_not_found_among_indicators(client, importer):
    upload(client, HEADER + GOOD)
    token = FileImport.objects.get().token
    assert client.get(reverse("indicator:import_report", args=[token])).status_code == 404


def test_the_stored_file_has_no_address(client, importer):
    upload(client, HEADER + GOOD)
    received = FileImport.objects.get()
    with pytest.raises(ValueError, match="not accessible"):
        _address = received.file.url
    assert client.get(f"/media/{received.file.name}").status_code == 404


def test_strangers_are_sent_to_the_log_in(client):
    for screen in SCREENS:
        response = client.get(reverse(f"observation:{screen}"))
        assert response.status_code == 302
        assert "login" in response.url
