"""No number twice, none left out, none without its PDF: eight processes at once, deaths, and a falling database."""

import json
import os
import shlex
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.network.letters.storm import DEATHS, LETTERS

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def storm(folder: Path, database: str, restart: str = "") -> dict:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.network.letters.storm_settings",
        "DATABASE_URL": database,
        "LMI_VAR": str(folder),
        "LMI_STORM_RESTART": restart,
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.network.letters.storm"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1])


def calm(found: dict) -> None:
    """What must hold afterwards, whatever happened."""
    assert found["numbers"] == list(range(1, LETTERS + 1))
    assert found["last"] == [LETTERS]
    assert found["files"] == found["hashes"] == LETTERS
    assert found["issued_events"] == found["printed_events"] == LETTERS
    assert found["wrong"] == []


def test_on_sqlite_eight_processes_and_six_deaths_leave_no_gap_no_double_and_no_number_without_its_pdf(tmp_path):
    found = storm(tmp_path, f"sqlite:///{tmp_path}/storm.sqlite3")
    calm(found)
    assert found["killed"] == len(DEATHS)
    assert found["swept"] == found["unprinted_before_sweep"] > 0


@pytest.fixture
def cluster():
    """A PostgreSQL cluster of the test's own: its address, and the command that restarts it as after a power cut."""
    if not PROGRAMS:
        pytest.skip("no PostgreSQL server programs on this machine")
    port = _free_port()
    # PostgreSQL does not run as root, and its folder has to be its own.
    account = {"user": "postgres"} if os.getuid() == 0 else {}
    prefix = "runuser -u postgres -- " if account else ""
    with tempfile.TemporaryDirectory(prefix="lmi-storm-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        if account:
            subprocess.run(["chown", "postgres", folder], check=True)
        run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder, **account}
        initdb = [
            "initdb",
            "-D",
            str(data),
            "-U",
            "postgres",
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C",
        ]
        subprocess.run([str(PROGRAMS[-1] / initdb[0]), *initdb[1:]], **run)
        options = f"-p {port} -k {folder} -h 127.0.0.1 -c shared_buffers=32MB"
        control = [str(PROGRAMS[-1] / "pg_ctl"), "-D", str(data), "-w", "-l", f"{folder}/log", "-o", options]
        subprocess.run([*control, "start"], **run)
        try:
            yield (
                f"postgres://postgres@127.0.0.1:{port}/postgres",
                prefix + shlex.join([*control, "-m", "immediate", "restart"]),
            )
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **run)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def test_on_postgresql_they_survive_two_crashes_of_the_database_as_well(tmp_path, cluster):
    database, restart = cluster
    found = storm(tmp_path, database, restart)
    calm(found)
    assert found["killed"] >= len(DEATHS) // 2
