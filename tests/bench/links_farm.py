"""Two thousand sites on loopback, each on an address of its own, each answering a page of 60 kB after 0.3 seconds.

Run by the benchmark in a process of its own: prints its port, and ends with its parent's pipe.
"""

import asyncio
import sys

DELAY = 0.3
LINE = '<div class="news"><a href="/news/{n}">ข่าวประชาสัมพันธ์องค์การบริหารส่วนตำบลตัวอย่าง เรื่องที่ {n}</a></div>\n'


def page(host: str) -> bytes:
    snippet = f'<a href="https://{host}/from/7KQ2M4/"><img src="https://{host}/banner/7KQ2M4.png"></a>'
    lines = "".join(LINE.format(n=n) for n in range(330))
    return f"<!doctype html><html><head><title>อบต.</title></head><body>{lines}{snippet}</body></html>".encode()


class Server(asyncio.Protocol):
    body = b""

    def connection_made(self, transport):
        self.transport, self.received = transport, b""

    def data_received(self, data):
        self.received += data
        while b"\r\n\r\n" in self.received:
            self.received = self.received.partition(b"\r\n\r\n")[2]
            asyncio.get_running_loop().call_later(DELAY, self.answer)

    def answer(self):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(self.body)}\r\n\r\n"
        if not self.transport.is_closing():
            self.transport.write(head.encode() + self.body)


async def main(host: str) -> None:
    Server.body = page(host)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "0.0.0.0", 0, backlog=4096)  # noqa: S104 - every address of loopback
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
