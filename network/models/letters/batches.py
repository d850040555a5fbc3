import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models import Centre, Job
from home.storage import private_storage

from .offices import OfCentreQuerySet, Signatory
from .texts import LetterTemplate, Written


class LetterBatch(Written):
    """One letter to many: written once here, and one Letter for each recipient. Its letters are checked, approved and
    issued together; afterwards each has its own life."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CHECKED = "checked", _("checked")
        APPROVED = "approved", _("approved")
        ISSUED = "issued", _("issued")
        VOID = "void", _("void")

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="letter_batches", verbose_name=_("centre")
    )
    title = models.CharField(_("name of the batch"), max_length=200)
    template = models.ForeignKey(
        LetterTemplate, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ready text")
    )
    signatory = models.ForeignKey(
        Signatory, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signer")
    )
    #: Values for named blanks that are the same in every letter.
    blanks = models.JSONField(_("blanks"), default=dict, blank=True)
    #: {name of the blank: compose.Table as plain values}
    tables = models.JSONField(_("tables"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("drafted by")
    )
    drafted_at = models.DateTimeField(_("drafted at"))
    #: The background jobs that issue the letters and put the bundle together.
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    bundle_job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    bundle = models.FileField(
        _("all letters in one file"), storage=private_storage, upload_to="letters/bundles", blank=True, editable=False
    )
    archive = models.FileField(
        _("one file for each letter"), storage=private_storage, upload_to="letters/bundles", blank=True, editable=False
    )

    objects = OfCentreQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        verbose_name = _("batch of letters")
        verbose_name_plural = _("batches of letters")

    def __str__(self) -> str:
        return self.title
