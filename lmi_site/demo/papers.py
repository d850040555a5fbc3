"""Prints the demonstration's own files: guides, poster, leaflet, reports."""

from __future__ import annotations

from html import escape

from home.pdf import PAPER, render_pdf

from . import content, markup, pictures

_POSTER = "demo/poster.css"
#: Where the poster's picture seems to lie; the printer takes it from what it is handed.
_PICTURE = "https://pictures.invalid/poster.jpg"
_HEADS = {
    "th": ("กองบริหารข้อมูลตลาดแรงงาน กรมการจัดหางาน", "เอกสารสาธิต", "เอกสารสาธิต: ชื่อและตัวเลขสมมติขึ้น"),
    "en": (
        "Labour Market Information Administration Division, Department of Employment",
        "Demonstration document",
        "Demonstration document: names and figures are invented.",
    ),
}


def paper(item: content.Item, references: markup.References) -> bytes:
    """The PDF of an item of documents.md. `picture` among its facts makes a poster of it."""
    language = item.facts.get("language", "th")
    office, kind, warning = _HEADS[language]
    parts = [
        f'<div class="paper-head"><b>{office}</b><br><span>{kind}</span></div>',
        f'<div class="paper-foot">{warning}</div>',
        *_picture(item),
        f'<h1 class="paper-title">{escape(item.facts["title"])}</h1>',
    ]
    for chunk in item.body.split("\n\n"):
        heading = chunk.removeprefix("## ")
        parts.append(markup.rich_text(chunk, references) if heading == chunk else f"<h2>{escape(heading)}</h2>")
    is_poster = "picture" in item.facts
    return render_pdf(
        "".join(parts),
        title=item.facts["title"],
        language=language,
        stylesheets=(PAPER, _POSTER) if is_poster else (PAPER,),
        pictures={_PICTURE: pictures.jpeg(item.facts["picture"])} if is_poster else None,
        author=office,
    )


def _picture(item: content.Item) -> list[str]:
    if "picture" not in item.facts:
        return []
    words = content.table("pictures.toml")[item.facts["picture"]][item.facts.get("language", "th")]
    return [f'<img class="paper-picture" src="{_PICTURE}" alt="{escape(words)}">']
