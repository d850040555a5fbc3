from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .partners import Partner


class Merge(models.Model):
    """Two records that became one: what is needed to take them apart again.

    `before` and `after` are columns of the record that was kept, as stored; `moved` is {relation: [primary keys]}.
    """

    kept = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="merges_into_others")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(_("undone at"), null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("merged record")
        verbose_name_plural = _("merged records")
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=models.Q(undone_at=None), name="a_record_is_merged_into_one_other"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
