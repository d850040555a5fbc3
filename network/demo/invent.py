"""Invents organisations: what they are called, where they are, and how they have come along so far. Pure.

Every name carries the word ตัวอย่าง, so that none is the name of a real one; the same seed invents the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .. import codes
from ..standing import Observations

MARK = "ตัวอย่าง"
SEED = 2570

#: Kind, how often among a hundred, how a name is made of a place, and of which place.
NAMES = (
    ("sao", 40, "องค์การบริหารส่วนตำบล" + MARK + "{subdistrict}"),
    ("subdistrict_municipality", 22, "เทศบาลตำบล" + MARK + "{subdistrict}"),
    ("town", 3, "เทศบาลเมือง" + MARK + "{district}"),
    ("school", 22, "โรงเรียน" + MARK + "{subdistrict}วิทยา"),
    ("vocational", 5, "วิทยาลัยการอาชีพ" + MARK + "{district}"),
    ("nfe", 8, "ศูนย์ส่งเสริมการเรียนรู้" + MARK + "อำเภอ{district}"),
)
SHORT = {"sao": ("องค์การบริหารส่วนตำบล", "อบต."), "subdistrict_municipality": ("เทศบาลตำบล", "ทต.")}
#: How they stand, and how often among a hundred.
STATES = (
    ("member", 34), ("lapsed", 9), ("visited", 15), ("engaged", 6), ("screened_ok", 9),
    ("screened_no", 4), ("prospect", 18), ("dormant", 3), ("opted_out", 2),
)  # fmt: skip
GIVEN = ("สาธิต", "สมมติ", "ตัวอย่าง", "ทดลอง", "จำลอง")
LETTERS = "กขคงจชซญดตทนบปผพมยรลวศสหอ"
TITLES = ("นาย", "นาง", "นางสาว")
POSITIONS = {
    "school": "ครูแนะแนว",
    "vocational": "หัวหน้างานแนะแนวอาชีพ",
    "nfe": "ครูผู้ช่วย",
    "sao": "นักพัฒนาชุมชน",
    "subdistrict_municipality": "เจ้าพนักงานประชาสัมพันธ์",
    "town": "หัวหน้าฝ่ายอำนวยการ",
}


@dataclass(frozen=True)
class Place:
    """A sub-district with what lies around it; `key` is its official code."""

    key: str
    subdistrict: str
    district: str


@dataclass(frozen=True)
class Invented:
    """An organisation; `seen` and the days beside it are its observations."""

    code: str
    kind: str
    name: str
    place: Place
    website: str
    phone: str
    north: float
    east: float
    seen: Observations
    first_visited_on: date | None
    left_on: date | None


def chosen(random: Random, table) -> str:
    return random.choices([row[0] for row in table], [row[1] for row in table])[0]


def code_of(text: str) -> str:
    """A partner code that is the same on every run."""
    digest = hashlib.sha256(text.encode()).digest()
    body = "".join(codes.ALPHABET[byte % 32] for byte in digest[: codes.LENGTH])
    return body + codes.check_letter(body)


def invent(places: list[Place], number: int, today: date, salt: str) -> list[Invented]:
    """So many organisations in some places, at most one of a name; observations end on `today`."""
    # Not a secret: the same demonstration each time.
    random = Random(f"{SEED}{salt}")  # noqa: S311
    templates = {kind: template for kind, _weight, template in NAMES}
    made: dict[str, Invented] = {}
    for _attempt in range(number * 20):
        if len(made) == number:
            break
        kind, place = chosen(random, NAMES), random.choice(places)
        name = templates[kind].format(subdistrict=place.subdistrict, district=place.district)
        key = f"{name} {place.key}"
        if name not in {one.name for one in made.values()}:
            made[key] = _organisation(random, kind, name, place, key, today)
    return list(made.values())


def _organisation(random: Random, kind: str, name: str, place: Place, key: str, today: date) -> Invented:
    code = code_of(key)
    seen, first, left = _story(random, chosen(random, STATES), today)
    has_site = seen.joined_on is not None or random.random() < 0.75
    return Invented(
        code=code,
        kind=kind,
        name=name,
        place=place,
        website=f"https://{code.lower()}.example" if has_site else "",
        phone=f"0 2000 {random.randrange(10_000):04}",
        north=random.uniform(-0.25, 0.25),
        east=random.uniform(-0.25, 0.25),
        seen=seen,
        first_visited_on=first,
        left_on=left,
    )


def _story(random: Random, state: str, today: date) -> tuple[Observations, date | None, date | None]:
    """What must have been seen for an organisation to stand so today; the first visit; the end of a membership."""

    def ago(least: int, most: int) -> date:
        return today - timedelta(days=random.randrange(least, most))

    if state in ("prospect", "screened_ok", "screened_no"):
        return Observations(suitable={"prospect": None, "screened_ok": True, "screened_no": False}[state]), None, None
    if state == "engaged":
        return Observations(open_visit=True, suitable=True), None, None
    if state == "visited":
        day = ago(10, 350)
        return Observations(last_visited_on=day, suitable=True), day, None
    if state == "dormant":
        day = ago(400, 900)
        return Observations(last_visited_on=day, suitable=True), day, None
    joined = ago(20, 1500)
    first = joined - timedelta(days=random.randrange(5, 60))
    if state == "lapsed":
        joined, lost = ago(400, 1500), ago(35, 300)
        first = joined - timedelta(days=20)
        seen = Observations(joined_on=joined, banner_seen_on=lost, banner_lost_on=lost, last_visited_on=first)
        return seen, first, lost
    if state == "opted_out":
        left = ago(5, 18)
        return Observations(joined_on=joined, opted_out_on=left, last_visited_on=first), first, left
    return Observations(joined_on=joined, banner_seen_on=today, last_visited_on=first, suitable=True), first, None


def short_name(name: str, kind: str) -> str:
    """The name as directories abbreviate it; empty where nobody does."""
    long, short = SHORT.get(kind, ("", ""))
    return name.replace(long, short, 1) if long else ""


def person_of(random: Random, kind: str) -> dict[str, str]:
    """A coordinator nobody could mistake for a real one."""
    return {
        "title": random.choice(TITLES),
        "name": f"{random.choice(GIVEN)} {random.choice(LETTERS)}.",
        "position": POSITIONS[kind],
        "phone": f"0 2000 {random.randrange(10_000):04}",
    }
