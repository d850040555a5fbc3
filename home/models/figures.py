from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import periods
from ..places import COUNTRY_CODE
from .naming import BilingualName
from .places import Centre, Province


class Indicator(BilingualName):
    """What is counted: vacancies, applicants, placements … with its unit and its meaning."""

    class Better(models.TextChoices):
        HIGHER = "higher", _("higher is better")
        LOWER = "lower", _("lower is better")
        NEITHER = "neither", _("neither")

    code = models.SlugField(_("code"), unique=True, max_length=60)
    unit_th = models.CharField(_("unit in Thai"), max_length=60)
    unit_en = models.CharField(_("unit in English"), max_length=60, blank=True)
    meaning_th = models.TextField(_("meaning in Thai"), blank=True)
    meaning_en = models.TextField(_("meaning in English"), blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimal places"), default=0)
    better = models.CharField(_("direction"), max_length=10, choices=Better, default=Better.NEITHER)
    headline = models.BooleanField(_("on the home page"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    @property
    def unit(self) -> str:
        return self.in_language("unit")

    @property
    def meaning(self) -> str:
        return self.in_language("meaning")


class ObservationQuerySet(models.QuerySet):
    def of_country(self):
        return self.filter(province=None, centre=None)

    def around(self, province):
        """What a province is compared with: itself, its centre, the country."""
        return self.filter(
            Q(province=province) | Q(centre=province.centre_id) | Q(province=None, centre=None)
        ).select_related("indicator", "centre", "province")


class Observation(models.Model):
    """A figure: how much of an indicator, where, in which period, who says so and as of when.

    Neither province nor centre means the whole country.
    """

    class PeriodKind(models.TextChoices):
        MONTH = periods.MONTH, _("month")
        QUARTER = periods.QUARTER, _("quarter")
        HALF = periods.HALF, _("half-year")
        YEAR = periods.YEAR, _("year")

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="observations", verbose_name=_("indicator")
    )
    province = models.ForeignKey(
        Province,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("province"),
    )
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, blank=True, related_name="observations", verbose_name=_("centre")
    )
    period_kind = models.CharField(_("period"), max_length=10, choices=PeriodKind)
    period_start = models.DateField(_("first day of the period"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    source = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), blank=True)
    as_of = models.DateField(_("as of"))
    demonstration = models.BooleanField(_("demonstration data"), default=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "-period_start"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.CheckConstraint(
                name="figure_is_of_one_place",
                condition=Q(province=None) | Q(centre=None),
                violation_error_message=_("A figure is of a province or of a centre, not of both."),
            ),
            models.CheckConstraint(
                name="figure_names_its_source",
                condition=~Q(source=""),
                violation_error_message=_("A figure cannot be published without its source."),
            ),
            models.UniqueConstraint(
                name="one_figure_per_province_and_period",
                fields=["indicator", "province", "period_kind", "period_start"],
                condition=Q(province__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_figure_per_centre_and_period",
                fields=["indicator", "centre", "period_kind", "period_start"],
                condition=Q(centre__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_figure_for_the_country_and_period",
                fields=["indicator", "period_kind", "period_start"],
                condition=Q(province__isnull=True, centre__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["period_kind", "period_start"], name="figure_by_period")]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.place_name} · {self.period.label()}"

    @property
    def period(self) -> periods.Period:
        return periods.Period(self.period_kind, self.period_start)

    @property
    def place(self) -> Province | Centre | None:
        return self.province or self.centre

    @property
    def place_code(self) -> str:
        """As files write it: a province's official code, a centre's code, or TH."""
        return self.place.code if self.place else COUNTRY_CODE

    @property
    def place_name(self) -> str:
        if self.province_id:
            return self.province.name
        return self.centre.region if self.centre_id else str(_("Whole country"))

    def clean(self) -> None:
        super().clean()
        if self.period_start and self.period_kind:
            try:
                _period = self.period
            except periods.UnknownPeriod:
                raise ValidationError(
                    {"period_start": _("The first day of the period does not fit its kind.")}
                ) from None
