"""Every address of the network's staff, as a stranger, an editor, another centre's staff and the right one."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from django.utils import timezone

from home.models import Centre, FileImport, ProvincialOffice
from network.actions.change_partner import Actor
from network.actions.merge_partners import merge_partners
from network.actions.write_note import add_file, write_note
from network.imports.steps import KIND
from network.models import (
    Agreement,
    Application,
    BudgetAllocation,
    Contribution,
    Holiday,
    LessonLearned,
    Letter,
    LetterBatch,
    LetterBook,
    LetterTemplate,
    PartnerImport,
    Proposal,
    Rate,
    ShortLink,
    Volunteer,
)
from tests import event_factories, factories, letter_factories, season_factories
from tests import network_factories as make
from tests.network.staff import member

pytestmark = pytest.mark.django_db
SPACES = {
    "banners", "short_links", "partners", "partner_inbox", "partner_imports", "volunteers", "agreements", "offices",
    "districts", "subdistricts",
    "letters", "letter_templates", "letter_offices", "signatories", "letter_books",
    "outreach", "teams", "lessons", "holidays", "rates", "kit", "readiness_items",
    "events", "gatherings",
}  # fmt: skip
#: Registers of the whole office: whoever may keep them keeps every row.
OF_ALL = {"holidays", "rates", "kit", "readiness_items"}
#: Addresses that carry no record of a centre; the others must not exist for other centres.
NO_RECORD = {
    "template", "index", "index_results", "columns", "bulk", "add", "places", "duplicates", "people", "new", "register",
    "batches", "suspects", "figures", "health", "check_list",
    "many", "letters_a", "photos",
    "suggestions", "calendar", "readiness", "progress", "progress_file", "questions", "trips", "field_worker",
    "season_add", "season", "quotas", "season_state", "plan", "plan_file",
    "roster", "roster_file",
}  # fmt: skip
POST_ONLY = {
    "columns", "bulk", "unmerge", "contact_active", "note_add", "note_remove", "file_add", "file_remove",
    "link", "check", "decide", "apply", "undo", "preview", "batch_preview", "adapt",
    "check_list", "banner_check", "banner_suspicion",
    "many", "letters_a", "banner_now", "feed_renew", "allocation", "quotas", "season_state", "call", "follow_up", "kit",
}  # fmt: skip


@pytest.fixture
def records():
    """One of everything, in the north; {name of a parameter: key}."""
    actor, at = Actor(), timezone.now()
    partner, gone = make.partner(), make.partner(name_th="ซ้ำ")
    contact = make.contact(partner)
    note = write_note(partner, "บันทึก", actor=actor, at=at)
    file = add_file(partner, ContentFile(b"x", "a.pdf"), "แฟ้ม", actor=actor, at=at)
    merge = merge_partners(partner, gone, {}, actor=actor, at=at)
    subdistrict = make.subdistrict()
    district = subdistrict.district
    sent = {"partner": partner, "form_token": "x"}
    upload = FileImport.objects.create(
        kind=KIND, owner=User.objects.create_user("owner"), name="a.csv", expires_at=at, state="checked"
    )
    PartnerImport.objects.create(upload=upload, source="pao")
    return {
        "token": upload,
        "proposals": Proposal.objects.create(**sent, message="x"),
        "contributions": Contribution.objects.create(**sent, title="ข่าว", text="x", picture="x.png"),
        "picture": Contribution.objects.get(),
        "applications": Application.objects.create(
            form_token="x", name="รร.", kind="school", province=partner.province, consented_at=at
        ),
        "partner": partner,
        "contact": contact,
        "note": note,
        "file": file,
        "merge": merge,
        "short_links": ShortLink.objects.create(title="x", target="/news/", centre=Centre.objects.get(code="north")),
        "volunteers": Volunteer.objects.create(district=district, name="อาสา"),
        "agreements": Agreement.objects.create(
            title="MOU", party="x", signed_on="2026-01-01", centre=Centre.objects.get(code="north")
        ),
        "offices": ProvincialOffice.objects.create(province=partner.province, kind="labour", name_th="สนร."),
        "districts": district,
        "subdistricts": subdistrict,
        **letters_of(partner),
        **season_of(partner),
        **events_of(partner),
    }


def letters_of(partner) -> dict[str, object]:
    """A letter and a batch of the partner's centre, and what letters are made of."""
    centre, at = partner.province.centre, timezone.now()
    office = letter_factories.office(centre.code)
    letter = Letter.objects.create(centre=centre, partner=partner, subject="เรื่อง", drafted_at=at)
    batch = LetterBatch.objects.create(centre=centre, title="ชุด", drafted_at=at)
    Letter.objects.create(centre=centre, batch=batch, partner=partner, drafted_at=at)
    letter.enclosures.create(title="แผ่นพับ", file=ContentFile(b"x", "a.txt"))
    return {
        "letter": letter,
        "batch": batch,
        "enclosure": letter.enclosures.get(),
        "batch_enclosure": batch.enclosures.create(title="แผ่นพับ"),
        "letter_offices": office,
        "signatories": centre.signatories.get(),
        "letter_templates": LetterTemplate.objects.create(name="แบบ", centre=centre, subject="เรื่อง", body="เนื้อ"),
        "letter_books": LetterBook.objects.create(centre=centre, year=2569),
    }


def season_of(partner) -> dict[str, object]:
    """A visit to the partner with everything that hangs on one, and the registers a season draws on."""
    centre, at, day = partner.province.centre, timezone.now(), date(2027, 1, 1)
    season, team = season_factories.season(), season_factories.team(centre.code)
    trip = season_factories.travel(team, season)
    visit = season_factories.visit(partner, season=season, team=team, state="ready", travel=trip, sequence=1)
    BudgetAllocation.objects.create(season=season, centre=centre, amount=1)
    return {
        "visit": visit,
        "photo": visit.photos.create(file=ContentFile(b"jpeg", "p.jpg"), at=at),
        "row": visit.follow_ups.create(kind="banner", due_on=day),
        "trip": trip,
        "season": season,
        "teams": team,
        "lessons": LessonLearned.objects.create(centre=centre, title="บทเรียน", text="…", at=at),
        "holidays": Holiday.objects.create(on=day, name="วันหยุด"),
        "rates": Rate.objects.create(category="other", name="อัตรา", unit="ครั้ง", amount=1, from_on=day),
        "kit": season.kit.create(number=1, name="กระเป๋า"),
        "readiness_items": season.readiness.create(number=1, name="ศึกษาโครงการ"),
    }


def events_of(partner) -> dict[str, object]:
    """An event with somebody who was there, and a training with somebody who was there."""
    centre, at = partner.province.centre, timezone.now()
    event = event_factories.event(event_factories.section(factories.home_page()), centre=centre, certificate=True)
    person = event.registrations.create(name="ผู้ลงทะเบียน", registered_at=at, attended_at=at)
    training = event_factories.gathering(centre=centre)
    training.attendances.create(name="ผู้เข้าอบรม", present=True)
    return {"event": event, "registration": person, "gathering": training}


def patterns():
    """(namespace, name, parameters) of every address of the staff screens, from the resolver itself."""
    found = []
    admin = next(one for one in get_resolver().url_patterns if str(one.pattern) == "admin/")
    for resolver in admin.url_patterns:
        if str(resolver.pattern).startswith("network/"):
            for one in resolver.url_patterns:
                found.append((resolver.namespace, one.name, tuple(one.pattern.converters)))
    return found


#: Values in addresses of letters that name no record.
FIXED = {"size": "dl", "digest": "none", "number": 1, "file": "letters.pdf", "paper": "labels"}


def record_of_letters(name: str, parameter: str) -> str:
    if parameter == "book":
        return "letter_books"
    if parameter == "enclosure":
        return "batch_enclosure" if name.startswith("batch") else "enclosure"
    return "batch" if name.startswith("batch") else "letter"


#: Values in addresses of the season that name no record by its key, and whose keys the others are.
OF_THE_SEASON = {"centre": "north", "form": "xlsx", "name": "move"}
KEYS_OF_THE_SEASON = {
    "screening": "partner", "feed_renew": "teams", "trip": "trip", "run_sheets": "trip", "season": "season",
    "quotas": "season", "season_state": "season", "plan": "season", "plan_file": "season",
}  # fmt: skip


def value_of_the_season(_space, name: str, parameter: str, records):
    if parameter in OF_THE_SEASON:
        return OF_THE_SEASON[parameter]
    return records[parameter if parameter != "pk" else KEYS_OF_THE_SEASON.get(name, "visit")].pk


#: Whose key a parameter of the events' addresses is.
EVENTS = {("events", "pk"): "event", ("events", "row"): "registration", ("gatherings", "pk"): "gathering"}


def value_of_events(space, _name, parameter, records):
    return "xlsx" if parameter == "form" else records[EVENTS[space, parameter]].pk


OWN_VALUES = {"outreach": value_of_the_season, "events": value_of_events, "gatherings": value_of_events}


def address(space, name, parameters, records):
    values = {}
    for parameter in parameters:
        if space in OWN_VALUES:
            values[parameter] = OWN_VALUES[space](space, name, parameter, records)
        elif parameter == "form":
            values[parameter] = "json"
        elif space == "letters" and parameter in FIXED:
            values[parameter] = FIXED[parameter]
        elif space == "letters":
            values[parameter] = records[record_of_letters(name, parameter)].pk
        elif parameter == "size":
            values[parameter] = "a4"
        elif parameter == "token":
            values[parameter] = records["token"].token
        elif space == "partner_inbox" and parameter == "pk":
            values[parameter] = records["partner" if name == "link" else name].pk
        elif parameter == "pk":
            record = "contact" if name.startswith("person") else "partner" if space == "partners" else space
            values[parameter] = records[record].pk
        else:
            values[parameter] = records[parameter].pk
    return reverse(f"{space}:{name}", kwargs=values)


def ask(client, name, url):
    return client.post(url) if name in POST_ONLY else client.get(url)


def test_the_walk_knows_all_screens():
    walked = patterns()
    assert len(walked) >= 60
    assert {space for space, _name, _parameters in walked} == SPACES


def test_a_stranger_is_sent_to_the_login(client, records):
    for space, name, parameters in patterns():
        response = ask(client, name, address(space, name, parameters, records))
        assert response.status_code == 302, (space, name)
        assert "/login/" in response["Location"], (space, name)


def test_an_editor_without_rights_in_the_network_is_sent_away(client, records):
    editor = User.objects.create_user("editor")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    for space, name, parameters in patterns():
        response = ask(client, name, address(space, name, parameters, records))
        sent_away = response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")
        assert sent_away or response.status_code == 404, (space, name)


def test_for_another_centres_staff_the_records_do_not_exist(client, records):
    user = member("director", "south")
    # Even somebody who may do everything in the south finds nothing of the north.
    user.user_permissions.add(*Permission.objects.filter(content_type__app_label__in=["network", "home"]))
    client.force_login(user)
    for space, name, parameters in patterns():
        if name not in NO_RECORD and space not in OF_ALL:
            response = ask(client, name, address(space, name, parameters, records))
            assert response.status_code == 404, (space, name)


@pytest.mark.parametrize("role", ["director", "admin_section"])
def test_the_right_one_sees_every_screen_of_the_partners(client, records, role):
    client.force_login(member(role, "north"))
    for space, name, parameters in patterns():
        if space == "partners":
            response = ask(client, name, address(space, name, parameters, records))
            assert response.status_code in ((302, 404) if name in POST_ONLY else (200,)), (space, name)


#: What needs more than a record: a picture on the disk, a list with a file.
NEEDS_A_FILE = {
    ("partner_inbox", "picture"), ("partner_imports", "columns"), ("partner_imports", "errors"),
    ("letters", "drawn"), ("letters", "batch_drawn"), ("letters", "batch_file"), ("letters", "batch_enclosure"),
    ("letters", "recipient"),
}  # fmt: skip


def test_headquarters_sees_every_screen(client, records):
    client.force_login(member("hq"))
    for space, name, parameters in patterns():
        if name not in POST_ONLY and (space, name) not in NEEDS_A_FILE:
            assert ask(client, name, address(space, name, parameters, records)).status_code == 200, (space, name)


def test_an_officer_keeps_partners_but_neither_merges_nor_erases(client, records):
    client.force_login(member("officer", "north"))
    partner = records["partner"].pk
    assert client.get(reverse("partners:edit", args=[partner])).status_code == 200
    for url in (reverse("partners:merge", args=[partner]), reverse("partners:people")):
        assert client.get(url)["Location"] == reverse("wagtailadmin_home")


def test_nobody_of_a_centre_may_manage_users_or_pages():
    member("officer", "north")
    for group in Group.objects.filter(centre_group__centre__code="north"):
        apps = set(group.permissions.values_list("content_type__app_label", flat=True))
        assert apps <= {"wagtailadmin", "network", "home"}
