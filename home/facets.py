"""Filters of a list as plain links: which are on, what each would leave, and how many. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Option:
    """One value of a facet; its link turns it on, or off when it is on."""

    value: str
    label: str
    query: str
    count: int | None = None
    selected: bool = False


@dataclass(frozen=True)
class Facet:
    """One way to narrow a list; at most one of its options is on."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def selected(self) -> Option | None:
        return next((option for option in self.options if option.selected), None)

    @property
    def as_menu(self) -> bool:
        """Too many options for links in a row."""
        return len(self.options) > 12


def query_string(chosen: Mapping[str, str], **changes: str | None) -> str:
    """The query of a link: what is chosen with the changes made, in a steady order; None takes a facet away."""
    merged = {**chosen, **changes}
    return urlencode(sorted((name, value) for name, value in merged.items() if value))


def facet(
    name: str,
    label: str,
    values: Iterable[tuple[str, str]],
    *,
    chosen: Mapping[str, str],
    counts: Mapping[str, int],
) -> Facet:
    """A facet from its (value, label) pairs; options that would leave nothing are left out unless they are on."""
    current = chosen.get(name)
    return Facet(
        name,
        label,
        tuple(
            Option(
                value,
                text,
                query_string(chosen, **{name: None if value == current else value}),
                counts.get(value, 0),
                value == current,
            )
            for value, text in values
            if value == current or counts.get(value)
        ),
    )
