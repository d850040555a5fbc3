"""One letter on the screen: who may do what with it, and what happens when two act at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from network.actions.check_letter import check_letter
from network.actions.return_letter import return_letter
from network.models import Delivery, Letter
from network.views.letter_desk.acts import ACTS
from tests.letter_factories import Desk
from tests.network.staff import member


def address(letter) -> str:
    return reverse("letters:letter", args=[letter.pk])


def press(client, letter, act, **values):
    data = {"act": act, "version": letter.version, **{f"{act}-{name}": value for name, value in values.items()}}
    return client.post(address(letter), data, follow=True)


def buttons(client, letter) -> set[str]:
    context = client.get(address(letter)).context
    return {act.name for act, _form in [*context["acts"], *context["more_acts"]]}


#: Who is offered what, from the founding of the roles: officers check and send, directors approve, sections issue.
OFFERED = {
    ("draft", "officer"): {"check", "drop"},
    ("draft", "director"): {"check", "drop"},
    ("checked", "officer"): {"return", "drop"},
    ("checked", "director"): {"approve", "return", "drop"},
    ("checked", "admin_section"): {"return", "drop"},
    ("approved", "officer"): {"return", "drop"},
    ("approved", "director"): {"return", "drop"},
    ("approved", "admin_section"): {"issue", "return", "drop"},
    ("issued", "officer"): {"email", "sent", "reply", "correct"},
    ("issued", "director"): {"reply", "correct"},
    ("issued", "admin_section"): {"email", "sent", "reply", "correct", "void"},
}


@pytest.mark.parametrize(("state", "role"), OFFERED)
def test_everybody_is_offered_what_his_role_may_do_from_there(desk, enter, state, role):
    letter = getattr(desk, state)()
    assert buttons(enter(getattr(desk, role)), letter) == OFFERED[state, role]


def test_a_letter_goes_from_hand_to_hand_until_it_has_its_number(desk, enter):
    letter = desk.draft()
    for role, act, state in [
        ("officer", "check", "checked"),
        ("director", "approve", "approved"),
        ("admin_section", "issue", "issued"),
    ]:
        page = press(enter(getattr(desk, role)), letter, act)
        letter.refresh_from_db()
        assert letter.state == state
        assert page.context["letter"].pk == letter.pk
    assert letter.number == 1
    assert "รง 0300.9/1" in page.content.decode()


@pytest.mark.parametrize(
    "act", [act for act in ACTS if act.name not in ("check", "drop", "email", "sent", "reply", "correct")]
)
def test_pressing_what_is_not_offered_is_refused_and_changes_nothing(desk, enter, act):
    letter = desk.draft()
    before = Letter.objects.values().get(pk=letter.pk)
    response = press(enter(desk.officer), letter, act.name, reason="เพราะ")
    assert Letter.objects.values().get(pk=letter.pk) == before
    assert response.redirect_chain or response.status_code == 403


def test_two_directors_at_once_the_second_is_told_who_was_quicker(desk, enter):
    letter = desk.checked()
    press(enter(desk.director), letter, "approve")
    page = press(enter(desk.director), letter, "approve")
    said = [str(message) for message in page.context["messages"]]
    assert len(said) == 1
    assert desk.director.user.get_username() in said[0]
    assert Letter.objects.get(pk=letter.pk).events.filter(verb="approved").count() == 1


def test_what_was_changed_after_it_was_read_is_not_checked_unread(desk, enter):
    letter = desk.draft()
    seen = letter.version
    again = return_letter(
        check_letter(letter, actor=desk.team_leader, at=timezone.now()),
        "เหตุผล",
        actor=desk.team_leader,
        at=timezone.now(),
    )
    letter.version = seen
    press(enter(desk.officer), letter, "check")
    assert Letter.objects.get(pk=again.pk).state == "draft"


def test_a_letter_with_problems_is_not_checked_and_the_page_names_the_fields(desk, enter):
    letter = desk.draft(subject="", body="เรียน {วันนัด}")
    page = press(enter(desk.officer), letter, "check").content.decode()
    assert "Subject: This must not be empty." in page
    assert "{วันนัด}" in page
    assert Letter.objects.get(pk=letter.pk).state == "draft"


def test_voiding_needs_a_reason_and_the_register_keeps_the_number(desk, enter):
    letter = desk.issued()
    client = enter(desk.admin_section)
    assert press(client, letter, "void").status_code == 422
    press(client, letter, "void", reason="พิมพ์ชื่อผู้รับผิด")
    letter.refresh_from_db()
    assert (letter.state, letter.number, letter.void_reason) == ("void", 1, "พิมพ์ชื่อผู้รับผิด")
    assert desk.issued().number == 2


def test_a_correction_is_a_new_draft_that_names_the_old_letter(desk, enter):
    old = desk.issued()
    page = press(enter(desk.officer), old, "correct")
    new = Letter.objects.get(corrects=old)
    assert page.redirect_chain[-1][0] == reverse("letters:edit", args=[new.pk])
    assert old.number_text in page.content.decode()


def test_a_mail_goes_once_to_an_address_unless_it_is_asked_for_again(
    desk, enter, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        letter = desk.issued()
    client = enter(desk.officer)
    for again, mails in [("", 1), ("", 1), ("on", 2)]:
        with django_capture_on_commit_callbacks(execute=True):
            press(client, letter, "email", to="partner@example.invalid", again=again)
        assert len(mailoutbox) == mails
    page = client.get(address(letter))
    assert [line.state for line in page.context["deliveries"]] == [Delivery.State.SENT, Delivery.State.SENT]


def test_letters_of_another_centre_do_not_exist(desk, client):
    letter = desk.issued()
    client.force_login(member("director", "south"))
    for name in ("letter", "edit", "pdf", "copy", "preview"):
        url = reverse(f"letters:{name}", args=[letter.pk])
        response = client.post(url) if name == "preview" else client.get(url)
        assert response.status_code == 404, name


def test_somebody_who_keeps_one_centre_numbers_no_letter_of_another(desk, client):
    south = Desk("south")
    user = desk.admin_section.user
    user.groups.add(*south.officer.user.groups.all())
    client.force_login(user)
    letter = south.approved()
    assert "issue" not in buttons(client, letter)
    press(client, letter, "issue")
    assert Letter.objects.get(pk=letter.pk).number is None


def test_the_pdf_is_byte_for_byte_the_one_that_was_issued(desk, enter, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = desk.issued()
    letter.refresh_from_db()
    response = enter(desk.officer).get(reverse("letters:pdf", args=[letter.pk]))
    with letter.pdf.open("rb") as kept:
        assert response.content == kept.read()
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_a_letter_costs_the_same_however_much_happened_to_it(desk, enter, django_assert_max_num_queries):
    letter = desk.issued()
    client = enter(desk.officer)
    client.get(address(letter))
    for number in range(5):
        Delivery.objects.create(letter=letter, channel="posted", to=f"ที่ {number}", at=timezone.now())
    with django_assert_max_num_queries(22):
        client.get(address(letter))
