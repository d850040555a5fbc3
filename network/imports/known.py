"""The organisations that are there already, and which of them a row is about or may be about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from home.thai import fold

from ..kinds import BY_VALUE, kind_of
from ..matching import name_key
from ..models import Partner
from ..websites import host_key

#: Why two may be one: the same website; the same name written in another way; the same name with its place left out;
#: the same organisation twice in one list.
HOST, NAME, PLACE, FILE = "host", "name", "place", "file"


@dataclass(frozen=True)
class Signs:
    """What an organisation is recognised by; places by primary key, None where nothing is said."""

    kind: str
    province: int
    district: int | None
    subdistrict: int | None
    spelling: str
    bare: str
    host: str

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Signs:
        """The signs of a sound row."""
        kind, name = values["kind"], values["name_th"]
        district, subdistrict = (values[one].pk if values.get(one) else None for one in ("district", "subdistrict"))
        host = host_key(values.get("website", ""))
        province = values["province"].pk
        return cls(kind, province, district, subdistrict, spelling(name), name_key(kind, name, ""), host)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def spelling(name: str) -> str:
    """A name as it was written, without what nobody sees or means: case, invisible signs, white space, full stops."""
    return re.sub(r"[\s.]+", "", fold(name))


@dataclass(frozen=True)
class Match:
    """`same` is what the row is about, `twin` what it may be about, each by its key; `why` belongs to the twin."""

    same: int | None = None
    twin: int | None = None
    why: str = ""


class Entry(NamedTuple):
    """An organisation of the register, under its key; its name is only compared when its place and kind fit."""

    key: int
    name: str
    district: int | None
    subdistrict: int | None

    def is_compatible(self, signs: Signs) -> bool:
        """Whether the two places may be the same: where both say something, they agree."""
        pairs = ((self.district, signs.district), (self.subdistrict, signs.subdistrict))
        return all(a is None or b is None or a == b for a, b in pairs)


@dataclass
class Register:
    """Organisations by their signs, each under a key: a primary key, or a line of the list that is being read."""

    _by_name: dict[tuple[int, str], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _by_host: dict[str, int] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, user, asked: Iterable[Signs], codes: Iterable[str] = ()) -> Register:
        """Of the partners that a user may see, those that some signs or codes may match; one query.

        All of the provinces are read and few are kept: the whole country would fill the memory of a worker.
        """
        asked, codes, register = list(asked), set(codes), cls()
        names, hosts = {(one.province, one.bare) for one in asked}, {one.host for one in asked if one.host}
        partners = Partner.objects.for_user(user).filter(merged_into=None)
        if not codes:
            partners = partners.filter(province__in={one.province for one in asked})
        rows = partners.order_by("pk").values_list(
            "pk",
            "code",
            "kind",
            "province",
            "district",
            "subdistrict",
            "name_th",
            "former_names",
            "name_key",
            "host_key",
        )
        for pk, code, kind, province, district, subdistrict, name, former, key, host in rows.iterator(chunk_size=2000):
            if code in codes:
                register.by_code[code] = pk
            if (place := (province, f"{key.rpartition(':')[0]}:")) in names:
                register._by_name[place].append(Entry(pk, name, district, subdistrict))
            for called in former.splitlines():
                own = kind_of(called)
                if (place := (province, name_key(own.value if own else kind, called, ""))) in names:
                    register._by_name[place].append(Entry(pk, called, district, subdistrict))
            if host in hosts:
                register._by_host.setdefault(host, pk)
        return register

    def add(self, key: int, signs: Signs) -> None:
        entry = Entry(key, signs.spelling, signs.district, signs.subdistrict)
        self._by_name[(signs.province, signs.bare)].append(entry)
        if signs.host:
            self._by_host.setdefault(signs.host, key)

    def match(self, signs: Signs) -> Match:
        """The one so called in that place; failing that, one that may be the same."""
        near = [one for one in self._by_name.get((signs.province, signs.bare), ()) if one.is_compatible(signs)]
        namesakes = [one for one in near if spelling(one.name) == signs.spelling]
        for one in namesakes:
            if (one.district, one.subdistrict) == (signs.district, signs.subdistrict):
                return Match(same=one.key)
        keys = list(dict.fromkeys(one.key for one in namesakes))
        # Many schools of a province share a name; local governments of one kind and name are one, or lie apart.
        if len(keys) == 1 and not BY_VALUE[signs.kind].school:
            return Match(same=keys[0])
        if keys:
            return Match(twin=keys[0], why=PLACE)
        if near:
            return Match(twin=near[0].key, why=NAME)
        if signs.host in self._by_host:
            return Match(twin=self._by_host[signs.host], why=HOST)
        return Match()
