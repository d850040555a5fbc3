"""A season in mid-flow for the demonstration network: every state of a visit, a trip of each sort, money, plan and kit.

Everything follows from the partners that are there and from the day: the same day gives the same season.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import cycle

from django.contrib.auth import get_user_model
from django.utils import timezone

from home.models import Centre, Province
from home.thai import fiscal_year

from ..actions.run_season import found_season
from ..models import (
    BudgetAllocation,
    BudgetEntry,
    Contact,
    EstimateLine,
    FollowUp,
    Holiday,
    KitCheck,
    KitItem,
    LessonLearned,
    Partner,
    PlanMonth,
    QuestionAsked,
    Quota,
    Responsibility,
    Screening,
    Season,
    Team,
    Traveller,
    TravelRequest,
    Visit,
    VisitEvent,
)
from ..outreach import clock, followup, ranking, states
from ..outreach.trips import working_days
from ..standing import ENGAGED, PROSPECT, SCREENED_OK, VISITED

NORTH = "north"
TEAMS = ("สาย 1", "สาย 2")
PER_PROVINCE, SEEN = 6, 24
#: What a visit of these states may have in the demonstration, in turn.
ON_THE_WAY = (
    states.SELECTED, states.LETTER_A_SENT, states.LETTER_A_SENT, states.COORDINATED, states.APPOINTED,
    states.APPOINTED, states.TRAVEL_APPROVED, states.READY,
)  # fmt: skip
FIXED = (states.APPOINTED, states.TRAVEL_APPROVED, states.READY)
REASON = "ข้อมูลสาธิต"


def load(today: date, at: datetime) -> int:
    """The rows written; none where there is a season already."""
    if Season.objects.exists():
        return 0
    season = found_season(_year(today), {"state": clock.OPEN})
    teams = _teams(season)
    _visit_some(season, today)
    visits = _visits(season, teams, today, at)
    _trips(season, visits, today, at)
    written = _after_visits(visits, today, at)
    return len(visits) + written + len(teams)


def _year(today: date) -> int:
    """The fiscal year whose field work has begun at least a fortnight ago, so that something has happened in it."""
    year = fiscal_year(today)
    return year if today >= clock.dates_of(year).field_start + timedelta(days=14) else year - 1


def _teams(season: Season) -> dict[int, Team]:
    """Province to team: two teams share the north, the other centres have one each."""
    centres = list(Centre.objects.prefetch_related("provinces"))
    User = get_user_model()
    found: dict[int, Team] = {}
    rows, quotas, plan = [], [], []
    for centre in centres:
        names = TEAMS if centre.code == NORTH else TEAMS[:1]
        people = list(
            User.objects.filter(groups__centre_group__centre=centre, is_active=True).distinct().order_by("pk")
        )
        teams = [Team.objects.create(centre=centre, name=name, leader=people[0] if people else None) for name in names]
        for team in teams:
            team.members.set(people[:2])
        for province, team in zip(centre.provinces.all(), cycle(teams), strict=False):
            found[province.pk] = team
            rows.append(Responsibility(season=season, team=team, province=province))
            quotas.append(Quota(season=season, province=province, kind="", target=PER_PROVINCE))
            months = season.dates.months()
            first = province.pk % (len(months) - 1)
            plan += [
                PlanMonth(season=season, team=team, province=province, month=month, visits=PER_PROVINCE // 2)
                for month in months[first : first + 2]
            ]
        amount = Decimal(180_000 if centre.code == NORTH else 90_000)
        BudgetAllocation.objects.create(season=season, centre=centre, amount=amount, note=REASON)
    Responsibility.objects.bulk_create(rows)
    Quota.objects.bulk_create(quotas)
    PlanMonth.objects.bulk_create(plan)
    Holiday.objects.bulk_create(
        Holiday(on=day, name=name)
        for day, name in (
            (date(season.field_start.year, 12, 31), "วันสิ้นปี"),
            (date(season.field_end.year, 1, 1), "วันขึ้นปีใหม่"),
            (date(season.field_end.year, 5, 1), "วันแรงงานแห่งชาติ"),
        )
        if not Holiday.objects.filter(on=day).exists()
    )
    KitItem.objects.filter(season=season).update(stock=120)
    return found


def _visits(season: Season, teams: dict[int, Team], today: date, at: datetime) -> list[Visit]:
    """Each engaged partner is on its way, who was visited in the season is followed up; a few of the rest wait."""
    partners = Partner.objects.filter(demonstration=True, merged_into=None).select_related("province").order_by("pk")
    people = dict(Contact.objects.active().order_by("-pk").values_list("partner", "pk"))
    days = working_days(max(today + timedelta(days=1), season.field_start), season.field_end, []) or [season.field_end]
    turn, places, visits = cycle(ON_THE_WAY), cycle(range(len(days) if len(days) < 15 else 15)), []
    ends = iter((states.DECLINED, states.CANCELLED))
    for partner in partners:
        state = _state(partner, season, turn, ends, visits)
        if not state:
            continue
        visit = Visit(season=season, partner=partner, team=teams[partner.province_id], state=state)
        _fill(visit, today, at, days, places, people.get(partner.pk))
        visits.append(visit)
    Visit.objects.bulk_create(visits, batch_size=500)
    VisitEvent.objects.bulk_create(
        (VisitEvent(visit=one, verb="shortlist", at=at, actor="demonstration", after=one.state, reason=one.rule)
         for one in visits),
        batch_size=500,
    )  # fmt: skip
    return visits


def _visit_some(season: Season, today: date) -> None:
    """Some of the partners that were visited once were visited in this season, on a working day of its last weeks."""
    last = min(today - timedelta(days=1), season.field_end)
    days = working_days(max(season.field_start, last - timedelta(days=60)), last, [])
    some = list(Partner.objects.filter(demonstration=True, status=VISITED).order_by("pk")[:SEEN])
    for number, partner in enumerate(some):
        partner.last_visited_on = days[-1 - number % len(days)]
    Partner.objects.bulk_update(some, ["last_visited_on"])


def _state(partner: Partner, season: Season, turn, ends, visits: list[Visit]) -> str:
    if partner.status == ENGAGED:
        return next(turn)
    last = partner.last_visited_on
    if last and season.dates.holds(last):
        return (states.FOLLOWING_UP, states.CLOSED, states.FOLLOWING_UP, states.VISITED)[len(visits) % 4]
    if partner.status in (SCREENED_OK, PROSPECT) and partner.pk % 12 == 0:
        return states.SHORTLISTED
    if partner.status == VISITED and partner.pk % 15 == 0:
        return next(ends, "")
    return ""


def _fill(visit: Visit, today: date, at: datetime, days: list[date], places, person: int | None) -> None:
    partner, season, state = visit.partner, visit.season, visit.state
    again = state in (states.DECLINED, states.CANCELLED)
    visit.tier = ranking.AGAIN if again else ranking.NEW if partner.suitable else ranking.TO_SCREEN
    visit.chosen_because = {3: ranking.NO_BANNER_YET, 1: ranking.SCREENED, 2: ranking.SCREEN_FIRST}[visit.tier]
    visit.rule = ranking.RULE[visit.chosen_because]
    reached = states.LINE.index(state) if state in states.LINE else 0
    if again:
        visit.end_reason, visit.ended_at = REASON, at
    if reached >= states.LINE.index(states.SELECTED):
        day = days[next(places) % len(days)]
        monday = day - timedelta(days=day.weekday())
        visit.expected_from = max(monday, season.field_start)
        visit.expected_to = min(max(monday + timedelta(days=4), visit.expected_from), season.field_end)
        visit.selected_at = at
    if reached >= states.LINE.index(states.LETTER_A_SENT):
        visit.letter_a_on = max(
            today - timedelta(days=8 + 7 * (partner.pk % 4)), season.field_start - timedelta(days=30)
        )
        visit.letter_a_number = f"สาธิต/{partner.pk}"
    if reached >= states.LINE.index(states.COORDINATED):
        visit.coordinator_id, visit.reply_channel = person, Visit.Channel.PHONE
        visit.reply_at = _moment(min(visit.letter_a_on + timedelta(days=3 + partner.pk % 9), today), 10)
    if state in FIXED:
        visit.appointment = _moment(day, (9, 13, 15)[partner.pk % 3])
        visit.format, visit.appointed_at, visit.sequence = Visit.Format.STAFF, at, 1
    if state == states.READY:
        visit.reconfirmed_on, visit.letter_b_on, visit.letter_b_number = today, today, f"สาธิต/{partner.pk}/ข"
        visit.ready_at = at
    if state in states.DONE:
        _record(visit)


def _record(visit: Visit) -> None:
    partner = visit.partner
    visit.visited_on = partner.last_visited_on
    visit.appointment = _moment(visit.visited_on, 10)
    visit.visited_at = visit.appointment + timedelta(hours=2)
    visit.letter_a_on = visit.visited_on - timedelta(days=40)
    visit.reply_at = _moment(visit.letter_a_on + timedelta(days=4 + partner.pk % 8), 10)
    visit.ready_at = _moment(visit.visited_on - timedelta(days=1 + partner.pk % 2), 15)
    for number in range(1, states.STEPS + 1):
        setattr(visit, f"step{number}_at", time(10, 10 * number - 10))
    visit.heads_staff, visit.heads_pupils = 5 + partner.pk % 8, 20 * (partner.pk % 3)
    visit.form1_on, visit.form1_channel, visit.form1_count = visit.visited_on, Visit.Channel.PAPER, 3 + partner.pk % 5
    visit.form2_handed = 10
    if visit.state == states.CLOSED:
        visit.form2_on = visit.visited_on + timedelta(days=20)
        visit.form2_channel, visit.form2_count = Visit.Channel.BUSINESS_REPLY, 4
        live = partner.banner_state == Partner.BannerState.LIVE
        visit.outcome = Visit.Outcome.LINKED if live else Visit.Outcome.NOT_LINKED
        visit.closed_at = visit.visited_at + timedelta(days=25)


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _trips(season: Season, visits: list[Visit], today: date, at: datetime) -> None:
    """A trip for each team and week of visits whose travel is approved; its money is bound."""
    weeks: dict[tuple[int, date], list[Visit]] = {}
    for visit in visits:
        if visit.state in (states.TRAVEL_APPROVED, states.READY):
            weeks.setdefault((visit.team_id, followup.monday_of(visit.day)), []).append(visit)
    allocations = {one.centre_id: one for one in BudgetAllocation.objects.filter(season=season)}
    for members in weeks.values():
        team, days = members[0].team, [one.day for one in members]
        trip = TravelRequest.objects.create(
            season=season, team=team, starts_on=min(days), ends_on=max(days), state=TravelRequest.State.APPROVED,
            submitted_at=at, decided_at=at, vehicle_note=REASON,
        )  # fmt: skip
        for user in team.members.all():
            Traveller.objects.create(request=trip, user=user, name=user.get_full_name() or user.username)
        line = EstimateLine.objects.create(
            request=trip,
            category="transport",
            description=f"ค่าน้ำมันเชื้อเพลิง ({REASON})",
            units=Decimal(trip.days),
            rate=Decimal(800),
        )
        BudgetEntry.objects.create(
            allocation=allocations[team.centre_id], travel=trip, kind="commit", category=line.category,
            amount=line.amount, at=at, note=REASON,
        )  # fmt: skip
        for visit in members:
            visit.travel, visit.approved_at = trip, at
    Visit.objects.bulk_update([one for members in weeks.values() for one in members], ["travel", "approved_at"])


def _after_visits(visits: list[Visit], today: date, at: datetime) -> int:
    due, questions, kit = [], [], []
    items = list(KitItem.objects.filter(season=visits[0].season)) if visits else []
    for visit in visits:
        if visit.state == states.FOLLOWING_UP:
            rows = followup.schedule(
                visit.visited_on, visit.season.form2_deadline, has_site=bool(visit.partner.website)
            )
            due += [
                FollowUp(visit=visit, kind=one.kind, due_on=one.on, done_at=at if one.on < today else None,
                         result="sent" if one.on < today else "")
                for one in rows
            ]  # fmt: skip
        if visit.state in states.DONE and visit.partner.pk % 5 == 0:
            questions.append(QuestionAsked(visit=visit, text="การสมัครงานผ่านเว็บไซต์มีค่าใช้จ่ายหรือไม่ (ตัวอย่าง)", at=at))
        if visit.state == states.READY:
            kit += [KitCheck(visit=visit, item=item, quantity=item.per_visit, at=at) for item in items]
    FollowUp.objects.bulk_create(due, batch_size=500)
    QuestionAsked.objects.bulk_create(questions, batch_size=500)
    KitCheck.objects.bulk_create(kit, batch_size=500)
    screened = [
        Screening(partner=visit.partner, at=at, site_works="yes", banner_room="yes", note=REASON)
        for visit in visits
        if visit.partner.suitable and visit.state in states.ENGAGED
    ]
    Screening.objects.bulk_create(screened, batch_size=500)
    Partner.objects.filter(pk__in=[one.partner_id for one in screened]).update(screened_on=today)
    north = Province.objects.filter(centre__code=NORTH).first()
    LessonLearned.objects.create(
        centre=north.centre, title="นัดช่วงเช้าวันประชุมประจำเดือนได้พบทุกฝ่าย (ตัวอย่าง)",
        text="หลายแห่งประชุมประจำเดือนช่วงเช้า นัดต่อจากประชุมจะได้พบทั้งผู้บริหารและผู้ดูแลเว็บไซต์", tags="นัดหมาย, อปท.",
        at=at,
    )  # fmt: skip
    return len(due) + len(questions) + len(kit) + len(screened) + 1
