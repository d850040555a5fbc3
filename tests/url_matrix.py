"""Every address of the site, with sample values in its holes, as the roles of the matrix ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.contrib.admindocs.views import simplify_regex
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RegexPattern
from wagtail.coreutils import resolve_model_string

TABLE = Path(__file__).with_suffix(".tsv")
ROLES = ("anonymous", "editor elsewhere", "editor", "moderator", "headquarters", "superuser")
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """`route` as urls.py writes it, with its prefixes: what a row of the table is known by."""

    route: str
    model: type | None

    @property
    def holes(self) -> list[str]:
        return HOLE.findall(self.route)


def addresses() -> list[Address]:
    """Every address once; where two patterns are equal the first one answers."""
    known: dict[str, Address] = {}
    for address in _walk(get_resolver().url_patterns, ""):
        known.setdefault(address.route, address)
    return list(known.values())


def _walk(patterns, prefix: str) -> Iterator[Address]:
    for entry in patterns:
        pattern = entry.pattern
        piece = simplify_regex(str(pattern)).lstrip("/") if isinstance(pattern, RegexPattern) else str(pattern)
        if isinstance(entry, URLPattern):
            model = getattr(entry.callback, "view_initkwargs", {}).get("model")
            yield Address(prefix + piece, resolve_model_string(model) if model else None)
        else:
            yield from _walk(entry.url_patterns, prefix + piece)


def outcome(response) -> str:
    """The table's word for an answer: ok, login, denied (Wagtail sends to the dashboard), moved, or the status."""
    if response.status_code not in (301, 302):
        return "ok" if response.status_code in (200, 304) else str(response.status_code)
    if "/login/" in response.url:
        return "login"
    return "denied" if response.url.rstrip("/").endswith("/admin") else "moved"


def rows() -> dict[str, dict[str, str]]:
    """The table: route -> role -> outcome."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    heads = lines[0].split("\t")
    table = {}
    for line in lines[1:]:
        cells = dict(zip(heads, line.split("\t"), strict=True))
        table[cells.pop("address")] = cells
    return table


def write(table: dict[str, dict[str, str]]) -> None:
    lines = ["\t".join(("address", *ROLES))]
    lines += ["\t".join((route, *(cells[role] for role in ROLES))) for route, cells in sorted(table.items())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
