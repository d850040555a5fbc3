from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from home import release_feed

LONG = "สถานการณ์ตลาดแรงงานภาคตะวันออกเฉียงเหนือ ไตรมาส 3 ปี 2569 และแนวโน้มการจ้างงานในระยะต่อไป; ฉบับสมบูรณ์, พร้อมตาราง"


def entry(**changes) -> release_feed.Entry:
    values = {
        "number": 7,
        "title": LONG,
        "due_on": date(2026, 11, 30),
        "state": "confirmed",
        "state_label": "ยืนยันแล้ว",
        "sequence": 2,
        "changed_at": datetime(2026, 11, 1, 2, 3, tzinfo=UTC),
        "url": "https://example.go.th/th/releases/#release-7",
        "note": "เลื่อนเพราะรอข้อมูลจากสำนักงานสถิติแห่งชาติ",
        "place": "ภาคตะวันออกเฉียงเหนือ",
    }
    return release_feed.Entry(**values | changes)


def written(*entries: release_feed.Entry) -> bytes:
    return release_feed.calendar(entries, name="ปฏิทินเผยแพร่สถิติ", language="th", domain="lmi")


def test_what_is_written_reads_back_the_same():
    calendar = Calendar.from_ical(written(entry()))
    (event,) = calendar.walk("VEVENT")
    assert calendar["X-WR-CALNAME"] == "ปฏิทินเผยแพร่สถิติ"
    assert event["SUMMARY"] == LONG
    assert event["UID"] == "release-7@lmi"
    assert event["SEQUENCE"] == 2
    assert event["URL"] == "https://example.go.th/th/releases/#release-7"
    assert event["DTSTAMP"].dt == datetime(2026, 11, 1, 2, 3, tzinfo=UTC)
    assert event["DESCRIPTION"].split("\n")[2] == "เลื่อนเพราะรอข้อมูลจากสำนักงานสถิติแห่งชาติ"


def test_a_release_is_a_whole_day_and_its_end_is_not_part_of_it():
    (event,) = Calendar.from_ical(written(entry())).walk("VEVENT")
    assert event["DTSTART"].dt == date(2026, 11, 30)
    assert event["DTEND"].dt == date(2026, 12, 1)


def test_lines_are_at_most_75_octets_and_no_thai_letter_is_cut_in_two():
    content = written(entry())
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # raises where a letter was split
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("planned", "TENTATIVE"),
        ("postponed", "TENTATIVE"),
        ("confirmed", "CONFIRMED"),
        ("released", "CONFIRMED"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_every_state_has_a_status_that_calendars_know(state, status):
    (event,) = Calendar.from_ical(written(entry(state=state))).walk("VEVENT")
    assert event["STATUS"] == status


def test_the_same_facts_are_the_same_file():
    assert written(entry()) == written(entry())


def test_a_calendar_without_releases_is_still_a_calendar():
    assert Calendar.from_ical(written()).walk("VEVENT") == []


def test_a_title_cannot_smuggle_in_a_property():
    (event,) = Calendar.from_ical(written(entry(title="x\r\nATTENDEE:mailto:a@b.example"))).walk("VEVENT")
    assert "ATTENDEE" not in event
