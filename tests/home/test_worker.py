"""A real worker process, killed while it works."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection, connections
from django.test import SimpleTestCase
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from home import jobs
from home.models import Job, JobItem, Release

PROJECT = Path(__file__).parents[2]
DEADLINE = 60


def _database_url() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(database['NAME']).resolve()}"
    user, password = quote(database["USER"]), quote(database["PASSWORD"])
    return f"postgres://{user}:{password}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"


def _until(condition, worker=None) -> None:
    """Wait for another process, but never for ever."""
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        assert worker is None or worker.poll() is None, "the worker has ended"
        time.sleep(0.05)


def _job_of(keys) -> Job:
    """A job as enqueue() writes it, with its doorbell in the database's queue."""
    job = Job.objects.create(kind="write-release", title="Releases", total=len(keys), heartbeat_at=timezone.now())
    JobItem.objects.bulk_create(JobItem(job=job, key=key) for key in keys)
    DBTaskResult.objects.create(
        args_kwargs={"args": [job.pk], "kwargs": {}},
        task_path=jobs.doorbell.module_path,
        queue_name="jobs",
        backend_name="jobs",
    )
    return job


# The mark makes the plugin set the test database up; a SimpleTestCase is still not wrapped in a transaction.
@pytest.mark.django_db
class WorkerTests(SimpleTestCase):
    """Neither in a transaction nor flushed: other processes see what a test writes, and it is cleaned away after it."""

    databases = {"default"}

    @pytest.fixture(autouse=True)
    def _scratch(self, tmp_path):
        self.scratch = tmp_path

    def setUp(self):
        self.addCleanup(connections.close_all)
        for model in (Job, Release, DBTaskResult):
            self.addCleanup(model.objects.all().delete)

    def start_worker(self, *arguments, **environment) -> subprocess.Popen:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker", *arguments],
            cwd=PROJECT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.home.worker_site.settings",
                "DATABASE_URL": _database_url(),
                "LMI_VAR": str(self.scratch),
                "LMI_TASKS": "db",
                **environment,
            },
        )
        self.addCleanup(worker.wait)
        self.addCleanup(worker.kill)
        return worker

    def test_a_job_whose_worker_was_killed_is_finished_by_the_next_one_with_every_item_done_once(self):
        keys = [f"release {number}" for number in range(30)]
        job, mark = _job_of(keys), self.scratch / "hanging"
        first = self.start_worker(HANG_AT="release 12", HANG_MARK=str(mark))
        _until(mark.exists, first)
        first.send_signal(signal.SIGKILL)
        first.wait()

        job.refresh_from_db()
        assert (job.state, job.done) == (Job.State.RUNNING, 12)
        assert Release.objects.count() == 12, "the item that was under way left nothing behind"

        _until(lambda: timezone.now() > job.lease_until)
        assert self.start_worker("--batch").wait(timeout=DEADLINE) == 0
        job.refresh_from_db()
        assert (job.state, job.done, job.failed) == (Job.State.DONE, 30, 0)
        assert Counter(Release.objects.values_list("title_th", flat=True)) == Counter(keys)

    def test_the_worker_ends_cleanly_when_asked_to(self):
        job = _job_of(["only one"])
        worker = self.start_worker()
        _until(lambda: Job.objects.filter(pk=job.pk, state=Job.State.DONE).exists(), worker)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=DEADLINE) == 0
