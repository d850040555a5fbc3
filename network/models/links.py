from django.db import models
from django.utils.translation import gettext_lazy as _

from .contacts import Contact
from .partners import Partner


class LinkUse(models.Model):
    """A personal link was opened or acted on. Kept for the log; no address of the reader is stored."""

    #: What staff read for an act.
    ACTS = {
        "opened": _("opened the link"),
        "proposal": _("sent a correction"),
        "contribution": _("sent news or an event"),
        "certificate": _("printed the certificate"),
        "stopped news": _("stopped the news by mail"),
        "started news": _("started the news by mail again"),
        "left": _("left the network"),
    }

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="link_uses")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=20)
    act = models.CharField(_("what was done"), max_length=40)
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("use of a personal link")
        verbose_name_plural = _("uses of personal links")

    def __str__(self) -> str:
        return f"{self.purpose} {self.act}"

    @property
    def act_name(self) -> str:
        return str(self.ACTS.get(self.act, self.act))
