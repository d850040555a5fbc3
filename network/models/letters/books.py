from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from home.models import Centre

from .offices import OfCentreQuerySet


class Series(models.TextChoices):
    ORDINARY = "ordinary", _("ordinary")
    CIRCULAR = "circular", _("circular (ว)")
    OWN = "own", _("own series")
    CERTIFICATE = "certificate", _("certificates")


class LetterBook(models.Model):
    """The numbers of one centre, series and calendar year (regulation, 43). `last` is counted up with each letter."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="letter_books", verbose_name=_("centre"))
    series = models.CharField(_("series"), max_length=12, choices=Series, default=Series.ORDINARY)
    year = models.PositiveSmallIntegerField(_("year (Buddhist era)"))
    first = models.PositiveIntegerField(
        _("first number"), default=1, help_text=_("Where the office's old register goes on here during the year.")
    )
    last = models.PositiveIntegerField(_("last number given"), default=0, editable=False)

    objects = OfCentreQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "centre__order", "series"]
        verbose_name = _("register of sent letters")
        verbose_name_plural = _("registers of sent letters")
        constraints = [
            models.UniqueConstraint(fields=["centre", "series", "year"], name="one_book_per_centre_series_and_year"),
            models.CheckConstraint(condition=models.Q(first__gte=1), name="book_begins_at_one_or_later"),
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first") - 1), name="book_goes_on_from_its_first_number"
            ),
            models.CheckConstraint(condition=models.Q(year__range=(2500, 2700)), name="book_is_of_a_buddhist_year"),
        ]

    def __str__(self) -> str:
        return f"{self.centre} {self.get_series_display()} {self.year}"

    @property
    def series_th(self) -> str:
        """The name of the series for the register itself, which is Thai whatever language the reader has."""
        with override("th"):
            return self.get_series_display()

    @property
    def used(self) -> int:
        """How many numbers were given."""
        return self.last - self.first + 1
