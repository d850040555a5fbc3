"""Writes a demonstration season that is over: 400 partners, each with Form 1 and Form 2, and a few open answers.

The effect in it is known (simulate.SHIFT), so that the report can be checked. Run again, it writes nothing.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from wagtail.models import Locale, Site

from home.models import HomePage
from home.thai import fiscal_year
from network.models import Partner, Season, Visit
from network.outreach import clock, states

from ..actions.found_surveys import found_instrument, found_rights
from ..actions.open_campaign import open_campaign
from ..instrument.items import AFTER, BEFORE
from ..instrument.pair_codes import new_pair_code
from ..models import Campaign, PairCode, Response, Revision, SurveyPage
from ..organisation_types import orgtype
from .reports import load_reports
from .simulate import simulate

PAIRS = 400
MODES = (Response.Mode.ONLINE, Response.Mode.INTERVIEW, Response.Mode.PAPER, Response.Mode.MAIL)
NEEDS = ("ต้องการข้อมูลตำแหน่งงานว่างในจังหวัด", "ต้องการข้อมูลอาชีพอิสระ", "ต้องการข้อมูลการไปทำงานต่างประเทศ")
TITLE = "โครงการขยายเครือข่ายข้อมูลข่าวสารตลาดแรงงานสู่ตำบล หมู่บ้าน (ข้อมูลสาธิต)"


def load(today: date, at: datetime) -> int:
    """How many rows were written."""
    revision, groups = found_instrument(), found_rights()
    season = _season(fiscal_year(today) - 1)
    if Campaign.objects.filter(season=season).exists():
        return groups
    campaign = open_campaign(season, revision, opens_on=season.field_start, closes_on=season.form2_deadline, now=at)
    # Spread over all provinces alike: every so many of the list, which stands in the order of the provinces.
    partners = list(Partner.objects.filter(demonstration=True).order_by("province__code", "code"))
    step = max(1, len(partners) // PAIRS)
    partners = partners[::step][:PAIRS]
    visits = _visits(season, partners)
    codes = PairCode.objects.bulk_create(
        PairCode(campaign=campaign, visit=visit, code=new_pair_code(), open_code=new_pair_code(), printed_at=at)
        for visit in visits
    )
    answers = _answers(campaign, revision, partners, codes)
    Response.objects.bulk_create(answers, batch_size=500)
    rows = 1 + groups + len(visits) + len(codes) + len(answers)
    return rows + _pages(campaign) + load_reports(campaign, today, at)


WORDS = {
    "th": ("แบบสอบถามหน่วยงานเครือข่าย", "ก่อนและหลังการเข้าพบ เพื่อปรับปรุงบริการข้อมูลข่าวสารตลาดแรงงาน (ข้อมูลสาธิต)"),
    "en": (
        "Questionnaire for partners",
        "Before and after our visit, to improve labour market information. (Demonstration)",
    ),
}


def _pages(campaign: Campaign) -> int:
    """The campaign's page in each language that the site has; none on a site without a portal."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = site.root_page.specific if site else None
    if not isinstance(home, HomePage):
        return 0
    made = None
    for language, (title, summary) in WORDS.items():
        locale = Locale.objects.filter(language_code=language).first()
        parent = home if home.locale == locale else home.get_translation_or_none(locale) if locale else None
        if parent is None:
            continue
        page = SurveyPage(title=title, slug="questionnaires", summary=summary, campaign=campaign, locale=locale)
        if made is not None:
            page.translation_key = made.translation_key
        made = parent.add_child(instance=page)
        made.save_revision().publish()
    return 0 if made is None else len(WORDS)


def _season(year: int) -> Season:
    dates = clock.dates_of(year)
    season, _made = Season.objects.get_or_create(
        fiscal_year=year,
        defaults={
            "project_title": TITLE,
            "state": clock.REPORTING,
            **{name: getattr(dates, name) for name in dates.__dataclass_fields__},
        },
    )
    return season


def _visited(season: Season, place: int) -> date:
    """Some day of the field season; the follow-up comes two to three months later."""
    return season.field_start + timedelta(days=7 + (place * 7) % 190)


def _visits(season: Season, partners: list[Partner]) -> list[Visit]:
    known = {visit.partner_id: visit for visit in Visit.objects.filter(season=season)}
    new = [
        Visit(
            season=season,
            partner=partner,
            state=states.CLOSED,
            visited_on=_visited(season, place),
            form1_on=_visited(season, place),
            form1_count=1,
            form1_channel=Visit.Channel.PAPER,
            form2_on=_after(season, place),
            form2_count=1,
            form2_channel=Visit.Channel.ONLINE,
            outcome=Visit.Outcome.NOT_LINKED,
            heads_staff=3 + place % 9,
            heads_teachers=4 if partner.kind == "school" else 0,
            heads_pupils=(30 + place % 50) if partner.kind == "school" else 0,
            heads_public=5 + place % 20,
        )
        for place, partner in enumerate(partners)
        if partner.pk not in known
    ]
    made = {visit.partner_id: visit for visit in Visit.objects.bulk_create(new, batch_size=500)}
    return [known.get(partner.pk) or made[partner.pk] for partner in partners]


def _after(season: Season, place: int) -> date:
    return min(_visited(season, place) + timedelta(days=60 + place % 30), season.form2_deadline)


def _answers(campaign: Campaign, revision: Revision, partners: list[Partner], codes: list[PairCode]) -> list[Response]:
    questionnaire = revision.questionnaire
    simulated = simulate(questionnaire, len(partners))
    found = []
    for wave in (BEFORE, AFTER):
        form = questionnaire.forms[wave]
        columns = {name: column.tolist() for name, column in simulated[wave].items()}
        for place, (partner, code) in enumerate(zip(partners, codes, strict=True)):
            answers = {item.name: columns[item.name][place] for item in form.coded}
            if place % 5 == 0:
                answers["SUGG_T"] = f"ตัวอย่าง: {NEEDS[place % len(NEEDS)]}"
            response = Response(
                campaign=campaign,
                wave=wave,
                pair=code,
                province_id=partner.province_id,
                orgtype=orgtype(partner.kind),
                mode=MODES[(place + wave) % len(MODES)],
                answered_on=_visited(campaign.season, place) if wave == BEFORE else _after(campaign.season, place),
                answers=answers,
                seconds=300 + place % 400,
                form_name=f"demonstration-{code.code}-{wave}",
            )
            response.pack()
            found.append(response)
    return found
