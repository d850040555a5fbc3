"""Whom a letter to an organisation is addressed to: the post at its head, and where its letters are posted. Pure."""

from __future__ import annotations

_MAYOR = "นายก"
_DIRECTOR = "ผู้อำนวยการ"
#: Kind of organisation (`network.kinds`) to the title of its head, which its name follows.
_HEADS = {
    "pao": _MAYOR,
    "city": _MAYOR,
    "town": _MAYOR,
    "subdistrict_municipality": _MAYOR,
    "sao": _MAYOR,
    "school": _DIRECTOR,
    "vocational": _DIRECTOR,
    "nfe": _DIRECTOR,
    "university": "อธิการบดี",
}
#: The two special local governments are named by law, each with its own title.
_SPECIAL = {"กรุงเทพมหานคร": "ผู้ว่าราชการกรุงเทพมหานคร", "เมืองพัทยา": "นายกเมืองพัทยา"}
BANGKOK = "กรุงเทพมหานคร"


def head_of(kind: str, name: str) -> str:
    """The post that heads an organisation, as นายกเทศมนตรีตำบล… is written after เรียน; "" where it is not known."""
    name = (
        name.strip().removeprefix("สำนักงาน") if kind in ("city", "town", "subdistrict_municipality") else name.strip()
    )
    if kind == "special":
        return _SPECIAL.get(name, "")
    if name.startswith("เทศบาล"):
        return f"นายกเทศมนตรี{name.removeprefix('เทศบาล')}"
    title = _HEADS.get(kind, "")
    return f"{title}{name}" if title and name else ""


def address_lines(street: str, subdistrict: str, district: str, province: str) -> tuple[str, ...]:
    """The lines of an address below the organisation's name; Bangkok has แขวง and เขต, and no จังหวัด before it."""
    capital = province == BANGKOK
    words = ("แขวง", "เขต", "") if capital else ("ตำบล", "อำเภอ", "จังหวัด")
    places = [f"{word}{name}" for word, name in zip(words, (subdistrict, district, province), strict=True) if name]
    return tuple(line for line in (street.strip(), " ".join(places[:2]), *places[2:]) if line)
