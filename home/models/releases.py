from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import periods
from .figures import Observation
from .naming import SpeaksBoth
from .places import Centre


class ReleaseQuerySet(models.QuerySet):
    def announced(self):
        """What readers may see: everything but what was planned and dropped before it was announced."""
        # A bulletin is a page with seven streams: a line of the calendar needs no more of it than who it is.
        bulletin_key = models.F("bulletin__translation_key")
        return self.select_related("centre").annotate(bulletin_key=bulletin_key).order_by("due_on", "pk")

    def upcoming(self, today):
        return self.announced().filter(due_on__gte=today).exclude(state__in=["released", "cancelled"])

    def next_few(self, today, count: int):
        return self.upcoming(today)[:count]

    def of_centre(self, code: str):
        """Those of a centre by its code; of the country for "country"; all for "" ."""
        if not code:
            return self
        return self.filter(centre=None) if code == "country" else self.filter(centre__code=code)

    def around(self, today, *, past: bool):
        """From the month of today on, soonest first; or what came before it, newest first."""
        month = today.replace(day=1)
        if past:
            return self.filter(due_on__lt=month).order_by("-due_on", "pk")
        return self.filter(due_on__gte=month)

    def following(self, bulletin, today):
        """What is announced to come after a bulletin: the same centre and kind of period."""
        return self.upcoming(today).filter(
            centre=bulletin.centre_id, period_kind=bulletin.period_kind, period_start__gt=bulletin.period_start
        )


class Release(SpeaksBoth, models.Model):
    """A line of the release calendar: which bulletin comes out when."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CONFIRMED = "confirmed", _("confirmed")
        POSTPONED = "postponed", _("postponed")
        RELEASED = "released", _("released")
        CANCELLED = "cancelled", _("cancelled")

    title_th = models.CharField(_("Thai title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, blank=True, related_name="releases", verbose_name=_("centre")
    )
    period_kind = models.CharField(_("period"), max_length=10, choices=Observation.PeriodKind)
    period_start = models.DateField(_("first day of the period"))
    due_on = models.DateField(_("comes out on"), db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    note_th = models.CharField(
        _("note in Thai"), max_length=250, blank=True, help_text=_("Why it was postponed, for example.")
    )
    note_en = models.CharField(_("note in English"), max_length=250, blank=True)
    bulletin = models.ForeignKey(
        "home.BulletinPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="releases",
        verbose_name=_("the bulletin, once it is out"),
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("release")
        verbose_name_plural = _("release calendar")

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        # Calendars that subscribed take a change only when its SEQUENCE has grown (RFC 5545, 3.8.7.4).
        if self.pk:
            self.sequence += 1
        super().save(*args, **kwargs)

    @property
    def title(self) -> str:
        return self.in_language("title")

    @property
    def note(self) -> str:
        return self.in_language("note")

    @property
    def period(self) -> periods.Period:
        return periods.Period(self.period_kind, self.period_start)
