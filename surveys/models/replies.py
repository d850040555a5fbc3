from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.access import for_user
from home.models import Centre


class ReplyAddressQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user)


class ReplyAddress(models.Model):
    """Where a centre's Forms 2 come back to by mail, and the post office's licence for business-reply mail.

    Nothing of it is guessed: without a licence the sheet asks for a stamp, without an address it leaves lines.
    """

    centre = models.OneToOneField(
        Centre, on_delete=models.PROTECT, related_name="reply_address", verbose_name=_("centre")
    )
    licence = models.CharField(
        _("business-reply licence"), max_length=60, blank=True, help_text=_("Its number, such as 12/2570.")
    )
    post_office = models.CharField(_("post office of the licence"), max_length=100, blank=True)
    address = models.TextField(
        _("address for replies"), blank=True, max_length=500, help_text=_("Line by line, with the postcode.")
    )

    objects = ReplyAddressQuerySet.as_manager()

    class Meta:
        ordering = ["centre__order"]
        verbose_name = _("address for replies")
        verbose_name_plural = _("addresses for replies")

    def __str__(self) -> str:
        return str(self.centre)
