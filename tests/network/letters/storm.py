"""Eight processes issue letters at once, some die in the middle of it, and the database is shot under them.

Run as a program of its own, because it forks; it prints what it found as one line of JSON. DATABASE_URL and LMI_VAR
name an empty database and an empty folder; LMI_STORM_RESTART is a command that crashes and restarts the database.
"""

import contextlib
import json
import os
import random
import select
import shlex
import signal
import subprocess
import time
from collections.abc import Callable

import django

PROCESSES = 8
#: Letters that only one process asks for, by process, and those that all fight for.
OWN, COMMON = 2, 8
LETTERS = PROCESSES * OWN + COMMON
#: After how many issued letters the database is stopped as if by a power cut.
RESTARTS = (5, 14)
#: So long a process goes on asking for a database that is away.
PATIENCE = 60

#: Where the process of a slot dies, within its own letters: what the SQL begins with and has in it, whether before or
#: after it is executed, and at which time it comes by. «printing» is the first question after an issue is committed.
DEATHS = {
    0: ('UPDATE "network_letterbook"', "", "after", 1),
    1: ('UPDATE "network_letter" SET', '"content"', "after", 1),
    2: ('UPDATE "network_letterchain"', "", "after", 3),
    3: ('UPDATE "network_letter" SET', '"pdf"', "before", 1),
    4: ('UPDATE "network_letter" SET', '"pdf"', "after", 2),
    5: ("printing", "", "before", 2),
}


class Death:
    """Kills its process at a certain statement."""

    def __init__(self, beginning: str, inside: str, when: str, time: int, connection) -> None:
        self.beginning, self.inside, self.when, self.left = beginning, inside, when, time
        self.connection, self.issued = connection, False

    def __call__(self, execute: Callable, sql: str, params, many: bool, context: dict):
        self.left -= self._is_here(sql)
        if not self.left and self.when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(sql, params, many, context)
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    def _is_here(self, sql: str) -> bool:
        if self.beginning != "printing":
            return sql.startswith(self.beginning) and self.inside in sql
        self.issued = self.issued or (sql.startswith('UPDATE "network_letter" SET') and '"content"' in sql)
        if not self.issued or self.connection.in_atomic_block or 'FROM "network_letter"' not in sql:
            return False
        self.issued = False
        return True


def prepare() -> tuple[list[int], int]:
    """The tables, one office and approved letters. Their keys, and the key of who issues them."""
    from django.core.management import call_command

    from home.models import Centre
    from tests.letter_factories import Desk

    call_command("migrate", run_syncdb=True, verbosity=0)
    Centre.objects.create(code="north", name_th="ศูนย์ตัวอย่าง", name_en="Example", region_th="ภาคเหนือ", region_en="North")
    desk = Desk()
    keys = [desk.approved(subject=f"เรื่องที่ {number}").pk for number in range(1, LETTERS + 1)]
    return keys, desk.admin_section.user.pk


def issue_all(slot: int, keys: list[int], clerk: int, told: int) -> None:
    """Its own letters first, then those that all ask for, in an order of its own; a byte for each that is issued."""
    from django.contrib.auth.models import User
    from django.db import InterfaceError, OperationalError, connection
    from django.utils import timezone

    from network.actions.change_partner import Actor
    from network.actions.issue_letter import issue_letter
    from network.models import Letter

    common = keys[PROCESSES * OWN :]
    random.Random(slot).shuffle(common)
    waiting, deadline = [*keys[slot * OWN : (slot + 1) * OWN], *common], time.monotonic() + PATIENCE
    while waiting:
        try:
            letter = Letter.objects.select_related("centre").get(pk=waiting[0])
            issue_letter(letter, actor=Actor(user=User.objects.get(pk=clerk)), at=timezone.now())
            waiting.pop(0)
            os.write(told, b".")
        except (OperationalError, InterfaceError):
            if time.monotonic() > deadline:
                raise
            connection.close()
            time.sleep(0.05)


def fork(slot: int, keys: list[int], clerk: int, told: int, deadly: bool) -> int:
    """A process with connections of its own; the number of it."""
    from django.db import connection

    if pid := os.fork():
        return pid
    status = 1
    try:
        death = Death(*DEATHS[slot], connection) if deadly and slot in DEATHS else None
        with connection.execute_wrapper(death) if death else contextlib.nullcontext():
            issue_all(slot, keys, clerk, told)
        status = 0
    finally:
        os._exit(status)


def storm(keys: list[int], clerk: int) -> int:
    """Lets the processes loose, puts new ones in the place of those that died. How many were killed."""
    from django.db import connections

    connections.close_all()
    heard, told = os.pipe()
    running = {fork(slot, keys, clerk, told, True): slot for slot in range(PROCESSES)}
    killed, issued, restarts = 0, 0, list(RESTARTS)
    while running:
        if select.select([heard], [], [], 0.05)[0]:
            issued += len(os.read(heard, 4096))
        if restarts and issued >= restarts[0]:
            restarts.pop(0)
            restart_cluster()
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            continue
        slot = running.pop(pid)
        if os.WIFSIGNALED(status):
            killed += 1
            running[fork(slot, keys, clerk, told, False)] = slot
        elif os.WEXITSTATUS(status):
            raise RuntimeError(f"process {slot} gave up")
    return killed


def restart_cluster() -> None:
    """As a power cut would do it: no process of the database may finish what it does."""
    if command := os.environ.get("LMI_STORM_RESTART"):
        subprocess.run(shlex.split(command), check=True, stdout=subprocess.DEVNULL)


def found(killed: int) -> dict:
    from datetime import timedelta

    from django.utils import timezone

    from home.storage import archive_storage
    from network.actions.sweep_letters import sweep_letters
    from network.actions.verify_letters import verify_letters
    from network.models import Letter, LetterBook, LetterEvent

    unprinted = Letter.objects.unprinted().count()
    swept = sweep_letters(now=timezone.now(), patience=timedelta())
    verified = verify_letters()
    letters = Letter.objects.registered()
    files = [name for name in letters.values_list("pdf", flat=True) if name and archive_storage().exists(name)]
    return {
        "killed": killed,
        "numbers": sorted(letters.values_list("number", flat=True)),
        "last": list(LetterBook.objects.values_list("last", flat=True)),
        "files": len(files),
        "hashes": letters.exclude(sha256="").values("sha256").distinct().count(),
        "issued_events": LetterEvent.objects.filter(verb="issued").count(),
        "printed_events": LetterEvent.objects.filter(verb="printed").count(),
        "unprinted_before_sweep": unprinted,
        "swept": swept.printed,
        "wrong": list(verified.wrong),
    }


if __name__ == "__main__":
    django.setup()
    letters, user = prepare()
    print(json.dumps(found(storm(letters, user))))
