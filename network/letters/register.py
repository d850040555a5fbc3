"""The register of sent letters (ทะเบียนหนังสือส่ง): how letters are numbered, and how a number reads. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .compose import Kind, number_of

ORDINARY, CIRCULAR, OWN, CERTIFICATE = "ordinary", "circular", "own", "certificate"


@dataclass(frozen=True)
class Numbering:
    """An office's habits: `code` before the stroke, `own_mark` of its own series ("" for none)."""

    code: str
    own_mark: str = ""
    circulars_apart: bool = True

    def series(self, kind: Kind) -> str:
        """Circulars are counted by themselves or among the others (ข้อ 32); certificates always by themselves."""
        if kind is Kind.CERTIFICATE:
            return CERTIFICATE
        if kind is Kind.CIRCULAR and self.circulars_apart:
            return CIRCULAR
        return OWN if self.own_mark else ORDINARY

    def text(self, kind: Kind, running: int, year: int) -> str:
        """The number as it is written, with 0-9; `year` is the Buddhist year of the book."""
        if kind is Kind.CERTIFICATE:
            return f"{running}/{year}"
        mark = self.own_mark if self.series(kind) == OWN else ""
        return number_of(self.code, f"{mark}{running}", circular=kind is Kind.CIRCULAR)


def gaps(numbers: Sequence[int], first: int, last: int) -> list[int]:
    """Numbers from `first` to `last` that no letter has."""
    return sorted(set(range(first, last + 1)) - set(numbers))
