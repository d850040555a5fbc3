"""Reading the bytes of somebody else's page: in which encoding, and whether a stranger has taken it over.

Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>(.{0,600}?)</title", re.IGNORECASE | re.DOTALL)
#: How browsers read the names that Thai pages declare: TIS-620 as its superset.
_NAMES = dict.fromkeys(("tis-620", "tis620", "iso-8859-11", "windows-874", "x-user-defined"), "cp874")
_HEAD = 4096

#: Words of gambling advertisements, Thai and Latin, lower case; none is a part of another: one is not counted twice.
GAMBLING = (
    *("สล็อต", "บาคาร่า", "แทงบอล", "พนันออนไลน์", "คาสิโน", "ยูฟ่าเบท", "เครดิตฟรี", "ฝากถอน", "เว็บตรง", "แตกง่าย"),
    *("เอเย่นต์", "หวยออนไลน์", "ป๊อกเด้ง", "เสือมังกร", "บอลสเต็ป", "แทงหวย", "รูเล็ต", "ไฮโลออนไลน์", "ยิงปลา", "โบนัส100"),
    *(
        "ufabet",
        "pgslot",
        "pg slot",
        "slotxo",
        "baccarat",
        "casino",
        "joker123",
        "sbobet",
        "gacor",
    ),
    *(
        "judi online",
        "togel",
        "betflix",
        "1xbet",
        "sexygame",
        "lucabet",
        "maxwin",
        "situs slot",
        "superslot",
        "jackpot",
    ),
    *("bandar bola", "slot88"),
)
#: A page without any of these is not searched for the others.
_TELLTALE = tuple(word.encode() for word in ("slot", "casino", "bet", "สล็อต", "บาคาร่า", "คาสิโน", "แทง", "พนัน"))
_GAMBLING = tuple(word.encode() for word in GAMBLING)
LEAST_WORDS = 3
#: What registrars and hosters show where a site used to be.
PARKED = (
    *(
        "domain is for sale",
        "domain may be for sale",
        "buy this domain",
        "domain is parked",
    ),
    *("parked free", "parked domain"),
    *("this domain has expired", "domain name has expired", "account has been suspended", "account suspended"),
    *("website is no longer available", "โดเมนนี้หมดอายุ", "โดเมนหมดอายุ", "โดเมนนี้ขาย", "ประกาศขายโดเมน"),
    *(
        "เว็บไซต์ถูกระงับ",
        "apache2 debian default page",
        "apache2 ubuntu default page",
        "welcome to nginx",
        "iis windows server",
    ),
    *("default web site page", "web server's default page", "future home of something quite cool", "hugedomains.com"),
)
PARKING_HOSTS = frozenset(
    {
        *("sedoparking.com", "sedo.com", "parkingcrew.net", "bodis.com", "dan.com", "afternic.com", "hugedomains.com"),
        *("above.com", "domainmarket.com", "uniregistry.com", "parklogic.com", "cashparking.com", "namebright.com"),
    }
)
_PARKED = tuple(word.encode() for word in PARKED)
#: A page longer than this says more than "for sale".
_SHORT = 60_000


@dataclass(frozen=True)
class Words:
    """Words that give a page away, and a piece of the text around the first of them."""

    found: tuple[str, ...]
    excerpt: str


def as_utf8(body: bytes, content_type: str) -> bytes:
    """A page in UTF-8. What is UTF-8 is taken so whatever it declares: Thai in another encoding never looks like it."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace").encode()
    try:
        body.decode()
        return body
    except UnicodeDecodeError as problem:
        # A page that was cut off in the middle of a letter is UTF-8 all the same.
        if problem.start >= len(body) - 4:
            return body[: problem.start]
    try:
        return body.decode(_declared(body, content_type), "replace").encode()
    except (LookupError, ValueError):
        return body.decode("cp874", "replace").encode()


def _declared(body: bytes, content_type: str) -> str:
    declared = _CHARSET.search(content_type.encode("ascii", "replace")) or _CHARSET.search(body[:_HEAD])
    name = declared[1].decode("ascii").lower() if declared else "cp874"
    # That was tried; a page that says UTF-8 and is not one is Thai in the old encoding.
    return "cp874" if name in ("utf-8", "utf8") else _NAMES.get(name, name)


def gambling(lowered: bytes) -> Words | None:
    """The gambling words of a lower-case page, where there are at least three: hidden links count as well."""
    if not any(word in lowered for word in _TELLTALE):
        return None
    found = tuple(word for word in _GAMBLING if word in lowered)
    return _words(lowered, found) if len(found) >= LEAST_WORDS else None


def parked(lowered: bytes, host: str) -> Words | None:
    """What shows that a domain was let go or a server was never set up; `host` is where the redirects ended."""
    if any(host == name or host.endswith(f".{name}") for name in PARKING_HOSTS):
        return Words((host,), host)
    if len(lowered) > _SHORT:
        return None
    found = tuple(word for word in _PARKED if word in lowered)
    return _words(lowered, found) if found else None


def _words(lowered: bytes, found: tuple[bytes, ...]) -> Words:
    at = min(lowered.index(word) for word in found)
    around = lowered[max(0, at - 200) : at + 400].decode(errors="ignore")
    return Words(tuple(word.decode() for word in found), plain(around))


def title(utf8: bytes) -> str:
    found = _TITLE.search(utf8)
    return plain(found[1].decode(errors="ignore")) if found else ""


def plain(html: str) -> str:
    """A piece of a page without its tags, cut tags at both ends too, in at most 200 characters."""
    html = re.sub(r"^[^<>]*>", " ", html) if ">" in html.partition("<")[0] else html
    return " ".join(re.sub(r"<[^>]*(>|$)", " ", html).split())[:200]
