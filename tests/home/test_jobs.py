from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from home import jobs
from home.models import Job, JobItem, Topic

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 1, 3, tzinfo=UTC)
LEASE = timedelta(seconds=60)


@pytest.fixture
def kind(monkeypatch):
    """A registry of one test's own."""
    monkeypatch.setattr(jobs, "_kinds", {})
    return jobs.job_kind


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    """Enqueue, and let the immediate backend do it when the transaction is over."""

    def run(keys, **more):
        with django_capture_on_commit_callbacks(execute=True):
            job = jobs.enqueue("test", [(key, {}) for key in keys], title="A test", **more)
        job.refresh_from_db()
        return job

    return run


def _waiting_job(*keys, at=NOW):
    job = Job.objects.create(kind="test", title="A test", total=len(keys), heartbeat_at=at)
    JobItem.objects.bulk_create(JobItem(job=job, key=key) for key in keys)
    return job


def test_every_item_is_done_once_and_the_job_says_so(kind, run):
    seen = Counter()
    kind("test")(lambda item, job: seen.update([item.key]))
    job = run("abc")
    assert seen == {"a": 1, "b": 1, "c": 1}
    assert (job.state, job.total, job.done, job.failed) == (Job.State.DONE, 3, 3, 0)
    assert job.started_at and job.finished_at and job.lease_until is None


def test_nothing_starts_before_the_transaction_that_asked_for_it_is_committed(kind, django_capture_on_commit_callbacks):
    kind("test")(lambda item, job: None)
    with django_capture_on_commit_callbacks() as callbacks:
        job = jobs.enqueue("test", [("a", {})], title="A test")
    job.refresh_from_db()
    assert (job.state, len(callbacks)) == (Job.State.QUEUED, 1)


def test_an_item_that_raises_is_tried_three_times_leaves_nothing_behind_and_does_not_stop_the_others(kind, run):
    tries = Counter()

    @kind("test")
    def handle(item, job):
        tries[item.key] += 1
        Topic.objects.create(code=f"{item.key}-{tries[item.key]}", name_th=item.key)
        if item.key == "bad":
            raise ZeroDivisionError("no such number")

    job = run(["bad", "good"])
    assert tries == {"bad": 3, "good": 1}
    assert (job.state, job.done, job.failed) == (Job.State.DONE, 1, 1)
    assert "no such number" in job.items.get(key="bad").error
    assert list(Topic.objects.filter(name_th__in=["bad", "good"]).values_list("code", flat=True)) == ["good-1"]


@pytest.mark.parametrize(
    "problem", [jobs.ItemRefused("There is no such centre."), ValidationError("There is no such centre.")]
)
def test_what_trying_again_cannot_mend_is_given_up_at_once_in_words(kind, run, problem):
    @kind("test")
    def handle(item, job):
        raise problem

    job = run(["a"])
    item = job.items.get()
    assert (item.state, item.attempts, item.error) == (JobItem.State.FAILED, 1, "There is no such centre.")
    assert job.state == Job.State.FAILED, "nothing at all was done"


def test_an_item_that_fails_once_is_done_at_the_second_try(kind, run):
    tries = Counter()

    @kind("test")
    def handle(item, job):
        tries[item.key] += 1
        if tries[item.key] == 1:
            raise ConnectionError

    job = run("ab")
    assert (job.done, job.failed, tries) == (2, 0, {"a": 2, "b": 2})
    assert set(job.items.values_list("error", flat=True)) == {""}


def test_an_item_that_kept_killing_its_worker_is_given_up(kind):
    kind("test")(lambda item, job: None)
    job = _waiting_job("deadly", "harmless")
    JobItem.objects.filter(key="deadly").update(attempts=jobs.MAX_DEATHS)
    jobs.work(job.pk)
    assert job.items.get(key="deadly").state == JobItem.State.FAILED
    assert job.items.get(key="harmless").state == JobItem.State.DONE


def test_what_is_prepared_outside_the_transaction_is_handed_to_the_item(kind, run):
    seen = []
    outside = transaction.get_connection().savepoint_ids[:]

    def prepare(item, job):
        assert transaction.get_connection().savepoint_ids == outside
        return item.key * 2

    kind("test", prepare=prepare)(lambda item, job, prepared: seen.append(prepared))
    run("ab")
    assert seen == ["aa", "bb"]


def test_the_end_of_a_job_is_told_by_its_finish(kind, run):
    def finish(job):
        job.message, job.link = f"{job.done} letters are ready.", "/admin/letters/"

    kind("test", finish=finish)(lambda item, job: None)
    job = run("ab")
    assert (job.message, job.link) == ("2 letters are ready.", "/admin/letters/")


def test_a_job_that_cannot_be_finished_has_failed_and_says_why(kind, run):
    def finish(job):
        raise jobs.ItemRefused("The files do not fit into one archive.")

    kind("test", finish=finish)(lambda item, job: None)
    job = run("a")
    assert (job.state, job.message, job.done) == (Job.State.FAILED, "The files do not fit into one archive.", 1)


def test_a_cancelled_job_stops_before_its_next_item(kind, run):
    @kind("test")
    def handle(item, job):
        if item.key == "b":
            assert jobs.cancel(job, now=NOW)

    job = run("abcd")
    assert job.state == Job.State.CANCELLED
    assert job.items.filter(state=JobItem.State.QUEUED).count() == 2
    assert not jobs.cancel(job, now=NOW), "it has ended already"


def test_of_two_workers_only_one_gets_the_job_until_the_lease_has_run_out(kind):
    kind("test")(lambda item, job: None)
    job = _waiting_job("a")
    first = jobs._Lease.take(job.pk, lambda: NOW)
    assert first is not None
    assert jobs._Lease.take(job.pk, lambda: NOW + LEASE) is None
    second = jobs._Lease.take(job.pk, lambda: NOW + LEASE + timedelta(seconds=1))
    assert second is not None
    with pytest.raises(jobs._LeaseLost):
        first.renew()
    second.renew()


def test_a_worker_that_lost_its_lease_while_doing_an_item_changes_nothing(kind):
    job = _waiting_job("a")

    def prepare(item, job):
        # Meanwhile somebody else took over.
        Job.objects.filter(pk=job.pk).update(lease_token="another")

    done = []
    kind("test", prepare=prepare)(lambda item, job, prepared: done.append(item.key))
    jobs.work(job.pk)
    assert done == []
    assert job.items.get().state == JobItem.State.QUEUED


def test_a_slice_that_is_over_gives_the_job_back_and_asks_for_another(kind, settings):
    settings.LMI_JOBS_SLICE = 5
    kind("test")(lambda item, job: None)
    job, times = _waiting_job(*"abc"), iter(NOW + timedelta(seconds=4 * step) for step in range(100))
    assert jobs.work(job.pk, clock=lambda: next(times)) is True
    job.refresh_from_db()
    assert (job.state, job.done, job.lease_until) == (Job.State.RUNNING, 1, None)


def test_only_jobs_no_living_worker_has_touched_are_resumed(kind):
    done = []
    kind("test")(lambda item, job: done.append(job.pk))
    fresh, dead, held, ended = (_waiting_job("a") for _ in range(4))
    long_ago = NOW - LEASE - timedelta(seconds=1)
    Job.objects.filter(pk__in=[dead.pk, ended.pk]).update(heartbeat_at=long_ago, lease_until=long_ago, lease_token="x")
    Job.objects.filter(pk=dead.pk).update(state=Job.State.RUNNING)
    Job.objects.filter(pk=held.pk).update(state=Job.State.RUNNING, lease_until=NOW + LEASE, heartbeat_at=long_ago)
    Job.objects.filter(pk=ended.pk).update(state=Job.State.DONE)
    assert jobs.resume(now=NOW) == 1
    assert done == [dead.pk]
    fresh.refresh_from_db()
    assert fresh.state == Job.State.QUEUED


def test_a_kind_nobody_registered_cannot_be_enqueued_and_a_job_of_it_fails_in_words(kind):
    with pytest.raises(jobs.UnknownKind):
        jobs.enqueue("test", [], title="A test")
    job = _waiting_job("a")
    jobs.work(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "test" in job.message


def test_old_jobs_are_pruned_with_their_items_and_open_ones_are_kept(kind):
    old, recent, still_open = (_waiting_job("a") for _ in range(3))
    Job.objects.filter(pk=old.pk).update(state=Job.State.DONE, finished_at=NOW - timedelta(days=91))
    Job.objects.filter(pk=recent.pk).update(state=Job.State.DONE, finished_at=NOW - timedelta(days=89))
    assert jobs.prune(now=NOW) == 1
    assert set(Job.objects.values_list("pk", flat=True)) == {recent.pk, still_open.pk}


def test_an_item_that_was_done_meanwhile_is_not_done_again(kind):
    job = _waiting_job("a")

    def prepare(item, job):
        JobItem.objects.filter(pk=item.pk).update(state=JobItem.State.DONE)

    done = []
    kind("test", prepare=prepare)(lambda item, job, prepared: done.append(item.key))
    jobs.work(job.pk)
    job.refresh_from_db()
    assert (done, job.done) == ([], 0)
