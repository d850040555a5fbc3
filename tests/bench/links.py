"""python -m tests.bench.links — the verifier over 2,000 loopback sites, the counting of hits, and the classifier.

`linkchecker` visits the same sites in the same run, where there is one: LMI_LINKCHECKER names the program (it
wants a virtual environment of its own: its package's name is used by others too). Last line:
wall_s= cpu_s= mb= linkchecker_ratio= hits_per_s= classify_ms=
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
SITES, HITS = 2000, 20_000
HOST = "lmi.example.go.th"


@contextlib.contextmanager
def farm():
    """The port of the farm."""
    command = [sys.executable, "-m", "tests.bench.links_farm", HOST]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield int(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait(10)


def addresses(port: int) -> list[str]:
    return [f"http://127.1.{number // 250}.{number % 250 + 1}:{port}/" for number in range(SITES)]


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def sweep(port: int) -> tuple[float, float, float]:
    from network.linkcheck.fetch import Door
    from network.linkcheck.sweep import Site, look_at_all
    from network.linkcheck.targets import Ours

    ours = Ours(frozenset({HOST}), "7KQ2M4")
    sites = (Site(key, address, ours, robots=True) for key, address in enumerate(addresses(port)))
    began, used = time.monotonic(), cpu()
    verdicts, longest = {}, 0.0
    for seen in look_at_all(sites, lambda: Door(allow=lambda address, _port: address.startswith("127."))):
        verdict = f"{seen.answer.reach}/{seen.finding.banner}"
        verdicts[verdict] = verdicts.get(verdict, 0) + 1
        longest = max(longest, seen.answer.seconds)
    wall, used = time.monotonic() - began, cpu() - used
    print(f"sites={SITES} verdicts={verdicts} longest_s={longest:.2f}")
    assert verdicts == {"ok/banner": SITES}, verdicts
    return wall, used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def linkchecker(port: int) -> float | None:
    """Seconds that linkchecker takes for the same first pages."""
    program = os.environ.get("LMI_LINKCHECKER") or shutil.which("linkchecker")
    if not program:
        return None
    began = time.monotonic()
    options = ["-r0", "--threads=64", "--no-status", "--no-warnings", "-onone", "--no-robots"]
    subprocess.run([program, *options, *addresses(port)], check=False, capture_output=True, timeout=300)
    return time.monotonic() - began


def hits() -> float:
    """Hits a second through the whole of the site's middleware and the buffer, nothing written meanwhile."""
    from django.test import RequestFactory
    from django.test.client import ClientHandler

    from network import codes
    from network.hits import Known, known_codes, tally
    from network.views import embeds

    code = codes.new_code()
    known_codes._found[code] = (time.monotonic() + 3600, Known(1, code, "partner.example.go.th", "lampang"))
    browser = {"HTTP_USER_AGENT": "Mozilla/5.0 Chrome/141", "HTTP_REFERER": "https://partner.example.go.th/"}
    request = RequestFactory().get(f"/banner/{code}.png", **browser)
    handler = ClientHandler()
    handler.load_middleware()
    tally.seconds = 0

    def rate(answer) -> float:
        answer(request)
        began = time.process_time()
        for _number in range(HITS):
            answer(request)
        return HITS / (time.process_time() - began)

    view, whole = rate(lambda one: embeds.banner(one, code)), rate(handler.get_response)
    print(f"hits_per_s view={view:.0f} with_middleware={whole:.0f} gathered={sum(tally._counts.values())}")
    tally._counts.clear()
    return view


def classify() -> float:
    from network.linkcheck.detect import find_banner
    from network.linkcheck.targets import Ours

    from .links_farm import LINE, page

    lines = "".join(LINE.format(n=n) for n in range(550)).encode()
    body = page(HOST).replace(b"<body>", b"<body>" + lines)[-100_000:]
    ours, best = Ours(frozenset({HOST}), "7KQ2M4"), 9.0
    for _round in range(20):
        began = time.process_time()
        for _number in range(10):
            find_banner(body, content_type="text/html", page_url="https://partner.example/", ours=ours)
        best = min(best, (time.process_time() - began) / 10)
    print(f"page_kb={len(body) / 1000:.0f}")
    return best * 1000


def main() -> None:
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, limit) if limit > 0 else 8192, limit))
    with farm() as port:
        wall, used, megabytes = sweep(port)
        theirs = linkchecker(port)
    django.setup()
    classify_ms = classify()
    ratio = f"{theirs / wall:.2f}" if theirs else "na"
    print(
        f"wall_s={wall:.2f} cpu_s={used:.2f} mb={megabytes:.0f} linkchecker_ratio={ratio}"
        f" hits_per_s={hits():.0f} classify_ms={classify_ms:.2f}"
    )


if __name__ == "__main__":
    main()
