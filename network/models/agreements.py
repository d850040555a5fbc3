from django.db import models
from django.utils.translation import gettext_lazy as _

from home.access import for_user
from home.models import Centre


class AgreementQuerySet(models.QuerySet):
    def for_user(self, user):
        """What a member of staff keeps: the agreements of his centres. Those of headquarters he only sees."""
        return for_user(self, user)

    def seen_by(self, user):
        return self.for_user(user) | self.filter(centre=None)

    def in_force(self, today):
        return self.filter(signed_on__lte=today).filter(models.Q(expires_on=None) | models.Q(expires_on__gte=today))

    def expiring(self, today, until):
        """In force now and ending by a day."""
        return self.in_force(today).filter(expires_on__lte=until)

    def expired(self, today):
        return self.filter(expires_on__lt=today)


class Agreement(models.Model):
    """A memorandum of understanding (บันทึกข้อตกลง) in the register."""

    class Scope(models.TextChoices):
        DLA = "dla", _("Department of Local Administration")
        DOPA = "dopa", _("Department of Provincial Administration")
        MOE = "moe", _("Ministry of Education")
        OTHER = "other", _("other")

    title = models.CharField(_("title"), max_length=300)
    party = models.CharField(_("other party"), max_length=300)
    scope = models.CharField(_("with"), max_length=10, choices=Scope, default=Scope.OTHER)
    centre = models.ForeignKey(
        Centre,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("centre"),
        help_text=_("Empty for an agreement of headquarters."),
    )
    number = models.CharField(_("number"), max_length=60, blank=True)
    signed_on = models.DateField(_("signed on"))
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    file = models.ForeignKey(
        "home.PortalDocument",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )
    note = models.TextField(_("note"), blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["expires_on", "title"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                name="agreement_ends_after_it_begins",
                condition=models.Q(expires_on=None) | models.Q(expires_on__gte=models.F("signed_on")),
                violation_error_message=_("An agreement cannot expire before it is signed."),
            )
        ]

    def __str__(self) -> str:
        return self.title
