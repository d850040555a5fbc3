"""Writes the demonstration network in a few bulk statements; what is there already is left alone."""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random

from django.utils import timezone

from home.generation import bump
from home.models import Subdistrict

from .. import standing
from ..actions.change_partner import reindex
from ..actions.found_network import found_network
from ..models import Change, Contact, Partner
from . import banners, events, letters, letters_out, season
from .invent import Invented, Place, code_of, invent, person_of, short_name

IN_THE_NORTH, ELSEWHERE, TWINS = 600, 6, 12
NORTH = "north"


def load(today: date, at: datetime) -> int:
    """The section and groups of the network, its example partners and what some of them have sent. Rows written.

    Run again, it writes nothing.
    """
    founded = found_network()
    written = founded.pages + founded.groups + founded.texts
    known = set(Partner.objects.values_list("code", flat=True))
    places = _places()
    invented = _invented(places, today)
    new = [one for one in invented if one.code not in known]
    if not new:
        return written + season.load(today, at) + events.load(today, at)
    rows = {subdistrict.code: subdistrict for subdistrict in _subdistricts()}
    partners = [_partner(one, rows[one.place.key], today) for one in new]
    Partner.objects.bulk_create(partners, batch_size=500)
    people = _people(partners, today)
    Contact.objects.bulk_create(people, batch_size=500)
    Change.objects.bulk_create(_lines(partners, at), batch_size=500)
    reindex(partners)
    bump()
    written += len(partners) + len(people) + letters.load(partners, at) + letters_out.load(partners, at)
    written += banners.load(partners, today, at) + season.load(today, at)
    return written + events.load(today, at)


def _subdistricts():
    return Subdistrict.objects.select_related("district__province__centre").order_by("code")


def _places() -> dict[str, dict[str, list[Place]]]:
    """Centre and province to their places, in the order of the official codes."""
    found: dict[str, dict[str, list[Place]]] = {}
    for row in _subdistricts():
        province = row.district.province
        place = Place(row.code, row.name_th, row.district.name_th)
        found.setdefault(province.centre.code, {}).setdefault(province.slug, []).append(place)
    return found


def _invented(places: dict[str, dict[str, list[Place]]], today: date) -> list[Invented]:
    """600 shared out among the northern provinces by their sub-districts, a few in each other centre, and twins."""
    north = places[NORTH]
    shares = _shares({province: len(all_of) for province, all_of in north.items()}, IN_THE_NORTH - TWINS)
    made = [one for province, all_of in north.items() for one in invent(all_of, shares[province], today, province)]
    for centre, provinces in places.items():
        if centre != NORTH:
            made += invent([place for all_of in provinces.values() for place in all_of], ELSEWHERE, today, centre)
    return made + _twins(made)


def _shares(sizes: dict[str, int], number: int) -> dict[str, int]:
    """`number` in proportion to the sizes; what rounding leaves goes to the largest."""
    total = sum(sizes.values())
    shares = {name: number * size // total for name, size in sizes.items()}
    for name in sorted(sizes, key=sizes.__getitem__, reverse=True)[: number - sum(shares.values())]:
        shares[name] += 1
    return shares


def _twins(made: list[Invented]) -> list[Invented]:
    """The same organisations once more, as another list has them: abbreviated, unscreened, without a telephone."""
    able = [one for one in made if one.website and short_name(one.name, one.kind)]
    step = max(1, len(able) // TWINS)
    return [
        Invented(
            code=code_of(f"twin {one.code}"),
            kind=one.kind,
            name=short_name(one.name, one.kind),
            place=one.place,
            website=one.website,
            phone="",
            north=one.north,
            east=one.east,
            seen=standing.Observations(),
            first_visited_on=None,
            left_on=None,
        )
        for one in able[: step * TWINS : step]
    ]


def _partner(one: Invented, place: Subdistrict, today: date) -> Partner:
    province = place.district.province
    seen = one.seen
    partner = Partner(
        code=one.code,
        kind=one.kind,
        name_th=one.name,
        province=province,
        district=place.district,
        subdistrict=place,
        address="เลขที่ 0 (ที่อยู่สมมติ)",
        zip_code=place.zip_code[:5],
        website=one.website,
        phone=one.phone,
        latitude=province.latitude + one.north if province.latitude else None,
        longitude=province.longitude + one.east if province.longitude else None,
        source=Partner.Source.IMPORT,
        demonstration=True,
        opted_out_at=_noon(seen.opted_out_on) if seen.opted_out_on else None,
        opted_out_reason="ตัวอย่าง: ย้ายไปใช้เว็บไซต์กลางของจังหวัด" if seen.opted_out_on else "",
        suitable=seen.suitable,
        open_visit=seen.open_visit,
        first_visited_on=one.first_visited_on,
        last_visited_on=seen.last_visited_on,
        joined_on=seen.joined_on,
        left_on=one.left_on,
        banner_seen_on=seen.banner_seen_on,
        banner_lost_on=seen.banner_lost_on,
        site_state=Partner.SiteState.UP if seen.banner_seen_on else Partner.SiteState.UNKNOWN,
        banner_state=_banner(seen),
    )
    partner.status = standing.standing(partner.seen(), today)
    partner.set_keys()
    return partner


def _banner(seen: standing.Observations) -> str:
    if seen.banner_lost_on:
        return Partner.BannerState.LOST
    return Partner.BannerState.LIVE if seen.banner_seen_on else Partner.BannerState.UNKNOWN


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _people(partners: list[Partner], today: date) -> list[Contact]:
    """A coordinator for two of three, and for everybody who takes part."""
    random = Random("people")  # noqa: S311 - not a secret: the same demonstration each time
    people = []
    for partner in partners:
        person = person_of(random, partner.kind)
        if partner.phone and (partner.joined_on or random.random() < 0.66):
            mailbox = f"{partner.code.lower()}@lmi.example"
            people.append(Contact(partner=partner, email=mailbox, notice_on=today, source="ข้อมูลสาธิต", **person))
    return people


def _lines(partners: list[Partner], at: datetime) -> list[Change]:
    return [
        Change(
            partner=partner,
            verb=Change.Verb.CREATED,
            at=at,
            actor="demonstration",
            fields={"name_th": ["", partner.name_th]},
        )
        for partner in partners
    ]
