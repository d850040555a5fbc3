from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.access import for_user
from home.models import Centre

from ..history import HistoryIsKept
from .letters import Letter


class LetterChain(models.Model):
    """How long a centre's log is and the hash of its last line; each new line is added under the lock of this row."""

    centre = models.OneToOneField(Centre, on_delete=models.PROTECT, primary_key=True, related_name="letter_chain")
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = _("chain of the letters' log")
        verbose_name_plural = _("chains of the letters' logs")

    def __str__(self) -> str:
        return f"{self.centre_id}: {self.length}"


class LetterEventQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user)

    def update(self, **kwargs):
        raise HistoryIsKept

    def delete(self):
        raise HistoryIsKept


class LetterEvent(models.Model):
    """A line of the letters' log: who did what, when. Only ever added; each line carries the hash of the one before it,
    so that a line changed, taken out or put in afterwards is found by `letters verify`."""

    class Verb(models.TextChoices):
        DRAFTED = "drafted", _("drafted")
        CHANGED = "changed", _("changed")
        CHECKED = "checked", _("checked")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")
        ISSUED = "issued", _("issued")
        PRINTED = "printed", _("PDF made")
        QUEUED = "queued", _("given to the mail")
        SENT = "sent", _("sent")
        FAILED = "failed", _("sending failed")
        REPLIED = "replied", _("replied")
        VOIDED = "voided", _("voided")
        CORRECTED = "corrected", _("corrected by a new letter")
        BOOK = "book", _("register set up")

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="letter_events")
    sequence = models.PositiveIntegerField()
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="events")
    verb = models.CharField(_("what"), max_length=10, choices=Verb)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    #: The user's name as it was then, or what acted without a user.
    actor = models.CharField(_("acting as"), max_length=150, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = LetterEventQuerySet.as_manager()

    class Meta:
        ordering = ["centre", "sequence"]
        verbose_name = _("line of the letters' log")
        verbose_name_plural = _("log of the letters")
        constraints = [models.UniqueConstraint(fields=["centre", "sequence"], name="one_line_per_place_in_the_log")]
        indexes = [models.Index(fields=["letter", "sequence"], name="letter_event_by_letter")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.at:%Y-%m-%d}"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise HistoryIsKept
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise HistoryIsKept
