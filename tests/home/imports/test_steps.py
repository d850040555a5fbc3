import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation
from wagtail.models import ModelLogEntry

from home import generation
from home.datasets import observations_table
from home.imports import steps
from home.imports.report import Report
from home.models import FileImport, Indicator, Job, Observation, Province
from home.tabular import read_table, write_csv, write_xlsx

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 3, tzinfo=UTC)
State = FileImport.State
HEADER = "ตัวชี้วัด,พื้นที่,งวด,ค่า,แหล่งที่มา,ข้อมูล ณ วันที่"
GOOD = 'vacancies,เชียงใหม่,พ.ค. 2569,"1,250",กรมการจัดหางาน,31/5/2569'


@pytest.fixture
def owner():
    return get_user_model().objects.create_user("somchai", password="a long password")


@pytest.fixture(autouse=True)
def vacancies():
    return Indicator.objects.create(code="vacancies", name_th="ตำแหน่งงานว่าง", unit_th="อัตรา")


@pytest.fixture
def upload(owner):
    def upload(*lines, kind="observations", header=HEADER, data=None) -> FileImport:
        data = data or "\n".join([header, *lines]).encode()
        table = read_table(io.BytesIO(data))
        return steps.receive(steps.KINDS[kind], data, "ตัวเลข.csv", owner=owner, table=table, now=NOW)

    return upload


def report_of(received) -> Report:
    received.refresh_from_db()
    return Report.from_json(received.report)


def problems_of(received):
    return [(one.line, one.column, one.value) for one in report_of(received).problems]


def test_a_sound_file_is_checked_without_writing_anything(upload):
    received = upload(GOOD)
    assert received.state == State.CHECKED
    assert report_of(received).new == 1
    assert not Observation.objects.exists()


def test_a_confirmed_file_is_imported_with_thai_dates_places_and_numbers_understood(upload, owner):
    received = upload(
        GOOD, "vacancies,ภาคเหนือ,ไตรมาส 2/2569,๓๐๐,กกจ.,2026-05-31", "vacancies,TH,2569,9000.5,กกจ.,1 มิ.ย. 2569"
    )
    steps.confirm(received, user=owner, now=NOW)
    found = {one.place_code: one for one in Observation.objects.all()}
    assert set(found) == {"50", "north", "TH"}
    assert (found["50"].period.code, found["50"].value, found["50"].as_of) == ("2026-05", 1250, date(2026, 5, 31))
    assert (found["north"].period.code, found["north"].value) == ("2026-Q2", 300)
    assert (found["TH"].period.code, found["TH"].value) == ("2026", Decimal("9000.5"))


def test_what_is_imported_is_logged_once_and_ends_the_generation(upload, owner, django_capture_on_commit_callbacks):
    received, before = upload(GOOD), generation.current()
    with django_capture_on_commit_callbacks(execute=True):
        steps.confirm(received, user=owner, now=NOW)
    entry = ModelLogEntry.objects.get(action="home.import")
    assert (entry.user, entry.data["file"], entry.data["new"]) == (owner, "ตัวเลข.csv", 1)
    assert generation.current() != before


def test_the_second_time_nothing_changes(upload, owner):
    steps.confirm(upload(GOOD), user=owner, now=NOW)
    first = Observation.objects.get()
    again = upload(GOOD)
    report = report_of(again)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 1)
    steps.confirm(again, user=owner, now=NOW)
    assert Observation.objects.get() == first


def test_a_changed_figure_shows_what_was_and_what_would_be(upload, owner):
    steps.confirm(upload(GOOD), user=owner, now=NOW)
    received = upload(GOOD.replace("1,250", "1,300").replace("31/5/2569", "1/6/2569"))
    (change,) = report_of(received).changes
    assert (change.line, change.new) == (2, False)
    assert [(one.before, one.after) for one in change.differences] == [
        ("1250", "1300"),
        ("31 พ.ค. 2569", "1 มิ.ย. 2569"),
    ]
    steps.confirm(received, user=owner, now=NOW)
    assert Observation.objects.get().value == 1300


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        (GOOD.replace("vacancies", "vacancys"), "Indicator", "vacancys"),
        (GOOD.replace("vacancies", ""), "Indicator", ""),
        (GOOD.replace("เชียงใหม่", "เชียงไหม่"), "Place", "เชียงไหม่"),
        (GOOD.replace("เชียงใหม่", ""), "Place", ""),
        (GOOD.replace("พ.ค. 2569", "ไตรมาส 5/2569"), "Period", "ไตรมาส 5/2569"),
        (GOOD.replace('"1,250"', "มาก"), "Value", "มาก"),
        (GOOD.replace('"1,250"', ""), "Value", ""),
        (GOOD.replace('"1,250"', "1" * 30), "Value", "1" * 30),
        (GOOD.replace("กรมการจัดหางาน", ""), "Source", ""),
        (GOOD.replace("กรมการจัดหางาน", "ก" * 201), "Source", "ก" * 100),
        (GOOD.replace("31/5/2569", "31/6/2569"), "As of", "31/6/2569"),
        (GOOD.replace("31/5/2569", ""), "As of", ""),
    ],
)
def test_a_bad_row_is_named_with_its_line_its_column_and_its_value_and_nothing_is_imported(
    upload, owner, line, column, value
):
    with translation.override("en"):
        received = upload("vacancies,น่าน,พ.ค. 2569,5,กกจ.,31/5/2569", line)
    assert received.state == State.REFUSED
    assert problems_of(received) == [(3, column, value)]
    with pytest.raises(steps.CannotConfirm):
        steps.confirm(received, user=owner, now=NOW)
    assert not Observation.objects.exists()


def test_every_problem_of_a_row_is_named_at_once(upload):
    received = upload("x,y,z,v,,w")
    assert [line for line, _column, _value in problems_of(received)] == [2] * 6
    assert report_of(received).wrong == 1


def test_two_rows_about_the_same_figure_are_a_problem_even_when_they_say_the_same(upload):
    received = upload(GOOD, GOOD.replace("เชียงใหม่", "50"))
    assert [line for line, _column, _value in problems_of(received)] == [3]
    assert "2" in report_of(received).problems[0].reason


def test_headers_nobody_knows_wait_until_somebody_says_which_is_which(upload, owner):
    received = upload(GOOD, header="a,b,c,d,e,f")
    assert (received.state, received.report) == (State.UPLOADED, {})
    names = ["indicator", "place", "period", "value", "source", "as_of"]
    steps.name_columns(received, {name: position for position, name in enumerate(names)})
    assert received.state == State.CHECKED


def test_an_export_can_be_imported_again_and_changes_nothing(upload, owner):
    steps.confirm(upload(GOOD, "vacancies,ภาคเหนือ,ครึ่งปีแรก 2569,1,กกจ.,31/5/2569"), user=owner, now=NOW)
    sheet = observations_table(Indicator.objects.all(), "th")
    as_csv = upload(data=b"".join(write_csv(sheet.headers, sheet.rows)))
    as_xlsx = upload(data=write_xlsx(observations_table(Indicator.objects.all(), "en")))
    for received in (as_csv, as_xlsx):
        report = report_of(received)
        assert (report.new, report.changed, report.unchanged, report.wrong) == (0, 0, 2, 0)


def test_a_file_is_confirmed_once_by_its_owner_and_in_time(upload, owner):
    received = upload(GOOD)
    stranger = get_user_model().objects.create_user("other", password="a long password")
    with pytest.raises(steps.CannotConfirm):
        steps.confirm(received, user=stranger, now=NOW)
    with pytest.raises(steps.CannotConfirm):
        steps.confirm(received, user=owner, now=NOW + timedelta(hours=25))
    steps.confirm(received, user=owner, now=NOW)
    with pytest.raises(steps.CannotConfirm):
        steps.confirm(received, user=owner, now=NOW)
    assert Observation.objects.count() == 1


def test_a_file_that_was_overtaken_by_another_change_is_refused_as_a_whole(upload, owner):
    received = upload(GOOD, "vacancies,น่าน,พ.ค. 2569,5,กกจ.,31/5/2569")
    Province.objects.filter(code="55").update(name_th="น่านนคร", name_en="", abbr_th="")
    steps.confirm(received, user=owner, now=NOW)
    received.refresh_from_db()
    assert received.state == State.REFUSED
    assert not Observation.objects.exists()
    assert not ModelLogEntry.objects.filter(action="home.import").exists()


def test_a_long_file_is_checked_and_imported_by_jobs(upload, owner, settings, django_capture_on_commit_callbacks):
    settings.LMI_IMPORT_ROWS_IN_REQUEST = 1
    with django_capture_on_commit_callbacks(execute=True):
        received = upload(GOOD, "vacancies,น่าน,พ.ค. 2569,5,กกจ.,31/5/2569")
        assert received.state == State.CHECKING
    received.refresh_from_db()
    assert (received.state, received.job.state, received.job.owner) == (State.CHECKED, Job.State.DONE, owner)
    with django_capture_on_commit_callbacks(execute=True):
        steps.confirm(received, user=owner, now=NOW)
        assert not Observation.objects.exists()
    received.refresh_from_db()
    assert (received.state, Observation.objects.count()) == (State.IMPORTED, 2)


@pytest.mark.parametrize("rows", [2, 40])
def test_a_check_costs_the_same_queries_for_few_rows_and_for_many(upload, rows, django_assert_max_num_queries):
    codes = list(Province.objects.values_list("code", flat=True)[:rows])
    with django_assert_max_num_queries(8):
        upload(*(f"vacancies,{code},พ.ค. 2569,5,กกจ.,31/5/2569" for code in codes))


def test_indicators_are_imported_by_their_code(upload, owner):
    header = "รหัส,ชื่อภาษาไทย,หน่วยนับ,ทศนิยม"
    received = upload("vacancies,ตำแหน่งงานว่างใหม่,อัตรา,0", "rate,อัตราว่างงาน,ร้อยละ,1", kind="indicators", header=header)
    report = report_of(received)
    assert (report.new, report.changed) == (1, 1)
    steps.confirm(received, user=owner, now=NOW)
    assert Indicator.objects.get(code="rate").decimals == 1
    assert Indicator.objects.get(code="vacancies").name_th == "ตำแหน่งงานว่างใหม่"


@pytest.mark.parametrize("line", ["a b,x,y,0", "ok,,y,0", "ok,x,,0", "ok,x,y,7", ",x,y,0"])
def test_a_bad_indicator_is_refused(upload, line):
    received = upload(line, kind="indicators", header="รหัส,ชื่อภาษาไทย,หน่วยนับ,ทศนิยม")
    assert [one[0] for one in problems_of(received)] == [2]


def test_files_nobody_confirmed_are_deleted_and_the_history_is_kept(upload, owner):
    kept, forgotten = upload(GOOD), upload(GOOD)
    steps.confirm(kept, user=owner, now=NOW)
    storage, path = forgotten.file.storage, forgotten.file.name
    assert steps.prune(now=NOW + timedelta(hours=25)) == 1
    assert list(FileImport.objects.all()) == [kept]
    assert not storage.exists(path)


def test_of_two_files_with_the_same_new_figure_tried_at_once_the_later_is_refused_as_a_whole(upload, owner):
    received = upload("vacancies,น่าน,พ.ค. 2569,5,กกจ.,31/5/2569", GOOD)
    FileImport.objects.filter(pk=received.pk).update(state=State.IMPORTING)
    received.refresh_from_db()
    trial = steps.try_out(received)
    steps.confirm(upload(GOOD), user=owner, now=NOW)
    steps.write(received, trial, now=NOW)
    received.refresh_from_db()
    assert (received.state, received.imported_at) == (State.REFUSED, None)
    assert len(report_of(received).problems) == 1
    assert Observation.objects.get().place_code == "50"
