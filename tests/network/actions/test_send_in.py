import pytest
from django.utils import timezone

from network import form_tokens, links
from network.actions.send_in import (
    NothingChanged,
    apply_to_join,
    contribute,
    leave_network,
    propose_person,
    propose_profile,
    propose_removal,
)
from network.form_tokens import AlreadyDone
from network.models import Change, Contact, Proposal
from tests.network.links_desk import form_token, person

pytestmark = pytest.mark.django_db
HOW = {"purpose": links.PROFILE}


def token():
    return form_tokens.read_token(form_token(), timezone.now())


def own(partner, **changes):
    names = ("name_th", "name_en", "address", "zip_code", "phone", "email", "website")
    return {name: getattr(partner, name) for name in names} | changes


def test_a_correction_says_what_was_and_what_should_be_and_writes_nothing():
    contact = person()
    partner = contact.partner
    sent = propose_profile(contact, own(partner, phone="0 5411 1111"), "", form=token(), at=timezone.now(), **HOW)
    assert sent.profile == {"phone": ["0 5400 0000", "0 5411 1111"]}
    partner.refresh_from_db()
    assert (partner.phone, partner.version, Change.objects.count()) == ("0 5400 0000", 1, 0)
    assert partner.last_heard_on == timezone.localdate()


def test_a_correction_that_corrects_nothing_is_not_sent():
    contact = person()
    with pytest.raises(NothingChanged):
        propose_profile(contact, own(contact.partner), "", form=token(), at=timezone.now(), **HOW)


def test_what_waits_already_is_not_sent_again_from_a_form_that_was_made_anew():
    contact = person()

    def send(phone):
        return propose_profile(contact, own(contact.partner, phone=phone), "", form=token(), at=timezone.now(), **HOW)

    first = send("0 5411 1111")
    with pytest.raises(AlreadyDone):
        send("0 5411 1111")
    send("0 5422 2222")
    first.state = first.State.DECLINED
    first.save()
    send("0 5411 1111")
    assert Proposal.objects.count() == 3


def test_the_same_news_is_not_sent_again_from_a_form_that_was_made_anew():
    contact, news = person(), {"kind": "news", "title": "อบรม", "text": "เนื้อหา"}
    contribute(contact, news, None, form=token(), at=timezone.now(), **HOW)
    with pytest.raises(AlreadyDone):
        contribute(contact, news, None, form=token(), at=timezone.now(), **HOW)
    assert contribute(contact, news | {"title": "อบรมรุ่นที่ 2"}, None, form=token(), at=timezone.now(), **HOW)


def test_the_same_form_is_one_correction_even_after_it_was_accepted():
    contact, form = person(), token()
    values = own(contact.partner, phone="0 5411 1111")
    propose_profile(contact, values, "", form=form, at=timezone.now(), **HOW)
    Contact.objects.get(pk=contact.pk).partner.__class__.objects.update(phone="0 5411 1111")
    contact.partner.refresh_from_db()
    with pytest.raises(AlreadyDone):
        propose_profile(contact, values, "", form=form, at=timezone.now(), **HOW)
    assert Proposal.objects.count() == 1


def test_people_are_proposed_too():
    contact = person(name="สาธิต ก.")
    new = dict.fromkeys(("title", "name", "position", "phone", "email", "line_id"), "") | {"name": "สาธิต ข."}
    added = propose_person(contact, None, new, form=token(), at=timezone.now(), **HOW)
    assert added.people == [{"contact": None, "act": "add", "values": {"name": ["", "สาธิต ข."]}}]
    gone = propose_removal(contact, contact, form=token(), at=timezone.now(), **HOW)
    assert gone.people[0]["act"] == "remove"
    contact.refresh_from_db()
    assert contact.active


def test_leaving_ends_every_link_of_the_organisation_and_can_be_done_once():
    contact = person()
    other = contact.partner.contacts.create(name="อีกคน")
    now = timezone.now()
    leave_network(contact, "ยุบรวม", at=now, **HOW)
    contact.partner.refresh_from_db()
    assert (contact.partner.status, contact.partner.opted_out_reason) == ("opted_out", "ยุบรวม")
    assert set(Contact.objects.values_list("link_version", flat=True)) == {2}
    assert Change.objects.filter(verb="left", reason="ยุบรวม", actor="partner").count() == 1
    with pytest.raises(AlreadyDone):
        leave_network(other, "", at=now, **HOW)


def test_news_without_a_picture_and_twice():
    contact, form = person(), token()
    values = {"kind": "news", "title": "อบรมอาชีพ", "text": "รับสมัคร"}
    sent = contribute(contact, values, None, form=form, at=timezone.now(), **HOW)
    assert (sent.partner, sent.contact, bool(sent.picture)) == (contact.partner, contact, False)
    with pytest.raises(AlreadyDone):
        contribute(contact, values, None, form=form, at=timezone.now(), **HOW)


def test_an_application_is_kept_once():
    contact, form = person(), token()
    values = {
        "name": "อบต.ตัวอย่าง",
        "kind": "sao",
        "province": contact.partner.province,
        "phone": "0 5400 0000",
        "email": "a@example.invalid",
        "contact_name": "สาธิต",
    }
    assert apply_to_join(values, suspect=True, form=form, at=timezone.now()).suspect
    with pytest.raises(AlreadyDone):
        apply_to_join(values, suspect=False, form=form, at=timezone.now())
