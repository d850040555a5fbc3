from django.db import models
from django.utils.translation import gettext_lazy as _

from .naming import BilingualName


class Topic(BilingualName):
    """One of the eight kinds of explicit knowledge of the office's manual; news and guides are filed by them."""

    code = models.SlugField(_("code"), unique=True, max_length=30)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
