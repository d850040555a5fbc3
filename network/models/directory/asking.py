"""What a reader asks of the directory, and the partners that answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home import thai
from home.generation import cached
from home.models import Centre, District, Province
from home.search.text import LONGEST_QUERY

from ... import kinds, standing
from ...searching import matching
from ..partners import Partner

#: Readers see two words: who is a member now, and who takes part otherwise. The rest is the office's own business.
MEMBER, PARTICIPANT = "member", "participant"
STATUS_WORDS = {MEMBER: _("Member"), PARTICIPANT: _("Participant")}
STANDINGS = {
    MEMBER: (standing.MEMBER,),
    PARTICIPANT: tuple(each for each in standing.PUBLIC if each != standing.MEMBER),
}
#: Words that mean all of a kind and nothing besides: asking for them is choosing the kind.
WHOLE_KINDS = {
    word: kind.value
    for kind in kinds.KINDS
    for word in (kind.name_th, *(() if kind.value in ("vocational", "university", "special") else kind.prefixes))
}
LOOKUPS = {"province": "province__slug", "district": "district__code", "kind": "kind"}


@dataclass(frozen=True)
class Area:
    """A province as the directory needs it. `lang` is set where the name is not in the reader's language."""

    id: int
    slug: str
    code: str
    name: str
    lang: str
    centre: str
    latitude: float | None
    longitude: float | None


def lang_of(record) -> str:
    """ "th" where a reader of English gets the Thai name, for the lang attribute; empty otherwise."""
    return "th" if get_language() == "en" and not record.name_en else ""


def areas() -> tuple[Area, ...]:
    """The provinces in the order of the dictionary; no query when warm."""

    def read() -> tuple[Area, ...]:
        found = (
            Area(p.pk, p.slug, p.code, p.name, lang_of(p), p.centre.code, p.latitude, p.longitude)
            for p in Province.objects.select_related("centre")
        )
        return tuple(sorted(found, key=lambda area: thai.sort_key(area.name)))

    return cached(f"directory-areas:{get_language()}", read)


def centres() -> tuple[Centre, ...]:
    """The six centres in the office's order; no query when warm."""
    return cached("directory-centres", lambda: tuple(Centre.objects.all()))


def districts(slug: str) -> tuple[tuple[str, str], ...]:
    """The districts of a province as (code, name) in the order of the dictionary; no query when warm."""

    def read() -> tuple[tuple[str, str], ...]:
        found = ((each.code, each.name) for each in District.objects.filter(province__slug=slug))
        return tuple(sorted(found, key=lambda pair: thai.sort_key(pair[1])))

    return cached(f"directory-districts:{slug}:{get_language()}", read)


def choices(name: str, chosen: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The (value, label) pairs of a filter; districts only once a province is chosen."""
    if name == "province":
        return tuple((area.slug, area.name) for area in areas())
    if name == "district":
        return districts(chosen["province"]) if "province" in chosen else ()
    if name == "kind":
        return tuple((kind.value, kind_name(kind.value)) for kind in kinds.KINDS)
    return tuple((value, str(label)) for value, label in STATUS_WORDS.items())


def kind_name(value: str) -> str:
    kind = kinds.BY_VALUE[value]
    return kind.name_en if get_language() == "en" else kind.name_th


def chosen_from(query: Mapping[str, str]) -> dict[str, str]:
    """What of a query string means something; all else is left out, so that every address is a page."""
    chosen = {}
    if typed := thai.clean(query.get("q", "").replace("\0", " "))[:LONGEST_QUERY].strip():
        if typed in WHOLE_KINDS:
            query = {**query, "kind": WHOLE_KINDS[typed]}
        else:
            chosen["q"] = typed
    # A district's code begins with its province's.
    by_code = {area.code: area.slug for area in areas()}
    asked = {"province": by_code.get(query.get("district", "")[:2], "")} | {
        name: value for name, value in query.items() if value
    }
    for name in ("province", "district", "kind", "status"):
        if any(asked.get(name) == value for value, _label in choices(name, chosen)):
            chosen[name] = asked[name]
    if "district" not in chosen and not query.get("province"):
        chosen.pop("province", None)
    return chosen


def asked_for(chosen: Mapping[str, str]):
    """The public partners that fit, in no order yet."""
    found = Partner.objects.public().filter(**{LOOKUPS[n]: value for n, value in chosen.items() if n in LOOKUPS})
    if "status" in chosen:
        found = found.filter(status__in=STANDINGS[chosen["status"]])
    return matching(found, chosen["q"]) if "q" in chosen else found


def in_order(partners, chosen: Mapping[str, str]):
    """In the order of the dictionary; after a search, those first whose name holds what was typed."""
    if "q" not in chosen:
        return partners.order_by("order_key", "pk")
    bare = kinds.stripped(chosen["q"]) or chosen["q"]
    whens = [
        When(name_th=chosen["q"], then=Value(0)),
        When(name_th__endswith=bare, then=Value(1)),
        When(name_th__contains=bare, then=Value(2)),
        When(name_en__icontains=chosen["q"], then=Value(2)),
    ]
    near = Case(*whens, default=Value(3), output_field=IntegerField())
    return partners.order_by(near, "order_key", "pk")
