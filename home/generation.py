"""The generation of what is published: what is kept under it is forgotten, all at once, when anything of it changes.

The token lies in the shared cache, so that every process sees a change at once; the values lie in each process's own
memory first and in the shared cache second, under names that contain the token.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from functools import cache as cache_for_ever
from pathlib import Path
from typing import TypeVar

from django.apps import apps
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.db import transaction

GENERATION = "home:generation"
SECONDS = 3600
#: Memory of a process keeps a value no longer than this, so that it cannot outlive its own end by much.
NEAR_SECONDS = 60
CODE = frozenset({".py", ".html", ".xml", ".svg", ".mo"})
T = TypeVar("T")

_near = LocMemCache("home.generation", {"timeout": NEAR_SECONDS, "OPTIONS": {"MAX_ENTRIES": 1000}})


def current() -> str:
    """The token of this moment; a new one where none is known."""
    if token := cache.get(GENERATION):
        return token
    cache.add(GENERATION, uuid.uuid4().hex, timeout=None)
    return cache.get(GENERATION) or uuid.uuid4().hex


def bump(**_signal) -> None:
    """End the generation now and, inside a transaction, once more when it is committed.

    The second time ends what another process may have computed meanwhile from the rows of before.
    """
    cache.delete(GENERATION)
    if transaction.get_connection().in_atomic_block:
        transaction.on_commit(_forget)


def _forget() -> None:
    cache.delete(GENERATION)


def cached(key: str, make: Callable[[], T], seconds: int = SECONDS) -> T:
    """The value kept under `key` in this generation, made by `make()` when there is none; None is a value too.

    Values are pickled, so that no caller can change another one's. The token is read before `make()` runs: a value made
    from old rows is never found under a newer generation. What depends on the day names the day in its key.
    """
    return cached_in(current(), key, make, seconds)


def cached_in(token: str, key: str, make: Callable[[], T], seconds: int = SECONDS) -> T:
    """As cached(), for callers that have read the token already."""
    if found := kept(token, key):
        return found[0]
    value = make()
    keep(token, key, value, seconds)
    return value


def _name(token: str, key: str) -> str:
    """Caches take short names in plain letters; what a reader typed may be neither."""
    if len(key) > 150 or not key.isascii() or not key.isprintable() or " " in key:
        key = hashlib.sha256(key.encode()).hexdigest()
    return f"home:{_edition()}:{token}:{key}"


@cache_for_ever
def _edition() -> str:
    """A word that changes with the code: what an older release kept need not fit a newer one."""
    folders = (Path(config.path) for config in apps.get_app_configs() if "site-packages" not in config.path)
    files = [file.stat().st_mtime_ns for folder in folders for file in folder.rglob("*.*") if file.suffix in CODE]
    return hashlib.sha256(f"{len(files)} {max(files, default=0)}".encode()).hexdigest()[:8]


def kept(token: str, key: str) -> tuple | None:
    """The value under a key of a generation as a tuple of one, or None."""
    name = _name(token, key)
    if found := _near.get(name):
        return found
    if found := cache.get(name):
        _near.set(name, found, NEAR_SECONDS)
    return found


def keep(token: str, key: str, value: object, seconds: int = SECONDS) -> None:
    name = _name(token, key)
    cache.set(name, (value,), seconds)
    _near.set(name, (value,), min(seconds, NEAR_SECONDS))
