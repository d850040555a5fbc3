"""The one background process beside the web server: it does the jobs of the queue and the chores of the clock."""

import logging
import signal
import subprocess
import sys
import threading

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections
from django.utils import timezone
from django_tasks import task_backends

from home.clock import Clock
from home.jobs import doorbell

TICK_SECONDS = 30


class Command(BaseCommand):
    help = (
        "Does background jobs and, every half minute, the chores of the clock: publishing what is scheduled, resuming "
        "jobs whose worker was killed, pruning. Ends cleanly on SIGTERM and Ctrl-C."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--batch", action="store_true", help="Do what is waiting, tick once, and end.")

    def handle(self, *args, batch: bool, verbosity: int, **options) -> None:
        logging.getLogger("home").setLevel(logging.INFO if verbosity else logging.ERROR)
        clock, stop = Clock(), threading.Event()
        if batch:
            clock.tick(timezone.now())
            _serve(batch=True, stop=stop)
            return
        ticking = threading.Thread(target=_tick_until, args=(clock, stop), name="clock", daemon=True)
        ticking.start()
        self.stdout.write("The worker is waiting for jobs. Ctrl-C ends it.")
        try:
            _serve(batch=False, stop=stop)
        except KeyboardInterrupt:
            pass
        finally:
            stop.set()
            ticking.join(timeout=20)


def _tick_until(clock: Clock, stop: threading.Event) -> None:
    while not stop.is_set():
        close_old_connections()
        clock.tick(timezone.now())
        stop.wait(TICK_SECONDS)
    connections.close_all()


def _serve(*, batch: bool, stop: threading.Event) -> None:
    """Run the queue's own worker until it ends; the immediate backend has no queue, there only the clock runs."""
    backend = task_backends[doorbell.backend]
    family = type(backend).__module__.partition(".")[0]
    if family == "django_tasks_db":
        call_command(
            "db_worker",
            f"--backend={doorbell.backend}",
            queue_name=doorbell.queue_name,
            reload=False,
            batch=batch,
            startup_delay=False,
            verbosity=0,
        )
    elif family == "django_tasks_rq":
        _serve_rq(batch=batch)
    elif not batch:
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        stop.wait()


def _serve_rq(*, batch: bool) -> None:
    # A process of its own: RQ forks for each job, and a fork must not inherit this process's database connections.
    command = [sys.executable, sys.argv[0], "rqworker", doorbell.queue_name, "--job-class", "django_tasks_rq.Job"]
    worker = subprocess.Popen([*command, *(["--burst"] if batch else [])])  # noqa: S603 - our own interpreter and words
    signal.signal(signal.SIGTERM, lambda *_: worker.terminate())
    try:
        worker.wait()
    except KeyboardInterrupt:
        worker.wait()
