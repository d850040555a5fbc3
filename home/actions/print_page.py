"""Print a page: once for each edition of it, by one process at a time."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from urllib.parse import unquote, urljoin

from django.core.cache import cache
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Page

from .. import pdf, stock

#: Longer than any page takes; a process that was killed holds up the others no longer than this.
LOCK_SECONDS = 60
_SOURCE = re.compile(r'<img\b[^>]*?\ssrc="([^"]+)"')


class BeingPrinted(Exception):
    """Another process is printing the same page just now."""


def being_printed(page: Page) -> bool:
    return cache.get(_lock(page)) is not None


def _lock(page: Page) -> str:
    return f"printing:{page.pk}"


def name_of(page: Page, body: str) -> str:
    """The name of the file that a page's body is printed to: one for each revision, body and look."""
    digest = hashlib.sha256(f"{pdf.edition()}\n{body}".encode()).hexdigest()[:16]
    return f"pdf/{page.pk}/{page.live_revision_id or 0}-{digest}.pdf"


def print_page(page: Page, name: str, body: str, *, base_url: str, author: str, drawings: dict[str, bytes]) -> bytes:
    """The PDF of a page's body, kept under its name. `drawings`: address to content, for all it shows besides photos.

    Raises BeingPrinted.
    """
    if not cache.add(_lock(page), 1, timeout=LOCK_SECONDS):
        raise BeingPrinted
    try:
        made = pdf.render_pdf(
            body,
            title=page.title,
            language=page.locale.language_code,
            base_url=base_url,
            author=author,
            pictures=drawings | _photos(body, base_url),
        )
        stock.keep(name, made)
    finally:
        cache.delete(_lock(page))
    return made


def _photos(body: str, base_url: str) -> dict[str, bytes]:
    """The renditions that a body shows, as files a printer can embed; anything else it names is left out."""
    named = {source: f"images/{_tail(source)}" for source in _SOURCE.findall(body) if "/images/" in source}
    model = get_image_model().get_rendition_model()
    found = {rendition.file.name: rendition for rendition in model.objects.filter(file__in=set(named.values()))}
    return {urljoin(base_url, source): _printable(found[name].file) for source, name in named.items() if name in found}


def _tail(source: str) -> str:
    return unquote(source.rpartition("/images/")[2].partition("?")[0])


def _printable(file) -> bytes:
    """JPEG and PNG as they are; other formats as JPEG, because a PDF would hold them uncompressed."""
    with file.open("rb") as opened:
        data = opened.read()
    with Image.open(BytesIO(data)) as picture:
        if picture.format in ("JPEG", "PNG"):
            return data
        flat = Image.new("RGB", picture.size, "#ffffff")
        layers = picture.convert("RGBA")
        flat.paste(layers, mask=layers)
        out = BytesIO()
        flat.save(out, "JPEG", quality=82)
        return out.getvalue()
