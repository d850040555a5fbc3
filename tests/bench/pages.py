"""What a page costs: CPU per request as a multiple of "hello, world" in the same run.

Run as `.venv/bin/python -m tests.bench.pages`. Makes its own database of 100, then 10,000 news pages in a folder of
its own, starts gunicorn with one worker on loopback, reads the worker's CPU time, and cleans everything away. The last
line is `home= archive= news= search= cached=`; the lines before it compare 10,000 pages with 100.
"""

import contextlib
import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS = 3
SENTENCE = "สำนักงานจัดหางานจังหวัดขอเชิญผู้ว่างงานและผู้สนใจทั่วไปร่วมงานนัดพบแรงงานโดยไม่เสียค่าใช้จ่าย"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextlib.contextmanager
def server(application: str, **environment: str):
    """A gunicorn of one worker; yields (port, worker's pid) once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    command += ["--worker-class", "gthread", "--threads", "1", "--keep-alive", "30", "--log-level", "error"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                get(port, "/", 1)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
        yield port, children(process.pid)[0]
    finally:
        process.terminate()
        process.wait(20)


def get(port: int, address: str, times: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(times):
        connection.request("GET", address, headers={"Accept-Encoding": "gzip", "Host": "localhost"})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"{address} answered {response.status}")
    connection.close()


def cpu_ms(port: int, worker: int, address: str, times: int) -> float:
    """CPU milliseconds per request: the median of a few rounds."""
    get(port, address, 5)
    rounds = []
    for _ in range(ROUNDS):
        before = cpu_seconds(worker)
        get(port, address, times)
        rounds.append((cpu_seconds(worker) - before) * 1000 / times)
    return statistics.median(rounds)


def manage(*arguments: str, **environment: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=os.environ | environment, check=True)


def fill(count: int, **environment: str) -> None:
    code = (
        "from home.models import NewsIndexPage; from tests.many_news import add_news; "
        "from home.generation import bump; from django.core.management import call_command; "
        f"news = [(f'ข่าวแรงงานที่ {{n}}', ' '.join([{SENTENCE!r}] * 8)) for n in range({count})]; "
        "add_news(NewsIndexPage.objects.get(locale__language_code='th'), news); bump(); "
        "call_command('update_index', verbosity=0)"
    )
    manage("shell", "--no-imports", "-c", code, **environment)


def main() -> None:
    folder = tempfile.mkdtemp(prefix="lmi-bench-")
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "LMI_VAR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
    }
    addresses = {
        "home": "/",
        "archive": "/news/",
        "news": "/news/item-5/",
        "search": "/search/?q=%E0%B9%81%E0%B8%A3%E0%B8%87%E0%B8%87%E0%B8%B2%E0%B8%99",
    }
    try:
        manage("migrate", "--verbosity", "0", **environment)
        manage("found_portal", "--verbosity", "0", **environment)
        with server("tests.bench.hello") as (port, worker):
            hello = cpu_ms(port, worker, "/", 4000)
        print(f"hello_ms={hello:.3f}")
        cost: dict[int, dict[str, float]] = {}
        for count, more in ((100, 100), (10_000, 9_900)):
            fill(more, **environment)
            with server("lmi_site.wsgi", LMI_PAGE_CACHE="0", **environment) as (port, worker):
                cost[count] = {name: cpu_ms(port, worker, address, 150) for name, address in addresses.items()}
            print(f"pages={count}", *(f"{name}_ms={ms:.2f}" for name, ms in cost[count].items()))
        with server("lmi_site.wsgi", LMI_PAGE_CACHE="1", **environment) as (port, worker):
            cached = max(cpu_ms(port, worker, addresses[name], 3000) for name in ("home", "archive", "news"))
        print(*(f"{name}_10000_vs_100={cost[10_000][name] / cost[100][name]:.2f}" for name in ("archive", "search")))
        ratios = {name: ms / hello for name, ms in cost[10_000].items()} | {"cached": cached / hello}
        print(*(f"{name}={ratio:.1f}" for name, ratio in ratios.items()))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
