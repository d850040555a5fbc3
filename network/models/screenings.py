from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.access import for_user

from .history import HistoryIsKept
from .partners import Partner


class ScreeningQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "partner__province__centre")


class Screening(models.Model):
    """A look at a candidate (manual §4 step 2 (3)): does the site work, is there room for the banner? Only added."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        UNKNOWN = "unknown", _("not known")

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="screenings", verbose_name=_("partner"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who looked")
    )
    automatic = models.BooleanField(_("looked at by the machine"), default=False)
    site_works = models.CharField(_("the site works"), max_length=8, choices=Answer)
    banner_room = models.CharField(_("there is room for the banner"), max_length=8, choices=Answer)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        indexes = [models.Index(fields=["partner", "-at"], name="screening_of_partner")]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.at:%Y-%m-%d}"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise HistoryIsKept
        super().save(*args, **kwargs)

    @property
    def suitable(self) -> bool | None:
        """Both yes: suitable; one no: not; else nobody knows yet."""
        answers = {self.site_works, self.banner_room}
        if self.Answer.NO in answers:
            return False
        return True if answers == {self.Answer.YES} else None
