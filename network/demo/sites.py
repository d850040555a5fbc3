"""Two hundred websites of the demonstration on this machine: one for every verdict, and an office's own editor on each.

Each site has a loopback address of its own. /edit on a site is where its webmaster pastes what he was given.
"""

from __future__ import annotations

import asyncio
import gzip
import html
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from urllib.parse import parse_qs

from .. import snippets

SITES = 200
TEXT = "<p>ตัวอย่างเพื่อการสาธิต: องค์การบริหารส่วนตำบลยินดีต้อนรับ ติดต่อราชการได้ในวันและเวลาราชการ</p>" * 8


@dataclass(frozen=True)
class Way:
    """How a site behaves: its page from (snippet, code), or what it answers instead."""

    name: str
    weight: int
    page: Callable[[str], str] = lambda code: ""
    status: str = "200 OK"
    headers: str = ""
    encoding: str = "utf-8"
    behaves: str = ""
    certificate: str = ""
    website: str = ""


def _old(code: str) -> str:
    return '<a href="https://www.doe.go.th/lmia/index.php">ข่าวสารตลาดแรงงาน</a>'


WAYS = (
    Way("banner", 58, snippets.banner),
    Way("local picture", 10, snippets.local_banner),
    Way("text link", 12, snippets.text_link),
    Way("widget", 10, snippets.widget),
    Way("widget by script", 4, snippets.script),
    Way("old encoding", 6, snippets.banner, encoding="cp874"),
    Way("absent", 30),
    Way("picture only", 4, lambda code: f'<img src="{snippets.picture_address(code)}" alt="">'),
    Way("hidden", 3, lambda code: f'<div style="display:none">{snippets.banner(code)}</div>'),
    Way("no https in the link", 3, lambda code: snippets.banner(code).replace("https:", "http:")),
    Way("wrong code", 3, lambda code: snippets.banner("ZZZZZZ")),
    Way("old address", 3, _old),
    Way("link without code", 2, lambda code: f'<a href="{snippets.base_url()}/">ข่าวสารตลาดแรงงาน</a>'),
    Way("script page", 3, behaves="shell"),
    Way("hijacked", 3, lambda code: f"{snippets.banner(code)}<div>สล็อตเว็บตรง บาคาร่า ufabet แตกง่าย (ข้อความสมมติ)</div>"),
    Way("parked", 2, behaves="parked"),
    Way("moved away", 3, status="301 Moved", headers="Location: http://127.2.0.1:{port}/\r\n"),
    Way("redirects for ever", 2, status="302 Found", headers="Location: {path}x\r\n"),
    Way("not found", 4, status="404 Not Found"),
    Way("broken server", 3, status="500 Internal Server Error"),
    Way("slow", 2, snippets.banner, behaves="slow"),
    Way("never answers", 2, behaves="silent"),
    Way("not http", 2, behaves="noise"),
    Way("too large", 2, behaves="bomb"),
    Way("robots", 3, behaves="robots"),
    Way("refused", 3, website="http://127.1.9.9:9/"),
    Way("no such name", 3, website="http://no-such-name.invalid/"),
    Way("malformed", 2, website="http://[127.0.0.1"),
    Way("inner address", 2, website="http://10.0.0.1/"),
    Way("good certificate", 3, snippets.banner, certificate="good"),
    Way("certificate ends soon", 2, snippets.banner, certificate="soon"),
    Way("certificate expired", 2, snippets.banner, certificate="expired"),
    Way("certificate of another", 2, snippets.banner, certificate="other"),
    Way("certificate of nobody", 2, snippets.banner, certificate="nobody"),
)


def ways(number: int = SITES) -> list[Way]:
    """So many ways: each of the table once, then as many more of each as its weight says."""
    more = (way for way in WAYS for _each in range(way.weight - 1))
    return list(islice(chain(WAYS, more), number))


@dataclass
class DemoSite:
    """A site: whose, how it behaves, and what its webmaster pasted since."""

    code: str
    name: str
    way: Way
    host: str
    pasted: str = ""


def website_of(site: DemoSite, port: int) -> str:
    if site.way.website:
        return site.way.website
    return f"{'https' if site.way.certificate else 'http'}://{site.host}:{port + bool(site.way.certificate)}/"


def host_of(number: int) -> str:
    return f"127.1.{number // 250}.{number % 250 + 1}"


@dataclass
class Farm:
    """Serves sites until it is stopped; https sites on the next port. Needs `trustme` for certificates."""

    sites: Iterable[DemoSite]
    port: int
    authority: Path
    by_host: dict[str, DemoSite] = field(default_factory=dict)

    def __enter__(self) -> Farm:
        self.by_host = {site.host: site for site in self.sites}
        self._loop, ready = asyncio.new_event_loop(), threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), name="farm", daemon=True)
        self._thread.start()
        ready.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def wait(self) -> None:
        self._thread.join()

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        # Every address of loopback, and nothing that is reached from elsewhere.
        start = self._loop.run_until_complete
        servers = [start(asyncio.start_server(self._serve, host, self.port)) for host in self._hosts("")]
        servers += [
            start(asyncio.start_server(self._serve, host, self.port + 1, ssl=context))
            for host, context in self._contexts().items()
        ]
        ready.set()
        self._loop.run_forever()
        for server in servers:
            server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    def _hosts(self, certificate: str) -> list[str]:
        return [
            "127.2.0.1",
            *(h for h, s in self.by_host.items() if s.way.certificate == certificate and not s.way.website),
        ]

    def _contexts(self) -> dict[str, ssl.SSLContext]:
        secure = {host: site for host, site in self.by_host.items() if site.way.certificate}
        if not secure:
            return {}
        import trustme

        authority, nobody, now = trustme.CA(), trustme.CA(), datetime.now(UTC)
        self.authority.parent.mkdir(parents=True, exist_ok=True)
        authority.cert_pem.write_to_path(str(self.authority))
        contexts = {}
        for host, site in secure.items():
            issued = {
                "good": lambda h: authority.issue_cert(h),
                "soon": lambda h: authority.issue_cert(h, not_after=now + timedelta(days=10)),
                "expired": lambda h: authority.issue_cert(h, not_after=now - timedelta(days=10)),
                "other": lambda h: authority.issue_cert("other.example"),
                "nobody": lambda h: nobody.issue_cert(h),
            }[site.way.certificate](host)
            contexts[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            issued.configure_cert(contexts[host])
        return contexts

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            line = (await reader.readline()).decode("latin-1").split(" ")
            length = 0
            while (header := await reader.readline()) not in (b"\r\n", b""):
                if header.lower().startswith(b"content-length:"):
                    length = min(int(header.split(b":")[1]), 20_000)
            body = await reader.readexactly(length) if length else b""
            site = self.by_host.get(writer.get_extra_info("sockname")[0])
            if len(line) > 1:
                await self._answer(writer, site, line[0], line[1], body)
        except (ConnectionError, asyncio.IncompleteReadError, ValueError, ssl.SSLError):
            pass
        finally:
            writer.close()

    async def _answer(self, writer, site: DemoSite | None, method: str, path: str, body: bytes) -> None:
        if site is None:
            await _send(writer, f"<html><body><h1>เว็บไซต์อื่น (สมมติ)</h1>{TEXT}</body></html>")
        elif path.startswith("/edit"):
            if method == "POST":
                site.pasted = parse_qs(body.decode()).get("code", [""])[0]
                await _send(writer, "", status="303 See Other", headers="Location: /\r\n")
            else:
                await _send(writer, _editor(site))
        elif path == "/robots.txt":
            rules = "User-agent: *\nDisallow: /\n" if site.way.behaves == "robots" else "User-agent: *\nDisallow:\n"
            await _send(writer, rules, kind="text/plain")
        else:
            await self._page(writer, site, path)

    async def _page(self, writer, site: DemoSite, path: str) -> None:
        way = site.way
        if way.behaves in _BEHAVIOURS and not site.pasted:
            await _BEHAVIOURS[way.behaves](writer, site)
            return
        headers = way.headers.replace("{port}", str(self.port)).replace("{path}", path)
        status = "200 OK" if site.pasted else way.status
        await _send(writer, _home(site), status=status, headers="" if site.pasted else headers, encoding=way.encoding)


def _home(site: DemoSite) -> str:
    shown = site.pasted or site.way.page(site.code)
    name = html.escape(site.name)
    return (
        f"<!doctype html><html lang='th'><head><title>{name}</title></head><body><header><h1>{name}</h1></header>"
        f"<main>{TEXT}</main><footer>{shown}<p><a href='/edit'>ผู้ดูแลเว็บไซต์</a></p></footer></body></html>"
    )


def _editor(site: DemoSite) -> str:
    return (
        "<!doctype html><html lang='th'><head><title>ระบบจัดการเว็บไซต์ (สมมติ)</title></head><body>"
        f"<h1>{html.escape(site.name)}</h1><form method='post'><label>รหัสในส่วนท้ายของหน้าแรก<br>"
        f"<textarea name='code' rows='6' cols='80'>{html.escape(site.pasted)}</textarea></label>"
        "<p><button>บันทึก</button></p></form></body></html>"
    )


async def _send(
    writer, text: str, *, status="200 OK", headers="", kind="text/html", encoding="utf-8", data=b""
) -> None:
    body = data or text.encode(encoding, "replace")
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset={'tis-620' if encoding == 'cp874' else encoding}\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n{headers}\r\n".encode("latin-1") + body)
    await writer.drain()


async def _shell(writer, site: DemoSite) -> None:
    await _send(writer, "<html><body><div id='root'></div><script src='/app.js'></script></body></html>")


async def _parked(writer, site: DemoSite) -> None:
    await _send(writer, "<html><title>example</title><body><h1>This domain is for sale</h1></body></html>")


async def _slow(writer, site: DemoSite) -> None:
    await asyncio.sleep(6)
    await _send(writer, _home(site))


async def _silent(writer, site: DemoSite) -> None:
    await asyncio.sleep(60)


async def _noise(writer, site: DemoSite) -> None:
    writer.write(b"220 ready\r\n")
    await writer.drain()


async def _bomb(writer, site: DemoSite) -> None:
    packed = gzip.compress(b" " * 2**24)
    await _send(writer, "", headers="Content-Encoding: gzip\r\n", data=packed)


_BEHAVIOURS = {
    "shell": _shell,
    "parked": _parked,
    "slow": _slow,
    "silent": _silent,
    "noise": _noise,
    "bomb": _bomb,
}
