from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models import FileImport

from .partners import Partner


class PartnerImport(models.Model):
    """A list of organisations on its way in; the file and its life are the portal's FileImport."""

    upload = models.OneToOneField(FileImport, on_delete=models.CASCADE, related_name="partner_import")
    source = models.CharField(_("where the list comes from"), max_length=20, choices=Partner.Source)
    counts = models.JSONField(default=dict)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        verbose_name = _("partner import")
        verbose_name_plural = _("partner imports")

    def __str__(self) -> str:
        return str(self.upload)


class StagedRow(models.Model):
    """One row of the list, checked but not written: what it says, what it would do, and what a person decided."""

    class Verdict(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        DUPLICATE = "duplicate", _("perhaps the same as another")
        ERROR = "error", _("has an error")

    class Decision(models.TextChoices):
        NONE = "", _("open")
        NEW = "new", _("is another organisation")
        SAME = "same", _("is the same: update it")
        SKIP = "skip", _("leave out")

    batch = models.ForeignKey(PartnerImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"))
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    problems = models.JSONField(default=list)
    partner = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, related_name="+")
    twin = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, related_name="+")
    decision = models.CharField(_("decision"), max_length=5, choices=Decision, default=Decision.NONE, blank=True)
    before = models.JSONField(default=dict)

    class Meta:
        ordering = ["line"]
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of a list")
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="one_staged_row_per_line")]
        indexes = [models.Index(fields=["batch", "verdict"], name="staged_by_verdict")]

    def __str__(self) -> str:
        return f"{self.line}: {self.get_verdict_display()}"
