"""Counts what partners' pages ask us for, without cookies and without keeping anything of the reader.

Counts gather in the process and are written every few seconds in one statement; what a crash takes with it are seconds.
"""

from __future__ import annotations

import atexit
import logging
import os
import re
import threading
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from . import codes
from .models import ChannelHit, HitCount, Partner

logger = logging.getLogger(__name__)

Key = tuple[Hashable, ...]
#: Of one statement: SQLite takes 32,766 values, five for a row.
ROWS = 2000
_ROBOTS = re.compile(
    r"bot\b|bot[/ ;]|crawl|spider|slurp|preview|facebookexternalhit|lmi-network-checker|curl/|wget/|python-|headless"
    r"|lighthouse|monitor|scan|fetch|http-?client|^$",
    re.IGNORECASE,
)


class Tally:
    """Counts by key, handed to `write(counts)` every `seconds` by a thread of its own; 0 leaves writing to flush()."""

    def __init__(self, write: Callable[[dict[Key, int]], None], seconds: float) -> None:
        self._write, self.seconds = write, seconds
        self._counts: Counter[Key] = Counter()
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._owner = 0

    def add(self, key: Key) -> None:
        with self._lock:
            self._counts[key] += 1
        if self._owner != os.getpid():
            self._start()

    def flush(self) -> int:
        """Writes what has gathered; what could not be written is kept for the next time. How many hits."""
        with self._writing:
            with self._lock:
                counts, self._counts = self._counts, Counter()
            if not counts:
                return 0
            try:
                self._write(dict(counts))
            except Exception:
                logger.exception("Hits could not be written; they are kept")
                with self._lock:
                    self._counts.update(counts)
                return 0
            return sum(counts.values())

    def _start(self) -> None:
        """One thread for each process: a worker that was forked has none of its parent's."""
        with self._lock:
            if self._owner == os.getpid():
                return
            self._owner = os.getpid()
        if self.seconds:
            threading.Thread(target=self._tick, name="hits", daemon=True).start()
            atexit.register(self.flush)

    def _tick(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(self.seconds)
            close_old_connections()
            self.flush()


@transaction.atomic
def write_counts(counts: dict[Key, int]) -> None:
    """Adds counts to the rows of their days. Partners that have gone meanwhile are left out."""
    hits = [(*key[1:], n) for key, n in counts.items() if key[0] == "hit"]
    known = set(Partner.objects.filter(pk__in={row[1] for row in hits}).values_list("pk", flat=True))
    _add(HitCount, ("day", "partner", "kind", "verified"), [row for row in hits if row[1] in known])
    _add(ChannelHit, ("day", "code", "channel"), [(*key[1:], n) for key, n in counts.items() if key[0] == "go"])


def _add(model, names: tuple[str, ...], rows: list[tuple]) -> None:
    """One INSERT ... ON CONFLICT for many rows: Django's own upsert can set a number, but not add to it."""
    meta, quote = model._meta, connection.ops.quote_name
    table, fields = quote(meta.db_table), [meta.get_field(name) for name in (*names, "n")]
    columns = [quote(field.column) for field in fields]
    for start in range(0, len(rows), ROWS):
        part = rows[start : start + ROWS]
        places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(part))
        values = [
            field.get_db_prep_value(value, connection) for row in part for field, value in zip(fields, row, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES {places} ON CONFLICT ({', '.join(columns[:-1])})"  # noqa: S608 - names of our own tables
                f" DO UPDATE SET {columns[-1]} = {table}.{columns[-1]} + excluded.{columns[-1]}",
                values,
            )


tally = Tally(write_counts, settings.LMI_HITS_SECONDS)


@dataclass(frozen=True)
class Known:
    """What a hit needs to know of a partner; `host` is empty where many share one, so that none can be told apart."""

    pk: int
    code: str
    host: str
    province: str


class Codes:
    """Codes that were asked for lately, unknown ones too, so that a hit costs no query."""

    SECONDS, MOST = 300, 50_000

    def __init__(self) -> None:
        self._found: dict[str, tuple[float, Known | None]] = {}

    def of(self, typed: str) -> Known | None:
        """The partner a code stands for; None for anything else. Mistyped codes never reach the database."""
        found = self._found.get(typed)
        if found and found[0] > monotonic():
            return found[1]
        try:
            codes.read_code(typed)
        except codes.WrongCode:
            return None
        try:
            partner = Partner.objects.by_code(typed)
            host = partner.host_key if "/" not in partner.host_key else ""
            known = Known(partner.pk, partner.code, host, partner.province.slug)
        except Partner.DoesNotExist:
            known = None
        if len(self._found) >= self.MOST:
            self._found.clear()
        self._found[typed] = (monotonic() + self.SECONDS, known)
        return known

    def forget(self) -> None:
        self._found.clear()


known_codes = Codes()


def by_a_person(request: HttpRequest) -> bool:
    """A browser that shows a page now: no robot, no HEAD, nothing fetched ahead."""
    meta = request.META
    if request.method != "GET" or "prefetch" in meta.get("HTTP_SEC_PURPOSE", meta.get("HTTP_PURPOSE", "")):
        return False
    return meta.get("HTTP_X_MOZ") != "prefetch" and not _ROBOTS.search(meta.get("HTTP_USER_AGENT", ""))


def count_hit(request: HttpRequest, kind: str, known: Known) -> None:
    if by_a_person(request):
        tally.add(("hit", timezone.localdate(), known.pk, kind, _verified(request, known.host)))


def count_channel(request: HttpRequest, code: str, channel: str) -> None:
    if by_a_person(request):
        tally.add(("go", timezone.localdate(), code, channel))


def _verified(request: HttpRequest, host: str) -> bool:
    """Whether the request says that it comes from the partner's own site."""
    referrer = request.META.get("HTTP_REFERER", "")
    if not host or not referrer:
        return False
    try:
        name = (urlsplit(referrer).hostname or "").lower()
    except ValueError:
        return False
    return name == host or name.endswith(f".{host}")
