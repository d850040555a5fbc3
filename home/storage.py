"""Where files live that nobody may fetch by their address: uploads being checked, results of jobs, letters."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, InvalidStorageError, Storage, storages


class UnaddressedStorage(FileSystemStorage):
    """Files that only a view which checks permissions hands out."""

    def url(self, name: str | None) -> str:
        raise ValueError("This file is not accessible by an address.")


def private_storage() -> Storage:
    """STORAGES["private"] when the site names one, else a folder beside MEDIA_ROOT that no address leads to."""
    try:
        return storages["private"]
    except InvalidStorageError:
        return UnaddressedStorage(location=Path(settings.MEDIA_ROOT).parent / "private")


class AlreadyWritten(Exception):
    """A file of this name is kept already, with other contents; nothing was written."""


class WriteOnceStorage(UnaddressedStorage):
    """Files that are written once and for all: whole or not at all, never over another, never deleted.

    Saving the same bytes under the same name again changes nothing and is no error, so that whoever was interrupted may
    begin anew.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def delete(self, name: str) -> None:
        raise PermissionError(f"kept for good: {name}")

    def _save(self, name: str, content) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        data = b"".join(content.chunks())
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
            Path(temporary).chmod(0o440)
            # A second name for the finished file: unlike a rename it fails where there is one of that name.
            os.link(temporary, target)
            _fsync(target.parent)
        except FileExistsError:
            if target.read_bytes() != data:
                raise AlreadyWritten(name) from None
        finally:
            Path(temporary).unlink(missing_ok=True)
        return name


def _fsync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def archive_storage() -> Storage:
    """STORAGES["archive"] when the site names one, else a folder beside MEDIA_ROOT in which files are written once."""
    try:
        return storages["archive"]
    except InvalidStorageError:
        return WriteOnceStorage(location=Path(settings.MEDIA_ROOT).parent / "archive")
