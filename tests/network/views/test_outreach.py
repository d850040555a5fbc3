"""The screens of a season as staff use them: no script, one address after the other."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import icalendar
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from home.models import Centre, GuideIndexPage, GuidePage, PortalImage, Topic
from network.actions.change_partner import Actor
from network.actions.found_letters import found_letters
from network.actions.record_visit import Picture, add_photo
from network.actions.run_season import found_season
from network.models import (
    BudgetAllocation,
    BudgetEntry,
    Holiday,
    LessonLearned,
    Letter,
    Partner,
    PlanMonth,
    Quota,
    Rate,
    Responsibility,
    Season,
    Skip,
    TravelRequest,
    Visit,
)
from network.outreach import clock, states
from network.visit_calendar import feed_token
from tests import factories
from tests.drawn_pictures import photograph
from tests.network.staff import member
from tests.network_factories import contact, partner
from tests.season_factories import NOW, TODAY, province, season, team, travel, visit

pytestmark = pytest.mark.django_db

TEN = timezone.make_aware(datetime(2027, 1, 20, 10, 0))


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def as_role(client):
    def log_in(role: str, centre: str | None = "north"):
        user = member(role, None if role == "hq" else centre)
        client.force_login(user)
        return user

    return log_in


def at(name: str, *args) -> str:
    return reverse(f"outreach:{name}", args=args)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def prospect(**fields):
    known = {"status": "prospect", "website": "http://c.example", "address": "1 หมู่ 1", "zip_code": "52000"}
    return partner(**known | fields)


class TestBoard:
    def test_it_shows_the_visits_of_the_centre_by_state_and_what_presses(self, client, as_role):
        as_role("officer")
        late = visit(prospect(name_th="โรงเรียนช้า"), state=states.LETTER_A_SENT, letter_a_on=TODAY - timedelta(days=30))
        visit(prospect(name_th="ที่อื่น", province=province("songkhla")), season=late.season)
        page = client.get(at("index")).content.decode()
        assert "โรงเรียนช้า" in page and "suggest a replacement" in page
        assert "ที่อื่น" not in page

    def test_filters_by_team_province_and_what_presses(self, client, as_role):
        as_role("officer")
        red = team()
        one = visit(prospect(name_th="ของสายแดง"), team=red, state=states.SELECTED)
        visit(prospect(name_th="ของคนอื่น", province=province("phrae")), season=one.season, state=states.SELECTED)
        for query in ({"team": red.pk}, {"province": province().pk}):
            page = client.get(at("index"), query).content.decode()
            assert "ของสายแดง" in page and "ของคนอื่น" not in page
        assert "ของสายแดง" not in client.get(at("index"), {"late": 1}).content.decode()

    def test_before_the_first_season_it_says_what_to_do(self, client, as_role):
        as_role("hq")
        assert at("season_add") in client.get(at("index")).content.decode()

    def test_a_centre_of_four_hundred_visits_costs_ten_queries_and_its_figures_twelve(
        self, client, as_role, django_assert_max_num_queries
    ):
        """Four of each are the admin's own: the session, the user, his rights, the languages."""
        as_role("officer")
        here, red, there = season(), team(), province()
        Quota.objects.create(season=here, province=there, target=50)
        made = Partner.objects.bulk_create(
            Partner(code=f"Q{number:05}", kind="school", name_th=f"ที่ {number}", province=there) for number in range(400)
        )
        known = (*states.LINE, states.DECLINED)
        Visit.objects.bulk_create(
            Visit(
                season=here, partner=one, team=red, state=known[number % len(known)], appointment=TEN,
                visited_on=TODAY, letter_a_on=TODAY,
            )
            for number, one in enumerate(made)
        )  # fmt: skip
        for name, most in (("index", 10), ("progress", 12), ("suggestions", 14)):
            client.get(at(name))  # what lasts is in the caches now
            with django_assert_max_num_queries(most):
                assert client.get(at(name)).status_code == 200

    def test_a_whole_trip_is_moved_at_once_and_what_cannot_be_is_said(self, client, as_role):
        as_role("team_leader")
        ready = prospect(suitable=True, screened_on=TODAY)
        here = season()
        good, bad = visit(ready, season=here), visit(prospect(name_th="ยังไม่คัดกรอง"), season=here)
        keys = {"id": [good.pk, bad.pk], "act": "select"}
        asked = client.post(at("many"), keys)
        assert b"confirmed" in asked.content
        page = client.post(at("many"), keys | {"confirmed": "1"}).content.decode()
        assert "ยังไม่คัดกรอง" in page and "Screen it first" in page
        good.refresh_from_db(), bad.refresh_from_db()
        assert (good.state, bad.state) == (states.SELECTED, states.SHORTLISTED)

    def test_an_officer_cannot_choose_by_address(self, client, as_role):
        as_role("officer")
        one = visit(prospect(suitable=True, screened_on=TODAY))
        response = client.post(at("many"), {"id": one.pk, "act": "select", "confirmed": "1"})
        assert response.status_code == 302 and response.url.endswith("/admin/")
        one.refresh_from_db()
        assert one.state == states.SHORTLISTED


class TestLetters:
    def test_letters_a_begin_on_the_board_and_who_cannot_get_one_is_named(self, client, as_role):
        found_letters()
        as_role("officer")
        here, days = season(), {"expected_from": date(2027, 1, 18), "expected_to": date(2027, 1, 22)}
        able = visit(prospect(name_th="ได้รับหนังสือ"), season=here, state=states.SELECTED, **days)
        bare = visit(prospect(name_th="ไม่มีที่อยู่", address=""), season=here, state=states.SELECTED, **days)
        far = visit(prospect(province=province("songkhla")), season=here, state=states.SELECTED, **days)
        assert at("letters_a") in client.get(at("index")).content.decode()
        asked = client.post(at("letters_a"), {"id": [able.pk, bare.pk, far.pk]})
        assert [one.visit for one in asked.context["left_out"]] == [bare] and asked.context["able"] == [able]
        sent = {"id": [able.pk, bare.pk], "confirmed": "1", "token": str(asked.context["token"])}
        for _time in range(2):
            answer = client.post(at("letters_a"), sent)
        letter = Letter.objects.get()
        assert (answer.url, letter.visit) == (reverse("letters:batch_edit", args=[letter.batch_id]), able)
        assert reverse("letters:batch", args=[letter.batch_id]) in client.get(at("visit", able.pk)).content.decode()

    def test_one_click_makes_a_trip_with_its_papers(self, client, as_role, django_capture_on_commit_callbacks):
        found_letters()
        here, red = season(), team(members=[as_role("officer")])
        one = visit(prospect(), season=here, team=red, state=states.APPOINTED, appointment=TEN)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(at("trips"), {"id": one.pk, "papers": "1"})
        trip = TravelRequest.objects.get()
        page = client.get(at("trip", trip.pk)).content.decode()
        memo, letter = (Letter.objects.get(errand=errand) for errand in ("memo", "b"))
        for name, key in (("letter", memo.pk), ("batch", letter.batch_id)):
            assert reverse(f"letters:{name}", args=[key]) in page
        kept = trip.run_sheets.open("rb").read()
        assert client.get(at("run_sheets", trip.pk)).content == kept
        # What has changed since is printed anew.
        Visit.objects.update(place="ห้องใหม่", updated_at=timezone.now() + timedelta(hours=1))
        assert client.get(at("run_sheets", trip.pk)).content != kept


class TestVisit:
    def test_it_says_what_is_missing_beside_each_step(self, client, as_role):
        as_role("team_leader")
        page = client.get(at("visit", visit(prospect()).pk)).content.decode()
        assert "Screen it first" in page

    def test_a_visit_of_another_centre_is_not_there(self, client, as_role):
        one = visit(prospect())
        as_role("officer", "south")
        for address in (at("visit", one.pk), at("step", one.pk, "set_window"), at("record", one.pk), at("ics", one.pk)):
            assert client.get(address).status_code == 404

    def test_a_coordinator_is_typed_in_with_the_privacy_notice(self, client, as_role):
        as_role("officer")
        one = visit(prospect(), state=states.LETTER_A_SENT)
        known = {"reply_channel": "phone", "name": "สาธิต ตัวอย่าง", "phone": "054 000 000", "version": one.version}
        response = client.post(at("step", one.pk, "coordinate"), known)
        assert "privacy notice" in response.content.decode()
        assert not one.partner.contacts.exists()
        client.post(at("step", one.pk, "coordinate"), known | {"told": "on"})
        one.refresh_from_db()
        assert (one.state, one.coordinator.name, one.coordinator.notice_on) == (
            states.COORDINATED, "สาธิต ตัวอย่าง", TODAY,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            ("2570-02-30", "no such day"),
            ("2027-01-23", "Saturday or Sunday"),
            ("2027-07-05", "outside of the field work"),
            ("2027-01-21", "holiday"),
            ("20 ม.ค. 2570", "another appointment"),
        ],
    )
    def test_a_wrong_day_is_refused_in_a_sentence_and_what_was_typed_stays(self, client, as_role, day, words):
        as_role("officer")
        red, here = team(), season()
        Holiday.objects.create(on=date(2027, 1, 21), name="วันหยุดตัวอย่าง")
        visit(prospect(), season=here, team=red, state=states.APPOINTED, appointment=TEN)
        of = prospect()
        one = visit(of, season=here, state=states.COORDINATED, coordinator=contact(of, notice_on=TODAY))
        form = {"team": red.pk, "day": day, "time": "10:30", "minutes": 90, "format": "staff", "agreed": "on",
                "place": "ห้องประชุม"}  # fmt: skip
        page = client.post(at("step", one.pk, "appoint"), form).content.decode()
        assert words in page and "ห้องประชุม" in page
        one.refresh_from_db()
        assert (one.state, one.appointment) == (states.COORDINATED, None)

    def test_the_second_of_two_is_told_that_the_first_was_faster(self, client, as_role):
        as_role("team_leader")
        one = visit(prospect(suitable=True, screened_on=TODAY))
        client.post(at("step", one.pk, "select"), {"version": one.version})
        page = client.post(at("step", one.pk, "cancel"), {"version": one.version, "reason": "ซ้ำ"}, follow=True)
        assert "meanwhile" in said(page)
        one.refresh_from_db()
        assert one.state == states.SELECTED

    def test_a_call_that_confirms_again_is_remembered(self, client, as_role):
        as_role("officer")
        one = visit(prospect(kind="school"), state=states.TRAVEL_APPROVED, appointment=TEN)
        client.post(at("call", one.pk), {"result": "reconfirmed", "note": "ตามนัด"})
        one.refresh_from_db()
        assert (one.reconfirmed_on, one.calls.get().script) == (TODAY, "school")

    def test_the_script_of_a_school_speaks_of_the_hall_and_the_computer_room(self, client, as_role):
        as_role("officer")
        school, local = visit(prospect(kind="school")), visit(prospect(kind="sao"))
        assert "ห้องคอมพิวเตอร์" in client.get(at("visit", school.pk)).content.decode()
        assert "ห้องคอมพิวเตอร์" not in client.get(at("visit", local.pk)).content.decode()

    def test_in_a_closed_season_nothing_is_offered(self, client, as_role):
        as_role("hq")
        one = visit(prospect(), season=season(state=clock.CLOSED))
        page = client.get(at("visit", one.pk)).content.decode()
        assert at("step", one.pk, "select") not in page and "closed" in page


class TestCalendar:
    def test_it_shows_a_month_in_its_weeks(self, client, as_role):
        as_role("officer")
        visit(prospect(name_th="โรงเรียนนัด"), team=team(), state=states.APPOINTED, appointment=TEN)
        assert "โรงเรียนนัด" in client.get(at("calendar"), {"month": "2027-01"}).content.decode()
        assert "โรงเรียนนัด" not in client.get(at("calendar"), {"month": "2027-03"}).content.decode()

    def test_the_feed_is_read_by_another_program_and_keeps_what_was_cancelled(self, client):
        red = team()
        name = "องค์การบริหารส่วนตำบลบ้านตัวอย่างที่มีชื่อยาวมากเพื่อทดสอบการพับบรรทัด"
        one = visit(prospect(name_th=name), team=red, state=states.APPOINTED, appointment=TEN, sequence=1)
        visit(
            prospect(name_th="ยกเลิกแล้ว"),
            season=one.season,
            team=red,
            state=states.CANCELLED,
            appointment=TEN,
            sequence=2,
        )
        response = client.get(reverse("team_calendar", args=[feed_token(red)]))
        assert "private" in response["Cache-Control"]
        assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
        for line in response.content.split(b"\r\n"):
            line.decode()
        events = {str(e["uid"]): e for e in icalendar.Calendar.from_ical(response.content).walk("VEVENT")}
        mine = events[f"visit-{one.pk}@outreach.lmi"]
        assert (mine["sequence"], mine["dtstart"].dt, str(mine["status"])) == (1, TEN, "CONFIRMED")
        assert name in str(mine["summary"])
        assert sorted(str(event["status"]) for event in events.values()) == ["CANCELLED", "CONFIRMED"]

    def test_a_new_address_ends_the_old_one(self, client, as_role):
        red = team(leader=as_role("team_leader"))
        old = reverse("team_calendar", args=[feed_token(red)])
        assert client.get(old).status_code == 200
        client.post(at("feed_renew", red.pk))
        assert client.get(old).status_code == 404
        assert client.get(reverse("team_calendar", args=["nonsense"])).status_code == 404


class TestCandidates:
    def test_a_leader_fills_to_quota(self, client, as_role):
        as_role("team_leader")
        here = season()
        Quota.objects.create(season=here, province=province(), target=3)
        for number in range(5):
            prospect(name_th=f"ที่ {number}", suitable=True, screened_on=TODAY)
        page = client.post(at("suggestions"), {"act": "fill", "province": province().pk}, follow=True)
        assert "3 candidates are on the short list" in said(page)
        assert Visit.objects.filter(tier=1).count() == 3

    def test_a_candidate_is_passed_over_with_a_reason_only(self, client, as_role):
        as_role("officer")
        here = season()
        Quota.objects.create(season=here, province=province(), target=3)
        one = prospect(name_th="ที่ข้าม")
        client.post(at("suggestions"), {"skip": one.pk, f"why-{one.pk}": ""})
        assert not Skip.objects.exists()
        client.post(at("suggestions"), {"skip": one.pk, f"why-{one.pk}": "far"})
        assert Skip.objects.get().partner == one
        assert client.get(at("suggestions")).context["rows"] == []

    def test_a_partner_is_looked_up_by_its_code(self, client, as_role):
        as_role("officer")
        here, one = season(), prospect()
        client.post(at("suggestions"), {"act": "code", "code": one.code})
        assert Visit.objects.get().partner == one
        again = client.post(at("suggestions"), {"act": "code", "code": one.code}, follow=True)
        assert "cannot be chosen" in said(again)
        assert here.visits.count() == 1

    def test_a_screening_makes_a_candidate_suitable(self, client, as_role):
        as_role("officer")
        one = prospect()
        client.post(at("screening", one.pk), {"site_works": "yes", "banner_room": "yes"})
        one.refresh_from_db()
        assert (one.suitable, one.screened_on, one.status) == (True, TODAY, "screened_ok")
        client.post(at("screening", one.pk), {"site_works": "yes", "banner_room": "no"})
        one.refresh_from_db()
        assert (one.suitable, one.status, one.screenings.count()) == (False, "screened_no", 2)


class TestSeason:
    def test_headquarters_sets_a_season_up_with_the_manuals_dates_kit_and_readiness(self, client, as_role):
        as_role("hq")
        client.post(at("season_add"), {"fiscal_year": "๒๕๗๐"})
        made = Season.objects.get()
        assert (made.field_start, made.report_deadline) == (date(2026, 11, 1), date(2027, 8, 31))
        assert (made.kit.count(), made.readiness.count()) == (6, 6)

    def test_a_gregorian_year_is_recognised_and_the_buddhist_one_offered(self, client, as_role):
        as_role("hq")
        page = client.post(at("season_add"), {"fiscal_year": "2027"}).content.decode()
        assert "2570" in page and not Season.objects.exists()

    def test_an_officer_sets_up_nothing(self, client, as_role):
        as_role("officer")
        here = season(state=clock.PLANNING)
        client.post(at("season_add"), {"fiscal_year": "2571"})
        client.post(at("season_state", here.pk), {"state": clock.OPEN})
        client.post(at("quotas", here.pk), {f"q-{province().pk}-": "5"})
        here.refresh_from_db()
        assert (Season.objects.count(), here.state, Quota.objects.count()) == (1, clock.PLANNING, 0)

    def test_quotas_and_teams_are_written_in_one_matrix_or_not_at_all(self, client, as_role):
        as_role("hq")
        here, red, there = season(), team(), province()
        fields = {"centre": "north", f"q-{there.pk}-": "4", f"q-{there.pk}-school": "๒", f"t-{there.pk}": [red.pk]}
        client.post(at("quotas", here.pk), fields)
        assert set(here.quotas.values_list("kind", "target")) == {("", 4), ("school", 2)}
        assert here.responsibilities.get().team == red
        page = client.post(at("quotas", here.pk), fields | {f"q-{there.pk}-sao": "สิบ", f"q-{there.pk}-": "9"})
        assert "สิบ" in said(page)
        assert set(here.quotas.values_list("kind", "target")) == {("", 4), ("school", 2)}

    def test_a_new_season_takes_over_the_set_up_of_the_last_one(self):
        here, red = season(2570, visits_per_day=4), team()
        Quota.objects.create(season=here, province=province(), kind="sao", target=7)
        Responsibility.objects.create(season=here, team=red, province=province())
        PlanMonth.objects.create(season=here, team=red, province=province(), month=date(2026, 12, 1), visits=3)
        made = found_season(2571)
        assert made.visits_per_day == 4
        assert made.quotas.get().target == 7
        assert made.responsibilities.get().team == red
        assert made.plan.get().month == date(2027, 12, 1)

    def test_closing_a_season_settles_what_is_open_and_cannot_be_undone(self, client, as_role):
        as_role("hq")
        here = season(state=clock.REPORTING)
        seen, unseen = visit(prospect(), season=here, state=states.FOLLOWING_UP), visit(prospect(), season=here)
        client.post(at("season_state", here.pk), {"state": clock.CLOSED})
        seen.refresh_from_db(), unseen.refresh_from_db(), here.refresh_from_db()
        assert (here.state, seen.state, seen.outcome, unseen.state) == (
            clock.CLOSED, states.CLOSED, "not_linked", states.CANCELLED,
        )  # fmt: skip
        client.post(at("season_state", here.pk), {"state": clock.REPORTING})
        here.refresh_from_db()
        assert here.state == clock.CLOSED

    def test_the_plan_is_a_matrix_a_pdf_and_a_workbook(self, client, as_role):
        leader = as_role("team_leader")
        here, red, there = season(), team(leader=leader), province()
        Responsibility.objects.create(season=here, team=red, province=there)
        client.post(at("plan", here.pk), {f"p-{red.pk}-{there.pk}-202612": "5"})
        assert here.plan.get().visits == 5
        pdf = client.get(at("plan_file", here.pk, "pdf"))
        assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
        assert client.get(at("plan_file", here.pk, "xlsx")).content.startswith(b"PK")


class TestTrip:
    def test_a_trip_is_planned_approved_within_the_budget_and_settled(self, client, as_role):
        officer = as_role("officer")
        here, red = season(), team(members=[officer])
        BudgetAllocation.objects.create(season=here, centre=Centre.objects.get(code="north"), amount=1000)
        one = visit(prospect(), season=here, team=red, state=states.APPOINTED, appointment=TEN)
        client.post(at("trips"), {"id": one.pk})
        trip = TravelRequest.objects.get()
        assert (trip.starts_on, trip.travellers.get().user) == (date(2027, 1, 20), officer)
        line = {"act": "line", "category": "allowance", "description": "เบี้ยเลี้ยง", "people": 2, "units": 1}
        page = client.post(at("trip", trip.pk), line | {"rate": "สองร้อย"})
        assert "amount in figures" in page.content.decode() and "เบี้ยเลี้ยง" in page.content.decode()
        client.post(at("trip", trip.pk), line | {"rate": "๒๐๐"})
        client.post(at("trip", trip.pk), {"act": "submit"})
        as_role("director")
        client.post(at("trip", trip.pk), {"act": "approve"})
        one.refresh_from_db(), trip.refresh_from_db()
        assert (trip.state, one.state) == ("approved", states.TRAVEL_APPROVED)
        assert BudgetEntry.objects.get().amount == Decimal(400)
        as_role("admin_section")
        client.post(at("trip", trip.pk), {"act": "settle", f"line-{trip.lines.get().pk}": "350.50"})
        trip.refresh_from_db()
        assert trip.state == "settled"
        assert [(e.kind, e.amount) for e in BudgetEntry.objects.all()] == [
            ("commit", Decimal(400)), ("release", Decimal(400)), ("actual", Decimal("350.50")),
        ]  # fmt: skip

    def test_beyond_the_budget_nothing_is_approved(self, client, as_role):
        user = as_role("director")
        here, red = season(), team()
        BudgetAllocation.objects.create(season=here, centre=Centre.objects.get(code="north"), amount=100)
        trip = travel(red, here, state="submitted")
        trip.lines.create(category="other", description="x", rate=101)
        one = visit(prospect(), season=here, team=red, state=states.APPOINTED, appointment=TEN, travel=trip)
        page = client.post(at("trip", trip.pk), {"act": "approve", "because": "จำเป็น"}, follow=True)
        assert "1.00 baht more" in said(page)
        trip.refresh_from_db(), one.refresh_from_db()
        assert (trip.state, one.state, BudgetEntry.objects.count()) == ("submitted", states.APPOINTED, 0)
        client.force_login(member("hq"))
        client.post(at("trip", trip.pk), {"act": "approve", "because": "จำเป็น"})
        trip.refresh_from_db()
        assert (trip.state, trip.over_budget_because) == ("approved", "จำเป็น")
        assert user.pk

    def test_a_trip_that_is_given_up_frees_its_money_and_its_visits(self, client, as_role):
        as_role("director")
        here, red = season(), team()
        allocation = BudgetAllocation.objects.create(season=here, centre=Centre.objects.get(code="north"), amount=100)
        trip = travel(red, here, state="submitted")
        trip.lines.create(category="other", description="x", rate=60)
        one = visit(prospect(), season=here, team=red, state=states.APPOINTED, appointment=TEN, travel=trip)
        client.post(at("trip", trip.pk), {"act": "approve"})
        client.post(at("trip", trip.pk), {"act": "cancel"})
        one.refresh_from_db()
        assert (one.state, one.travel) == (states.APPOINTED, None)
        assert [entry.kind for entry in allocation.entries.all()] == ["commit", "release"]

    def test_windows_are_proposed_for_letter_a(self, client, as_role):
        as_role("officer")
        one = visit(prospect(), state=states.SELECTED)
        client.post(at("trips"), {"act": "windows", "first": "18/1/2570"})
        one.refresh_from_db()
        assert (one.expected_from, one.expected_to) == (date(2027, 1, 18), date(2027, 1, 22))

    def test_the_run_sheets_are_one_page_for_each_visit(self, client, as_role):
        import io

        from pypdf import PdfReader

        as_role("officer")
        here, red = season(), team()
        trip = travel(red, here)
        for number in range(2):
            visit(prospect(name_th=f"ที่ {number}"), season=here, team=red, state=states.APPOINTED,
                  appointment=TEN + timedelta(hours=2 * number), travel=trip)  # fmt: skip
        response = client.get(at("run_sheets", trip.pk))
        assert len(PdfReader(io.BytesIO(response.content)).pages) == 2

    def test_another_centres_trip_is_not_there(self, client, as_role):
        trip = travel(team(), season())
        as_role("director", "south")
        assert client.get(at("trip", trip.pk)).status_code == 404


class TestRecord:
    def sent(self, **more):
        steps = {f"step{number}": "on" for number in range(1, 6)}
        known = {"visited_on": "2027-01-12", "key": "k1", "form1_count": "3", "heads_staff": "12", **steps}
        return known | {"questions": "สมัครงานอย่างไร\nมีค่าใช้จ่ายหรือไม่"} | more

    def able(self):
        return visit(prospect(), team=team(), state=states.READY, appointment=NOW - timedelta(days=1))

    def test_it_arrives_once_however_often_it_is_sent(self, client, as_role):
        as_role("officer")
        one = self.able()
        for _time in range(2):
            client.post(at("record", one.pk), self.sent())
        one.refresh_from_db()
        assert (one.state, one.audience, one.form1_count, one.form1_on) == (states.VISITED, 12, 3, date(2027, 1, 12))
        assert one.questions.count() == 2
        assert one.events.filter(verb="record").count() == 1
        one.partner.refresh_from_db()
        assert one.partner.last_visited_on == date(2027, 1, 12)

    def test_a_missing_step_asks_for_a_reason_and_loses_nothing(self, client, as_role):
        as_role("officer")
        one = self.able()
        sent = self.sent(remarks="เว็บไซต์กำลังปรับปรุง")
        del sent["step3"]
        response = client.post(at("record", one.pk), sent)
        assert response.status_code == 422
        assert "4 of 5 steps" in response.content.decode() and "เว็บไซต์กำลังปรับปรุง" in response.content.decode()
        one.refresh_from_db()
        assert one.state == states.READY

    def test_a_photograph_loses_where_it_was_taken(self, client, as_role, tmp_path, settings):
        import io

        from django.core.files.uploadedfile import SimpleUploadedFile
        from PIL import Image

        settings.MEDIA_ROOT = str(tmp_path / "media")
        as_role("officer")
        one = self.able()
        picture, out = Image.new("RGB", (40, 30), "#2a3b8f"), io.BytesIO()
        exif = picture.getexif()
        exif.get_ifd(0x8825)[2] = (18.0, 17.0, 0.0)
        exif[0x010F] = "Camera"
        picture.save(out, "JPEG", exif=exif)
        upload = SimpleUploadedFile("p.jpg", out.getvalue(), "image/jpeg")
        client.post(at("record", one.pk), self.sent(photo1=upload, caption="หน้าห้องประชุม"))
        photo = one.photos.get()
        with photo.file.open("rb") as kept:
            assert not Image.open(kept).getexif()
        assert not photo.released
        assert "no-store" in client.get(at("photo", one.pk, photo.pk))["Cache-Control"]
        client.force_login(member("officer", "south"))
        assert client.get(at("photo", one.pk, photo.pk)).status_code == 404

    def test_until_it_is_closed_it_may_be_corrected(self, client, as_role):
        as_role("officer")
        one = self.able()
        client.post(at("record", one.pk), self.sent())
        client.post(at("record", one.pk), self.sent(key="k2", heads_staff="15"))
        one.refresh_from_db()
        assert (one.heads_staff, one.events.filter(verb="edit").count()) == (15, 1)


class TestProgress:
    def test_every_figure_leads_to_its_rows(self, client, as_role):
        as_role("director")
        here = season()
        Quota.objects.create(season=here, province=province(), target=4)
        visit(
            prospect(name_th="ไปแล้ว"),
            season=here,
            state=states.FOLLOWING_UP,
            visited_on=date(2027, 1, 5),
            heads_pupils=30,
        )
        visit(prospect(name_th="ยังไม่ไป"), season=here, state=states.SELECTED)
        response = client.get(at("progress"), {"figure": "visited"})
        assert response.context["progress"]["visited"].percent == 25.0
        assert response.context["progress"]["pupils"].value == 30
        rows = [row.partner.name_th for row, _state in response.context["rows"]]
        assert rows == ["ไปแล้ว"]
        csv = b"".join(client.get(at("progress_file"), {"figure": "visited"})).decode()
        assert "ไปแล้ว" in csv and "ยังไม่ไป" not in csv

    def test_a_letter_is_answered_after_so_many_days(self, client, as_role):
        as_role("director")
        here = season()
        for days in (3, 5, 20):
            visit(
                prospect(),
                season=here,
                state=states.COORDINATED,
                letter_a_on=TODAY - timedelta(days=days),
                reply_at=NOW,
            )
        visit(prospect(), season=here, state=states.LETTER_A_SENT, letter_a_on=TODAY)
        progress = client.get(at("progress")).context["progress"]
        assert (progress["reply_days"].value, progress["replied"].percent) == (5, 75.0)

    def test_another_centre_counts_nothing_of_it(self, client, as_role):
        visit(prospect(), state=states.CLOSED)
        as_role("director", "south")
        assert client.get(at("progress")).context["progress"]["visited"].value == 0


class TestQuestions:
    def test_a_question_is_answered_and_kept_by_its_own_centre_only(self, client, as_role):
        one = visit(prospect(), state=states.FOLLOWING_UP)
        asked = one.questions.create(text="สมัครงานอย่างไร", at=NOW)
        decided = {"question": asked.pk, "act": "accepted", "answer": "สมัครผ่านเว็บไซต์"}
        as_role("officer", "south")
        assert client.post(at("questions"), decided).status_code == 404
        as_role("officer")
        assert "สมัครงานอย่างไร" in client.get(at("questions")).content.decode()
        client.post(at("questions"), decided)
        asked.refresh_from_db()
        assert (asked.state, asked.answer) == ("accepted", "สมัครผ่านเว็บไซต์")


class TestConfirmation:
    def test_the_coordinator_gets_the_appointment_with_an_entry_for_the_calendar(
        self, client, as_role, mailoutbox, django_capture_on_commit_callbacks
    ):
        as_role("officer")
        of, red = prospect(), team()
        person = contact(of, notice_on=TODAY, email="clerk@example.invalid")
        one = visit(of, state=states.COORDINATED, coordinator=person)
        form = {"team": red.pk, "day": "2027-01-20", "time": "10:00", "minutes": 90, "format": "staff", "agreed": "on"}
        with django_capture_on_commit_callbacks(execute=True):
            client.post(at("step", one.pk, "appoint"), form | {"confirm": "on"})
        (letter,) = mailoutbox
        assert letter.to == ["clerk@example.invalid"] and "20 มกราคม 2570 เวลา 10.00 น." in letter.body
        ((name, entry, kind),) = letter.attachments
        (event,) = icalendar.Calendar.from_ical(entry).walk("VEVENT")
        assert (name, kind, event["dtstart"].dt) == ("visit.ics", "text/calendar", TEN)


class TestRegisters:
    @pytest.mark.parametrize("name", ["holidays", "rates", "kit", "readiness_items"])
    def test_the_administration_keeps_the_registers_of_the_season_and_an_officer_does_not(self, client, as_role, name):
        here = season()
        made = {
            "holidays": lambda: Holiday.objects.create(on=TODAY, name="วันหยุด"),
            "rates": lambda: Rate.objects.create(category="other", name="x", unit="y", amount=1, from_on=TODAY),
            "kit": lambda: here.kit.create(number=1, name="กระเป๋า"),
            "readiness_items": lambda: here.readiness.create(number=1, name="ศึกษาโครงการ"),
        }[name]()
        as_role("admin_section")
        assert client.get(reverse(f"{name}:edit", args=[made.pk])).status_code == 200
        if name != "kit":
            assert client.get(reverse(f"{name}:delete", args=[made.pk])).status_code == 200
        as_role("officer")
        assert client.get(reverse(f"{name}:delete", args=[made.pk])).status_code == 302

    def test_what_a_closed_season_asked_for_stays(self, client, as_role):
        closed = season(2569, state=clock.CLOSED)
        items = {
            "kit": closed.kit.create(number=1, name="เดิม"),
            "readiness_items": closed.readiness.create(number=1, name="เดิม"),
        }
        as_role("admin_section")
        for name, item in items.items():
            form = {"season": closed.pk, "number": 1, "name": "ใหม่", "per_visit": 1, "stock": 0}
            client.post(reverse(f"{name}:edit", args=[item.pk]), form)
            item.refresh_from_db()
            assert item.name == "เดิม"


class TestPhotos:
    @pytest.fixture
    def photo(self, tmp_path, settings):
        settings.MEDIA_ROOT = str(tmp_path / "media")
        one = visit(prospect(), state=states.FOLLOWING_UP)
        return add_photo(one, Picture(photograph().read()), actor=Actor(), at=NOW)

    def test_it_is_released_with_words_only_and_taken_back(self, client, as_role, photo):
        as_role("officer")
        assert at("photo", photo.visit_id, photo.pk) in client.get(at("photos")).content.decode()
        page = client.post(at("photos"), {"photo": photo.pk, "act": "release", "caption": " "}, follow=True)
        assert "what the photograph shows" in said(page) and not PortalImage.objects.exists()
        client.post(at("photos"), {"photo": photo.pk, "act": "release", "caption": "แนะนำแบนเนอร์"})
        photo.refresh_from_db()
        assert (photo.released, photo.image.description, photo.released_at) == (True, "แนะนำแบนเนอร์", NOW)
        assert photo.image.file.name != photo.file.name
        client.post(at("photos"), {"photo": photo.pk, "act": "withdraw"})
        photo.refresh_from_db()
        assert (photo.released, photo.image, PortalImage.objects.count()) == (False, None, 0)
        assert photo.visit.events.filter(verb="photo").count() == 2

    def test_what_a_page_shows_cannot_be_taken_back(self, client, as_role, photo):
        as_role("officer")
        client.post(at("photos"), {"photo": photo.pk, "act": "release", "caption": "แนะนำแบนเนอร์"})
        photo.refresh_from_db()
        factories.news(factories.news_section(factories.home_page()), lead_image=photo.image)
        page = client.post(at("photos"), {"photo": photo.pk, "act": "withdraw"}, follow=True)
        photo.refresh_from_db()
        assert photo.released and "A page shows this picture" in said(page)

    def test_another_centre_sees_and_releases_nothing_of_it(self, client, as_role, photo):
        as_role("officer", "south")
        assert at("photo", photo.visit_id, photo.pk) not in client.get(at("photos")).content.decode()
        assert client.post(at("photos"), {"photo": photo.pk, "act": "release", "caption": "x"}).status_code == 404
        photo.refresh_from_db()
        assert not photo.released


class TestLessons:
    @pytest.fixture
    def guides(self):
        return factories.child(factories.home_page(), GuideIndexPage, slug="knowledge")

    def test_a_lesson_becomes_the_draft_of_a_guide_once(self, client, as_role, guides):
        as_role("director")
        north = Centre.objects.get(code="north")
        lesson = LessonLearned.objects.create(centre=north, title="นัดช่วงเช้า", text="ย่อหน้าหนึ่ง <b>\n\nย่อหน้าสอง", at=NOW)
        address = reverse("lessons:promote", args=[lesson.pk])
        assert address in client.get(reverse("lessons:index")).content.decode()
        topic = Topic.objects.first()
        for _time in range(2):
            client.post(address, {"topic": topic.pk})
        guide = GuidePage.objects.get()
        assert (guide.live, guide.for_staff, guide.topic, guide.title) == (False, True, topic, "นัดช่วงเช้า")
        assert [block.value.source for block in guide.body] == ["<p>ย่อหน้าหนึ่ง &lt;b&gt;</p>", "<p>ย่อหน้าสอง</p>"]
        lesson.refresh_from_db()
        assert lesson.guide.pk == guide.pk

    def test_an_officer_and_another_centres_director_make_none(self, client, as_role, guides):
        lesson = LessonLearned.objects.create(centre=Centre.objects.get(code="north"), title="x", text="y", at=NOW)
        address = reverse("lessons:promote", args=[lesson.pk])
        as_role("director", "south")
        assert client.post(address, {"topic": Topic.objects.first().pk}).status_code == 404
        as_role("officer")
        client.post(address, {"topic": Topic.objects.first().pk})
        assert not GuidePage.objects.exists()
