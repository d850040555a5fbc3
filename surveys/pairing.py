"""Which answers belong together: the same respondent, else only the same partner, never both. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

UNPAIRED, SAME_PERSON, SAME_PARTNER = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """What pairing looks at. `code` is the pair code's number, `partner` a number of the organisation; 0 without.

    `same` says that a person has judged both sheets of the code to be of one respondent, whatever role they give.
    """

    pk: int
    wave: int
    code: int
    partner: int
    role: int
    on: date
    same: bool = False


@dataclass(frozen=True)
class Pairs:
    """`people`: (before, after) sheets of one respondent. `partners`: the rest, by partner, where both forms are in.

    `backwards`: sheets of a code whose Form 2 is dated before its Form 1; `unpaired`: everything else.
    """

    people: tuple[tuple[Sheet, Sheet], ...]
    partners: tuple[tuple[tuple[Sheet, ...], tuple[Sheet, ...]], ...]
    backwards: tuple[tuple[Sheet, Sheet], ...]
    unpaired: tuple[Sheet, ...]

    def levels(self) -> dict[int, int]:
        """The level of each sheet by its pk; unpaired ones are left out."""
        found = {sheet.pk: SAME_PERSON for pair in self.people for sheet in pair}
        found |= {sheet.pk: SAME_PARTNER for sides in self.partners for side in sides for sheet in side}
        return found


def pair(sheets: Iterable[Sheet]) -> Pairs:
    """Sheets of one campaign, at most one per code and wave.

    Level 1: the same code and the same role, or a person's judgement. Level 2: of what is left, all sheets of one
    partner. A Form 2 dated before its Form 1 is never paired.
    """
    befores: dict[int, Sheet] = {}
    afters: dict[int, Sheet] = {}
    loose: list[Sheet] = []
    for sheet in sheets:
        side = befores if sheet.wave == 1 else afters
        if not sheet.code or side.setdefault(sheet.code, sheet) is not sheet:
            loose.append(sheet)
    people, backwards = [], []
    for code, before in befores.items():
        after = afters.pop(code, None)
        if after is None:
            loose.append(before)
        elif after.on < before.on:
            backwards.append((before, after))
        elif before.role == after.role or before.same or after.same:
            people.append((before, after))
        else:
            loose += (before, after)
    loose += afters.values()
    partners, unpaired = _by_partner(loose)
    return Pairs(tuple(people), tuple(partners), tuple(backwards), tuple(unpaired))


def _by_partner(
    sheets: Iterable[Sheet],
) -> tuple[list[tuple[tuple[Sheet, ...], tuple[Sheet, ...]]], list[Sheet]]:
    sides: dict[int, dict[int, list[Sheet]]] = defaultdict(lambda: {1: [], 2: []})
    unpaired = []
    for sheet in sheets:
        if sheet.partner:
            sides[sheet.partner][sheet.wave].append(sheet)
        else:
            unpaired.append(sheet)
    pairs = []
    for both in sides.values():
        first = min((sheet.on for sheet in both[1]), default=None)
        after = tuple(sheet for sheet in both[2] if first is not None and sheet.on >= first)
        if both[1] and after:
            pairs.append((tuple(both[1]), after))
            unpaired += [sheet for sheet in both[2] if sheet not in after]
        else:
            unpaired += both[1] + both[2]
    return pairs, unpaired
