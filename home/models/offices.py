from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .naming import SpeaksBoth


@register_setting(icon="home")
class Office(SpeaksBoth, BaseSiteSetting):
    """Whose site this is: names, emblem and how to reach the office. Nothing of it is guessed in code."""

    name_th = models.CharField(_("office name in Thai"), max_length=200, default="เครือข่ายข้อมูลข่าวสารตลาดแรงงาน")
    name_en = models.CharField(_("office name in English"), max_length=200, default="Labour Market Information Network")
    parent_th = models.CharField(
        _("parent agency in Thai"), max_length=200, default="กองบริหารข้อมูลตลาดแรงงาน กรมการจัดหางาน"
    )
    parent_en = models.CharField(
        _("parent agency in English"),
        max_length=200,
        default="Labour Market Information Administration Division, Department of Employment",
    )
    emblem = models.ForeignKey(
        "home.PortalImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("emblem"),
        help_text=_("Shown beside the office name. Without it the name stands alone."),
    )
    address_th = models.TextField(_("address in Thai"), blank=True)
    address_en = models.TextField(_("address in English"), blank=True)
    phone = models.CharField(_("telephone"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    facebook_url = models.URLField(_("Facebook page"), blank=True)
    line_url = models.URLField(_("LINE official account"), blank=True)
    demonstration = models.BooleanField(
        _("demonstration site"), default=False, help_text=_("Says on every page that names and figures are invented.")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name_th"),
                FieldPanel("name_en"),
                FieldPanel("parent_th"),
                FieldPanel("parent_en"),
                FieldPanel("emblem"),
            ],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [FieldPanel("address_th"), FieldPanel("address_en"), FieldPanel("phone"), FieldPanel("email")],
            heading=_("Contact"),
        ),
        MultiFieldPanel([FieldPanel("facebook_url"), FieldPanel("line_url")], heading=_("Channels")),
        FieldPanel("demonstration"),
    ]

    class Meta:
        verbose_name = _("office")

    @property
    def name(self) -> str:
        return self.in_language("name")

    @property
    def parent(self) -> str:
        return self.in_language("parent")

    @property
    def address(self) -> str:
        return self.in_language("address")
