from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models.naming import BilingualName

from ..instrument.items import Questionnaire
from ..instrument.source import read


class Instrument(BilingualName):
    """A questionnaire of two forms, before and after, through all its revisions."""

    slug = models.SlugField(_("short name"), unique=True, max_length=60)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")

    def newest(self) -> Revision | None:
        return self.revisions.order_by("-number").first()


class RevisionIsFrozen(Exception):
    """A sheet was printed from it, a campaign opened with it or somebody answered it: it stays as it is."""


@lru_cache(maxsize=32)
def _read(source: str) -> Questionnaire:
    return read(source)


class RevisionQuerySet(models.QuerySet):
    def newest(self):
        """Of each questionnaire one."""
        return self.annotate(newest=models.Max("instrument__revisions__number")).filter(number=models.F("newest"))


class Revision(models.Model):
    """The wording of a questionnaire at one time. `source` is its YAML; frozen, it never changes again."""

    class Reason(models.TextChoices):
        PRINTED = "printed", _("a sheet was printed")
        OPENED = "opened", _("a campaign was opened")
        ANSWERED = "answered", _("somebody answered")

    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("questionnaire")
    )
    number = models.PositiveIntegerField(_("revision"))
    source = models.TextField(_("definition"))
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    frozen_at = models.DateTimeField(_("frozen at"), null=True, editable=False)
    frozen_because = models.CharField(_("frozen because"), max_length=10, choices=Reason, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["instrument", "-number"]
        verbose_name = _("revision of a questionnaire")
        verbose_name_plural = _("revisions of questionnaires")
        constraints = [models.UniqueConstraint(fields=["instrument", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"{self.instrument} · {self.number}"

    def save(self, *args, **kwargs) -> None:
        """Raises RevisionIsFrozen when a frozen wording would change."""
        if self.pk:
            stored = Revision.objects.filter(pk=self.pk).values("source", "frozen_at").first()
            if stored and stored["frozen_at"] and stored["source"] != self.source:
                raise RevisionIsFrozen
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self.frozen:
            raise RevisionIsFrozen
        return super().delete(*args, **kwargs)

    @property
    def frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def questionnaire(self) -> Questionnaire:
        """Raises instrument.source.Unreadable for a draft that cannot be read yet."""
        return _read(self.source)

    @property
    def checksum(self) -> str:
        return sha256(self.source.encode()).hexdigest()
