"""What goes along on a visit (manual §4 step 5) and what an officer must know before (step 6)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .seasons import Season
from .visits import Visit


class KitItem(models.Model):
    """One of the things that are handed over; how many in each visit, and how many lie in the store."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="kit", verbose_name=_("season"))
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=200)
    per_visit = models.PositiveSmallIntegerField(_("for each visit"), default=1)
    stock = models.PositiveIntegerField(_("in store"), default=0)

    class Meta:
        ordering = ["season", "number"]
        verbose_name = _("item of the kit")
        verbose_name_plural = _("kit")
        constraints = [
            models.UniqueConstraint(fields=["season", "number"], name="kit_number_once"),
            models.CheckConstraint(name="kit_is_handed_out", condition=Q(per_visit__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name


class KitCheck(models.Model):
    """An item laid ready for a visit, taken from the store."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="kit")
    item = models.ForeignKey(KitItem, on_delete=models.CASCADE, related_name="checks")
    quantity = models.PositiveSmallIntegerField(_("quantity"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("checked item of the kit")
        verbose_name_plural = _("checked kit")
        constraints = [models.UniqueConstraint(fields=["visit", "item"], name="kit_checked_once")]

    def __str__(self) -> str:
        return f"{self.item_id}×{self.quantity}"


class ReadinessItem(models.Model):
    """What every officer must know before going out; attested once a season."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="readiness", verbose_name=_("season"))
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=200)
    explanation = models.TextField(_("what this means"), blank=True)

    class Meta:
        ordering = ["season", "number"]
        verbose_name = _("item of readiness")
        verbose_name_plural = _("readiness")
        constraints = [models.UniqueConstraint(fields=["season", "number"], name="readiness_number_once")]

    def __str__(self) -> str:
        return self.name


class ReadinessCheck(models.Model):
    """An officer attests an item for himself."""

    item = models.ForeignKey(ReadinessItem, on_delete=models.CASCADE, related_name="checks")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readiness")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("attested readiness")
        verbose_name_plural = _("attested readiness")
        constraints = [models.UniqueConstraint(fields=["item", "officer"], name="ready_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.officer_id}"
