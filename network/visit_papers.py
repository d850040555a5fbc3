"""What letters about a visit, and the memo about a trip, say from the records: values for their named blanks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from home.thai import WEEKDAYS, long_date
from home.thai_amounts import amount_in_words

from .letters import plain
from .letters.compose import Table
from .models import TravelRequest, Visit

#: How a vehicle is called in an official memo.
VEHICLES = {"office": "รถยนต์ราชการ", "hired": "รถยนต์จ้างเหมา", "own": "รถยนต์ส่วนตัว", "public": "รถโดยสารสาธารณะ"}
NOBODY = "เจ้าหน้าที่ของศูนย์ฯ"


def span_in_words(first: date, last: date) -> str:
    """วันที่ 16 ธันวาคม 2569, or ระหว่างวันที่ with what both days share said once."""
    if first == last:
        return f"วันที่ {long_date(first)}"
    begin = long_date(first).split()
    end = long_date(last).split()
    shared = 0
    while shared < 2 and begin[-1 - shared] == end[-1 - shared]:
        shared += 1
    return f"ระหว่างวันที่ {' '.join(begin[: 3 - shared])} - {long_date(last)}"


def for_letter_a(visit: Visit) -> dict[str, str]:
    """The visit's own blanks in letter A; the expected days have to be known."""
    return {"ช่วงวันที่คาดว่าจะเข้าพบ": span_in_words(visit.expected_from, visit.expected_to)}


def for_letter_b(visit: Visit, people: Sequence[str]) -> dict[str, str]:
    """The visit's own blanks in letter B; it has to be appointed. `people`: who travels, the leader first."""
    at = timezone.localtime(visit.appointment)
    said = {
        "วันนัด": f"วัน{WEEKDAYS[at.weekday()]}ที่ {long_date(at.date())}",
        "เวลานัด": f"{at:%H.%M} น.",
        "สถานที่นัด": visit.place or visit.partner.name_th,
        "เจ้าหน้าที่": and_party(people),
        "ผู้ประสานงาน": visit.coordinator.full_name if visit.coordinator else "",
    }
    return {name: value for name, value in said.items() if value}


def and_party(people: Sequence[str]) -> str:
    if not people:
        return NOBODY
    return people[0] if len(people) == 1 else f"{people[0]} และคณะ"


def for_memo(travel: TravelRequest) -> tuple[dict[str, str], dict[str, object]]:
    """Blanks and tables of the memo that asks for approval of a trip, as the request stands now."""
    visits = list(
        travel.visits.alive().select_related("partner__district", "partner__province").order_by("appointment")
    )
    people = [str(one) for one in travel.travellers.all()]
    lines, total = list(travel.lines.all()), travel.estimate
    provinces = list(dict.fromkeys(visit.partner.province.name_th for visit in visits))
    blanks = {
        "โครงการ": travel.season.project_title,
        "ปีงบประมาณ": str(travel.season.fiscal_year),
        "พื้นที่เดินทาง": _provinces(provinces),
        "วันเดินทาง": span_in_words(travel.starts_on, travel.ends_on),
        "จำนวนแห่ง": str(len(visits)),
        "จำนวนผู้เดินทาง": str(len(people)),
        "เจ้าหน้าที่": and_party(people),
        "พาหนะ": VEHICLES[travel.vehicle],
        "จำนวนเงิน": _money(total),
        "จำนวนเงินตัวอักษร": amount_in_words(total),
    }
    tables = {"ตารางแผนการเยี่ยม": _of_visits(visits), "ตารางประมาณการค่าใช้จ่าย": _of_lines(lines, total)}
    return blanks, {name: plain.of(table) for name, table in tables.items()}


def _provinces(names: Sequence[str]) -> str:
    said = [name if name.startswith("กรุงเทพ") else f"จังหวัด{name}" for name in names]
    return " ".join(said) if len(said) < 3 else f"{' '.join(said[:-1])} และ{said[-1]}"


def _money(amount) -> str:
    return f"{amount:,.2f}".removesuffix(".00")


def _of_visits(visits: Sequence[Visit]) -> Table:
    rows = []
    for number, visit in enumerate(visits, 1):
        at = timezone.localtime(visit.appointment)
        district = visit.partner.district.name_th if visit.partner.district_id else ""
        place = " ".join(part for part in (district, visit.partner.province.name_th) if part)
        rows.append((str(number), visit.partner.name_th, place, f"{long_date(at.date())} {at:%H.%M} น."))
    return Table(("ที่", "หน่วยงาน", "อำเภอ จังหวัด", "วัน เวลา"), tuple(rows), widths=(1, 6, 4, 4))


def _of_lines(lines, total) -> Table:
    rows = tuple(
        (str(number), line.description, f"{line.people:,} x {line.units.normalize():f} x {_money(line.rate)}",
         f"{line.amount:,.2f}")
        for number, line in enumerate(lines, 1)
    )  # fmt: skip
    return Table(
        ("ที่", "รายการ", "จำนวน", "บาท"), rows, widths=(1, 6, 4, 3), foot=("", "รวม", "", f"{total:,.2f}"), numeric=(3,)
    )
