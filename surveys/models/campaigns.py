from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.access import for_user
from network.models import Season, Visit

from ..instrument import pair_codes
from .instruments import Revision


class Campaign(models.Model):
    """The asking of one season: with which wording, from when to when, and for how long answers stay linked."""

    class Bands(models.TextChoices):
        BOONCHOM = "boonchom", _("Boonchom Srisa-ard (4.51–5.00 and so on)")
        EQUAL_INTERVAL = "equal_interval", _("equal intervals of 0.80")
        HALF_OPEN = "half_open", _("half-open intervals (4.50–5.00 and so on)")

    season = models.OneToOneField(Season, on_delete=models.PROTECT, related_name="campaign", verbose_name=_("season"))
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="campaigns", verbose_name=_("questionnaire")
    )
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    bands = models.CharField(_("bands of means"), max_length=16, choices=Bands, default=Bands.BOONCHOM)
    keep_months = models.PositiveSmallIntegerField(
        _("months until links and texts are erased"), default=24, help_text=_("Counted from the day it closes.")
    )
    erased_at = models.DateTimeField(_("links and texts erased at"), null=True, editable=False)

    class Meta:
        ordering = ["-season__fiscal_year"]
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(name="campaign_dates_in_order", condition=Q(opens_on__lte=F("closes_on"))),
        ]

    def __str__(self) -> str:
        return str(self.season)

    def open_on(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on

    def form(self, wave: int):
        return self.revision.questionnaire.forms[wave]


class PairCodeQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "visit__partner__province__centre")

    def for_printing(self):
        """With everything that a sheet says."""
        return self.select_related(
            "campaign__revision", "campaign__season", "visit__partner__province__centre", "visit__season"
        )

    def by_code(self, typed: str):
        """Raises PairCode.DoesNotExist for what is mistyped as well."""
        try:
            return self.get(code=pair_codes.read_pair_code(typed))
        except pair_codes.WrongPairCode:
            raise self.model.DoesNotExist from None


class PairCode(models.Model):
    """The code on the two sheets of one kit; the only link between an answer and a partner, cut when time is up.

    `open_code` is on the address that the partner may give to the people it serves: it answers Form 2 without a pair.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="pair_codes")
    #: None once the link was cut: then the code is another one too, and only says which two answers belong together.
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, null=True, related_name="pair_codes", verbose_name=_("visit")
    )
    code = models.CharField(_("pair code"), max_length=9, unique=True, editable=False)
    open_code = models.CharField(_("open code"), max_length=9, unique=True, editable=False)
    printed_at = models.DateTimeField(_("printed at"), null=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PairCodeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("pair code")
        verbose_name_plural = _("pair codes")

    def __str__(self) -> str:
        return self.written

    @property
    def written(self) -> str:
        return pair_codes.written(self.code)

    def signature(self, wave: int) -> str:
        return pair_codes.signature(self.code, wave, settings.SECRET_KEY)
