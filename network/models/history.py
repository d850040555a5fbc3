from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .partners import Partner


class HistoryIsKept(TypeError):
    """Somebody tried to change or delete a line of the history."""


class ChangeQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise HistoryIsKept

    def delete(self):
        raise HistoryIsKept

    def withdraw(self) -> int:
        """Deletes the lines of records that an import made, when they go as well; the log keeps that there was one."""
        return super().delete()[0]

    def forget(self, *, personal, fields, reason) -> int:
        """Rewrites lines without the person they spoke of: the one exception to the rule, for erasing a person."""
        return super().update(personal=personal, fields=fields, reason=reason)


class Change(models.Model):
    """A line of a partner's history: who did what, when, from what to what. Only ever added.

    `fields` is {field: [before, after]} as text. What is said of a person stands in `personal`, which erasing that
    person empties: the line stays, the person goes.
    """

    class Verb(models.TextChoices):
        CREATED = "created", _("entered")
        CHANGED = "changed", _("changed")
        IMPORTED = "imported", _("imported")
        MERGED = "merged", _("merged")
        UNMERGED = "unmerged", _("separated again")
        CONTACT = "contact", _("contact changed")
        ERASED = "erased", _("person erased")
        LINK = "link", _("personal link")
        PROPOSAL = "proposal", _("proposal of the partner")
        NOTE = "note", _("note or file")
        LEFT = "left", _("left the network")
        OBSERVED = "observed", _("observed")

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="changes")
    contact = models.ForeignKey("network.Contact", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    actor = models.CharField(_("acting as"), max_length=120, blank=True)
    verb = models.CharField(_("what"), max_length=12, choices=Verb)
    fields = models.JSONField(default=dict)
    personal = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("change")
        verbose_name_plural = _("history")
        indexes = [models.Index(fields=["partner", "-at"], name="change_by_partner")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.at:%Y-%m-%d}"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise HistoryIsKept
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise HistoryIsKept
