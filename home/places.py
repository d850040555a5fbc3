"""The places and topics a new portal starts with: six centres, 77 provinces, eight topics."""

import csv
from dataclasses import dataclass
from pathlib import Path

#: How files name the whole country (ISO 3166-1).
COUNTRY_CODE = "TH"
PROVINCES_FILE = Path(__file__).parent / "data" / "provinces.csv"

#: code, office name (Thai, English), region (Thai, English). Addresses are the office's to fill.
CENTRES = (
    ("north", "ภาคเหนือ", "North"),
    ("northeast", "ภาคตะวันออกเฉียงเหนือ", "Northeast"),
    ("central", "ภาคกลาง", "Central"),
    ("east", "ภาคตะวันออก", "East"),
    ("south", "ภาคใต้", "South"),
    ("west", "ภาคตะวันตก", "West"),
)

#: The eight kinds of explicit knowledge of the office's manual, in its order.
TOPICS = (
    ("lmi", "ข้อมูลข่าวสารตลาดแรงงาน (LMI)", "Labour market information (LMI)"),
    ("domestic", "การจัดหางานในประเทศ", "Job placement in Thailand"),
    ("overseas", "การไปทำงานต่างประเทศ", "Working abroad"),
    ("guidance", "การส่งเสริมการมีงานทำและแนะแนวอาชีพ", "Employment promotion and career guidance"),
    ("foreign-workers", "การจัดระบบแรงงานต่างด้าว", "Foreign workers"),
    ("protection", "การคุ้มครองคนหางาน", "Protection of job seekers"),
    ("laws", "ระเบียบ กฎหมายที่เกี่ยวข้อง", "Laws and regulations"),
    ("networks", "แนวคิดเกี่ยวกับเครือข่ายและการสื่อสาร", "Networks and communication"),
)


@dataclass(frozen=True)
class ProvinceRow:
    code: str
    slug: str
    name_th: str
    name_en: str
    abbr_th: str
    centre: str
    latitude: float
    longitude: float


def provinces() -> list[ProvinceRow]:
    """The 77 provinces of the shipped file, in the order of their official codes."""
    with PROVINCES_FILE.open(encoding="utf-8", newline="") as file:
        return [
            ProvinceRow(
                code=row["code"],
                slug=row["en"].lower().replace(" ", "-"),
                name_th=row["th"],
                name_en=row["en"],
                abbr_th=row["abbr_th"],
                centre=row["region"],
                latitude=float(row["lat"]),
                longitude=float(row["lon"]),
            )
            for row in csv.DictReader(file)
        ]


@dataclass(frozen=True)
class AreaRow:
    """A district (four digits) or a sub-district (six digits, with its postcode)."""

    code: str
    name_th: str
    name_en: str
    zip_code: str = ""


def _areas(name: str) -> list[AreaRow]:
    with (PROVINCES_FILE.parent / name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [AreaRow(row["code"], row["th"], row["en"], row.get("zip", "")) for row in rows]


def districts() -> list[AreaRow]:
    """The 928 districts of the shipped file, Bangkok's 50 among them."""
    return _areas("districts.tsv")


def subdistricts() -> list[AreaRow]:
    """The 7,436 sub-districts of the shipped file."""
    return _areas("subdistricts.tsv")
