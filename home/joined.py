"""Several PDFs as one, for printing: the one door to pypdf, which is loaded when a PDF is first opened."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO


def join_pdfs(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """The pages of all parts in their order, each part with a bookmark of its title. Files inside them are left out.

    The same parts give the same bytes. One part is unpacked at a time.
    """
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    for title, data in parts:
        writer.append(PdfReader(BytesIO(data)), outline_item=title, import_outline=False)
    for leftover in ("/AF", "/Names", "/StructTreeRoot", "/MarkInfo"):
        # Of the first part only: attachments and tags of one letter would speak for all of them.
        writer.root_object.pop(leftover, None)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pages_in(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)
