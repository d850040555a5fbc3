"""The arithmetic of a budget: remaining = allocated − committed + released − spent (domain §2). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

COMMIT, RELEASE, ACTUAL = "commit", "release", "actual"
ZERO = Decimal(0)
#: Which way an entry moves what remains.
SIGN = {COMMIT: -1, RELEASE: 1, ACTUAL: -1}


@dataclass(frozen=True)
class Entry:
    kind: str
    category: str
    amount: Decimal


@dataclass(frozen=True)
class Balance:
    """`committed` is what is still bound: commitments less what was released of them."""

    allocated: Decimal
    committed: Decimal
    spent: Decimal

    @property
    def remaining(self) -> Decimal:
        return self.allocated - self.committed - self.spent


class OverBudget(Exception):
    """What is asked for is more than remains; `short` is by how much."""

    def __init__(self, asked: Decimal, remaining: Decimal) -> None:
        super().__init__(f"{asked} > {remaining}")
        self.asked, self.remaining, self.short = asked, remaining, asked - remaining


class ReleasedTooMuch(ValueError):
    """More was to be released than a trip has bound."""


def balance(allocated: Decimal, sums: Mapping[str, Decimal]) -> Balance:
    """`sums` are the totals of a ledger by kind."""
    bound = sums.get(COMMIT, ZERO) - sums.get(RELEASE, ZERO)
    return Balance(allocated, bound, sums.get(ACTUAL, ZERO))


def sums_of(entries: Iterable[Entry]) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for entry in entries:
        totals[entry.kind] = totals.get(entry.kind, ZERO) + entry.amount
    return totals


def commit(now: Balance, wanted: Mapping[str, Decimal], *, override: bool = False) -> list[Entry]:
    """The entries that bind an estimate, one for each category that costs anything. Raises OverBudget."""
    asked = sum(wanted.values(), ZERO)
    if asked > now.remaining and not override:
        raise OverBudget(asked, now.remaining)
    return [Entry(COMMIT, category, amount) for category, amount in wanted.items() if amount > 0]


def settle(
    now: Balance, bound: Mapping[str, Decimal], spent: Mapping[str, Decimal], *, override: bool = False
) -> list[Entry]:
    """Releases everything a trip has bound and books what it cost, in one go; `bound` and `spent` by category.

    Raises OverBudget when it cost more than it had bound and than remains beside it.
    """
    asked, free = sum(spent.values(), ZERO), now.remaining + sum(bound.values(), ZERO)
    if asked > free and not override:
        raise OverBudget(asked, free)
    released = [Entry(RELEASE, category, amount) for category, amount in bound.items() if amount > 0]
    return released + [Entry(ACTUAL, category, amount) for category, amount in spent.items() if amount > 0]


def bound_by(entries: Iterable[Entry]) -> dict[str, Decimal]:
    """What the entries of one trip still bind, by category. Raises ReleasedTooMuch."""
    bound: dict[str, Decimal] = {}
    for entry in entries:
        if entry.kind in (COMMIT, RELEASE):
            bound[entry.category] = bound.get(entry.category, ZERO) - SIGN[entry.kind] * entry.amount
    if any(amount < 0 for amount in bound.values()):
        raise ReleasedTooMuch(bound)
    return {category: amount for category, amount in bound.items() if amount > 0}


@dataclass(frozen=True)
class Price:
    """A rate from a day on, until another or for good."""

    category: str
    name: str
    amount: Decimal
    from_on: date
    until_on: date | None = None

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


def in_force(prices: Iterable[Price], day: date) -> list[Price]:
    """The rates of a day; of two with one name the one that began later."""
    newest: dict[tuple[str, str], Price] = {}
    for price in prices:
        known = newest.get((price.category, price.name))
        if price.holds(day) and (known is None or known.from_on < price.from_on):
            newest[price.category, price.name] = price
    return list(newest.values())
