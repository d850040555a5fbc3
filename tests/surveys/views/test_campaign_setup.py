"""Headquarters: opening a campaign, writing a questionnaire; and what is said at the end."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry, Page

from surveys.actions.found_surveys import found_instrument, found_rights
from surveys.instrument.wording import texts
from surveys.models import Campaign, Instrument, Revision, SurveyPage
from tests import season_factories
from tests import survey_factories as make
from tests.network.staff import member
from tests.season_factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def hq(client):
    user = member("hq")
    found_rights()
    client.force_login(user)
    return client


@pytest.fixture
def revision():
    return found_instrument()


def at(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def test_a_season_is_opened_once_and_its_wording_is_frozen(hq, revision):
    season = season_factories.season()
    said = {
        "season": season.pk, "revision": revision.pk, "opens_on": "1/12/2570", "closes_on": "2028-07-31",
        "bands": "boonchom", "keep_months": "24",
    }  # fmt: skip
    wrong = hq.post(at("open"), said | {"closes_on": "2027-11-30"})
    assert wrong.status_code == 422
    assert "It cannot close before it opens" in wrong.content.decode()
    assert not Campaign.objects.exists()
    hq.post(at("open"), said)
    campaign = Campaign.objects.get()
    assert (campaign.season, str(campaign.opens_on)) == (season, "2027-12-01")
    revision.refresh_from_db()
    assert revision.frozen
    assert hq.post(at("open"), said).status_code == 422
    assert Campaign.objects.count() == 1


def test_a_deadline_that_was_offered_and_is_over_is_refused_too(hq, revision):
    yesterday = timezone.localdate() - timedelta(days=1)
    season = season_factories.season(
        field_start=yesterday - timedelta(days=200), field_end=yesterday, form2_deadline=yesterday
    )
    offered = hq.get(at("open")).context["form"].initial
    assert offered["closes_on"] == season.form2_deadline
    said = {
        "season": season.pk, "revision": revision.pk, "opens_on": "2026-01-01", "closes_on": str(offered["closes_on"]),
        "bands": "boonchom", "keep_months": "24",
    }  # fmt: skip
    assert hq.post(at("open"), said).status_code == 422
    assert not Campaign.objects.exists()


def test_nobody_of_a_centre_opens_a_campaign_or_writes_a_questionnaire(client, revision):
    client.force_login(member("director", "north"))
    found_rights()
    for name, args in (("open", ()), ("instruments", ()), ("instrument", [revision.instrument_id])):
        assert client.get(at(name, *args)).status_code == 302


def test_words_are_changed_in_their_fields_and_a_frozen_wording_gets_a_next_revision(hq, revision):
    here = at("instrument", revision.instrument_id)
    key = next(text.key for text in texts(revision.source) if text.text == "เพศ")
    assert f'name="w:{key}"' in hq.get(here).content.decode()
    said = {"source": revision.source, f"w:{key}": "เพศของผู้ตอบ", "go": "check"}
    hq.post(here, said)
    assert Revision.objects.get().source == revision.source
    hq.post(here, said | {"go": "save", "note": "ชัดขึ้น"})
    stored = Revision.objects.get()
    assert stored.questionnaire.forms[2].by_name["SEX"].words.th == "เพศของผู้ตอบ"
    make.campaign()
    hq.post(here, {"source": stored.source, f"w:{key}": "เพศ", "go": "save"})
    assert [one.number for one in Instrument.objects.get().revisions.all()] == [2, 1]


def test_what_is_wrong_is_said_with_its_line_and_what_was_typed_stays(hq, revision):
    broken = revision.source.replace("var: SEX,", "var: SEXANDMORE,").replace(
        'show_if: "WEBOK == 1"', 'show_if: "eval(1)"', 1
    )
    answer = hq.post(at("instrument", revision.instrument_id), {"source": broken, "as": "yaml", "go": "save"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "eval(1)" in text
    number = broken.splitlines().index(next(line for line in broken.splitlines() if "eval(1)" in line)) + 1
    assert f'data-line="{number}"' in text
    assert "SEXANDMORE" in text
    assert Revision.objects.get().source == revision.source


def test_a_definition_comes_in_as_a_file_and_goes_out_as_it_is(hq, revision):
    here = at("instrument", revision.instrument_id)
    changed = revision.source.replace("เพศ", "เพศสภาพ", 1)
    hq.post(here, {"file": SimpleUploadedFile("x.yaml", changed.encode()), "as": "yaml", "go": "save"})
    out = hq.get(at("source", Revision.objects.get().pk))
    assert out.content.decode() == changed
    refused = hq.post(
        here, {"file": SimpleUploadedFile("x.yaml", b"\xff\xfe\x00"), "source": "typed", "as": "yaml", "go": "save"}
    )
    assert refused.status_code == 422
    assert ">typed</textarea>" in refused.content.decode()


def test_the_preview_shows_what_is_typed_and_keeps_nothing(hq, revision):
    here = at("preview", revision.instrument_id)
    source = revision.source.replace("เพศ", "เพศในตัวอย่าง", 1)
    answer = hq.post(here, {"source": source, "preview": "2"})
    assert "เพศในตัวอย่าง" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "Gender" in hq.post(here, {"source": source, "preview": "1", "language": "en"}).content.decode()
    assert "own__part" in hq.post(here, {"source": "a: ["}).content.decode()
    assert Revision.objects.get().source == revision.source


def test_the_thanks_of_the_campaigns_page_stand_at_the_end(client):
    campaign = make.campaign()
    home = Page.objects.filter(depth=2).first().specific
    page = SurveyPage(
        title="แบบสอบถาม", campaign=campaign, locale=Locale.objects.get(language_code="th"),
        thanks=json.dumps([{"type": "paragraph", "value": "<p>ขอบคุณจากศูนย์ภาคเหนือ</p>"}]),
    )  # fmt: skip
    home.add_child(instance=page)
    thanks = reverse("survey_thanks")
    assert "ขอบคุณจากศูนย์ภาคเหนือ" in client.get(f"{thanks}?of={campaign.pk}").content.decode()
    assert client.get(f"{thanks}?of=999999999999").status_code == 200


def test_the_days_move_for_whoever_may_and_never_behind_an_answer(hq, client):
    campaign = make.campaign()
    make.answer(make.code(campaign), 1)
    here, said = at("days", campaign.pk), {"opens_on": "2027-01-01", "closes_on": "1/8/2572", "keep_months": "36"}
    assert f'href="{here}"' in hq.get(at("campaign", campaign.pk)).content.decode()
    assert hq.get(here).status_code == 200
    refused = hq.post(here, said | {"opens_on": "2029-01-01"})
    assert refused.status_code == 422
    assert "Somebody answered on" in refused.content.decode()
    assert hq.post(here, said | {"closes_on": "2026-12-01"}).status_code == 422
    assert hq.post(here, said).status_code == 302
    campaign.refresh_from_db()
    assert [str(campaign.opens_on), str(campaign.closes_on), campaign.keep_months] == ["2027-01-01", "2029-08-01", 36]
    [entry] = ModelLogEntry.objects.filter(action="wagtail.edit", content_type__model="campaign")
    assert entry.data["after"]["closes_on"] == "2029-08-01"
    Campaign.objects.update(erased_at=NOW)
    assert hq.post(here, said | {"closes_on": "2029-09-01"}).status_code == 422
    client.force_login(member("director", "north"))
    assert client.get(here).status_code == 302


def test_a_new_questionnaire_begins_as_a_copy_and_goes_its_own_way(hq, client, revision):
    here, said = at("instrument_new"), {"name_th": "แบบประเมินการอบรม", "name_en": "", "slug": "training"}
    assert f'href="{here}"' in hq.get(at("instruments")).content.decode()
    assert hq.get(here).status_code == 200
    taken = hq.post(here, said | {"slug": revision.instrument.slug, "revision": revision.pk})
    assert taken.status_code == 422
    assert Instrument.objects.count() == 1
    assert hq.post(here, said | {"revision": revision.pk}).status_code == 302
    made = Instrument.objects.get(slug="training")
    assert made.newest().source == revision.source
    key = next(text.key for text in texts(revision.source) if text.text == "เพศ")
    hq.post(at("instrument", made.pk), {"source": revision.source, f"w:{key}": "เพศของผู้เข้าอบรม", "go": "save"})
    assert made.newest().questionnaire.forms[2].by_name["SEX"].words.th == "เพศของผู้เข้าอบรม"
    revision.refresh_from_db()
    assert revision.questionnaire.forms[2].by_name["SEX"].words.th == "เพศ"
    client.force_login(member("director", "north"))
    assert client.get(here).status_code == 302
