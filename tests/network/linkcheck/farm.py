"""Servers on loopback that behave as badly as servers do; each test starts the one it needs."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import threading
import zlib
from collections.abc import Awaitable, Callable

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter, str], Awaitable[None]]


class Farm:
    """`with Farm(handler) as farm:` answers at farm.url; `seen` are the paths that were asked for."""

    def __init__(self, handler: Handler, *, context: ssl.SSLContext | None = None, host: str = "127.0.0.1"):
        self.handler, self.context, self.host = handler, context, host
        self.seen: list[str] = []
        self.agents: set[str] = set()
        self.at_once = self.most_at_once = 0

    def __enter__(self) -> Farm:
        ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait(10)
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    @property
    def url(self) -> str:
        return f"{'https' if self.context else 'http'}://{self.host}:{self.port}"

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda *_: None)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, self.host, 0, ssl=self.context))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        server.close()
        self._loop.close()

    async def _serve(self, reader, writer) -> None:
        try:
            while first := await reader.read(1):
                if first == b"\x16" and not self.context:
                    # A TLS hello where none is spoken: answered as web servers do.
                    return await send(writer, b"", status="400 Bad Request")
                line = first + await reader.readline()
                path = line.decode("latin-1").split(" ")[1]
                while (header := await reader.readline()) not in (b"\r\n", b""):
                    if header.lower().startswith(b"user-agent:"):
                        self.agents.add(header.decode("latin-1").split(":", 1)[1].strip())
                self.seen.append(path)
                self.at_once += 1
                self.most_at_once = max(self.most_at_once, self.at_once)
                try:
                    if path == "/robots.txt" and not getattr(self.handler, "own_robots", False):
                        await send(writer, b"", status="404 Not Found")
                    else:
                        await self.handler(reader, writer, path)
                finally:
                    self.at_once -= 1
        except (ConnectionError, asyncio.CancelledError, IndexError):
            pass
        finally:
            writer.close()


async def send(writer, body: bytes, *, status="200 OK", kind="text/html; charset=utf-8", headers="", length=None):
    length = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{headers}\r\n"
    writer.write(head.encode("latin-1") + body)
    await writer.drain()


def page(body: bytes, **how) -> Handler:
    async def handle(_reader, writer, _path):
        await send(writer, body, **how)

    return handle


async def dripping(_reader, writer, _path):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    for _number in range(10_000):
        writer.write(b"<")
        await writer.drain()
        await asyncio.sleep(0.05)


async def slow_headers(_reader, writer, _path):
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000):
        writer.write(f"X-Header-{number}: x\r\n".encode())
        await writer.drain()
        await asyncio.sleep(0.05)


async def silent(_reader, _writer, _path):
    await asyncio.sleep(600)


async def redirecting_for_ever(_reader, writer, path):
    await send(writer, b"", status="302 Found", headers=f"Location: {path}x\r\n")


def redirecting_to(address: str, status="302 Found") -> Handler:
    return page(b"", status=status, headers=f"Location: {address}\r\n")


def bomb() -> Handler:
    """A gigabyte of blanks in a megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    million = b" " * 2**20
    packed = b"".join(packer.compress(million) for _ in range(1024)) + packer.flush()
    return page(packed, headers="Content-Encoding: gzip\r\n")


def packed(body: bytes) -> Handler:
    return page(gzip.compress(body), headers="Content-Encoding: gzip\r\n")


async def promising_too_much(_reader, writer, _path):
    await send(writer, b"<html><body><a href=/>x</a>", length=10_000)
    writer.close()


async def promising_too_little(_reader, writer, _path):
    await send(writer, b"<html><body>" + b"x" * 5000, length=12)


async def no_http(_reader, writer, _path):
    writer.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
    await writer.drain()
    writer.close()


async def cutting_off(_reader, writer, _path):
    writer.transport.abort()


async def endless_headers(_reader, writer, _path):
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        writer.write(f"X-{number}: {'y' * 100}\r\n".encode())
        await writer.drain()


async def tags(_reader, writer, _path):
    body = b"<html><body>" + b"<div><b>" * (10 * 2**20 // 8)
    await send(writer, body)
