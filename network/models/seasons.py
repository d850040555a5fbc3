"""A season of the outreach: its dates, its teams, who answers for what, how many targets, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from home.access import for_user
from home.models import Centre, Province

from .. import kinds
from ..outreach import clock


class SeasonQuerySet(models.QuerySet):
    def running(self):
        """Planned, in the field or being summed up: everything that can still change."""
        return self.exclude(state=clock.CLOSED)


class Season(models.Model):
    """A fiscal year of the outreach (ปีงบประมาณ พ.ศ.). A closed season is read, never changed."""

    STATES = [
        (clock.PLANNING, _("planning")),
        (clock.OPEN, _("in the field")),
        (clock.FOLLOWING_UP, _("following up")),
        (clock.REPORTING, _("reporting")),
        (clock.CLOSED, _("closed")),
    ]

    fiscal_year = models.PositiveSmallIntegerField(
        _("fiscal year (B.E.)"), unique=True, help_text=_("The Buddhist year, such as 2570.")
    )
    project_title = models.CharField(_("project title"), max_length=300)
    state = models.CharField(_("state"), max_length=14, choices=STATES, default=clock.PLANNING, editable=False)
    field_start = models.DateField(_("field work begins"))
    field_end = models.DateField(_("field work ends"))
    form2_deadline = models.DateField(_("Form 2 is due"))
    report_deadline = models.DateField(_("summary is due"))
    screening_days = models.PositiveSmallIntegerField(_("days a screening counts"), default=90)
    visits_per_day = models.PositiveSmallIntegerField(_("visits a day"), default=3)
    remind_days = models.PositiveSmallIntegerField(_("days until letter A is reminded of"), default=14)
    replace_days = models.PositiveSmallIntegerField(_("days until a replacement is suggested"), default=28)
    record_days = models.PositiveSmallIntegerField(_("days until a missing record is asked for"), default=2)
    ready_days = models.PositiveSmallIntegerField(_("days before the visit when all must be ready"), default=3)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SeasonQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year"]
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        permissions = [("run_season", gettext_noop("Can open, move on and close a season"))]
        constraints = [
            models.CheckConstraint(
                name="season_year_is_buddhist", condition=Q(fiscal_year__gte=2500, fiscal_year__lte=2700)
            ),
            models.CheckConstraint(
                name="season_dates_in_order",
                condition=Q(field_start__lte=F("field_end"))
                & Q(field_end__lte=F("form2_deadline"))
                & Q(form2_deadline__lte=F("report_deadline")),
            ),
            models.CheckConstraint(name="season_has_visits_a_day", condition=Q(visits_per_day__gte=1)),
        ]

    def __str__(self) -> str:
        return str(self.fiscal_year)

    @property
    def closed(self) -> bool:
        return self.state == clock.CLOSED

    @property
    def dates(self) -> clock.SeasonDates:
        return clock.SeasonDates(self.field_start, self.field_end, self.form2_deadline, self.report_deadline)


class Holiday(models.Model):
    """A day on which the office and its partners are closed. Kept as data; weekends need no row."""

    on = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["on"]
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.name}"


class TeamQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user)

    def active(self):
        return self.filter(active=True)


class Team(models.Model):
    """A field team (สาย) of a centre."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="teams", verbose_name=_("centre"))
    name = models.CharField(_("name"), max_length=60, help_text=_("Such as สาย 1."))
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="teams_led",
        verbose_name=_("team leader"),
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="teams", blank=True, verbose_name=_("members")
    )
    active = models.BooleanField(_("active"), default=True)
    #: Raising it ends every address of the calendar that was handed out.
    feed_version = models.PositiveIntegerField(default=1, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["centre__order", "name"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [models.UniqueConstraint(fields=["centre", "name"], name="team_name_once_per_centre")]

    def __str__(self) -> str:
        return self.name


class Responsibility(models.Model):
    """A team answers for a province in a season; a large province may have several teams."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="responsibilities")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="responsibilities", verbose_name=_("team"))
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("province"))

    class Meta:
        ordering = ["province__name_th", "team__name"]
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        constraints = [models.UniqueConstraint(fields=["season", "team", "province"], name="responsible_once")]

    def __str__(self) -> str:
        return f"{self.season_id} {self.team_id} {self.province_id}"


class Quota(models.Model):
    """The number of targets assigned (จำนวนที่ได้รับมอบหมาย) to a province and a kind of partner."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="quotas")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("province"))
    kind = models.CharField(
        _("kind"), max_length=30, blank=True, choices=[(kind.value, kind.name_th) for kind in kinds.KINDS],
        help_text=_("Empty: whichever kind."),
    )  # fmt: skip
    target = models.PositiveIntegerField(_("targets"), default=0)

    class Meta:
        ordering = ["province__name_th", "kind"]
        verbose_name = _("quota")
        verbose_name_plural = _("quotas")
        constraints = [models.UniqueConstraint(fields=["season", "province", "kind"], name="one_quota_per_kind")]

    def __str__(self) -> str:
        return f"{self.season_id} {self.province_id} {self.kind} {self.target}"


class PlanMonth(models.Model):
    """How many visits a team plans in a province in a month (แต่ละสายกำหนดช่วงเดือน)."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="plan")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="plan", verbose_name=_("team"))
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("province"))
    month = models.DateField(_("month"), help_text=_("Its first day."))
    visits = models.PositiveSmallIntegerField(_("visits"), default=0)

    class Meta:
        ordering = ["team", "province", "month"]
        verbose_name = _("plan of a month")
        verbose_name_plural = _("plan by months")
        constraints = [
            models.UniqueConstraint(fields=["season", "team", "province", "month"], name="one_plan_per_month"),
            models.CheckConstraint(name="plan_month_is_a_first", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.visits}"
