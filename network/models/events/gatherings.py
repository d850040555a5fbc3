"""The office's own meetings and trainings: planned for a fiscal year, held, and who was there."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.access import for_user
from home.models import Centre, Topic
from home.thai import BUDDHIST_OFFSET

from ..contacts import Volunteer


def year_bounds(fiscal_year: int) -> tuple[date, date]:
    """The first and the last day of a Buddhist fiscal year."""
    year = fiscal_year - BUDDHIST_OFFSET
    return date(year - 1, 10, 1), date(year, 9, 30)


class GatheringQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user)

    def in_year(self, fiscal_year: int):
        first, last = year_bounds(fiscal_year)
        return self.filter(on__range=(first, last))

    def standing(self):
        """What has not been cancelled."""
        return self.exclude(state=Gathering.State.CANCELLED)

    def trainings(self):
        return self.exclude(kind=Gathering.Kind.PREPARATION)


class Gathering(models.Model):
    """A staff meeting before the season, a training of the staff, of volunteers, or of partners."""

    class Kind(models.TextChoices):
        PREPARATION = "preparation", _("preparatory staff meeting")
        STAFF = "staff", _("staff training")
        VOLUNTEERS = "volunteers", _("training of labour volunteers")
        PARTNERS = "partners", _("training of partners, village heads and schools")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    #: None: headquarters' own.
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings", verbose_name=_("centre")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.STAFF)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    title = models.CharField(_("title"), max_length=300)
    topic = models.CharField(
        _("topic"),
        max_length=200,
        blank=True,
        help_text=_("What it is about, in a few words: by it two trainings on the same are found."),
    )
    knowledge = models.ForeignKey(
        Topic, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("field of knowledge")
    )
    objective = models.TextField(_("objective"), blank=True, max_length=2000)
    on = models.DateField(_("day"))
    until = models.DateField(_("last day"), null=True, blank=True, help_text=_("Only if it takes several days."))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    hours = models.DecimalField(
        _("hours"), max_digits=5, decimal_places=1, default=3, validators=[MinValueValidator(0)]
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    organiser = models.CharField(_("organiser"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), blank=True, max_length=5000, help_text=_("One item on each line."))
    outcome = models.TextField(_("what came of it"), blank=True, max_length=5000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("meeting or training")
        verbose_name_plural = _("meetings and trainings")
        constraints = [
            models.CheckConstraint(name="gathering_days_in_order", condition=Q(until=None) | Q(until__gte=F("on"))),
            models.CheckConstraint(name="gathering_hours_not_negative", condition=Q(hours__gte=0)),
        ]
        indexes = [models.Index(fields=["centre", "on"], name="gatherings_of_centre")]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date:
        return self.until or self.on

    @property
    def agenda_items(self) -> list[str]:
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]


class Speaker(models.Model):
    """Who speaks on what. The name is as it was entered, and public only where somebody puts it on a page."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position and organisation"), max_length=200, blank=True)
    topic = models.CharField(_("speaks on"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")

    def __str__(self) -> str:
        return self.name


class Attendance(models.Model):
    """Somebody on the list of a gathering: an officer, a volunteer, or a guest by name. Personal data."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="attendances",
        verbose_name=_("officer"),
    )  # fmt: skip
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.CASCADE, null=True, blank=True, related_name="attendances",
        verbose_name=_("labour volunteer"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    present = models.BooleanField(_("was there"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("line of an attendance list")
        verbose_name_plural = _("attendance list")
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "user"], condition=Q(user__isnull=False), name="officer_once_per_gathering"
            ),
            models.UniqueConstraint(
                fields=["gathering", "volunteer"],
                condition=Q(volunteer__isnull=False),
                name="volunteer_once_per_gathering",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The officer's, the volunteer's or the guest's."""
        if self.user_id:
            return self.user.get_full_name() or self.user.get_username()
        return str(self.volunteer) if self.volunteer_id else self.name
