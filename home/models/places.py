from django.contrib.admin import display
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from .naming import BilingualName


class Centre(BilingualName, index.Indexed):
    """A regional labour-market-information administration centre. Six of them; addresses are the office's to fill."""

    code = models.SlugField(_("code"), unique=True, max_length=20)
    region_th = models.CharField(_("region in Thai"), max_length=60)
    region_en = models.CharField(_("region in English"), max_length=60)
    address_th = models.TextField(_("address in Thai"), blank=True)
    address_en = models.TextField(_("address in English"), blank=True)
    phone = models.CharField(_("telephone"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields = [index.SearchField("name_th"), index.SearchField("name_en"), index.AutocompleteField("name_th")]

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("centre")
        verbose_name_plural = _("centres")

    @property
    @display(description=_("region"))
    def region(self) -> str:
        """The short name that lists and filters use: ภาคเหนือ, North."""
        return self.in_language("region")

    @property
    def address(self) -> str:
        return self.in_language("address")


class Province(BilingualName, index.Indexed):
    """One of the 77 provinces, by its official two-digit code. Which centre looks after it is data, not code."""

    code = models.CharField(_("official code"), max_length=2, unique=True)
    slug = models.SlugField(_("slug"), unique=True, max_length=40)
    abbr_th = models.CharField(_("abbreviation"), max_length=10, blank=True)
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, related_name="provinces", verbose_name=_("centre in charge")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    search_fields = [
        index.SearchField("name_th"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_th"),
        index.AutocompleteField("name_en"),
    ]

    class Meta:
        ordering = ["name_th"]
        verbose_name = _("province")
        verbose_name_plural = _("provinces")


class District(BilingualName):
    """A district (อำเภอ, or เขต in Bangkok), by its official four-digit code."""

    code = models.CharField(_("official code"), max_length=4, unique=True)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="districts", verbose_name=_("province")
    )

    class Meta:
        ordering = ["name_th"]
        verbose_name = _("district")
        verbose_name_plural = _("districts")


class Subdistrict(BilingualName):
    """A sub-district (ตำบล, or แขวง in Bangkok), by its official six-digit code."""

    code = models.CharField(_("official code"), max_length=6, unique=True)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="subdistricts", verbose_name=_("district")
    )
    #: Where the post goes several ways, all codes with a space between them.
    zip_code = models.CharField(_("postcode"), max_length=40, blank=True)

    class Meta:
        ordering = ["name_th"]
        verbose_name = _("sub-district")
        verbose_name_plural = _("sub-districts")


class ProvincialOffice(BilingualName):
    """A provincial labour office (สำนักงานแรงงานจังหวัด) or employment office (สำนักงานจัดหางานจังหวัด)."""

    class Kind(models.TextChoices):
        LABOUR = "labour", _("provincial labour office")
        EMPLOYMENT = "employment", _("provincial employment office")

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="offices", verbose_name=_("province"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    address_th = models.TextField(_("address in Thai"), blank=True)
    address_en = models.TextField(_("address in English"), blank=True)
    phone = models.CharField(_("telephone"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        ordering = ["province__name_th", "kind"]
        verbose_name = _("provincial office")
        verbose_name_plural = _("provincial offices")
        constraints = [models.UniqueConstraint(fields=["province", "kind"], name="one_office_of_a_kind_per_province")]
