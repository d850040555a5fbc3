"""The emblem that an office uploads, cleaned: a picture and nothing else goes on letters. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from xml.etree.ElementTree import Element, register_namespace, tostring

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from PIL import Image

SVG, PNG = "image/svg+xml", "image/png"
LARGEST = 2_000_000
#: 3 cm at 600 dots per inch are 709 dots; a picture has to have nearly as many.
LEAST_HEIGHT, MOST_PIXELS = 600, 16_000_000
_SVG_NAMES = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "use", "symbol", "title",
    "desc", "metadata", "clipPath", "mask", "linearGradient", "radialGradient", "stop",
}  # fmt: skip
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
# Drawing programs leave descriptions of their own; they are dropped, not refused.
_DROPPED = {"title", "desc", "metadata"}
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression\(|javascript:|data:|https?:|file:", re.IGNORECASE)


register_namespace("", _SVG.strip("{}"))
register_namespace("xlink", "http://www.w3.org/1999/xlink")


class Fault(Enum):
    """Why a file is refused."""

    TOO_LARGE = "too_large"
    NO_PICTURE = "no_picture"
    TOO_COARSE = "too_coarse"
    MORE_THAN_A_DRAWING = "more_than_a_drawing"
    NO_SIZE = "no_size"


class EmblemRefused(ValueError):
    """The file cannot be printed as an emblem; `fault` says why."""

    def __init__(self, fault: Fault):
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Emblem:
    """A cleaned file, and its media type (SVG or PNG)."""

    data: bytes
    media_type: str


def clean_emblem(data: bytes) -> Emblem:
    """The emblem as it may be kept. The same file gives the same bytes. Raises EmblemRefused."""
    if len(data) > LARGEST:
        raise EmblemRefused(Fault.TOO_LARGE)
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return _drawing(data) if head.startswith(b"<") else _picture(data)


def _picture(data: bytes) -> Emblem:
    """Drawn anew, so that nothing but the picture itself is kept."""
    try:
        with Image.open(BytesIO(data), formats=["PNG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise EmblemRefused(Fault.TOO_LARGE)
            opened.verify()
        with Image.open(BytesIO(data), formats=["PNG"]) as opened:
            picture = opened.convert("RGBA")
    except EmblemRefused:
        raise
    except Image.DecompressionBombError as problem:
        raise EmblemRefused(Fault.TOO_LARGE) from problem
    # Pillow raises whatever a damaged picture makes it trip over: OSError, SyntaxError, struct.error …
    except Exception as problem:
        raise EmblemRefused(Fault.NO_PICTURE) from problem
    if picture.height < LEAST_HEIGHT:
        raise EmblemRefused(Fault.TOO_COARSE)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return Emblem(out.getvalue(), PNG)


def _drawing(data: bytes) -> Emblem:
    """Only shapes: no script, no text, no picture, and no address outside the drawing."""
    try:
        root = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as problem:
        raise EmblemRefused(Fault.MORE_THAN_A_DRAWING) from problem
    except (ElementTree.ParseError, ValueError, LookupError) as problem:
        raise EmblemRefused(Fault.NO_PICTURE) from problem
    if root.tag != f"{_SVG}svg":
        raise EmblemRefused(Fault.NO_PICTURE)
    _strip(root)
    for element in root.iter():
        _look_at(element)
    if not root.get("viewBox"):
        if not (root.get("width") and root.get("height")):
            raise EmblemRefused(Fault.NO_SIZE)
        root.set("viewBox", f"0 0 {_number(root.get('width', ''))} {_number(root.get('height', ''))}")
    return Emblem(_written(root), SVG)


def _strip(element: Element) -> None:
    """Without comments' leftovers, descriptions, and what drawing programs write for themselves."""
    for child in list(element):
        foreign = not isinstance(child.tag, str) or not child.tag.startswith(_SVG)
        if foreign or child.tag.removeprefix(_SVG) in _DROPPED:
            element.remove(child)
        else:
            _strip(child)
    for name in [name for name in element.attrib if name.startswith("{") and name != _XLINK]:
        del element.attrib[name]


def _look_at(element: Element) -> None:
    if element.tag.removeprefix(_SVG) not in _SVG_NAMES:
        raise EmblemRefused(Fault.MORE_THAN_A_DRAWING)
    for name, value in element.items():
        reference = name in ("href", _XLINK) and not value.startswith("#")
        if name.lower().startswith("on") or reference or _REFERENCE.search(value):
            raise EmblemRefused(Fault.MORE_THAN_A_DRAWING)


def _number(length: str) -> str:
    match = re.match(r"\d+(?:\.\d+)?", length.strip())
    if not match:
        raise EmblemRefused(Fault.NO_SIZE)
    return match[0]


def _written(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8"))
