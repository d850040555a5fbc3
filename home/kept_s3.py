"""Files that are kept for good, in an S3 bucket: never written over by us, never deleted by us.

Against others the bucket keeps them: switch on versioning and object lock for its folder (docs/operations.md).
"""

from __future__ import annotations

from storages.backends.s3 import S3Storage

from .storage import AlreadyWritten


class KeptS3Storage(S3Storage):
    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def delete(self, name: str) -> None:
        raise PermissionError(f"kept for good: {name}")

    def url(self, name, *args, **kwargs) -> str:
        raise ValueError("This file is not accessible by an address.")

    def _save(self, name: str, content) -> str:
        """The upload of an object is whole or nothing; one that is there stays."""
        if self.exists(name):
            with self.open(name, "rb") as kept:
                if kept.read() != b"".join(content.chunks()):
                    raise AlreadyWritten(name)
            return name
        return super()._save(name, content)
