"""The screens of the import: who comes in, what they show, what the buttons do, and what a long list does."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from home import jobs
from home.imports.steps import prune
from home.models import FileImport, Job
from network.imports import steps
from network.models import Partner, PartnerImport, StagedRow

from . import faulty
from .lists import HEADER, applied, csv, officer, received, verdicts

pytestmark = pytest.mark.django_db
ROW = ("โรงเรียนสาธิต", "", "ลำปาง", "แจ้ห่ม", "บ้านสา", "", "")
SCREENS = ("report", "columns", "errors")
ACTS = ("check", "decide", "apply", "undo")


@pytest.fixture
def user(client):
    user = officer()
    client.force_login(user)
    return user


def url(page, batch=None):
    return reverse(f"partner_imports:{page}", args=[batch.upload.token] if batch else [])


def upload(client, content, name="list.csv", **data):
    fields = {"file": SimpleUploadedFile(name, content), "source": "import"} | data
    return client.post(url("index"), fields, follow=True)


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def rows_of(count):
    return [(f"โรงเรียนสาธิต{number}", *ROW[1:]) for number in range(count)]


def test_the_faulty_example_goes_all_the_way(client, user):
    page = upload(client, (faulty.DATA / "faulty-partners.xlsx").read_bytes(), "faulty.xlsx")
    batch = PartnerImport.objects.get()
    assert page.redirect_chain[-1][0] == url("report", batch)
    errors = text_of(client.get(url("report", batch), {"show": "error"}))
    assert "เขลางค์นคร" in errors
    assert "<td>สำนักงานสาธิตสิบสาม</td>" in errors
    assert "style=" not in re.sub(r"<svg.*?</svg>", "", errors.split("import-tabs")[1].split("</main>")[0])
    refused = client.post(url("apply", batch), follow=True)
    assert not Partner.objects.exists()
    assert refused.status_code == 200
    row = batch.rows.filter(verdict="duplicate").first()
    client.post(url("decide", batch), {f"row-{row.pk}": "same", "row-x": "new", "row-999": "new"})
    client.post(url("decide", batch), {"rest": "skip"})
    assert set(batch.rows.filter(verdict="duplicate").values_list("decision", flat=True)) == {"same", "skip"}
    client.post(url("apply", batch), follow=True)
    assert Partner.objects.count() == len(verdicts(batch)) - 3 - 19
    client.post(url("undo", batch), follow=True)
    assert not Partner.objects.exists()
    assert client.get(url("report", batch)).status_code == 200


def test_a_twin_stands_beside_the_row(client, user):
    applied(received(csv(ROW), user))
    batch = received(csv(("ร.ร.สาธิต", *ROW[1:])), user)
    text = text_of(client.get(url("report", batch)))
    assert Partner.objects.get().code in text
    assert "โรงเรียนสาธิต" in text
    assert "ร.ร.สาธิต" in text


def test_a_changed_row_shows_what_was_and_what_will_be(client, user):
    applied(received(csv(ROW), user))
    batch = received(csv((*ROW[:6], "054000001")), user)
    text = text_of(client.get(url("report", batch)))
    assert '<ins class="data-after">0 5400 0001</ins>' in text


def test_the_rows_with_an_error_come_as_a_workbook_that_can_be_corrected_and_uploaded(client, user):
    batch = received(csv(ROW, ("โรงเรียนอื่น", "", "ลำปราง", "", "", "=1+1", "")), user)
    book = openpyxl.load_workbook(io.BytesIO(client.get(url("errors", batch)).content))
    sheet = book.worksheets[0]
    header, wrong = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert header[:7] == list(HEADER)
    assert "ลำปาง" in wrong[7]
    assert wrong[8] == 3
    assert sheet["F2"].data_type == "s"
    sheet["C2"], sheet["F2"] = "ลำปาง", ""
    corrected = io.BytesIO()
    book.save(corrected)
    again = upload(client, corrected.getvalue(), "corrected.xlsx")
    assert again.status_code == 200
    assert list(verdicts(PartnerImport.objects.latest("pk")).values()) == ["new"]


def test_the_rows_with_an_error_keep_the_place_that_a_heading_gave_them(client, user):
    heading = ("จังหวัดเชียงใหม่", "", "", "", "", "", "")
    wrong = ("โรงเรียนอื่น", "", "", "สันทราย", "", "", "12")
    batch = received(csv(("โรงเรียนสาธิตเอ็กซ์", "", "ลำปราง", "", "", "", ""), heading, wrong), user)
    book = openpyxl.load_workbook(io.BytesIO(client.get(url("errors", batch)).content))
    places = [[cell.value for cell in row[2:4]] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert places == [["ลำปราง", None], ["เชียงใหม่", "สันทราย"]]


def test_columns_are_named_by_hand_and_named_again_after_the_check(client, user):
    page = upload(client, csv(ROW, header=("a", "b", "c", "d", "e", "f", "g")))
    batch = PartnerImport.objects.get()
    assert page.redirect_chain[-1][0] == url("columns", batch)
    client.post(url("columns", batch), {"name_th": "0", "province": "3"})
    assert verdicts(batch) == {2: "error"}
    client.post(url("columns", batch), {"name_th": "0", "province": "2", "district": "3"})
    assert verdicts(batch) == {2: "new"}
    assert client.post(url("columns", batch), {"name_th": "0", "province": "0"}).context["form"].errors


def test_the_file_to_fill_in_is_understood_when_it_comes_back(client, user):
    upload(client, client.get(url("template")).content, "template.xlsx")
    assert list(verdicts(PartnerImport.objects.get()).values()) == ["new"]


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0", b"PK\x03\x04broken", b"<html>", b"a,b\n"])
def test_a_file_that_cannot_be_read_is_a_problem_of_the_form(client, user, content):
    assert upload(client, content).context["form"].errors["file"]
    assert not FileImport.objects.exists()


def test_what_a_list_says_is_shown_as_text(client, user):
    hostile = "<script>alert(1)</script>"
    page = upload(client, csv((hostile, *ROW[1:])), name=f"{hostile}.csv")
    assert hostile not in page.content.decode()


def test_who_may_not_both_add_and_change_partners_does_not_come_in(client, user):
    batch = received(csv(ROW), user)
    reader = officer("reader")
    reader.groups.get().permissions.remove(*reader.groups.get().permissions.filter(codename="add_partner"))
    client.force_login(reader)
    for page in ("index", "template"):
        assert client.get(url(page)).status_code == 302
    for page in SCREENS:
        assert client.get(url(page, batch)).status_code == 302
    for page in ACTS:
        client.post(url(page, batch))
    assert not Partner.objects.exists()


def test_the_list_of_a_colleague_does_not_exist_but_headquarters_sees_it(client, user):
    batch = received(csv(ROW), user)
    client.force_login(officer("colleague"))
    assert all(client.get(url(page, batch)).status_code == 404 for page in SCREENS)
    assert all(client.post(url(page, batch)).status_code == 404 for page in ACTS)
    client.force_login(officer("hq", centre=None))
    assert client.get(url("report", batch)).status_code == 200
    client.post(url("apply", batch))
    assert not Partner.objects.exists()


def test_acts_answer_to_posts_only(client, user):
    batch = received(csv(ROW), user)
    assert all(client.get(url(page, batch)).status_code == 405 for page in ACTS)


def test_the_screen_of_a_list_costs_the_same_for_one_row_and_fifty(client, user, django_assert_max_num_queries):
    few, many = received(csv(*rows_of(1)), user), received(csv(*rows_of(50)), user)
    client.get(url("report", few))
    with django_assert_max_num_queries(20) as first:
        client.get(url("report", few))
    with django_assert_max_num_queries(len(first)):
        client.get(url("report", many))


@pytest.fixture
def long_lists(settings, monkeypatch):
    settings.LMI_IMPORT_ROWS_IN_REQUEST = 1
    monkeypatch.setattr(steps, "CHUNK", 4)
    monkeypatch.setattr(steps, "UNDO_CHUNK", 4)


def test_a_long_list_is_checked_written_and_taken_back_by_jobs(
    client, user, long_lists, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        batch = received(csv(*rows_of(10)), user)
    assert Job.objects.get().total == 3
    assert set(verdicts(batch).values()) == {"new"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("apply", batch))
    assert Partner.objects.count() == 10
    assert url("report", batch) == Job.objects.latest("pk").link
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("undo", batch))
    assert not Partner.objects.exists()


def test_while_a_job_works_the_screen_shows_how_far_it_is(client, user, long_lists):
    batch = received(csv(*rows_of(10)), user)
    text = text_of(client.get(url("report", batch)))
    assert "<progress" in text
    assert url("apply", batch) not in text


def test_a_check_that_was_killed_goes_on_where_it_stopped(user, long_lists, settings):
    batch = received(csv(*rows_of(10), rows_of(1)[0]), user)
    job = Job.objects.get()
    settings.LMI_JOBS_SLICE = 0
    assert jobs.work(job.pk)
    assert batch.rows.exclude(verdict="").count() == 4
    job.refresh_from_db()
    # The worker dies: its lease runs out, the next one takes the job.
    later = timezone.now() + timedelta(minutes=5)
    settings.LMI_JOBS_SLICE = 60
    jobs.work(job.pk, clock=lambda: later)
    found = verdicts(batch)
    assert (len(found), found[12]) == (11, "duplicate")
    batch.refresh_from_db()
    assert batch.upload.state == FileImport.State.CHECKED


def test_a_cancelled_check_can_be_started_again(client, user, long_lists, django_capture_on_commit_callbacks):
    batch = received(csv(*rows_of(10)), user)
    jobs.cancel(Job.objects.get(), now=timezone.now())
    assert url("check", batch) in text_of(client.get(url("report", batch)))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("check", batch))
    assert set(verdicts(batch).values()) == {"new"}


def test_a_place_in_merged_cells_reaches_over_the_end_of_a_chunk(user, long_lists, django_capture_on_commit_callbacks):
    rows = [("โรงเรียนสาธิตหนึ่ง", *ROW[1:]), *((f"โรงเรียนสาธิต{n}", "", "", "", "", "", "") for n in range(8))]
    with django_capture_on_commit_callbacks(execute=True):
        batch = received(csv(*rows), user)
    assert set(verdicts(batch).values()) == {"new"}


def test_a_long_list_that_cannot_be_written_is_open_again_with_the_reason(
    client, user, long_lists, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        batch = received(csv(*rows_of(3)), user)
        other = received(csv(*rows_of(3)), user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("apply", other))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("apply", batch))
    batch.upload.refresh_from_db()
    assert batch.upload.state == FileImport.State.CHECKED
    assert batch.upload.report["refusal"]
    assert Partner.objects.count() == 3


def test_old_lists_that_nobody_imported_are_thrown_away(user):
    batch = received(csv(ROW), user)
    prune(now=batch.upload.expires_at + timedelta(minutes=1))
    assert not StagedRow.objects.exists()
