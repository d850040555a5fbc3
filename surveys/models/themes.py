from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from home.models.naming import BilingualName

from .answers import Response


class Theme(BilingualName):
    """What people write about. The list is the same for all centres, so that their counts add up."""

    code = models.SlugField(_("code"), unique=True, max_length=30)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    #: For “none”, “–” and the like: read and done with, but nothing that a report counts.
    counted = models.BooleanField(_("counted in reports"), default=True)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("theme of free texts")
        verbose_name_plural = _("themes of free texts")
        permissions = [("code_texts", gettext_noop("Can give free texts a theme"))]


class TextTheme(models.Model):
    """A text is about a theme, as a person read it. It outlives the text, which is erased in time."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="themes")
    variable = models.CharField(max_length=8)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="texts", verbose_name=_("theme"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["response", "variable", "theme__order"]
        verbose_name = _("theme of a text")
        verbose_name_plural = _("themes of texts")
        constraints = [
            models.UniqueConstraint(fields=["response", "variable", "theme"], name="a_theme_once_per_text"),
        ]

    def __str__(self) -> str:
        return f"{self.response_id} {self.variable} {self.theme_id}"
