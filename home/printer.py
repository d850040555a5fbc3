"""The printer behind `pdf`: WeasyPrint, with its fonts, and shelves instead of the internet."""

from __future__ import annotations

import mimetypes
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from urllib.parse import unquote, urljoin

import weasyprint
from django.utils.html import escape
from weasyprint import CSS, HTML, Attachment
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from .pdf import Enclosed, Typeface, static_file

# Where our static files seem to lie. RFC 2606 keeps the name out of the real internet, and the fetcher asks nobody.
_STATIC = "https://static.invalid/"
_FROM_STATIC = (".css", ".woff2", ".svg", ".png")
# Pictures that many documents share, as the printer reads them: those of a few offices' emblems.
_lasting: OrderedDict[str, object] = OrderedDict()
_MOST_LASTING = 8
# Pango's font maps are not made for two threads at once.
_one_at_a_time = Lock()


class _Shelf(URLFetcher):
    """Gives out our own style sheets, fonts and drawings, and the pictures of one document; refuses all else."""

    def __init__(self, pictures: Mapping[str, bytes] | None = None):
        super().__init__(allowed_protocols=("https", "http"), allow_redirects=False)
        self.pictures = pictures or {}

    def fetch(self, url: str, headers=None) -> URLFetcherResponse:
        if url in self.pictures:
            return self._answer(url, self.pictures[url])
        if url.startswith(_STATIC) and url.endswith(_FROM_STATIC):
            return self._answer(url, static_file(unquote(url.removeprefix(_STATIC))).read_bytes())
        raise ValueError(f"not handed in: {url[:200]}")

    @staticmethod
    def _answer(url: str, body: bytes) -> URLFetcherResponse:
        kind = mimetypes.guess_type(url.partition("?")[0])[0]
        return URLFetcherResponse(url, body, headers={"Content-Type": kind} if kind else None)


@lru_cache(maxsize=8)
def _fonts(typeface: Typeface | None) -> FontConfiguration:
    """One for each typeface, kept because making one costs as much as a page."""
    fonts = FontConfiguration()
    if typeface:
        files = {f"{_STATIC}own-{weight}.woff2": data for weight, data in typeface.files}
        rules = "".join(
            f'@font-face{{font-family:"{typeface.family}";font-weight:{weight};src:url({url})}}'
            for (weight, _data), url in zip(typeface.files, files, strict=True)
        )
        CSS(string=rules, url_fetcher=_Shelf(files), font_config=fonts)
    return fonts


@lru_cache(maxsize=64)
def _stylesheet(name: str, _modified: float, typeface: Typeface | None) -> CSS:
    url = urljoin(_STATIC, name)
    text = static_file(name).read_text()
    return CSS(string=text, base_url=url, url_fetcher=_Shelf(), font_config=_fonts(typeface))


class Proof:
    """A document laid out and not yet written: how many pages it takes and what stands on them can be asked."""

    def __init__(self, document: weasyprint.Document, variant: str):
        self._document, self._variant = document, variant

    @property
    def page_names(self) -> tuple[str, ...]:
        """The `page` that the style sheet gave to each of the pages, "" for those without."""
        return tuple(page._page_box.page_type.name or "" for page in self._document.pages)

    def lines(self, page: int) -> Iterator[str]:
        """The lines of text on a page, from 0, without those in its margins, as the document orders them."""
        for child in self._document.pages[page]._page_box.children[:1]:
            for line in _lines_in(child):
                text = "".join(box.text for box in line.descendants() if isinstance(box, TextBox)).strip()
                if text:
                    yield text

    def pdf(self, enclosed: Iterable[Enclosed] = ()) -> bytes:
        """The file, with the enclosed files in it. The same document gives the same bytes."""
        attachments = [
            Attachment(
                string=each.data, name=each.name, description=each.description, relationship="Supplement",
                created=each.when, modified=each.when, url_fetcher=_Shelf(),
            )
            for each in enclosed
        ]  # fmt: skip
        with _one_at_a_time:
            return self._document.write_pdf(
                pdf_variant=self._variant, pdf_tags=True, attachments=attachments, finisher=_name_plainly
            )


def _name_plainly(_document, made) -> None:
    """Plain names of enclosed files for old readers; the true ones stand beside them (ISO 32000-2, 7.11.2)."""
    files = [each for each in made.objects if isinstance(each, dict) and each.get("Type") == "/Filespec"]
    for at, each in enumerate(files, 1):
        each["F"].string = f"{at:03}{Path(each['UF'].string).suffix}".encode("ascii", "ignore")


def _lines_in(box) -> Iterator[LineBox]:
    for each in box.descendants():
        if isinstance(each, LineBox):
            yield each


def lay_out(
    body: str,
    *,
    title: str,
    language: str,
    stylesheets: tuple[str, ...],
    style: str,
    base_url: str,
    pictures: Mapping[str, bytes] | None,
    variant: str,
    author: str,
    typeface: Typeface | None,
    lasting: tuple[str, ...],
) -> Proof:
    """See `pdf.lay_out`."""
    html = (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="author" content="{escape(author)}"></head><body>{body}</body></html>'
    )
    with _one_at_a_time:
        fonts = _fonts(typeface)
        sheets = [_stylesheet(name, static_file(name).stat().st_mtime, typeface) for name in stylesheets]
        if style:
            sheets.append(CSS(string=style, url_fetcher=_Shelf(), font_config=fonts))
        document = HTML(string=html, base_url=base_url or _STATIC, url_fetcher=_Shelf(pictures))
        images = {url: _lasting[url] for url in lasting if url in _lasting}
        laid = document.render(stylesheets=sheets, font_config=fonts, pdf_variant=variant, pdf_tags=True, cache=images)
        _keep({url: images[url] for url in lasting if url in images})
    return Proof(laid, variant)


def _keep(images: Mapping[str, object]) -> None:
    for url, image in images.items():
        _lasting[url] = image
        _lasting.move_to_end(url)
    while len(_lasting) > _MOST_LASTING:
        _lasting.popitem(last=False)
