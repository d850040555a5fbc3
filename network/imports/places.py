"""Provinces, districts and sub-districts by the words of a file, with the reasons when a word fits none or several."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _

from home import generation
from home.imports.lookups import Lookup, plain
from home.models import District, Province, Subdistrict

PROVINCE_PREFIXES = ("จังหวัด", "จ.")
DISTRICT_PREFIXES = ("กิ่งอำเภอ", "อำเภอ", "เขต", "กิ่งอ.", "อ.")
SUBDISTRICT_PREFIXES = ("ตำบล", "แขวง", "ต.")
BANGKOK = ("กรุงเทพ", "กทม", "กรุงเทพมหานครฯ", "bkk")


class PlaceProblem(ValueError):
    """A word that stands for no place, or for one that does not lie where the row says; carries the reason."""


@dataclass(frozen=True)
class PlaceBook:
    """All places of the country by their words, read by four queries; hand one from row to row."""

    provinces: dict[int, Province]
    districts: dict[int, District]
    subdistricts: dict[int, Subdistrict]
    _province: Lookup[Province]
    _districts: dict[int, Lookup[District]]
    _subdistricts: dict[int, dict[str, list[Subdistrict]]]
    _nearest: dict[int, Lookup[Subdistrict]]
    zips_of_province: dict[int, set[str]] = field(default_factory=dict)
    provinces_of_zip: dict[str, set[int]] = field(default_factory=dict)

    def province(self, word: str) -> Province:
        """Raises PlaceProblem."""
        return _find(self._province, word, PROVINCE_PREFIXES)

    def district(self, word: str, province: Province) -> District:
        """«เมือง» is the district of the capital. Raises PlaceProblem."""
        lookup = self._districts[province.pk]
        if plain(_without(word, DISTRICT_PREFIXES)) == "เมือง":
            word = f"เมือง{province.name_th}"
        try:
            return _find(lookup, word, DISTRICT_PREFIXES)
        except PlaceProblem as problem:
            elsewhere = [
                self.provinces[pk].name_th
                for pk, other in self._districts.items()
                if plain(_without(word, DISTRICT_PREFIXES)) in other.things
            ]
            if not elsewhere:
                raise
            raise PlaceProblem(
                _("“%(word)s” is no district of %(province)s; there is one in %(elsewhere)s.")
                % {"word": word, "province": province.name_th, "elsewhere": ", ".join(elsewhere[:3])}
            ) from problem

    def subdistrict(self, word: str, province: Province, district: District | None, zip_code: str = "") -> Subdistrict:
        """Of several with one name the district decides, then the postcode. Raises PlaceProblem."""
        names = self._subdistricts[province.pk]
        found = names.get(plain(word)) or names.get(plain(_without(word, SUBDISTRICT_PREFIXES))) or []
        if not found:
            _find(self._nearest[province.pk], word, SUBDISTRICT_PREFIXES)
        inside = [one for one in found if district is None or one.district_id == district.pk]
        if not inside:
            raise PlaceProblem(
                _("“%(word)s” does not lie in the district %(district)s but in %(others)s.")
                % {"word": word, "district": district.name_th if district else "", "others": self._of(found)}
            )
        if len(inside) > 1:
            inside = [one for one in inside if zip_code in one.zip_code.split()] or inside
        if len(inside) > 1:
            raise PlaceProblem(
                _(
                    "There is a sub-district “%(word)s” in each of these districts: %(others)s. "
                    "Please write the district."
                )
                % {"word": word, "others": self._of(inside)}
            )
        return inside[0]

    def _of(self, found: list[Subdistrict]) -> str:
        return ", ".join(dict.fromkeys(self.districts[one.district_id].name_th for one in found))

    @classmethod
    def load(cls) -> PlaceBook:
        """The book of this process, read anew when a place has changed."""
        return _book_of(generation.current())

    @classmethod
    def read(cls) -> PlaceBook:
        provinces = {one.pk: one for one in Province.objects.select_related("centre")}
        districts = {one.pk: one for one in District.objects.all()}
        subdistricts = {one.pk: one for one in Subdistrict.objects.all()}
        by_province: dict[int, list[District]] = defaultdict(list)
        for district in districts.values():
            district.province = provinces[district.province_id]
            by_province[district.province_id].append(district)
        names: dict[int, dict[str, list[Subdistrict]]] = {pk: defaultdict(list) for pk in provinces}
        zips: dict[int, set[str]] = {pk: set() for pk in provinces}
        of_zip: dict[str, set[int]] = defaultdict(set)
        for one in subdistricts.values():
            one.district = districts[one.district_id]
            province = one.district.province_id
            for word in {plain(one.name_th), plain(one.name_en), one.code} - {""}:
                names[province][word].append(one)
            for zip_code in one.zip_code.split():
                zips[province].add(zip_code)
                of_zip[zip_code].add(province)
        return cls(
            provinces,
            districts,
            subdistricts,
            _lookup(
                (one, (one.code, one.name_th, one.name_en, one.abbr_th, *(BANGKOK if one.code == "10" else ())))
                for one in provinces.values()
            ),
            {pk: _lookup((one, (one.code, one.name_th, one.name_en)) for one in by_province[pk]) for pk in provinces},
            names,
            {
                pk: Lookup({w: f[0] for w, f in of.items()}, {w: f[0].name_th for w, f in of.items()})
                for pk, of in names.items()
            },
            zips,
            of_zip,
        )


@lru_cache(maxsize=1)
def _book_of(_generation: str) -> PlaceBook:
    return PlaceBook.read()


def _lookup(entries) -> Lookup:
    things, shown = {}, {}
    for thing, words in entries:
        for word in words:
            if (key := plain(word)) and key not in things:
                things[key], shown[key] = thing, thing.name_th
    return Lookup(things, shown)


def _find(lookup: Lookup, word: str, prefixes: tuple[str, ...]):
    """As it stands, or without its prefix. Raises PlaceProblem, with the nearest word that is known."""
    if plain(word) in lookup.things:
        return lookup.things[plain(word)]
    try:
        return lookup.find(_without(word, prefixes))
    except ValueError as problem:
        raise PlaceProblem(str(problem)) from None


def _without(word: str, prefixes: tuple[str, ...]) -> str:
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) > len(prefix):
            return word[len(prefix) :].strip()
    return word
