"""The way of a season's report: written by a centre, decided by headquarters, rolled up and read by everybody."""

import io

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from home.models import Centre
from surveys.actions.accept_report import accept_report
from surveys.actions.begin_report import begin_report
from surveys.actions.submit_report import NothingReturned, submit_report
from surveys.models import Response, SeasonReport
from tests import survey_factories as make
from tests.surveys.report_desk import answered, person

pytestmark = pytest.mark.django_db
State = SeasonReport.State


@pytest.fixture
def campaign():
    made = make.campaign()
    answered(made, "lampang", 6)
    answered(made, "songkhla", 8)
    return made


@pytest.fixture
def hq():
    return person("hq", None)


def centre(code: str) -> Centre:
    return Centre.objects.get(code=code)


def now() -> dict:
    return {"at": timezone.now()}


def submitted(campaign, code: str) -> SeasonReport:
    director = person("director", code)
    report = begin_report(campaign, centre(code), by=director, **now())
    return submit_report(report, by=director, today=timezone.localdate(), **now())


def accepted(campaign, code: str, hq) -> SeasonReport:
    return accept_report(submitted(campaign, code), by=hq, **now())


def address(name: str, *args) -> str:
    return reverse(f"season_reports:{name}", args=args)


def act(client, report, name: str, **more):
    report.refresh_from_db()
    return client.post(address("act", report.pk), {"act": name, "version": report.version} | more, follow=True)


def test_a_report_goes_from_draft_to_accepted_and_its_history_says_so(client, campaign, hq):
    director = person("director")
    client.force_login(director)
    client.post(address("begin", campaign.pk), {"centre": "north"})
    report = SeasonReport.objects.get()
    act(client, report, "submit")
    client.force_login(hq)
    assert "โปรดระบุเหตุผล" in act(client, report, "return").content.decode()
    act(client, report, "return", reason="ขอให้เพิ่มข้อเสนอ")
    client.force_login(director)
    assert "ขอให้เพิ่มข้อเสนอ" in client.get(address("report", report.pk)).content.decode()
    act(client, report, "submit")
    client.force_login(hq)
    act(client, report, "accept")
    report.refresh_from_db()
    assert report.state == State.ACCEPTED
    assert list(report.events.values_list("verb", "by__username")) == [
        ("begun", director.username), ("submitted", director.username), ("returned", hq.username),
        ("submitted", director.username), ("accepted", hq.username),
    ]  # fmt: skip


def test_nobody_acts_for_another_centre_or_beyond_his_rights(client, campaign):
    report = submitted(campaign, "south")
    officer, director = person("officer"), person("director")
    for user in (officer, director):
        client.force_login(user)
        for name in ("report", "write", "pdf", "public"):
            assert client.get(address(name, report.pk)).status_code == 404
        assert client.post(address("act", report.pk), {"act": "accept"}).status_code == 404
        assert client.post(address("begin", campaign.pk), {"centre": "south"}).status_code == 404
    mine = begin_report(campaign, centre("north"), by=officer, **now())
    client.force_login(officer)
    assert "ไม่ใช่สิทธิ์ของท่าน" in act(client, mine, "submit").content.decode()
    with pytest.raises(PermissionDenied):
        submit_report(mine, by=officer, today=timezone.localdate(), **now())
    with pytest.raises(PermissionDenied):
        begin_report(campaign, None, by=director, **now())
    mine = submit_report(mine, by=director, today=timezone.localdate(), **now())
    with pytest.raises(PermissionDenied):
        accept_report(mine, by=director, **now())


def test_two_who_press_at_once_do_not_overrun_each_other(client, campaign, hq):
    report = submitted(campaign, "north")
    client.force_login(hq)
    stale = report.version
    act(client, report, "accept")
    said = client.post(
        address("act", report.pk), {"act": "return", "version": stale, "reason": "x"}, follow=True
    ).content.decode()
    assert "มีผู้อื่น" in said
    report.refresh_from_db()
    assert report.state == State.ACCEPTED


def test_nothing_is_submitted_before_anything_came_back(campaign):
    director = person("director", "east")
    report = begin_report(campaign, centre("east"), by=director, **now())
    with pytest.raises(NothingReturned):
        submit_report(report, by=director, today=timezone.localdate(), **now())


def test_what_is_frozen_stays_and_the_screen_says_that_the_data_changed(client, campaign):
    report = submitted(campaign, "north")
    director = person("director")
    client.force_login(director)
    assert "ข้อมูลไม่เปลี่ยนแปลง" in client.get(address("report", report.pk)).content.decode()
    answer = Response.objects.filter(province__slug="lampang", wave=2).first()
    answer.state = Response.State.SET_ASIDE
    answer.save()
    page = client.get(address("report", report.pk)).content.decode()
    assert "ข้อมูลเปลี่ยนแปลงหลังจากส่งรายงาน: คำตอบแบบสอบถาม" in page
    assert "ข้อมูลไม่เปลี่ยนแปลง" not in page
    report.refresh_from_db()
    assert report.content["facts"]["returned"] == 12
    assert report.content["checksum"] == report.checksum


def test_a_paragraph_that_was_written_is_kept_and_warned_about_when_its_figures_change(client, campaign):
    officer = person("officer")
    report = begin_report(campaign, centre("north"), by=officer, **now())
    client.force_login(officer)
    form = client.get(address("write", report.pk)).context
    basis = {f"b-{row['one'].key}": row["basis"] for row in form["rows"]}
    texts = {f"p-{row['one'].key}": row["text"] for row in form["rows"]}
    sent = basis | texts | {"p-response": "ข้อความของเจ้าหน้าที่", "version": report.version, "signer_name": "นางสาวสมมติ"}
    client.post(address("write", report.pk), sent)
    report.refresh_from_db()
    assert set(report.paragraphs) == {"response"}
    assert report.signer_name == "นางสาวสมมติ"
    page = client.get(address("report", report.pk)).content.decode()
    assert "ข้อความของเจ้าหน้าที่" in page
    assert "ตัวเลขเปลี่ยนแปลง" not in page

    Response.objects.filter(province__slug="lampang", wave=2).first().delete()
    page = client.get(address("report", report.pk)).content.decode()
    assert "ตัวเลขเปลี่ยนแปลง" in page
    assert "ข้อความของเจ้าหน้าที่" in page
    # Submitting wants to know that somebody has read them.
    client.force_login(person("director"))
    act(client, report, "submit")
    report.refresh_from_db()
    assert report.state == State.DRAFT
    act(client, report, "submit", knowing="on")
    report.refresh_from_db()
    assert report.state == State.SUBMITTED
    assert {one["key"]: one["text"] for one in report.content["paragraphs"]}["response"] == "ข้อความของเจ้าหน้าที่"


def test_generate_again_gives_up_the_words_and_keeping_them_ends_the_warning(client, campaign):
    officer = person("officer")
    report = begin_report(campaign, centre("north"), by=officer, **now())
    client.force_login(officer)

    def send(**more):
        report.refresh_from_db()
        rows = client.get(address("write", report.pk)).context["rows"]
        sent = {f"b-{row['one'].key}": row["basis"] for row in rows} | {
            f"p-{row['one'].key}": row["text"] for row in rows
        }
        client.post(address("write", report.pk), sent | {"version": report.version} | more)
        return {row["one"].key: row["one"] for row in client.get(address("write", report.pk)).context["rows"]}

    assert send(**{"p-response": "ของเรา"})["response"].edited
    Response.objects.filter(province__slug="lampang", wave=2).first().delete()
    assert send()["response"].outdated
    kept = send(keep="response")["response"]
    assert (kept.text, kept.outdated) == ("ของเรา", False)
    again = send(again="response")["response"]
    assert not again.edited
    assert "5 ชุด" in again.text


def test_somebody_else_saving_loses_nobodys_words(client, campaign):
    officer = person("officer")
    report = begin_report(campaign, centre("north"), by=officer, **now())
    client.force_login(officer)
    stale = report.version
    client.post(address("write", report.pk), {"version": stale, "p-summary": "ของคนแรก"})
    answer = client.post(address("write", report.pk), {"version": stale, "p-summary": "ของคนที่สอง"})
    assert answer.status_code == 200
    assert "ของคนที่สอง" in answer.content.decode()
    report.refresh_from_db()
    assert report.paragraphs["summary"]["text"] == "ของคนแรก"


def test_the_nation_is_made_of_what_was_accepted_and_nothing_else(client, campaign, hq):
    accepted(campaign, "north", hq)
    submitted(campaign, "south")
    client.force_login(hq)
    client.post(address("begin", campaign.pk), {"centre": ""})
    nation = SeasonReport.objects.get(centre=None)
    assert client.get(address("report", nation.pk)).context["report"].content["facts"]["returned"] == 12
    # What comes in later does not change what was accepted.
    Response.objects.filter(province__slug="lampang").first().delete()
    assert client.get(address("report", nation.pk)).context["report"].content["facts"]["returned"] == 12
    south = SeasonReport.objects.get(centre__code="south")
    act(client, south, "accept")
    content = client.get(address("report", nation.pk)).context["report"].content
    assert content["facts"]["returned"] == 28
    assert [line["centre"] for line in content["centres"]] == ["north", "south"]


def test_without_an_accepted_report_the_nation_says_what_is_missing(client, campaign, hq):
    client.force_login(hq)
    client.post(address("begin", campaign.pk), {"centre": ""})
    nation = SeasonReport.objects.get()
    assert "ยังไม่มีรายงานของศูนย์" in client.get(address("report", nation.pk)).content.decode()
    assert client.get(address("write", nation.pk)).status_code == 302
    assert client.get(address("public", nation.pk)).status_code == 404
    act(client, nation, "publish")
    nation.refresh_from_db()
    assert nation.state == State.DRAFT


@pytest.fixture
def published(client, campaign, hq, django_capture_on_commit_callbacks):
    accepted(campaign, "north", hq)
    accepted(campaign, "south", hq)
    client.force_login(hq)
    client.post(address("begin", campaign.pk), {"centre": ""})
    nation = SeasonReport.objects.get(centre=None)
    with django_capture_on_commit_callbacks(execute=True):
        act(client, nation, "publish")
    client.logout()
    nation.refresh_from_db()
    return nation


def test_everybody_reads_the_published_report_without_texts_or_small_cells(client, published):
    page = client.get(reverse("published_report", args=[2570])).content.decode()
    assert "ข้อความลับ" not in page
    assert "&lt;5" in page
    assert "14" in page
    assert client.get(reverse("published_reports")).status_code == 200
    with translation.override("en"):
        english = client.get(reverse("published_report", args=[2570])).content.decode()
    assert "Satisfaction and benefit" in english
    pdf = b"".join(client.get(reverse("published_report_pdf", args=[2570])).streaming_content)
    assert "ลงชื่อ" not in "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_nothing_else_of_reports_is_public(client, campaign, hq):
    report = accepted(campaign, "north", hq)
    assert client.get(reverse("published_report", args=[2570])).status_code == 404
    assert client.get(reverse("published_report_pdf", args=[2570])).status_code == 404
    assert str(report.campaign.season.fiscal_year) not in client.get(reverse("published_reports")).content.decode()
    for name in ("report", "write", "pdf", "public"):
        assert client.get(address(name, report.pk)).status_code == 302


def test_what_is_taken_off_the_site_is_gone_and_a_counted_report_is_not_returned_before(client, published, hq):
    client.force_login(hq)
    north = SeasonReport.objects.get(centre__code="north")
    assert "ถอน" in act(client, north, "return", reason="แก้ไข").content.decode()
    north.refresh_from_db()
    assert north.state == State.ACCEPTED
    act(client, published, "take_back", reason="พบข้อผิดพลาด")
    assert client.get(reverse("published_report", args=[2570])).status_code == 404
    act(client, north, "return", reason="แก้ไข")
    north.refresh_from_db()
    assert north.state == State.RETURNED


def test_the_list_costs_the_same_for_many_reports(client, campaign, hq, django_assert_num_queries):
    from django.db import connection

    client.force_login(hq)
    client.get(address("index"))
    with CaptureQueriesContext(connection) as few:
        client.get(address("index"))
    for code in ("north", "south"):
        submitted(campaign, code)
    with django_assert_num_queries(len(few)):
        client.get(address("index"))


def test_the_partners_record_shows_when_forms_came_and_never_what_was_answered(client, campaign):
    answer = Response.objects.filter(wave=2, province__slug="lampang").order_by("pk").first()
    partner = answer.pair.visit.partner
    from tests.network.staff import member

    officer = member("officer", "north")
    client.force_login(officer)
    url = reverse("partners:record", args=[partner.pk])
    assert answer.pair.written not in client.get(url).content.decode()
    from surveys.actions.found_surveys import found_rights

    found_rights()
    page = client.get(url).content.decode()
    assert answer.pair.written in page
    assert "ข้อความลับ" not in page
