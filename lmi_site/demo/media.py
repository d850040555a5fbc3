"""Puts the drawn pictures and the printed files of the demonstration into the library."""

from __future__ import annotations

import io
import zipfile

from django.core.files.base import ContentFile
from wagtail.models import Collection

from home.founding.names import SHARED_COLLECTION
from home.models import PortalDocument, PortalImage

from . import content, pictures
from .desk import THAI, Desk
from .papers import paper

#: Archives are the same bytes on every machine.
_ZIP_DATE = (2026, 1, 1, 0, 0, 0)


def load_pictures(desk: Desk) -> int:
    """Draw the pictures that are missing. How many."""
    collection = Collection.objects.get(name=SHARED_COLLECTION)
    missing = [name for name in content.table("pictures.toml") if name not in desk.images]
    for name in missing:
        facts = content.table("pictures.toml")[name]
        image = PortalImage(
            title=facts["title"],
            description=facts["th"],
            description_en=facts["en"],
            collection=collection,
            file=ContentFile(pictures.jpeg(name), f"demo-{name}.jpg"),
        )
        image._set_image_file_metadata()
        image.save()
        desk.images[name] = image
    return len(missing)


def load_documents(desk: Desk) -> int:
    """Print the files that are missing; the archive comes last, because it holds the others. How many."""
    collection = Collection.objects.get(name=SHARED_COLLECTION)
    missing = [item for item in content.items("documents.md") if item.slug not in desk.documents]
    for item in missing:
        members = item.facts.get("members")
        body, ending = (
            (_archive(desk, members), "zip")
            if members
            else (paper(item, desk.references(item.facts.get("language", THAI))), "pdf")
        )
        document = PortalDocument(title=item.facts["title"], summary=item.facts["summary"], collection=collection)
        document.file = ContentFile(body, f"demo-{item.slug}.{ending}")
        document._set_document_file_metadata()
        document.save()
        desk.documents[item.slug] = document
    return len(missing)


def _archive(desk: Desk, members: list[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in members:
            document = desk.documents[name]
            with document.open_file() as file:
                archive.writestr(zipfile.ZipInfo(f"{name}.pdf", _ZIP_DATE), file.read(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
