"""The money of a season (คุมยอดเงินตามงบประมาณ): what a centre was given, and a ledger that is only added to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.access import for_user
from home.models import Centre

from .history import ChangeQuerySet, HistoryIsKept
from .seasons import Season
from .travel import MONEY, Category, TravelRequest


class AllocationQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user)


class BudgetAllocation(models.Model):
    """The budget of a centre in a season. Whoever books against it locks this row first."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="allocations", verbose_name=_("season"))
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+", verbose_name=_("centre"))
    amount = models.DecimalField(_("baht"), **MONEY)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        ordering = ["-season__fiscal_year", "centre__order"]
        verbose_name = _("budget of a centre")
        verbose_name_plural = _("budgets of the centres")
        constraints = [
            models.UniqueConstraint(fields=["season", "centre"], name="one_budget_per_centre"),
            models.CheckConstraint(name="budget_is_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.centre} {self.season}"


class BudgetEntry(models.Model):
    """A line of the ledger. Amounts are positive; the kind says which way they go."""

    class Kind(models.TextChoices):
        COMMIT = "commit", _("commitment")
        RELEASE = "release", _("commitment released")
        ACTUAL = "actual", _("spent")

    allocation = models.ForeignKey(BudgetAllocation, on_delete=models.PROTECT, related_name="entries")
    travel = models.ForeignKey(
        TravelRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("trip")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    category = models.CharField(_("category"), max_length=10, choices=Category)
    amount = models.DecimalField(_("baht"), **MONEY)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("line of the ledger")
        verbose_name_plural = _("ledger")
        constraints = [models.CheckConstraint(name="entry_is_positive", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise HistoryIsKept
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise HistoryIsKept
