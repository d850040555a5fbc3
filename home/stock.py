"""Files made once from what is published and kept until it changes, under names that stand for their content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from .storage import private_storage

#: What is made of pages: prints, and the pictures that stand beside shared links.
KINDS = ("pdf", "share")
#: How a whole file ends. One that was cut off (a full disk, a killed process) does not, and is made again.
_ENDS = {".pdf": b"%%EOF", ".png": b"IEND\xaeB`\x82"}


def fetch(name: str) -> bytes | None:
    """The file, or None where there is none or only a part of it."""
    storage = private_storage()
    try:
        with storage.open(name) as file:
            data = file.read()
    except FileNotFoundError:
        return None
    if data.rstrip().endswith(_ENDS[PurePosixPath(name).suffix]):
        return data
    storage.delete(name)
    return None


def keep(name: str, data: bytes) -> None:
    """Keep the file under its name and drop what else is kept in its folder: earlier editions of the same thing."""
    storage = private_storage()
    kept = storage.save(name, ContentFile(data))
    if kept != name:
        # Another process was faster; the name says that the content is the same.
        storage.delete(kept)
        return
    folder = PurePosixPath(name).parent
    for other in storage.listdir(str(folder))[1]:
        if str(folder / other) != name:
            storage.delete(str(folder / other))


def sweep(is_wanted: Callable[[int], bool]) -> int:
    """Drop what is kept of things that are gone; `is_wanted` is asked with the number of each. How many were dropped.

    A name is kind/number/file.
    """
    storage, dropped = private_storage(), 0
    for kind in KINDS:
        for number in _folders(storage, kind):
            if number.isdecimal() and is_wanted(int(number)):
                continue
            folder = f"{kind}/{number}"
            for name in storage.listdir(folder)[1]:
                storage.delete(f"{folder}/{name}")
                dropped += 1
            storage.delete(folder)
    return dropped


def _folders(storage: Storage, folder: str) -> list[str]:
    try:
        return storage.listdir(folder)[0]
    except FileNotFoundError:  # Nothing of this kind was made yet.
        return []
