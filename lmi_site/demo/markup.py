"""From the light mark-up of the content files to the raw value of a StreamField. Pure.

Text is paragraphs, "- " and "1. " lists, "## " headings, "> " quotations, **bold** and [links](address); a block of
its own stands between "::: kind title" and ":::". Addresses may be page:slug, which `References` turns into a page.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

NAMESPACE = uuid.UUID("6f2d3c1e-8a0b-5d47-9c55-2b1f0e7a9d10")
_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<text>[^\]]+)\]\((?P<address>[^)\s]+)\)")
_ORDERED = re.compile(r"\d+\.\s+")


class BrokenMarkup(ValueError):
    """The text uses the mark-up in a way that means nothing."""


@dataclass(frozen=True)
class References:
    """How names in the text become keys of the database: each takes a name and raises KeyError for an unknown one."""

    page: Callable[[str], int]
    image: Callable[[str], tuple[int, str]]
    document: Callable[[str], int]


Block = dict[str, Any]


def stream(text: str, references: References, seed: str) -> str:
    """The JSON of a StreamField of PortalStreamBlock. Block ids follow from `seed`: the same text is the same JSON."""
    return dump(list(blocks(text, references)), seed)


def dump(raw: list[Block], seed: str) -> str:
    """The JSON of raw blocks; each, and each item of their lists, has an id that follows from `seed` and its place."""
    return json.dumps(_identified(raw, seed), ensure_ascii=False)


def _identified(value: Any, seed: str) -> Any:
    if isinstance(value, list):
        return [_identified(entry, f"{seed}/{number}") for number, entry in enumerate(value)]
    if isinstance(value, dict):
        # Wagtail takes an item of a list for what it is only if it has an id.
        own = {"id": str(uuid.uuid5(NAMESPACE, seed))} if value.keys() == {"type", "value"} else {}
        return {name: _identified(entry, f"{seed}/{name}") for name, entry in value.items()} | own
    return value


def rich_text(text: str, references: References) -> str:
    """Paragraphs and lists as Wagtail's rich text."""
    parts = []
    for chunk in _chunks(text):
        lines = chunk.splitlines()
        if all(line.startswith("- ") for line in lines):
            parts.append(_list("ul", [line[2:] for line in lines], references))
        elif all(_ORDERED.match(line) for line in lines):
            parts.append(_list("ol", [_ORDERED.sub("", line, count=1) for line in lines], references))
        else:
            parts.append(f"<p>{_inline(' '.join(lines), references)}</p>")
    return "".join(parts)


def _list(tag: str, entries: list[str], references: References) -> str:
    return f"<{tag}>{''.join(f'<li>{_inline(entry, references)}</li>' for entry in entries)}</{tag}>"


def _inline(text: str, references: References) -> str:
    parts, end = [], 0
    for match in _INLINE.finditer(text):
        parts.append(escape(text[end : match.start()], quote=False))
        if match["bold"]:
            parts.append(f"<b>{escape(match['bold'], quote=False)}</b>")
        elif match["address"].startswith("page:"):
            key = references.page(match["address"].removeprefix("page:"))
            parts.append(f'<a linktype="page" id="{key}">{escape(match["text"], quote=False)}</a>')
        else:
            parts.append(f'<a href="{escape(match["address"])}">{escape(match["text"], quote=False)}</a>')
        end = match.end()
    return "".join(parts) + escape(text[end:], quote=False)


def _chunks(text: str) -> list[str]:
    return [chunk.strip() for chunk in re.split(r"\n\s*\n", text) if chunk.strip()]


def blocks(text: str, references: References) -> Iterator[Block]:
    """Plain chunks in a row become one paragraph block; everything else is a block of its own."""
    plain: list[str] = []
    for kind, head, content in _parts(text):
        if kind == "text" and not content.startswith(("## ", "### ", "> ")):
            plain.append(content)
            continue
        if plain:
            yield {"type": "paragraph", "value": rich_text("\n\n".join(plain), references)}
            plain = []
        yield _own_block(kind, head, content, references)
    if plain:
        yield {"type": "paragraph", "value": rich_text("\n\n".join(plain), references)}


def _parts(text: str) -> Iterator[tuple[str, str, str]]:
    """Triples of kind, title and content: plain chunks as ("text", "", chunk), fenced ones by their kind."""
    for number, piece in enumerate(re.split(r"^:::(?P<head>[^\n]*)$", text, flags=re.M)):
        place = number % 4
        if place == 0:
            yield from (("text", "", chunk) for chunk in _chunks(piece))
        elif place == 1:
            kind, _, head = piece.strip().partition(" ")
        elif place == 2:
            if not kind:
                raise BrokenMarkup("a fence of ::: opens without a kind")
            yield kind, head.strip(), piece.strip("\n")
        elif piece.strip():
            raise BrokenMarkup(f"the fence of {kind} is not closed before {piece.strip()}")


def _own_block(kind: str, head: str, content: str, references: References) -> Block:
    if kind == "text":
        return _quotation(content) if content.startswith("> ") else _heading(content)
    try:
        make = _FENCED[kind]
    except KeyError:
        raise BrokenMarkup(f"unknown kind of block: {kind}") from None
    return make(kind, head, content, references)


def _heading(content: str) -> Block:
    marks, _, text = content.partition(" ")
    return {"type": "heading", "value": {"text": text.strip(), "level": f"h{len(marks)}"}}


def _quotation(content: str) -> Block:
    lines = [line.removeprefix(">").strip() for line in content.splitlines()]
    if not lines[-1].startswith("— "):
        raise BrokenMarkup(f"a quotation without its source: {content[:60]}")
    return {"type": "quote", "value": {"text": " ".join(lines[:-1]), "source": lines[-1][2:]}}


def _callout(kind: str, head: str, content: str, references: References) -> Block:
    return {"type": "callout", "value": {"tone": kind, "title": head, "text": rich_text(content, references)}}


def _items(values: list[Any]) -> list[Block]:
    return [{"type": "item", "value": value} for value in values]


def _steps(kind: str, head: str, content: str, references: References) -> Block:
    steps = []
    for line in filter(None, map(str.strip, content.splitlines())):
        title, _, text = _ORDERED.sub("", line, count=1).partition(" | ")
        steps.append({"title": title, "text": rich_text(text, references)})
    return {"type": "steps", "value": {"title": head, "steps": _items(steps)}}


def questions(head: str, content: str, references: References) -> dict[str, Any]:
    """The raw value of a QuestionsBlock: a line "? question", and below it the answer."""
    pairs = []
    for piece in re.split(r"^\? ", content, flags=re.M)[1:]:
        question, _, answer = piece.partition("\n")
        pairs.append({"question": question.strip(), "answer": rich_text(answer, references)})
    return {"title": head, "questions": _items(pairs)}


def _questions(kind: str, head: str, content: str, references: References) -> Block:
    return {"type": "questions", "value": questions(head, content, references)}


def _facts(content: str) -> tuple[dict[str, str], list[list[str]]]:
    """Lines of "name: value", and lines of "| a | b |"."""
    facts, rows = {}, []
    for line in filter(None, map(str.strip, content.splitlines())):
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        else:
            name, _, value = line.partition(":")
            facts[name.strip()] = value.strip()
    return facts, rows


def _figures(kind: str, head: str, content: str, references: References) -> Block:
    facts, rows = _facts(content)
    heads, cells = rows[0], rows[1:]
    value = {name: facts.get(name, "") for name in ("caption", "finding", "unit", "source", "as_of")}
    value["chart"] = head or "bars"
    value["table"] = {
        "caption": facts["caption"],
        "columns": [{"type": "number" if i else "text", "heading": name} for i, name in enumerate(heads)],
        "rows": [{"values": [row[0], *(cell.replace(",", "") for cell in row[1:])]} for row in cells],
    }
    return {"type": "figures", "value": value}


def _picture(kind: str, head: str, content: str, references: References) -> Block:
    key, alt = references.image(head)
    image = {"image": key, "decorative": False, "alt_text": alt}
    return {"type": "picture", "value": {"image": image, "caption": content.strip()}}


def _files(kind: str, head: str, content: str, references: References) -> Block:
    keys = [references.document(line) for line in map(str.strip, content.splitlines()) if line]
    return {"type": "files", "value": {"title": head, "files": _items(keys)}}


def _link(kind: str, head: str, content: str, references: References) -> Block:
    address = content.strip()
    page = references.page(address.removeprefix("page:")) if address.startswith("page:") else None
    return {"type": "link", "value": {"text": head, "page": page, "url": "" if page else address}}


def _ready_made(kind: str, head: str, content: str, references: References) -> Block:
    return {"type": kind, "value": None}


_FENCED: dict[str, Callable[[str, str, str, References], Block]] = {
    "note": _callout,
    "warning": _callout,
    "done": _callout,
    "steps": _steps,
    "questions": _questions,
    "figures": _figures,
    "picture": _picture,
    "files": _files,
    "link": _link,
    "benefits": _ready_made,
    "services": _ready_made,
}
