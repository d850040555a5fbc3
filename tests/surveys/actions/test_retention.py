"""When time is up nothing leads to a partner; before that, who holds the code may see and erase the answer."""

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from surveys.actions.key_sheet import key_sheet
from surveys.actions.purge_campaigns import kept_until, purge_campaigns
from surveys.actions.repack_answers import repack_answers
from surveys.models import Campaign, KeyedSheet, PairCode, Response
from surveys.progress import pairs_of
from tests import survey_factories as make
from tests.season_factories import NOW

pytestmark = pytest.mark.django_db
#: The campaign of the factories closes on 31 July 2027 and keeps its links for 24 months.
LAST, DUE = (timezone.make_aware(datetime(2029, 7, day, 9, 0)) for day in (30, 31))


@pytest.fixture
def code(admin_user):
    code = make.code(make.campaign())
    make.answer(code, raw={"SEX": "2", "WEBOK": "1", "WEBURL": "www.partner.example", "SUGG_T": "โทร 081 234 5678"})
    keyed = {"RTYPE": "3", "BNLINK": "1", "BNDATE": "20/3/2570", "NREACH": "40", "SUGG_T": "ขอบคุณ"}
    key_sheet(code, 2, keyed, on=date(2027, 4, 20), mode=3, form_name="k", by=admin_user, now=NOW)
    return code


def test_it_waits_for_the_last_day_and_a_dry_run_writes_nothing(code):
    assert kept_until(code.campaign) == date(2029, 7, 31)
    assert purge_campaigns(now=LAST, dry_run=False) == []
    (found,) = purge_campaigns(now=DUE, dry_run=True)
    assert (found.codes, found.answers, found.sheets) == (1, 2, 1)
    code.refresh_from_db()
    assert code.visit is not None
    assert Campaign.objects.get().erased_at is None
    assert KeyedSheet.objects.exists()


def test_links_texts_days_and_keyed_sheets_go_and_the_coded_pair_stays(code):
    printed = code.code
    purge_campaigns(now=DUE, dry_run=False)
    before, after = Response.objects.order_by("wave")
    assert (before.answers["SEX"], after.answers["NREACH"]) == (2, 40)
    assert not {"SUGG_T", "WEBURL"} & (set(before.answers) | set(after.answers))
    assert after.answers["BNDATE"] == "2027-03-01"
    assert (before.answered_on, after.answered_on, after.keyed_by) == (date(2027, 1, 1), date(2027, 4, 1), None)
    kept = PairCode.objects.get()
    assert (kept.visit, kept.printed_at) == (None, None)
    assert printed not in (kept.code, kept.open_code)
    assert not KeyedSheet.objects.exists()
    pairs, _homes = pairs_of(Response.objects.usable())
    assert [(one.pk, two.pk) for one, two in pairs.people] == [(before.pk, after.pk)]
    assert repack_answers(repair=False).wrong == ()
    assert ModelLogEntry.objects.get(action="surveys.purge").data == {"codes": 1, "answers": 2, "sheets": 1}
    assert purge_campaigns(now=DUE, dry_run=False) == []


def test_the_command_says_what_it_would_do_and_does_it(code):
    Campaign.objects.update(opens_on=date(2020, 1, 1), closes_on=date(2020, 2, 29))
    said = StringIO()
    call_command("surveys", "purge", "--dry-run", stdout=said)
    assert "season=2570 codes=1 answers=2 sheets=1" in said.getvalue()
    assert "campaigns=1 dry_run=1" in said.getvalue()
    assert PairCode.objects.get().visit is not None
    call_command("surveys", "purge", stdout=StringIO())
    assert PairCode.objects.get().visit is None


def test_the_staffs_screens_still_open_when_links_are_cut(code, admin_client):
    Response.objects.update(doubts=["fast"])
    purge_campaigns(now=DUE, dry_run=False)
    for screen in ("", "doubts/", "kits/", "key/2/"):
        assert admin_client.get(f"/admin/surveys/{code.campaign_id}/{screen}").status_code == 200
