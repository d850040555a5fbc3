"""One letter to many: from the list of partners to the printed bundle."""

import io
import zipfile

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home import jobs
from home.models import Job, Province
from network.actions.make_batch import change_recipient
from network.models import Letter, LetterBatch
from tests import network_factories as make
from tests.network.staff import member

from .test_editor import words_in


def address(batch, name="batch", *args) -> str:
    return reverse(f"letters:{name}", args=[batch.pk, *args])


def press(client, batch, act, **values):
    data = {"act": act, "version": batch.version, **{f"{act}-{name}": value for name, value in values.items()}}
    return client.post(address(batch), data, follow=True)


@pytest.fixture
def twenty(desk):
    place = make.subdistrict()
    return [
        make.partner(
            name_th=f"องค์การบริหารส่วนตำบลตัวอย่าง{number:02}",
            subdistrict=place,
            district=place.district,
            email=f"p{number}@example.invalid" if number % 4 else "",
        )
        for number in range(1, 21)
    ]


def begin(client, partners, **more):
    """What the list of partners posts, then the page on which one chooses the text."""
    asked = client.post(reverse("letters:new"), {"act": "letter", "id": [one.pk for one in partners], **more})
    form = asked.context["form"]
    return client.post(
        reverse("letters:new"),
        {
            "begun": "1",
            "id": [one.pk for one in partners],
            "template": "empty-external",
            "token": str(form["token"].value()),
            "title": "หนังสือ ก รอบแรก",
        },
    )


def test_many_partners_make_a_batch_one_makes_a_letter(desk, enter, twenty):
    client = enter(desk.officer)
    response = begin(client, twenty)
    batch = LetterBatch.objects.get()
    assert response.url == address(batch, "batch_edit")
    assert batch.letters.count() == 20
    response = begin(client, twenty[:1])
    letter = Letter.objects.get(batch=None)
    assert response.url == reverse("letters:edit", args=[letter.pk])
    assert letter.recipient == "นายกองค์การบริหารส่วนตำบลตัวอย่าง01"


def test_pressing_twice_makes_one_letter(desk, enter, twenty):
    client = enter(desk.officer)
    form = client.get(reverse("letters:new"), {"partner": twenty[0].pk}).context["form"]
    data = {"begun": "1", "id": twenty[0].pk, "template": "empty-external", "token": str(form["token"].value())}
    first, second = client.post(reverse("letters:new"), data), client.post(reverse("letters:new"), data)
    assert first.url == second.url
    assert Letter.objects.count() == 1


def test_partners_of_several_centres_are_no_batch(desk, client, twenty):
    south = make.partner(name_th="ใต้", province=Province.objects.get(slug="songkhla"))
    client.force_login(member("hq"))
    response = client.post(reverse("letters:new"), {"act": "letter", "id": [twenty[0].pk, south.pk]}, follow=True)
    assert "several centres" in response.content.decode()
    assert LetterBatch.objects.count() == 0


def test_a_partner_of_another_centre_cannot_be_written_to(desk, client, twenty):
    client.force_login(member("officer", "south"))
    assert client.get(reverse("letters:new"), {"partner": twenty[0].pk}).status_code == 404


def test_problems_are_listed_before_anything_is_issued(desk, enter):
    batch = desk.batch(3)
    letter = batch.letters.first()
    change_recipient(letter, {"recipient": ""}, actor=desk.officer, at=timezone.now())
    client = enter(desk.officer)
    page = client.get(address(batch))
    assert [one.pk for one, _words in page.context["stopping"]] == [letter.pk]
    assert reverse("letters:recipient", args=[letter.pk]) in page.content.decode()
    press(client, batch, "check")
    assert LetterBatch.objects.get().state == "draft"
    client.post(
        reverse("letters:recipient", args=[letter.pk]),
        {"recipient": "นายกองค์การบริหารส่วนตำบลตัวอย่าง", "manners": "ordinary"},
    )
    press(client, batch, "check")
    assert LetterBatch.objects.get().state == "checked"


def test_any_recipient_can_be_looked_at_with_the_way_to_the_next(desk, enter):
    batch = desk.batch(3)
    client = enter(desk.officer)
    for number, ways in [(1, (None, 2)), (2, (1, 3)), (3, (2, None))]:
        page = client.get(address(batch, "batch_look", number))
        assert (page.context["before"], page.context["after"]) == ways
        pdf = client.get(reverse("letters:pdf", args=[page.context["letter"].pk]))
        assert f"ตัวอย่าง{page.context['letter'].partner.name_th[-1]}" in words_in(pdf.content).translate(
            str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
        )
    assert client.get(address(batch, "batch_look", 4)).status_code == 404


def test_the_text_of_a_batch_is_drawn_for_its_first_recipient_while_typing(desk, enter):
    batch = desk.batch(2)
    data = {"subject": "เรื่องใหม่ {วันนัด}", "body": "เรียน", "blank-12": "วันศุกร์", "kind": "external"}
    client = enter(desk.officer)
    drawn = client.post(address(batch, "batch_preview"), data, headers={"Accept": "application/json"}).json()
    said = words_in(client.get(drawn["url"]).content)
    assert "เรื่องใหม่วันศุกร์" in said
    assert LetterBatch.objects.get().subject != data["subject"]


def test_a_blank_is_missing_until_it_is_typed_and_again_once_it_is_emptied(desk, enter):
    batch = desk.batch(2, subject="เรื่อง {วันนัด}", blanks={"วันนัด": "วันศุกร์"})
    client = enter(desk.officer)

    def missing(typed):
        data = {"subject": batch.subject, "body": batch.body, "kind": "external", "blank-12": typed}
        data["signatory"] = batch.signatory_id
        answer = client.post(address(batch, "batch_preview"), data, headers={"Accept": "application/json"})
        return [one["field"] for one in answer.json()["problems"]]

    assert missing("วันพุธ") == []
    assert missing("") == ["blank-12"]


def test_the_batches_that_were_drafted_last_come_first(desk, enter):
    older, newer = desk.batch(1), desk.batch(1, title="ใหม่กว่า")
    page = enter(desk.officer).get(reverse("letters:batches"))
    assert [one.pk for one in page.context["page_obj"]] == [newer.pk, older.pk]
    assert page.context["page_obj"].paginator.object_list.ordered


def test_a_batch_is_numbered_one_after_the_other_bundled_and_mailed(
    desk, enter, mailoutbox, django_capture_on_commit_callbacks
):
    batch = desk.approved_batch(3)
    clerk = enter(desk.admin_section)
    with django_capture_on_commit_callbacks(execute=True):
        press(clerk, batch, "issue")
    batch.refresh_from_db()
    assert batch.state == "issued"
    assert list(batch.letters.order_by("pk").values_list("number", flat=True)) == [1, 2, 3]
    page = clerk.get(address(batch))
    assert page.context["numbers"] == {"first": 1, "last": 3, "count": 3}
    assert "3 of 3" in page.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        press(clerk, batch, "bundle")
    pdf = b"".join(clerk.get(address(batch, "batch_file", "letters.pdf")).streaming_content)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 3
    archive = b"".join(clerk.get(address(batch, "batch_file", "letters.zip")).streaming_content)
    assert len([name for name in zipfile.ZipFile(io.BytesIO(archive)).namelist() if name.endswith(".pdf")]) == 3

    with django_capture_on_commit_callbacks(execute=True):
        press(clerk, batch, "email")
    assert sorted(mail.to[0] for mail in mailoutbox) == [f"partner{number}@example.invalid" for number in (1, 2, 3)]
    page = clerk.get(address(batch))
    assert [(state, count) for state, _label, count in page.context["mails"]] == [("sent", 3)]
    with django_capture_on_commit_callbacks(execute=True):
        press(clerk, batch, "email")
    assert len(mailoutbox) == 3


def test_while_a_job_runs_the_page_shows_how_far_it_is_and_offers_nothing(desk, enter):
    batch = desk.approved_batch(3)
    clerk = enter(desk.admin_section)
    press(clerk, batch, "issue")
    job = Job.objects.get()
    Job.objects.filter(pk=job.pk).update(done=1)
    page = clerk.get(address(batch))
    assert page.context["acts"] == []
    assert f'data-again="{address(batch)}?fragment=1"' in page.content.decode()
    fragment = clerk.get(f"{address(batch)}?fragment=1").content.decode()
    assert 'data-job-state="queued"' in fragment
    assert 'value="1"' in fragment
    assert "<html" not in fragment


def test_what_a_kill_left_is_taken_up_again_without_a_gap_and_without_a_double(desk, enter):
    batch = desk.approved_batch(3)
    press(enter(desk.admin_section), batch, "issue")
    job = Job.objects.get()
    first = job.items.order_by("pk").first()

    class Killed(BaseException):
        """What nothing catches: as if the process were gone."""

    kind = jobs._kinds[job.kind]

    def dies_at_the_second(item, job):
        if item.pk != first.pk:
            raise Killed
        kind.handle(item, job)

    jobs._kinds[job.kind] = type(kind)(kind.name, dies_at_the_second, kind.prepare, kind.finish)
    with pytest.raises(Killed):
        jobs.work(job.pk)
    jobs._kinds[job.kind] = kind
    Job.objects.filter(pk=job.pk).update(lease_until=None, lease_token="")
    assert batch.letters.registered().count() == 1
    while jobs.work(job.pk):
        pass
    # What was begun when the worker died comes last.
    assert sorted(batch.letters.values_list("number", flat=True)) == [1, 2, 3]


def test_a_batch_of_another_centre_does_not_exist(desk, client):
    batch = desk.batch(1)
    client.force_login(member("director", "south"))
    for name in ("batch", "batch_edit"):
        assert client.get(address(batch, name)).status_code == 404
    assert client.post(address(batch, "batch_preview")).status_code == 404
    assert client.get(address(batch, "batch_look", 1)).status_code == 404


def test_the_price_of_a_batch_does_not_grow_with_its_letters(desk, enter):
    client = enter(desk.officer)
    small = desk.batch(2)
    client.get(address(small))
    with CaptureQueriesContext(connection) as few:
        client.get(address(small))
    large = desk.batch(12)
    with CaptureQueriesContext(connection) as many:
        client.get(address(large))
    assert len(many) == len(few) <= 24
