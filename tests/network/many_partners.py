"""Thousands of partners in seconds: rows as an import writes them, without history. Names are places', marked as
demonstration; every one is decided by its number, so that two runs give the same network."""

from datetime import date, timedelta

from home.models import Subdistrict
from network import codes, kinds, standing
from network.actions.change_partner import reindex
from network.models import Partner

ENGLISH = {
    "sao": "{} Subdistrict Administrative Organisation",
    "school": "{} School",
    "vocational": "{} Technical College",
}
SHARES = ("sao", "school", "subdistrict_municipality", "sao", "school", "town", "vocational", "nfe")
STATES = (standing.MEMBER, standing.MEMBER, standing.MEMBER, standing.VISITED, standing.MEMBER, standing.LAPSED)


def _code(number: int) -> str:
    letters = ""
    for _ in range(codes.LENGTH):
        number, rest = divmod(number, 32)
        letters = codes.ALPHABET[rest] + letters
    return letters + codes.check_letter(letters)


def _partner(number: int, place: Subdistrict, hidden: bool) -> Partner:
    kind = kinds.BY_VALUE[SHARES[number % len(SHARES)]]
    status = standing.PROSPECT if hidden else STATES[number % len(STATES)]
    joined = date(2020, 1, 1) + timedelta(days=number * 7 % 2300)
    english = ENGLISH.get(kind.value, "") if number % 3 else ""
    partner = Partner(
        code=_code(1000 + number),
        kind=kind.value,
        name_th=f"{kind.prefixes[0]}{place.name_th}",
        name_en=english.format(place.name_en),
        province=place.district.province,
        district=place.district,
        subdistrict=place,
        address=f"{number % 99 + 1} หมู่ {number % 12 + 1}",
        zip_code=place.zip_code[:5],
        website=f"http://www.partner{number}.example" if number % 4 else "",
        phone="0 2000 0000" if number % 2 else "",
        status=status,
        joined_on=joined if status in (standing.MEMBER, standing.LAPSED) else None,
        left_on=joined + timedelta(days=500) if status == standing.LAPSED else None,
        demonstration=True,
    )
    partner.set_keys()
    return partner


def add_partners(count: int, *, places=None, hidden_every: int = 0, searchable: bool = True) -> list[Partner]:
    """So many partners, over the sub-districts in turn; every n-th a prospect that the directory hides."""
    places = list(places or Subdistrict.objects.select_related("district__province").order_by("pk"))
    # A step without a common factor, so that neighbours in number are not neighbours on the map.
    made = [
        _partner(n, places[n * 1009 % len(places)], bool(hidden_every) and n % hidden_every == 0) for n in range(count)
    ]
    Partner.objects.bulk_create(made, batch_size=1000)
    if searchable:
        reindex(made)
    return made
