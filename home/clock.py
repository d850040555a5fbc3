"""Chores that come round: the worker's clock does each when it is due, and one that fails does not stop the others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    name: str
    seconds: int
    do: Callable[[datetime], object]


_chores: dict[str, Chore] = {}


def every(seconds: int):
    """Register `chore(now)` to be done every so many seconds. Several workers may do it at once: keep it idempotent."""

    def register(do: Callable[[datetime], object]):
        name = f"{do.__module__}.{do.__qualname__}"
        _chores[name] = Chore(name, seconds, do)
        return do

    return register


@dataclass
class Clock:
    """Remembers when each chore was last done. At its first tick everything is due."""

    chores: tuple[Chore, ...] | None = None
    _last: dict[str, datetime] = field(default_factory=dict)

    def tick(self, now: datetime) -> list[str]:
        """Do what is due at `now`; the names of what was tried."""
        tried = []
        for chore in self.chores if self.chores is not None else tuple(_chores.values()):
            last = self._last.get(chore.name)
            if last is not None and now - last < timedelta(seconds=chore.seconds):
                continue
            self._last[chore.name] = now
            tried.append(chore.name)
            try:
                chore.do(now)
            except Exception:
                logger.exception("The chore %s failed", chore.name)
        return tried
