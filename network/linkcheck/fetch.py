"""The one door to other people's sites: it opens to public addresses only, and what comes through is small and on time.

Every hop of every visit passes the same checks: scheme, port, each address the name resolves to, and once more the
address that is really dialled. Nothing is followed by itself, nothing is remembered, no password or cookie is sent.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import time
import zlib
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from ..websites import registered_name
from .guard import is_public

if TYPE_CHECKING:
    import aiohttp
    from aiohttp.abc import ResolveResult

AGENT = "LMI-Network-Checker"


class Reach(StrEnum):
    OK = "ok"
    SLOW = "slow"
    MOVED_AWAY = "redirected_away"
    TOO_LARGE = "too_large"
    ROBOTS = "blocked_by_robots"
    DNS = "dns"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TLS = "tls"
    HTTP_4XX = "http_4xx"
    HTTP_5XX = "http_5xx"
    LOOP = "too_many_redirects"
    BROKEN = "broken"
    NOT_ALLOWED = "not_allowed"
    BAD_ADDRESS = "bad_address"
    NOT_CHECKED = "not_checked"


#: A page came.
ANSWERED = frozenset({Reach.OK, Reach.SLOW, Reach.MOVED_AWAY, Reach.TOO_LARGE})


class Tls(StrEnum):
    NONE = "none"
    OK = "ok"
    EXPIRED = "expired"
    WRONG_HOST = "wrong_host"
    UNTRUSTED = "untrusted"
    OUTDATED = "outdated"
    FAILED = "failed"


#: OpenSSL's verify codes, X509_V_ERR_*; any other failure of a certificate is one of trust.
_VERIFY_CODES = {9: Tls.EXPIRED, 10: Tls.EXPIRED, 62: Tls.WRONG_HOST, 64: Tls.WRONG_HOST}


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes that one visit may take. `deadline` counts from the moment our turn at the server has come."""

    deadline: float = 15
    slow: float = 5
    lookup: float = 5
    body: int = 2 * 2**20
    robots: int = 128 * 2**10
    hops: int = 5
    per_address: int = 2


@dataclass(frozen=True)
class Answer:
    """What came of a visit. `final` is where the redirects ended; `tls_days` what is left of the certificate;
    `robots` whether robots.txt lets us in, None where it was not asked; `whole`: the body was not cut off.
    """

    address: str
    reach: Reach
    final: str = ""
    status: int = 0
    body: bytes = field(default=b"", repr=False)
    content_type: str = ""
    tls: Tls = Tls.NONE
    tls_days: int | None = None
    chain: tuple[str, ...] = ()
    seconds: float = 0.0
    robots: bool | None = None
    whole: bool = True
    problem: str = ""

    @property
    def answered(self) -> bool:
        return self.reach in ANSWERED

    def without_body(self) -> Answer:
        """What is kept of a page when it has been judged."""
        return replace(self, body=b"")


AddressInfo = tuple[int, int, int, str, tuple[Any, ...]]
Allow = Callable[[str, int], bool]
Resolve = Callable[[str, int], Awaitable[list[str]]]
MakeSocket = Callable[[AddressInfo], socket.socket]


class NotAllowed(OSError):
    """The address is not one of the open internet."""


class _Ended(Exception):
    """A visit ended before a page came."""

    def __init__(self, reach: Reach, problem: str = "", tls: Tls | None = None) -> None:
        super().__init__(problem)
        self.reach, self.problem, self.tls = reach, problem, tls


def _plain_socket(info: AddressInfo) -> socket.socket:
    return socket.socket(info[0], info[1], info[2])


@dataclass
class _Visit:
    """What one visit has used up and learnt so far."""

    address: str
    left: float
    chain: list[str] = field(default_factory=list)
    tls: Tls = Tls.NONE
    tls_days: int | None = None
    robots: bool | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class _Hop:
    status: int
    location: str
    content_type: str
    body: bytes
    whole: bool


class Door:
    """Opened once for many visits: `async with Door(...) as door: answer = await door.visit(address)`.

    `allow(ip, port)`, `resolve(host, port)` and `make_socket(info)` are for tests and demonstrations; `trust` is the
    context that knows whom to believe.
    """

    def __init__(
        self,
        *,
        about: str = "",
        limits: Limits | None = None,
        allow: Allow = is_public,
        resolve: Resolve | None = None,
        make_socket: MakeSocket = _plain_socket,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.agent = f"{AGENT}/1.0 (+{about})" if about else f"{AGENT}/1.0"
        self.limits = limits or Limits()
        self._allow, self._resolve, self._make_socket = allow, resolve or self._lookup, make_socket
        self._trust = _noting(trust or ssl.create_default_context(), self._note_certificate)
        self._distrust = _believing_anything()
        self._names: dict[str, asyncio.Task[list[str]]] = {}
        self._turns: dict[str, asyncio.Semaphore] = {}
        self._robots: dict[str, asyncio.Task[bool]] = {}
        self._days: dict[str, int] = {}

    async def __aenter__(self) -> Self:
        import aiohttp

        self._threads = ThreadPoolExecutor(32, thread_name_prefix="names")
        connector = aiohttp.TCPConnector(
            limit=0,
            resolver=_Pinned(self),  # type: ignore[arg-type] # aiohttp asks for its class only where it would close it
            use_dns_cache=False,
            socket_factory=self._guarded_socket,
            keepalive_timeout=2,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None),
            headers={"User-Agent": self.agent, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "gzip"},
            skip_auto_headers=("Accept-Encoding",),
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def visit(self, address: str, *, robots: bool | None = None) -> Answer:
        """One page, after at most five redirects. Never raises for what the other side does.

        `robots` is what robots.txt said when it was last asked, None to ask it.
        """
        answer = await self._try(address, robots)
        if answer.reach == Reach.REFUSED and address.lower().startswith("http://") and len(answer.chain) == 1:
            # Some have closed the old door and not told us.
            over_https = await self._try(f"https{address[4:]}", robots)
            if over_https.answered:
                return replace(over_https, address=address)
        return answer

    async def _try(self, address: str, robots: bool | None) -> Answer:
        visit = _Visit(address, self.limits.deadline, robots=robots)
        try:
            return await self._follow(visit)
        except _Ended as end:
            last = visit.chain[-1] if visit.chain else address
            return Answer(
                address, end.reach, last, tls=end.tls or visit.tls, tls_days=visit.tls_days, chain=tuple(visit.chain),
                seconds=visit.seconds, robots=visit.robots, problem=end.problem[:200],
            )  # fmt: skip

    async def _follow(self, visit: _Visit) -> Answer:
        here = visit.address
        for _number in range(self.limits.hops + 1):
            visit.chain.append(here)
            host = _host_of(here)
            if not await self._may_visit(visit, here):
                raise _Ended(Reach.ROBOTS)
            hop = await self._hop(visit, here, self.limits.body)
            onward = _onward(here, hop)
            if onward is None:
                return self._told(visit, here, host, hop)
            here = onward
        raise _Ended(Reach.LOOP)

    def _told(self, visit: _Visit, final: str, host: str, hop: _Hop) -> Answer:
        if hop.status >= 400:
            reach = Reach.HTTP_5XX if hop.status >= 500 else Reach.HTTP_4XX
        elif registered_name(host) != registered_name(_host_of(visit.address)):
            reach = Reach.MOVED_AWAY
        elif not hop.whole:
            reach = Reach.TOO_LARGE
        else:
            reach = Reach.SLOW if visit.seconds > self.limits.slow else Reach.OK
        return Answer(
            visit.address, reach, final, hop.status, hop.body, hop.content_type, visit.tls, visit.tls_days,
            tuple(visit.chain), visit.seconds, visit.robots, hop.whole,
        )  # fmt: skip

    async def _may_visit(self, visit: _Visit, here: str) -> bool:
        """Whether robots.txt of this host lets us in; of the first host the caller may know already."""
        first = len(visit.chain) == 1
        if first and visit.robots is not None:
            return visit.robots
        parts = urlsplit(here)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = asyncio.ensure_future(self._read_robots(origin, visit.left))
        allowed = await asyncio.shield(self._robots[origin])
        if first:
            visit.robots = allowed
        return allowed

    async def _read_robots(self, origin: str, left: float) -> bool:
        """Who has no robots.txt, or none that can be read, forbids nothing; the page itself will tell what is wrong."""
        visit = _Visit(origin, left)
        try:
            here = f"{origin}/robots.txt"
            for _number in range(3):
                hop = await self._hop(visit, here, self.limits.robots)
                onward = _onward(here, hop)
                if onward is None:
                    break
                here = onward
            if hop.status != 200:
                return True
            rules = RobotFileParser()
            rules.parse(hop.body.decode("utf-8", "replace").splitlines()[:2000])
            return rules.can_fetch(AGENT, f"{origin}/")
        except _Ended:
            return True

    async def _hop(self, visit: _Visit, here: str, most: int) -> _Hop:
        """One request, in our turn at that server and within what is left of the visit's time."""
        host, port = _host_of(here), _port_of(here)
        async with AsyncExitStack() as stack:
            began = time.monotonic()
            addresses = await self._names_of(host, port, visit.left)
            self._spend(visit, began)
            turn = self._turns.setdefault(addresses[0], asyncio.Semaphore(self.limits.per_address))
            await stack.enter_async_context(turn)
            began = time.monotonic()
            try:
                async with asyncio.timeout(visit.left):
                    return await self._ask(visit, here, most)
            except TimeoutError:
                raise _Ended(Reach.TIMEOUT) from None
            finally:
                self._spend(visit, began)

    def _spend(self, visit: _Visit, began: float) -> None:
        used = time.monotonic() - began
        visit.seconds += used
        visit.left = max(0.01, visit.left - used)

    async def _ask(self, visit: _Visit, here: str, most: int) -> _Hop:
        """The answer to one request; where a certificate is at fault the page is read all the same, and that noted."""
        import aiohttp

        secure = here.lower().startswith("https:")
        try:
            try:
                hop = await self._get(here, most, self._trust)
                if secure:
                    visit.tls, visit.tls_days = Tls.OK, self._days.get(_host_of(here))
                return hop
            except aiohttp.ClientConnectorCertificateError as problem:
                visit.tls = _VERIFY_CODES.get(getattr(problem.certificate_error, "verify_code", 0), Tls.UNTRUSTED)
            except aiohttp.ClientConnectorSSLError:
                visit.tls = Tls.OUTDATED
            visit.tls_days = None
            return await self._get(here, most, self._distrust)
        except (aiohttp.ClientConnectorSSLError, aiohttp.ClientConnectorCertificateError, ssl.SSLError) as problem:
            raise _Ended(Reach.TLS, str(problem), Tls.FAILED) from None
        except aiohttp.ClientConnectorError as problem:
            raise _Ended(_why(problem.os_error), str(problem.os_error)) from None
        except (aiohttp.InvalidURL, ValueError) as problem:
            raise _Ended(Reach.BAD_ADDRESS, str(problem)) from None
        except NotAllowed:
            raise _Ended(Reach.NOT_ALLOWED) from None
        except (aiohttp.ClientError, OSError, EOFError) as problem:
            raise _Ended(Reach.BROKEN, f"{type(problem).__name__}: {problem}") from None

    async def _get(self, here: str, most: int, context: ssl.SSLContext) -> _Hop:
        async with self._session.get(here, allow_redirects=False, ssl=context) as response:
            headers = response.headers
            body, whole = await _read(response, most)
            return _Hop(
                response.status, headers.get("Location", ""), headers.get("Content-Type", "")[:200], body, whole
            )

    async def _names_of(self, host: str, port: int, left: float) -> list[str]:
        """The addresses of a host, every one of them allowed. The first answer holds while the door is open."""
        name = f"{host}:{port}"
        if name not in self._names:
            self._names[name] = asyncio.ensure_future(self._resolve(host, port))
        try:
            async with asyncio.timeout(min(left, self.limits.lookup)):
                addresses = await asyncio.shield(self._names[name])
        except TimeoutError:
            raise _Ended(Reach.DNS, "timeout") from None
        except (OSError, UnicodeError) as problem:
            raise _Ended(Reach.DNS, str(problem)) from None
        if not addresses:
            raise _Ended(Reach.DNS)
        if not all(self._allow(address, port) for address in addresses):
            raise _Ended(Reach.NOT_ALLOWED)
        return addresses

    async def _lookup(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
        return list(dict.fromkeys(str(info[4][0]).partition("%")[0] for info in found))

    def _guarded_socket(self, info: AddressInfo) -> socket.socket:
        """The last check: the address that is dialled this moment, wherever it came from."""
        if not self._allow(str(info[4][0]), int(info[4][1])):
            raise NotAllowed(f"{info[4][0]}:{info[4][1]}")
        return self._make_socket(info)

    def _note_certificate(self, host: str, certificate: dict[str, Any]) -> None:
        if ends := certificate.get("notAfter"):
            left = ssl.cert_time_to_seconds(str(ends)) - datetime.now(UTC).timestamp()
            self._days[host] = int(left // 86400)


class _Pinned:
    """Gives aiohttp the addresses that were checked, and no others."""

    def __init__(self, door: Door) -> None:
        self.door = door

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        addresses = await self.door._names_of(host.lower(), port, self.door.limits.lookup)
        return [
            {
                "hostname": host,
                "host": address,
                "port": port,
                "family": socket.AF_INET6 if ":" in address else socket.AF_INET,
                "proto": 0,
                "flags": socket.AI_NUMERICHOST,
            }
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing to close: the door keeps what was looked up."""


def _host_of(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().lower() if parts.hostname else ""
        if ":" in (parts.hostname or ""):
            host = (parts.hostname or "").lower()
    except (ValueError, UnicodeError):
        raise _Ended(Reach.BAD_ADDRESS) from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise _Ended(Reach.BAD_ADDRESS, parts.scheme)
    if parts.username is not None or parts.password is not None:
        raise _Ended(Reach.NOT_ALLOWED, "user name in the address")
    return host


def _port_of(address: str) -> int:
    parts = urlsplit(address)
    try:
        return parts.port or (443 if parts.scheme.lower() == "https" else 80)
    except ValueError:
        raise _Ended(Reach.BAD_ADDRESS) from None


_REFRESH = re.compile(
    rb"<meta[^>]{1,80}http-equiv\s*=\s*[\"']?refresh[\"']?[^>]{1,40}content\s*=\s*[\"']?\s*([0-9]{1,2})\s*;\s*url\s*=\s*"
    rb"[\"']?([^\"'>\s]{1,400})",
    re.IGNORECASE,
)
_LONGEST_REFRESH, _COVER_PAGE = 10, 20_000


def _onward(here: str, hop: _Hop) -> str | None:
    """Where an answer sends a browser next: by its status, or as many cover pages do, by its first lines."""
    if hop.status in (301, 302, 303, 307, 308) and hop.location:
        return _joined(here, hop.location)
    if hop.status != 200 or len(hop.body) > _COVER_PAGE:
        return None
    found = _REFRESH.search(hop.body[:4096])
    if found is None or int(found[1]) > _LONGEST_REFRESH:
        return None
    onward = _joined(here, found[2].decode("utf-8", "replace").replace("&amp;", "&"))
    return None if onward == here else onward


def _joined(here: str, location: str) -> str:
    try:
        return urljoin(here, location.strip()).partition("#")[0]
    except ValueError:
        raise _Ended(Reach.BAD_ADDRESS) from None


async def _read(response: aiohttp.ClientResponse, most: int) -> tuple[bytes, bool]:
    """At most so many bytes of a body, packed or not, and whether that was all of it, whatever was promised."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding in ("gzip", "x-gzip", "deflate") else None
    pieces: list[bytes] = []
    size = raw = 0
    try:
        async for chunk in response.content.iter_any():
            raw += len(chunk)
            piece = unpack.decompress(chunk, most - size + 1) if unpack else chunk
            pieces.append(piece)
            size += len(piece)
            if size > most or raw > most:
                response.close()
                return b"".join(pieces)[:most], False
    except zlib.error:
        response.close()
        return b"".join(pieces), False
    except _cut_short():
        if not pieces:
            raise
        return b"".join(pieces), False
    return b"".join(pieces), True


def _cut_short() -> type[Exception]:
    import aiohttp

    return aiohttp.ClientPayloadError


def _why(error: OSError) -> Reach:
    if isinstance(error, NotAllowed) or isinstance(error.__cause__, NotAllowed):
        return Reach.NOT_ALLOWED
    if isinstance(error, ConnectionRefusedError):
        return Reach.REFUSED
    if isinstance(error, socket.gaierror):
        return Reach.DNS
    return Reach.UNREACHABLE


def _noting(context: ssl.SSLContext, note: Callable[[str, dict[str, Any]], None]) -> ssl.SSLContext:
    """A context that tells of every certificate it has accepted."""

    class Noting(ssl.SSLObject):
        def do_handshake(self) -> None:
            super().do_handshake()
            note(str(self.server_hostname or ""), self.getpeercert() or {})

    context.sslobject_class = Noting
    return context


def _believing_anything() -> ssl.SSLContext:
    """For reading a page, never for sending anything: the certificate's fault is on record already."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context
