"""A trip: who travels, how, what it will cost and what it did cost."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from home.access import for_user
from home.models import Job
from home.storage import private_storage

from .seasons import Season, Team

MONEY = {"max_digits": 12, "decimal_places": 2}


class Category(models.TextChoices):
    """The four of the office's travel claims."""

    ALLOWANCE = "allowance", _("daily allowance")
    LODGING = "lodging", _("lodging")
    TRANSPORT = "transport", _("transport")
    OTHER = "other", _("other")


class Rate(models.Model):
    """What a thing costs from one day until another. The office's own figures: none is shipped."""

    category = models.CharField(_("category"), max_length=10, choices=Category)
    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("unit"), max_length=60, help_text=_("Such as person and day."))
    amount = models.DecimalField(_("baht"), **MONEY)
    from_on = models.DateField(_("in force from"))
    until_on = models.DateField(_("in force until"), null=True, blank=True)
    source = models.CharField(_("by which rule"), max_length=200, blank=True)

    class Meta:
        ordering = ["category", "name", "-from_on"]
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        constraints = [
            models.CheckConstraint(name="rate_is_not_negative", condition=Q(amount__gte=0)),
            models.CheckConstraint(
                name="rate_days_in_order", condition=Q(until_on=None) | Q(until_on__gte=F("from_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"


class TravelRequestQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "team__centre")


class TravelRequest(models.Model):
    """A request for approval of a trip (ขออนุมัติเดินทาง) and what became of it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("waiting for approval")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned for correction")
        SETTLED = "settled", _("settled")
        CANCELLED = "cancelled", _("cancelled")

    class Vehicle(models.TextChoices):
        OFFICE = "office", _("office car")
        HIRED = "hired", _("hired car")
        OWN = "own", _("own car")
        PUBLIC = "public", _("public transport")

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="travels", verbose_name=_("season"))
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="travels", verbose_name=_("team"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    vehicle = models.CharField(_("vehicle"), max_length=8, choices=Vehicle, default=Vehicle.OFFICE)
    vehicle_note = models.CharField(_("registration and driver"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    memo_number = models.CharField(_("number of the memo"), max_length=60, blank=True)
    memo_on = models.DateField(_("memo dated"), null=True, blank=True)
    returned_because = models.CharField(_("why it was returned"), max_length=300, blank=True)
    over_budget_because = models.CharField(_("why the budget may be exceeded"), max_length=300, blank=True)
    #: Printed in the background; valid until a visit of the trip changes.
    run_sheets = models.FileField(
        _("run-sheets"), storage=private_storage, upload_to="travel/%Y/%m", blank=True, editable=False
    )
    run_sheets_at = models.DateTimeField(null=True, editable=False)
    run_sheets_job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    settled_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TravelRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("travel request")
        verbose_name_plural = _("travel requests")
        permissions = [
            ("approve_travelrequest", gettext_noop("Can approve or return a travel request")),
            ("settle_travelrequest", gettext_noop("Can settle a trip")),
            ("exceed_budget", gettext_noop("Can approve travel beyond the budget")),
        ]
        constraints = [models.CheckConstraint(name="travel_days_in_order", condition=Q(starts_on__lte=F("ends_on")))]

    def __str__(self) -> str:
        return f"{self.team} {self.starts_on:%Y-%m-%d}"

    @property
    def estimate(self) -> Decimal:
        return sum((line.amount for line in self.lines.all()), Decimal(0))

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def open(self) -> bool:
        """Whether its lines may still be changed."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class Traveller(models.Model):
    request = models.ForeignKey(TravelRequest, on_delete=models.CASCADE, related_name="travellers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("officer"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position"), max_length=200, blank=True)
    leads = models.BooleanField(_("leads the trip"), default=False)

    class Meta:
        ordering = ["-leads", "pk"]
        verbose_name = _("traveller")
        verbose_name_plural = _("travellers")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "user"], condition=Q(user__isnull=False), name="travels_once_per_trip"
            )
        ]

    def __str__(self) -> str:
        return self.name


class EstimateLine(models.Model):
    """An amount of a trip: number times units times rate; `actual` is filled when the trip is settled."""

    request = models.ForeignKey(TravelRequest, on_delete=models.CASCADE, related_name="lines")
    category = models.CharField(_("category"), max_length=10, choices=Category)
    description = models.CharField(_("description"), max_length=200)
    people = models.PositiveSmallIntegerField(_("number"), default=1)
    units = models.DecimalField(_("days or units"), max_digits=7, decimal_places=2, default=1)
    rate = models.DecimalField(_("baht each"), **MONEY)
    actual = models.DecimalField(_("really spent"), null=True, blank=True, **MONEY)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("line of the estimate")
        verbose_name_plural = _("lines of the estimate")
        constraints = [
            models.CheckConstraint(name="estimate_is_not_negative", condition=Q(rate__gte=0, units__gte=0)),
            models.CheckConstraint(name="actual_is_not_negative", condition=Q(actual=None) | Q(actual__gte=0)),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def amount(self) -> Decimal:
        return (self.people * self.units * self.rate).quantize(Decimal("0.01"))
