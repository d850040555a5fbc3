from django.contrib.admin import display
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class SpeaksBoth:
    """Fields that stand side by side as name_th and name_en; the English may be empty."""

    def in_language(self, field: str) -> str:
        """field_th or field_en, whichever the reader speaks; Thai where the English is empty."""
        if get_language() == "en" and (english := getattr(self, f"{field}_en")):
            return english
        return getattr(self, f"{field}_th")


class BilingualName(SpeaksBoth, models.Model):
    """A record, not a page: its names stand side by side instead of in two trees."""

    name_th = models.CharField(_("Thai name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    @display(description=_("name"))
    def name(self) -> str:
        return self.in_language("name")
