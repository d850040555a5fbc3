"""Is our banner on this page? From the bytes of a page to what stands there, and where. Pure.

Acceptance cases and their reasons are the tests: a link counts where a visitor with an ordinary browser sees it and
gets to us by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from . import texts
from .targets import Aim, Ours, Target

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


class Banner(StrEnum):
    BANNER = "banner"
    WIDGET = "widget"
    LINK = "link"
    IMAGE = "image"
    HIDDEN = "hidden"
    ABSENT = "absent"
    NEEDS_JS = "needs_js"
    UNKNOWN = "unknown"


class Flag(StrEnum):
    HIJACKED = "hijacked"
    PARKED = "parked"
    HTTP_LINK = "http_link"
    WRONG_CODE = "wrong_code"
    OLD_TARGET = "old_target"
    PLAIN_LINK = "plain_link"
    TLS_SOON = "tls_soon"
    MOVED = "moved"


#: The verdicts that say a visitor can get from the page to us.
HOLDS = frozenset({Banner.BANNER, Banner.WIDGET, Banner.LINK})
#: The verdicts that say nothing either way.
SILENT = frozenset({Banner.NEEDS_JS, Banner.UNKNOWN})
_BEST_FIRST = (Banner.BANNER, Banner.WIDGET, Banner.LINK, Banner.IMAGE, Banner.HIDDEN)


@dataclass(frozen=True)
class Finding:
    """What is on a page. `position` is the place in the page in per cent of its length, None where nothing was found;
    `excerpt` is source text, at most 200 characters, to be escaped; `words` gave away a hijacked or parked page.
    """

    banner: Banner
    kind: str = ""
    address: str = ""
    alt: str = ""
    position: int | None = None
    landmark: str = ""
    excerpt: str = ""
    flags: frozenset[Flag] = frozenset()
    title: str = ""
    words: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.banner in HOLDS

    def unknown(self) -> Finding:
        """The same page, of which only a part was seen."""
        return replace(self, banner=Banner.UNKNOWN)


@dataclass(frozen=True)
class _Sight:
    """One place of a page that has to do with us."""

    banner: Banner
    kind: str
    target: Target
    node: LexborNode
    written: str


_LIKELY = ("a[href", "area[href", "iframe[src")
_UNLIKELY = (
    *("iframe[data-src", "embed[src", "object[data", "script[src", "img[src", "img[data-src", "img[data-lazy-src"),
    *("img[data-original", "img[data-lazy", "img[srcset", "img[data-srcset"),
    *("source[srcset", "source[data-srcset", "[style"),
)
_PICTURE = tuple(
    (name, "picture")
    for name in ("src", "data-src", "data-lazy-src", "data-original", "data-lazy", "srcset", "data-srcset")
)
#: The attributes of a tag that carry addresses, and what a browser does with them.
_CARRIED = {
    "a": (("href", "a"),),
    "area": (("href", "area"),),
    "iframe": (("src", "frame"), ("data-src", "frame")),
    "embed": (("src", "frame"),),
    "object": (("data", "frame"),),
    "script": (("src", "script"),),
    "img": _PICTURE,
    "source": _PICTURE,
}
_IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)", re.IGNORECASE)
_WRITTEN_IN_ENTITIES = re.compile(rb"(?:href|src)\s*=\s*[\"']?[^\"'\s>]{0,60}&#", re.IGNORECASE)
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?:;|$|!)|font-size:0(?:px|em|rem|%)?(?:;|$|!)"
    r"|(?:left|top|text-indent|margin-left|margin-top):-\d{4,}|(?:^|;)(?:width|height|max-width|max-height):0(?:px)?(?:;|$|!)"
    r"|clip:rect\(0|clip-path:inset\((?:50|100)%"
)
_LANDMARKS = {"header": "header", "nav": "nav", "aside": "aside", "footer": "footer", "main": "main"}
_ROLES = {
    "banner": "header", "navigation": "nav", "complementary": "aside", "contentinfo": "footer", "main": "main",
}  # fmt: skip
_NAMES = (("footer", "footer"), ("sidebar", "aside"), ("header", "header"), ("menu", "nav"))
_EMPTY_ROOTS = "#root,#app,#__next,#__nuxt,app-root,[ng-app],[data-reactroot]"
_FEW_LINKS, _LITTLE_TEXT = 3, 200
#: No honest page names us more often or nests deeper; a hostile one must not cost more than an honest one.
_MOST_CANDIDATES, _DEEPEST = 2000, 250


def find_banner(body: bytes, *, content_type: str, page_url: str, ours: Ours) -> Finding:
    """What stands on the page at `page_url` (the address after redirects), as bytes and Content-Type came in."""
    page = texts.as_utf8(body, content_type)
    lowered = page.lower()
    flags, words = _taken_over(lowered, urlsplit(page_url).hostname or "")
    best = _best(page, page_url, ours) if _may_name(page, lowered, ours) else None
    title = texts.title(page)
    if best is None:
        return Finding(_nothing(page, lowered, content_type), flags=flags, title=title, words=words)
    return _told(best, page, ours, flags, title, words)


def _taken_over(lowered: bytes, host: str) -> tuple[frozenset[Flag], tuple[str, ...]]:
    if bets := texts.gambling(lowered):
        return frozenset({Flag.HIJACKED}), (*bets.found, bets.excerpt)
    if sale := texts.parked(lowered, host):
        return frozenset({Flag.PARKED}), (*sale.found, sale.excerpt)
    return frozenset(), ()


def _may_name(page: bytes, lowered: bytes, ours: Ours) -> bool:
    """Most pages do not name us at all; those need no parsing."""
    if any(name.encode() in lowered for name in ours.names):
        return True
    return b"&#" in page and _WRITTEN_IN_ENTITIES.search(page) is not None


def _best(page: bytes, page_url: str, ours: Ours) -> _Sight | None:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    # The partner's own code before a neighbour's, today's address before an old one, of equals the first on the page.
    return min(
        _sights(tree, page_url, ours),
        key=lambda sight: (
            _BEST_FIRST.index(sight.banner),
            sight.target.code not in ("", ours.code),
            sight.target.aim == Aim.OLD,
        ),
        default=None,
    )


def _sights(tree: LexborHTMLParser, page_url: str, ours: Ours) -> Iterator[_Sight]:
    base_node = tree.css_first("base[href]")
    base = urljoin(page_url, (base_node.attributes.get("href") or "").strip()) if base_node else page_url
    for node in _candidates(tree, base, ours):
        for written, way in _addresses(node):
            if (target := ours.read(written, base)) and (sight := _judge(node, target, written, way)):
                yield sight
                # An official place that is seen ends the search.
                if sight.banner == Banner.BANNER and target.aim == Aim.LINK and target.code == ours.code:
                    return


def _candidates(tree: LexborHTMLParser, base: str, ours: Ours) -> Iterator[LexborNode]:
    """The nodes that may lead to us, the likeliest first; a place that is found ends the search."""
    if ours.read("/", base):
        yield from islice(tree.css("a[href],area[href],img,iframe[src],script[src],source"), _MOST_CANDIDATES)
        return
    names = [name for name in ours.names if not any(other in name for other in ours.names if other != name)]
    known: set[int] = set()
    for places in (_LIKELY, _UNLIKELY):
        selector = ",".join(f'{place}*="{name}" i]' for name in names for place in places)
        for node in islice(tree.css(selector), _MOST_CANDIDATES):
            known.add(node.mem_id)
            yield node
    if not known:
        # The name stands in the page, written in capitals of another script or in pieces: look at all links.
        yield from islice(tree.css("a[href],area[href],img[src],iframe[src]"), _MOST_CANDIDATES)


def _addresses(node: LexborNode) -> Iterator[tuple[str, str]]:
    """The addresses a node carries, and how: as a link, a picture, a frame, a script or a background."""
    attributes, tag = node.attributes, node.tag or ""
    for name, way in _CARRIED.get(tag, ()):
        for written in _written(name, attributes.get(name) or ""):
            yield written, way
    for written in _IN_STYLE.findall(attributes.get("style") or ""):
        yield written, "background"


def _written(name: str, value: str) -> list[str]:
    if not name.endswith("srcset"):
        return [value] if value else []
    return [part.split()[0] for part in value.split(",") if part.strip()]


def _judge(node: LexborNode, target: Target, written: str, way: str) -> _Sight | None:
    if way == "script" and target.aim != Aim.SCRIPT:
        return None
    if way == "frame" and target.aim != Aim.WIDGET:
        return None
    if way in ("picture", "background"):
        # A picture inside a link of ours is told by the link.
        if target.aim != Aim.PICTURE:
            return None
        kind = {"picture": "image", "background": "background"}[way]
        banner = Banner.IMAGE
    elif way in ("a", "area"):
        banner, kind = _kind_of_link(node, way)
    else:
        banner, kind = Banner.WIDGET, way
    if hidden := _hidden(node, is_script=way == "script"):
        banner, kind = Banner.HIDDEN, hidden
    return _Sight(banner, kind, target, node, written)


def _kind_of_link(node: LexborNode, way: str) -> tuple[Banner, str]:
    if way == "area":
        return Banner.BANNER, "image map"
    if node.css_first("img,picture,svg,object,input[type=image]"):
        return Banner.BANNER, "image link"
    if any(_IN_STYLE.search(one.attributes.get("style") or "") for one in (node, *node.css("[style]"))):
        return Banner.BANNER, "background link"
    # An empty link may be drawn by the page's stylesheet; a visitor finds it by its place.
    return Banner.LINK, "text link" if node.text(strip=True) else "empty link"


def _hidden(node: LexborNode, *, is_script: bool) -> str:
    """Why a visitor does not see a node, empty where he does."""
    for one in _upwards(node):
        attributes = one.attributes
        if one.tag == "noscript":
            return "noscript"
        if one.tag in ("template", "textarea", "title", "option"):
            return one.tag
        if "hidden" in attributes and not is_script:
            return "hidden"
        if one.tag == "dialog" and "open" not in attributes:
            return "dialog"
        style = (attributes.get("style") or "").lower().replace(" ", "")
        if style and not is_script and _HIDING.search(style):
            return "style"
        if one is node and one.tag in ("img", "iframe") and "0" in (attributes.get("width"), attributes.get("height")):
            return "size"
    return ""


def _upwards(node: LexborNode) -> Iterator[LexborNode]:
    """A node and what it lies in, from the inside out."""
    one: LexborNode | None = node
    for _step in range(_DEEPEST):
        if one is None or one.tag in ("html", "-document", "#document"):
            return
        yield one
        one = one.parent


def _told(best: _Sight, page: bytes, ours: Ours, flags: frozenset[Flag], title: str, words: tuple[str, ...]) -> Finding:
    at = page.find(best.written.encode()) if best.written else -1
    position = round(100 * at / max(1, len(page))) if at >= 0 else None
    picture = best.node if best.node.tag in ("img", "area") else best.node.css_first("img")
    alt = (picture.attributes.get("alt") if picture else "") or best.node.text(strip=True)
    return Finding(
        best.banner,
        best.kind,
        best.target.address[:500],
        alt[:200],
        position,
        _landmark(best.node),
        " ".join((best.node.html or "").split())[:200],
        flags | _flags_of(best.target, ours),
        title,
        words,
    )


def _flags_of(target: Target, ours: Ours) -> frozenset[Flag]:
    told = {
        Flag.HTTP_LINK: not target.secure,
        Flag.WRONG_CODE: target.code not in ("", ours.code),
        Flag.OLD_TARGET: target.aim == Aim.OLD,
        Flag.PLAIN_LINK: target.aim == Aim.PAGE,
    }
    return frozenset(flag for flag, holds in told.items() if holds)


def _landmark(node: LexborNode) -> str:
    for one in _upwards(node):
        attributes = one.attributes
        if found := _LANDMARKS.get(one.tag or "") or _ROLES.get(attributes.get("role") or ""):
            return found
        name = f"{attributes.get('id') or ''} {attributes.get('class') or ''}".lower()
        for part, landmark in _NAMES:
            if part in name:
                return landmark
    return ""


def _nothing(page: bytes, lowered: bytes, content_type: str) -> Banner:
    """Whether a page without us says so, or says nothing: no page at all, or one that a script has yet to write."""
    if "html" not in content_type.lower() and b"<html" not in lowered[:2000] and b"<body" not in lowered:
        return Banner.UNKNOWN
    if not page.strip():
        return Banner.UNKNOWN
    return Banner.NEEDS_JS if _is_shell(page, lowered) else Banner.ABSENT


def _is_shell(page: bytes, lowered: bytes) -> bool:
    if b"<script" not in lowered or lowered.count(b"<a ") > _FEW_LINKS:
        return False
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    body = tree.body
    if body is None or tree.css_first("frame,frameset"):
        return False
    roots, loads_a_script = tree.css(_EMPTY_ROOTS), tree.css_first("script[src]") is not None
    for node in body.css("script,style,noscript,template"):
        node.decompose()
    if any(not root.text(strip=True) for root in roots):
        return True
    return loads_a_script and len(body.text(strip=True)) < _LITTLE_TEXT
