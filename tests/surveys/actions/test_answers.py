import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from surveys.actions.decide_answer import CodeIsTaken, decide_answer
from surveys.actions.repack_answers import repack_answers
from surveys.actions.save_answer import AlreadyAnswered, AnswersWrong, CampaignClosed, save_answer
from surveys.actions.write_revision import WrongQuestionnaire, write_revision
from surveys.instrument.packing import unpack
from surveys.models import Decision, Response, RevisionIsFrozen
from tests import survey_factories as make
from tests.season_factories import NOW

pytestmark = pytest.mark.django_db
State = Response.State


@pytest.fixture
def code():
    return make.code(make.campaign())


def test_an_answer_is_kept_twice_as_words_and_as_codes(code):
    response = make.answer(code, raw={"AW1": "1", "LV1": "4", "SUGG_T": "ขอบคุณ"})
    response.refresh_from_db()
    assert response.answers["SUGG_T"] == "ขอบคุณ"
    codes = unpack(response.form, bytes(response.codes))
    assert (codes["RTYPE"], codes["AW1"], codes["LV1"], codes["LV2"]) == (3, 1, 4, -9)
    assert response.province == code.visit.partner.province
    assert response.orgtype == 3


def test_the_visit_is_told(code):
    make.answer(code)
    make.answer(code, 2, mode=Response.Mode.MAIL)
    code.visit.refresh_from_db()
    assert (code.visit.form1_count, code.visit.form1_channel) == (1, "online")
    assert (code.visit.form2_count, code.visit.form2_channel) == (1, "business_reply")


def test_a_form_sent_twice_is_one_answer(code):
    first = make.answer(code, form_name="one")
    assert make.answer(code, form_name="one", raw={"SEX": "1"}) == first
    assert Response.objects.count() == 1


def test_a_code_is_answered_online_once_for_each_form(code):
    first = make.answer(code)
    with pytest.raises(AlreadyAnswered):
        make.answer(code, raw={"SEX": "2"})
    assert list(Response.objects.all()) == [first]
    make.answer(code, 2)


def test_a_second_sheet_of_paper_waits_for_a_person(code):
    first = make.answer(code)
    second = make.answer(code, mode=Response.Mode.PAPER)
    assert (second.state, second.doubts[-1]) == (State.DOUBLE, "double")
    assert list(Response.objects.usable()) == [first]
    code.visit.refresh_from_db()
    assert code.visit.form1_count == 1


def test_the_database_itself_keeps_one_answer_per_code_and_form(code):
    first = make.answer(code)
    first.pk, first.form_name = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_the_open_address_takes_many_answers_and_stays_out_of_the_pair(code):
    make.answer(code, 2)
    for _times in range(3):
        make.answer(code, 2, open=True)
    assert Response.objects.filter(open=True, state=State.USABLE).count() == 3


def test_before_and_after_its_days_a_campaign_takes_nothing_online(code):
    code.campaign.closes_on = make.BEFORE.replace(day=1)
    with pytest.raises(CampaignClosed):
        make.answer(code)
    assert make.answer(code, mode=Response.Mode.PAPER).state == State.USABLE


def test_half_a_form_is_refused_and_what_was_good_is_handed_back(code):
    with pytest.raises(AnswersWrong) as refused:
        save_answer(code.campaign, 1, {"AW1": "1", "SEX": "9"}, code, make.arrival(), now=NOW)
    assert [(wrong.name, wrong.rule) for wrong in refused.value.settled.wrong] == [
        ("RTYPE", "required"),
        ("SEX", "code"),
    ]
    assert refused.value.settled.answers["AW1"] == 1
    assert not Response.objects.exists()


def test_what_looks_like_a_machine_is_set_aside_for_a_person_and_not_lost(code):
    response = make.answer(code, bot=True)
    assert (response.state, response.doubts[-1]) == (State.SUSPECT, "bot")
    code.visit.refresh_from_db()
    assert code.visit.form1_count == 0


def test_a_person_decides_and_history_says_who_and_why(code, admin_user):
    first = make.answer(code)
    second = make.answer(code, mode=Response.Mode.PAPER)
    with pytest.raises(CodeIsTaken):
        decide_answer(second, Decision.Verb.ACCEPT, by=admin_user, now=NOW)
    second.refresh_from_db()
    decide_answer(first, Decision.Verb.SET_ASIDE, by=admin_user, now=NOW, reason="กรอกซ้ำ")
    decide_answer(second, Decision.Verb.ACCEPT, by=admin_user, now=NOW)
    assert list(Response.objects.usable()) == [second]
    assert first.decisions.get().reason == "กรอกซ้ำ"
    other = make.code(code.campaign)
    decide_answer(second, Decision.Verb.MOVE, by=admin_user, now=NOW, code=other)
    assert Response.objects.get(pk=second.pk).pair == other


def test_repacking_finds_what_differs_and_puts_it_right(code):
    response = make.answer(code)
    call_command("surveys", "repack", "--verify")
    Response.objects.filter(pk=response.pk).update(codes=b"\0" * len(response.codes))
    with pytest.raises(CommandError, match=str(response.pk)):
        call_command("surveys", "repack", "--verify")
    assert repack_answers(repair=True).wrong == (response.pk,)
    assert repack_answers(repair=False).wrong == ()


def test_a_campaign_freezes_its_wording(code):
    revision = code.campaign.revision
    assert revision.frozen_because == "opened"
    revision.source += "\n# more"
    with pytest.raises(RevisionIsFrozen):
        revision.save()
    with pytest.raises(RevisionIsFrozen):
        revision.delete()


def test_a_new_wording_of_a_frozen_questionnaire_is_its_next_revision(code):
    instrument = code.campaign.revision.instrument
    reworded = code.campaign.revision.source.replace("เพศอื่น ๆ", "อื่น ๆ")
    following = write_revision(instrument, reworded, note="คำ")
    assert following.number == 2
    assert write_revision(instrument, reworded + "\n").number == 2, "a draft is written over"


def test_codes_of_a_frozen_questionnaire_stay(code):
    instrument = code.campaign.revision.instrument
    gone = code.campaign.revision.source.replace(', 4: {th: "ไม่ประสงค์ระบุ", en: "Prefer not to say"}', "")
    with pytest.raises(WrongQuestionnaire) as refused:
        write_revision(instrument, gone)
    assert [(problem.place, problem.rule) for problem in refused.value.problems] == [("SEX", "code_gone")]
    assert instrument.revisions.count() == 1


def test_each_group_of_a_centre_gets_its_rights_once():
    from django.contrib.auth.models import Group, Permission

    from home.models import Centre, CentreGroup
    from surveys.actions.found_surveys import found_rights

    groups = [Group.objects.create(name=f"ตัวอย่าง {code}") for code in ("north", "south")]
    for group, code in zip(groups, ("north", "south"), strict=True):
        centre = Centre.objects.get(code=code)
        CentreGroup.objects.create(role=CentreGroup.Role.OFFICER, centre=centre, group=group)
    assert found_rights() == 2
    of_an_officer = {"view_response", "add_response", "view_seasonreport", "change_seasonreport", "code_texts"}
    assert set(groups[0].permissions.values_list("codename", flat=True)) == of_an_officer
    groups[0].permissions.remove(Permission.objects.get(codename="add_response"))
    assert found_rights() == 0
    assert not groups[0].permissions.filter(codename="add_response").exists()
