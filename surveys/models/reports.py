from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from home.access import scope_of
from home.models import Centre, Job
from home.storage import private_storage

from .campaigns import Campaign


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")
    PUBLISHED = "published", _("published")


#: While it is written its figures are those of today; afterwards they are the frozen ones.
WRITTEN = (State.DRAFT, State.RETURNED)
FROZEN = (State.SUBMITTED, State.ACCEPTED, State.PUBLISHED)


class SeasonReportQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those of the user's centres; who works for a centre sees the published one of the nation as well."""
        scope = scope_of(user)
        if scope.everything:
            return self
        if not scope.centres:
            return self.none()
        return self.filter(Q(centre__in=scope.centres) | Q(centre=None, state=State.PUBLISHED))

    def of_centres(self):
        return self.exclude(centre=None)

    def accepted(self):
        """What the nation's report is made of."""
        return self.of_centres().filter(state=State.ACCEPTED)

    def published(self):
        return self.filter(centre=None, state=State.PUBLISHED)


class SeasonReport(models.Model):
    """The report of a season: a centre's, or the nation's (no centre), which is made of what was accepted.

    `paragraphs` is what people wrote: {key: {"text": …, "basis": digest of what was generated then}}. `content` and
    `snapshot` are frozen by submitting, or by publishing the nation's: every number, and the coded answers without any
    link to who gave them. The acts of surveys.actions are the only ones that change more than the words.
    """

    State = State

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="reports", verbose_name=_("season"))
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, blank=True, related_name="season_reports", verbose_name=_("centre")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    paragraphs = models.JSONField(_("paragraphs"), default=dict, blank=True)
    signer_name = models.CharField(
        _("who signs"), max_length=200, blank=True, help_text=_("With the title, as it stands in brackets.")
    )
    signer_position = models.CharField(_("position"), max_length=300, blank=True)
    content = models.JSONField(null=True, editable=False)
    snapshot = models.BinaryField(null=True, editable=False)
    checksum = models.CharField(_("checksum of the data"), max_length=64, blank=True, editable=False)
    frozen_at = models.DateTimeField(_("frozen at"), null=True, editable=False)
    pdf = models.FileField(_("PDF"), storage=private_storage, upload_to="reports/%Y", blank=True, editable=False)
    #: What the PDF was printed from, so that a screen can say that it is older than what stands there now.
    pdf_of = models.CharField(max_length=64, blank=True, editable=False)
    public_pdf = models.FileField(storage=private_storage, upload_to="reports/%Y", blank=True, editable=False)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SeasonReportQuerySet.as_manager()

    class Meta:
        ordering = ["-campaign__season__fiscal_year", "centre__order"]
        verbose_name = _("season report")
        verbose_name_plural = _("season reports")
        permissions = [
            ("submit_seasonreport", gettext_noop("Can submit the season report of a centre")),
            ("decide_seasonreport", gettext_noop("Can return and accept season reports")),
            ("publish_seasonreport", gettext_noop("Can publish the season report of the nation")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "centre"], name="one_report_per_centre_and_season"),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(centre=None), name="one_report_of_the_nation_per_season"
            ),
            models.CheckConstraint(
                name="report_is_frozen_with_its_checksum",
                condition=Q(state__in=WRITTEN) | Q(content__isnull=False, frozen_at__isnull=False) & ~Q(checksum=""),
            ),
            models.CheckConstraint(
                name="only_the_nations_report_is_published",
                condition=~Q(state=State.PUBLISHED) | Q(centre=None),
            ),
            models.CheckConstraint(
                name="the_nations_report_is_not_submitted",
                condition=Q(centre__isnull=False) | ~Q(state__in=[State.SUBMITTED, State.ACCEPTED]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign.season.fiscal_year} {self.centre or _('The nation')}"

    @property
    def national(self) -> bool:
        return self.centre_id is None

    @property
    def is_written(self) -> bool:
        return self.state in WRITTEN

    @property
    def is_frozen(self) -> bool:
        return self.state in FROZEN


class ReportEvent(models.Model):
    """A line of a report's history. Only ever added."""

    class Verb(models.TextChoices):
        BEGUN = "begun", _("begun")
        WRITTEN = "written", _("written")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")
        PUBLISHED = "published", _("published")
        TAKEN_BACK = "taken_back", _("taken back")

    report = models.ForeignKey(SeasonReport, on_delete=models.CASCADE, related_name="events")
    verb = models.CharField(_("what"), max_length=10, choices=Verb)
    reason = models.TextField(_("reason"), blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a season report")
        verbose_name_plural = _("history of season reports")

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.at:%Y-%m-%d}"
