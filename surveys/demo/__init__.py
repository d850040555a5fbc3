"""Demonstration answers with a known effect; nobody ever gave them."""

from datetime import date, datetime


def load(today: date, at: datetime) -> int:
    """As filling.load(); what it needs is loaded only now, because it takes a moment."""
    from . import filling

    return filling.load(today, at)
