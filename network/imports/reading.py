"""What the cells of a row say: values as a partner keeps them, and the reasons for those that say nothing sensible."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from home import cells
from home.access import Scope
from home.models import District, Province, Subdistrict
from home.thai import arabic_digits

from ..codes import WrongCode, read_code
from ..phones import WrongPhone, read_phone
from ..websites import WrongWebsite, read_website
from .kind_words import KindProblem, kind_and_name
from .places import PlaceBook, PlaceProblem

#: Whole Thailand fits in it, degrees.
LATITUDES, LONGITUDES = (5.0, 21.0), (97.0, 106.0)
NOTHING = ("", "-", "–", "—", "ไม่มี", "n/a")


@dataclass(frozen=True)
class Problem:
    """`column` is the name of one of ours; a remark does not keep the row out."""

    column: str
    value: str
    reason: str
    remark: bool = False

    def as_json(self) -> dict[str, Any]:
        return {"column": self.column, "value": self.value, "reason": self.reason, "remark": self.remark}


@dataclass
class Reading:
    """A row as understood. `values` hold only what the row says: an empty cell says nothing and erases nothing."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    code: str = ""

    @property
    def is_sound(self) -> bool:
        return all(problem.remark for problem in self.problems)

    def refuse(self, column: str, value: object, reason: str) -> None:
        self.problems.append(Problem(column, str(value)[:100], reason))

    def remark(self, column: str, value: object, reason: str) -> None:
        self.problems.append(Problem(column, str(value)[:100], reason, remark=True))


@dataclass(frozen=True)
class RowReader:
    """Reads rows given as {column: cell}; `scope` are the centres whose provinces the user may write to."""

    book: PlaceBook
    scope: Scope

    def read(self, row: Mapping[str, Any]) -> Reading:
        reading = Reading()
        words = {name: _word(cell) for name, cell in row.items()}
        self._read_name(words, reading)
        self._read_place(words, reading)
        self._read_address(words, reading)
        self._read_contact_data(row, words, reading)
        self._read_position(row, words, reading)
        for name in ("email", "name_en", "former_names"):
            if word := words.get(name, ""):
                reading.values[name] = word
        if word := words.get("code", ""):
            try:
                reading.code = read_code(word)
            except WrongCode:
                reading.refuse("code", word, _("“%(value)s” is no code of the network.") % {"value": word[:20]})
        return reading

    def _read_contact_data(self, row: Mapping[str, Any], words: Mapping[str, str], reading: Reading) -> None:
        if website := words.get("website", ""):
            try:
                reading.values["website"] = read_website(website)
            except WrongWebsite:
                reason = _("“%(value)s” is no address of a website.")
                reading.refuse("website", website, reason % {"value": website[:80]})
        if phone := _telephone(row.get("phone")):
            try:
                reading.values["phone"] = spaced(read_phone(phone))
            except WrongPhone as problem:
                reason = _(
                    "“%(value)s” is no telephone number: nine digits (0 5400 0000) or ten for a mobile telephone."
                )
                reading.refuse("phone", phone, reason % {"value": str(problem)[:80]})

    def _read_name(self, words: Mapping[str, str], reading: Reading) -> None:
        name = words.get("name_th", "")
        if not name:
            reading.refuse("name_th", "", _("The name is missing."))
            return
        try:
            reading.values["kind"], reading.values["name_th"] = kind_and_name(name, words.get("kind", ""))
        except KindProblem as problem:
            reading.refuse("kind", words.get("kind", "") or name, str(problem))

    def _read_place(self, words: Mapping[str, str], reading: Reading) -> None:
        word = words.get("province", "")
        if not word:
            reading.refuse("province", "", _("The province is missing."))
            return
        try:
            province = self.book.province(word)
        except PlaceProblem as problem:
            reading.refuse("province", word, str(problem))
            return
        reading.values["province"] = province
        if not self.scope.covers(province.centre_id):
            reading.refuse(
                "province",
                word,
                _("%(province)s belongs to %(centre)s: only its staff or headquarters can import for it.")
                % {"province": province.name, "centre": province.centre.name},
            )
            return
        zip_code = arabic_digits(words.get("zip_code", "")).replace(" ", "")
        district = self._read_district(words, province, reading)
        subdistrict = self._read_subdistrict(words, province, district, zip_code, reading)
        self._read_zip(zip_code, province, subdistrict, reading)

    def _read_district(self, words: Mapping[str, str], province: Province, reading: Reading) -> District | None:
        if not (word := words.get("district", "")):
            return None
        try:
            reading.values["district"] = self.book.district(word, province)
        except PlaceProblem as problem:
            reading.refuse("district", word, str(problem))
        return reading.values.get("district")

    def _read_subdistrict(
        self, words: Mapping[str, str], province: Province, district: District | None, zip_code: str, reading: Reading
    ) -> Subdistrict | None:
        word = words.get("subdistrict", "")
        if not word or (words.get("district") and not district):
            return None
        try:
            found = self.book.subdistrict(word, province, district, zip_code)
        except PlaceProblem as problem:
            reading.refuse("subdistrict", word, str(problem))
            return None
        reading.values["subdistrict"] = found
        reading.values["district"] = self.book.districts[found.district_id]
        return found

    def _read_zip(self, zip_code: str, province: Province, subdistrict: Subdistrict | None, reading: Reading) -> None:
        if not zip_code:
            return
        if not re.fullmatch(r"\d{5}", zip_code):
            reading.refuse(
                "zip_code", zip_code, _("“%(value)s” is no postcode: it has five digits.") % {"value": zip_code[:20]}
            )
            return
        reading.values["zip_code"] = zip_code
        if zip_code not in self.book.zips_of_province[province.pk]:
            belongs = [self.book.provinces[pk].name for pk in sorted(self.book.provinces_of_zip.get(zip_code, ()))]
            reason = (
                _("The postcode %(zip)s belongs to %(others)s, not to %(province)s.")
                if belongs
                else _("There is no postcode %(zip)s in %(province)s.")
            )
            words = {"zip": zip_code, "others": ", ".join(belongs), "province": province.name}
            if not belongs and any(known.startswith(zip_code[:2]) for known in self.book.zips_of_province[province.pk]):
                # The register names one postcode for most sub-districts; a neighbouring number may well be real.
                remark = _("The postcode %(zip)s is not in the register. Is it right?")
                reading.remark("zip_code", zip_code, remark % words)
                return
            reading.refuse("zip_code", zip_code, reason % words)
        elif subdistrict and subdistrict.zip_code and zip_code not in subdistrict.zip_code.split():
            reading.remark(
                "zip_code",
                zip_code,
                _("The usual postcode of %(place)s is %(zip)s.")
                % {"place": subdistrict.name, "zip": subdistrict.zip_code},
            )

    def _read_address(self, words: Mapping[str, str], reading: Reading) -> None:
        address, moo = words.get("address", ""), arabic_digits(words.get("moo", ""))
        moo = re.sub(r"^(หมู่ที่|หมู่|ม\.)\s*", "", moo)
        if moo and moo != "0" and "หมู่" not in address:
            address = f"{address} หมู่ที่ {moo}".strip()
        if address:
            reading.values["address"] = address

    def _read_position(self, row: Mapping[str, Any], words: Mapping[str, str], reading: Reading) -> None:
        found = {}
        for name, (least, most) in (("latitude", LATITUDES), ("longitude", LONGITUDES)):
            if not words.get(name, ""):
                continue
            try:
                found[name] = float(cells.number(row[name]))
            except cells.NotANumber:
                reading.refuse(name, words[name], _("“%(value)s” is not a number.") % {"value": words[name][:60]})
                return
            if not least <= found[name] <= most:
                reading.refuse(
                    name,
                    words[name],
                    _(
                        "%(value)s lies outside of Thailand (%(least)s to %(most)s). "
                        "Are latitude and longitude in each other’s column?"
                    )
                    % {"value": words[name][:60], "least": int(least), "most": int(most)},
                )
        if len(found) == 1:
            name = next(iter(found))
            reading.refuse(name, words[name], _("Latitude and longitude are only useful together."))
        reading.values.update({name: round(number, 6) for name, number in found.items()})


def _word(cell: Any) -> str:
    word = cells.text(cell)
    return "" if word.lower() in NOTHING else word


def _telephone(cell: Any) -> str:
    """A telephone number that a spreadsheet took for a number lost the nought in front."""
    word = _word(cell)
    return f"0{word}" if re.fullmatch(r"[2-7]\d{7}|[689]\d{8}", word) else word


def spaced(phone: str) -> str:
    """Plain numbers as offices print them, 0 5400 0000 and 08 1000 0000; what has more to it stays as it is."""
    parts = [part.strip() for part in re.split(r"[,;/]", phone)]
    return ", ".join(_spaced(part) for part in parts if part)


def _spaced(part: str) -> str:
    digits = re.sub(r"[\s.()-]", "", part)
    if re.fullmatch(r"0\d{8}", digits):
        return f"0 {digits[1:5]} {digits[5:]}"
    return f"{digits[:2]} {digits[2:6]} {digits[6:]}" if re.fullmatch(r"0\d{9}", digits) else part
