from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone

from home.models import NewsPage, PortalImage
from network import form_tokens, links
from network.actions.decide_application import accept_application, decline_application, likely_twins
from network.actions.decide_contribution import (
    NoNewsSection,
    accept_contribution,
    body_of,
    decline_contribution,
    summary_of,
)
from network.actions.decide_proposal import AlreadyDecided, decide_proposal
from network.models import Application, Change, Contact, Contribution, Partner, Proposal
from tests import factories, network_factories
from tests.drawn_pictures import photograph
from tests.network.links_desk import form_token, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return User.objects.create_superuser("chief")


def proposal(contact, **what):
    return Proposal.objects.create(partner=contact.partner, contact=contact, form_token=form_token()[:30], **what)


def contribution(contact, **what):
    values = {"title": "อบรมอาชีพ", "text": "รับสมัครฟรี", "form_token": form_token()[:30]}
    return Contribution.objects.create(partner=contact.partner, contact=contact, **values | what)


def application(**what):
    lampang = network_factories.subdistrict()
    values = {
        "name": "องค์การบริหารส่วนตำบลตัวอย่างใหม่",
        "kind": "sao",
        "province": lampang.district.province,
        "district": lampang.district,
        "subdistrict": lampang,
        "phone": "0 2000 0001",
        "email": "new@example.invalid",
        "contact_name": "สาธิต ข.",
        "consented_at": timezone.now(),
        "form_token": form_token()[:30],
    }
    return Application.objects.create(**values | what)


def test_only_the_fields_that_staff_took_are_written_with_their_history(chief):
    contact = person()
    sent = proposal(contact, profile={"phone": ["0 5400 0000", "0 5411 1111"], "email": ["", "new@example.invalid"]})
    decided = decide_proposal(sent, {"phone"}, (), "", user=chief, at=timezone.now())
    partner = Partner.objects.get()
    assert (partner.phone, partner.email, decided.state) == ("0 5411 1111", "", "accepted")
    [line] = Change.objects.all()
    assert (line.verb, line.by, line.actor) == ("proposal", chief, "partner")
    assert line.fields == {"phone": ["0 5400 0000", "0 5411 1111"]}


def test_a_proposal_cannot_name_a_field_that_partners_may_not_touch(chief):
    contact = person()
    sent = proposal(contact, profile={"status": ["member", "closed"], "code": ["x", "HACKED"]})
    decide_proposal(sent, {"status", "code"}, (), "", user=chief, at=timezone.now())
    assert not Change.objects.exists()
    assert Partner.objects.get().status == "member"


def test_people_are_added_corrected_and_removed_as_staff_took_them(chief):
    contact = person(phone="0 2000 0000")
    leaver = contact.partner.contacts.create(name="ผู้ย้าย")
    people = [
        {"contact": contact.pk, "act": "change", "values": {"phone": ["0 2000 0000", "0 2000 0001"]}},
        {"contact": leaver.pk, "act": "remove", "values": {"name": ["ผู้ย้าย", ""]}},
        {"contact": None, "act": "add", "values": {"name": ["", "ผู้ใหม่"], "phone": ["", "0 2000 0002"]}},
        {"contact": None, "act": "add", "values": {"name": ["", "ไม่เอา"]}},
    ]
    decide_proposal(proposal(contact, people=people), (), {0, 1, 2}, "", user=chief, at=timezone.now())
    found = {one.name: (one.phone, one.active) for one in Contact.objects.all()}
    assert found == {"สาธิต ตัวอย่าง": ("0 2000 0001", True), "ผู้ย้าย": ("", False), "ผู้ใหม่": ("0 2000 0002", True)}
    assert Contact.objects.get(name="ผู้ใหม่").notice_on == timezone.localdate()


def test_a_person_of_another_partner_is_never_touched(chief):
    contact = person()
    stranger = network_factories.contact(network_factories.partner(name_th="อบต.อื่น"), phone="0 2000 0009")
    people = [{"contact": stranger.pk, "act": "change", "values": {"phone": ["0 2000 0009", "0 2000 0001"]}}]
    decide_proposal(proposal(contact, people=people), (), {0}, "", user=chief, at=timezone.now())
    stranger.refresh_from_db()
    assert stranger.phone == "0 2000 0009"


def test_a_decision_is_made_once(chief):
    sent = proposal(person(), profile={"phone": ["0 5400 0000", "0 5411 1111"]})
    decide_proposal(sent, (), (), "ไม่ถูกต้อง", user=chief, at=timezone.now(), declined=True)
    with pytest.raises(AlreadyDecided) as problem:
        decide_proposal(sent, {"phone"}, (), "", user=chief, at=timezone.now())
    assert problem.value.decided.state == "declined"
    assert Partner.objects.get().phone == "0 5400 0000"


def test_the_sender_gets_the_answer_and_nobody_elses_data(chief, django_capture_on_commit_callbacks):
    contact = person(email="sender@example.invalid")
    other = contact.partner.contacts.create(name="อีกคนหนึ่ง", phone="0 2000 0077", email="other@example.invalid")
    sent = proposal(contact, profile={"phone": ["0 5400 0000", "0 5411 1111"]})
    with django_capture_on_commit_callbacks(execute=True):
        decide_proposal(sent, (), (), "โปรดแจ้งเบอร์กลาง", user=chief, at=timezone.now(), declined=True)
    [answer] = mail.outbox
    assert answer.to == ["sender@example.invalid"]
    assert "โปรดแจ้งเบอร์กลาง" in answer.body
    assert not [trace for trace in (other.name, other.phone, other.email) if trace in answer.body]


def test_news_becomes_a_page_from_the_network_with_its_picture(chief):
    factories.news_section(factories.home_page())
    contact = person()
    Partner.objects.update(website="http://www.example.go.th")
    contact.partner.refresh_from_db()
    sent = contribution(contact, picture_description="ผู้เข้าอบรม")
    sent.picture.save("one.jpg", photograph())
    page = accept_contribution(sent, publish=True, answer="", user=chief, at=timezone.now())
    page = NewsPage.objects.live().get(pk=page.pk)
    assert (page.kind, page.credit_name, page.credit_url) == (
        "network",
        contact.partner.name_th,
        "http://www.example.go.th",
    )
    assert (page.centre, [*page.provinces.all()]) == (contact.partner.province.centre, [contact.partner.province])
    assert (page.lead_image.description, page.lead_image.credit) == ("ผู้เข้าอบรม", contact.partner.name_th)
    assert "รับสมัครฟรี" in str(page.body)
    sent.refresh_from_db()
    assert (sent.page, sent.state) == (page, "accepted")


def test_a_draft_is_not_public(chief):
    factories.news_section(factories.home_page())
    page = accept_contribution(contribution(person()), publish=False, answer="", user=chief, at=timezone.now())
    page.refresh_from_db()
    assert (page.live, page.has_unpublished_changes) == (False, True)


def test_without_a_news_section_nothing_is_decided(chief):
    sent = contribution(person())
    with pytest.raises(NoNewsSection):
        accept_contribution(sent, publish=True, answer="", user=chief, at=timezone.now())
    sent.refresh_from_db()
    assert sent.state == "waiting"
    assert not PortalImage.objects.exists()


def test_news_is_published_once(chief):
    factories.news_section(factories.home_page())
    sent = contribution(person())
    accept_contribution(sent, publish=True, answer="", user=chief, at=timezone.now())
    with pytest.raises(AlreadyDecided):
        accept_contribution(sent, publish=True, answer="", user=chief, at=timezone.now())
    with pytest.raises(AlreadyDecided):
        decline_contribution(sent, answer="", user=chief, at=timezone.now())
    assert NewsPage.objects.count() == 1


def test_what_a_partner_typed_stays_text():
    sent = Contribution(title="x", text="<script>alert(1)</script>\n\nสอง\nบรรทัด", happens_at="<b>ลาน</b>")
    sent.happens_on = date(2026, 12, 1)
    blocks = body_of(sent)
    assert blocks[0] == ("paragraph", "<p><b>วันที่จัด</b> 1 ธันวาคม 2569<br/><b>สถานที่</b> &lt;b&gt;ลาน&lt;/b&gt;</p>")
    assert blocks[1] == ("paragraph", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    assert blocks[2] == ("paragraph", "<p>สอง<br/>บรรทัด</p>")


def test_a_summary_is_the_first_paragraph_cut_at_a_space():
    assert summary_of("หนึ่ง สอง\n\nสาม") == "หนึ่ง สอง"
    long = "คำ " * 200
    assert len(summary_of(long)) <= 282
    assert summary_of(long).endswith("คำ …")


def test_an_application_becomes_a_partner_whose_coordinator_gets_a_link(chief, django_capture_on_commit_callbacks):
    sent = application()
    with django_capture_on_commit_callbacks(execute=True):
        partner = accept_application(sent, None, answer="", user=chief, at=timezone.now())
    assert (partner.name_th, partner.source, partner.status) == (sent.name, "partner_request", "prospect")
    [contact] = partner.contacts.all()
    assert (contact.name, contact.email) == ("สาธิต ข.", "new@example.invalid")
    [letter] = mail.outbox
    assert letter.to == ["new@example.invalid"]
    assert f"/network/in/{links.PROFILE}/" in letter.body


def test_an_application_of_a_partner_we_know_adds_only_its_coordinator(chief):
    known = network_factories.partner(name_th="อบต.ตัวอย่างใหม่", subdistrict=network_factories.subdistrict())
    network_factories.partner(name_th="อบต.อื่น", subdistrict=network_factories.subdistrict())
    sent = application()
    assert [*likely_twins(sent)] == [known]
    assert accept_application(sent, known, answer="", user=chief, at=timezone.now()) == known
    assert (Partner.objects.count(), known.contacts.count()) == (2, 1)
    with pytest.raises(AlreadyDecided):
        accept_application(sent, None, answer="", user=chief, at=timezone.now())


@pytest.mark.parametrize(("suspect", "mails"), [(False, 1), (True, 0)])
def test_a_robot_gets_no_answer_because_it_writes_in_other_peoples_names(
    chief, django_capture_on_commit_callbacks, suspect, mails
):
    with django_capture_on_commit_callbacks(execute=True):
        decline_application(application(suspect=suspect), answer="ไม่ใช่หน่วยงาน", user=chief, at=timezone.now())
    assert len(mail.outbox) == mails


def test_a_form_token_is_ours_and_not_too_old():
    now = timezone.now()
    assert form_tokens.read_token(form_token(), now).name
    for token in ("", "x:y", form_token() + "x", form_token(age=form_tokens.LONGEST * 2)):
        with pytest.raises(form_tokens.WrongForm):
            form_tokens.read_token(token, now)
