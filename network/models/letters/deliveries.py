from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.access import for_user

from .letters import Letter


class DeliveryQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "letter__centre")

    def on_their_way(self):
        return self.filter(state__in=[Delivery.State.QUEUED, Delivery.State.SENDING])

    def due_again(self, now):
        """Those whose mail server asked to wait, and that have waited."""
        return self.filter(state=Delivery.State.QUEUED, again_at__lte=now)


class Delivery(models.Model):
    """A way that a letter went, or is going, to its recipient. A second e-mail is a second line: nothing is hidden."""

    class Channel(models.TextChoices):
        PRINTED = "printed", _("printed")
        POSTED = "posted", _("posted")
        EMAILED = "emailed", _("e-mailed")
        HANDED = "handed", _("handed over")

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("on its way")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        #: The worker died between handing the mail over and writing that down.
        UNCERTAIN = "uncertain", _("perhaps sent")

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="deliveries", verbose_name=_("letter"))
    channel = models.CharField(_("by"), max_length=10, choices=Channel)
    to = models.CharField(_("to"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SENT)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    started_at = models.DateTimeField(_("begun"), null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    tracking = models.CharField(_("number of the postal item"), max_length=40, blank=True)
    error = models.CharField(_("problem"), max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    #: Set while the mail server has asked to wait; the line is queued then.
    again_at = models.DateTimeField(_("tried again at"), null=True, blank=True, editable=False)
    message_id = models.CharField(max_length=200, blank=True, editable=False)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "to"],
                condition=Q(channel="emailed", state__in=["queued", "sending"]),
                name="one_mail_on_its_way_per_letter_and_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.to}".strip()
