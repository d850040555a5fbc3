from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ListColumns(models.Model):
    """Which columns a member of staff wants to see in the list of partners, in their order."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="partner_columns")
    columns = models.JSONField(default=list)

    class Meta:
        verbose_name = _("columns of the partner list")
        verbose_name_plural = _("columns of the partner list")

    def __str__(self) -> str:
        return ", ".join(self.columns)
