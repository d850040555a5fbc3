from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..access import scope_of
from ..storage import private_storage


class JobQuerySet(models.QuerySet):
    def open(self):
        """Not finished yet: waiting or running."""
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def free(self, now):
        """Open, and in no living worker's hands: never taken, or the lease has run out."""
        return self.open().filter(models.Q(lease_until=None) | models.Q(lease_until__lt=now))

    def visible_to(self, user):
        """One's own jobs; all of them for headquarters and superusers."""
        return self if scope_of(user).everything else self.filter(owner=user)


class Job(models.Model):
    """Work that outlives a request: many small items, each done exactly once, whoever dies in between.

    The task queue is only the doorbell; what is to do, who is at it (the lease) and how far it got stands here.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.SlugField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=250)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="jobs",
        verbose_name=_("asked for by"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    total = models.PositiveIntegerField(_("items"), default=0)
    done = models.PositiveIntegerField(_("done"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    message = models.TextField(_("message"), blank=True)
    link = models.CharField(_("where to see what came of it"), max_length=250, blank=True)
    result = models.FileField(_("result"), storage=private_storage, upload_to="jobs/%Y/%m", blank=True)
    lease_token = models.CharField(max_length=32, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    heartbeat_at = models.DateTimeField(editable=False)
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="job_by_heartbeat")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)

    @property
    def attended(self) -> int:
        """How many items are behind us, done or failed."""
        return self.done + self.failed


class JobItem(models.Model):
    """One small piece of a job. Its state and its effect change in the same transaction."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="items", verbose_name=_("background job"))
    key = models.CharField(_("item"), max_length=200)
    payload = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    error = models.TextField(_("problem"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("item of a background job")
        verbose_name_plural = _("items of background jobs")
        constraints = [models.UniqueConstraint(name="one_item_per_key", fields=["job", "key"])]
        indexes = [models.Index(fields=["job", "state", "attempts"], name="job_item_by_state")]

    def __str__(self) -> str:
        return self.key
