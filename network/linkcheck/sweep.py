"""Looking at many sites at once, while whoever asked writes down what was seen. No database here.

The visits run in a thread of their own; sites are taken, and results handed out, in the thread that iterates.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

from .detect import Banner, Finding, find_banner
from .fetch import ANSWERED, Answer, Door, Reach
from .targets import Ours

WORKERS = 256


@dataclass(frozen=True)
class Site:
    """A site to look at: whose it is, its address, what robots.txt said last, and where the banner was seen last."""

    key: int
    address: str
    ours: Ours
    robots: bool | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Seen:
    """What came of looking: the answer without its body, and what was found on the page."""

    site: Site
    answer: Answer
    finding: Finding = field(default_factory=lambda: Finding(Banner.UNKNOWN))


async def look(door: Door, site: Site) -> Seen:
    """One page, and where the banner is not on it, the page where it was seen last."""
    seen = await _look_at(door, site, site.address)
    if not site.evidence or seen.finding.holds or seen.answer.reach not in ANSWERED:
        return seen
    if site.evidence in (site.address, seen.answer.final):
        return seen
    again = await _look_at(door, site, site.evidence)
    return again if again.finding.holds else seen


async def _look_at(door: Door, site: Site, address: str) -> Seen:
    answer = await door.visit(address, robots=site.robots)
    without_body = answer.without_body()
    if not answer.answered:
        return Seen(site, without_body)
    finding = find_banner(answer.body, content_type=answer.content_type, page_url=answer.final, ours=site.ours)
    if finding.banner == Banner.ABSENT and not answer.whole:
        # It may stand in the part that was not read.
        finding = finding.unknown()
    return Seen(site, without_body, finding)


def look_at_all(sites: Iterator[Site], open_door: Callable[[], Door], *, workers: int = WORKERS) -> Iterator[Seen]:
    """Every site once, in the order in which they are done; no more are taken ahead than are worked on."""
    todo: queue.SimpleQueue[Site] = queue.SimpleQueue()
    done: queue.SimpleQueue[Seen | BaseException] = queue.SimpleQueue()
    waiting = 0
    thread: threading.Thread | None = None
    try:
        for site in islice(sites, workers):
            todo.put(site)
            waiting += 1
        if not waiting:
            return
        crew = _Crew(open_door, todo, done)
        thread = threading.Thread(target=crew.run, name="sweep", daemon=True)
        thread.start()
        while waiting:
            seen = done.get()
            if isinstance(seen, BaseException):
                raise seen
            waiting -= 1
            if (another := next(sites, None)) is not None:
                waiting += 1
                crew.add(another)
            yield seen
    finally:
        if thread is not None:
            crew.stop()
            thread.join(timeout=30)


class _Crew:
    """The thread's side: one event loop, one task for each site that is being looked at."""

    def __init__(
        self,
        open_door: Callable[[], Door],
        todo: queue.SimpleQueue[Site],
        done: queue.SimpleQueue[Seen | BaseException],
    ) -> None:
        self.open_door, self.todo, self.done = open_door, todo, done
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped = threading.Event()

    def add(self, site: Site) -> None:
        self.todo.put(site)
        self._wake()

    def stop(self) -> None:
        self._stopped.set()
        self._wake()

    def _wake(self) -> None:
        if self._loop is not None:
            # A loop that has ended needs no waking.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._bell.set)

    def run(self) -> None:
        try:
            asyncio.run(self._work())
        except BaseException as problem:
            self.done.put(problem)

    async def _work(self) -> None:
        self._bell = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        async with self.open_door() as door:
            tasks = set[asyncio.Task[None]]()
            while not self._stopped.is_set():
                self._bell.clear()
                while not self.todo.empty():
                    task = asyncio.create_task(self._one(door, self.todo.get()))
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)
                if not self._stopped.is_set():
                    await self._bell.wait()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _one(self, door: Door, site: Site) -> None:
        try:
            self.done.put(await look(door, site))
        except Exception as problem:
            # What no rule foresaw is one site's verdict, not the end of the sweep.
            words = f"{type(problem).__name__}: {problem}"[:200]
            self.done.put(Seen(site, Answer(site.address, Reach.BROKEN, problem=words)))
