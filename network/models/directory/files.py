"""The directory as data: what the list shows, as rows of a table and as features on a map."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from ..partners import Partner
from .asking import STANDINGS, STATUS_WORDS, asked_for, in_order, kind_name
from .cards import web_address

#: Everything a file tells. Nothing else is read from the database.
FIELDS = (
    "code", "kind", "name_th", "name_en", "address", "zip_code", "phone", "email", "website", "latitude", "longitude",
    "status", "joined_on", "province__code", "province__name_th", "province__name_en", "province__latitude",
    "province__longitude", "district__code", "district__name_th", "district__name_en", "subdistrict__code",
    "subdistrict__name_th", "subdistrict__name_en",
)  # fmt: skip
AT_ONCE = 1000


def _partners(chosen: Mapping[str, str]) -> Iterator[Partner]:
    found = in_order(asked_for(chosen), chosen).select_related("province", "district", "subdistrict")
    return found.only(*FIELDS).iterator(AT_ONCE)


def _status(partner: Partner) -> str:
    return next(word for word, standings in STANDINGS.items() if partner.status in standings)


def headers() -> list[str]:
    return [
        _("code"), _("kind"), _("Thai name"), _("English name"), _("status"), _("member since"),
        _("province code"), _("province"), _("district code"), _("district"), _("sub-district code"), _("sub-district"),
        _("address"), _("postcode"), _("telephone"), _("e-mail"), _("website"), _("latitude"), _("longitude"),
        _("page"),
    ]  # fmt: skip


def rows(chosen: Mapping[str, str], base: str) -> Iterator[Sequence[object]]:
    """A row per partner in the order of headers(). `base`: the absolute address of the directory. One query."""
    for partner in _partners(chosen):
        status = _status(partner)
        yield (
            partner.code,
            kind_name(partner.kind),
            partner.name_th,
            partner.name_en,
            str(STATUS_WORDS[status]),
            partner.joined_on if status == "member" else None,
            partner.province.code,
            partner.province.name,
            partner.district.code if partner.district_id else "",
            partner.district.name if partner.district_id else "",
            partner.subdistrict.code if partner.subdistrict_id else "",
            partner.subdistrict.name if partner.subdistrict_id else "",
            partner.address,
            partner.zip_code,
            partner.phone,
            partner.email,
            web_address(partner),
            partner.latitude,
            partner.longitude,
            f"{base}{partner.code}/",
        )


def geojson(chosen: Mapping[str, str], base: str) -> Iterator[bytes]:
    """A FeatureCollection (RFC 7946) piece by piece. One query.

    Who has no coordinates of its own stands where its province does, and says so in `located_by`.
    """
    yield b'{"type":"FeatureCollection","features":['
    comma = ""
    for partner in _partners(chosen):
        yield f"{comma}\n{json.dumps(_feature(partner, base), ensure_ascii=False, separators=(',', ':'))}".encode()
        comma = ","
    yield b"\n]}\n"


def _feature(partner: Partner, base: str) -> dict:
    own = partner.latitude is not None and partner.longitude is not None
    place = partner if own else partner.province
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    status = _status(partner)
    return {
        "type": "Feature",
        "id": partner.code,
        "geometry": point,
        "properties": {
            "name_th": partner.name_th,
            "name_en": partner.name_en,
            "kind": partner.kind,
            "kind_name": kind_name(partner.kind),
            "status": status,
            "member_since": partner.joined_on.isoformat() if status == "member" and partner.joined_on else None,
            "province": partner.province.name,
            "province_code": partner.province.code,
            "district": partner.district.name if partner.district_id else None,
            "website": web_address(partner) or None,
            "located_by": "organisation" if own else "province",
            "url": f"{base}{partner.code}/",
        },
    }
