"""The demonstration on a server of its own, as readers meet it: made once for all stories that only read.

LMI_JOURNEY_VAR names a folder in which it is kept for the next run; without it everything is made anew.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests import migrated

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 90
#: Of the demonstration's log-ins.
PASSWORD = "lmi-journey-2570"


@contextlib.contextmanager
def demonstration(scratch: Path):
    """The address of the server, such as http://127.0.0.1:40123. Whoever comes first makes what it stands on."""
    folder = Path(os.environ.get("LMI_JOURNEY_VAR") or scratch / "demonstration")
    folder.mkdir(parents=True, exist_ok=True)
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
    environment |= {"LMI_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.journeys.settings"}
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            if migrated.kept().exists():
                shutil.copyfile(migrated.kept(), folder / "db.sqlite3")
            make(environment)
            (folder / "made").touch()
    with serve(environment) as address:
        yield address


def make(environment: dict[str, str]) -> None:
    static = _manage(environment, "collectstatic", "--noinput")
    for command in (("migrate",), ("load_demo", "--password", PASSWORD)):
        if _manage(environment, *command).wait():
            raise RuntimeError(f"{command[0]} failed")
    if static.wait():
        raise RuntimeError("collectstatic failed")


def _manage(environment: dict[str, str], *command: str) -> subprocess.Popen:
    arguments = [sys.executable, "manage.py", *command, "--verbosity", "0"]
    return subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def serve(environment: dict[str, str]):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "lmi_site.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    command += ["--worker-class", "gthread", "--threads", "4", "--timeout", "120", "--log-level", "error"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment | {"LMI_BASE_URL": address})
    try:
        _wait_for(f"{address}/-/live", process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait_for(address: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + DEADLINE
    while process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=30).close()  # noqa: S310 - loopback
        except OSError:  # refused, or not yet awake
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the demonstration's server does not answer")
