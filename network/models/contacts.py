from django.db import models
from django.utils.translation import gettext_lazy as _

from home.access import for_user
from home.models import District, ProvincialOffice, Subdistrict

from .partners import Partner


class ContactQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "partner__province__centre")

    def active(self):
        return self.filter(active=True, erased_at=None)

    def wanting_news(self):
        """Whom mailings may go to: not those who stopped them. Letters about the organisation itself go to all."""
        return self.active().filter(news_stopped_at=None, partner__opted_out_at=None)


class Contact(models.Model):
    """A person at a partner. Personal data: for staff of the partner's centre only, never public."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        HEAD = "head", _("head of the organisation")
        OTHER = "other", _("other")

    class Function(models.TextChoices):
        GUIDANCE = "guidance", _("guidance section")
        ADMINISTRATION = "administration", _("administration")
        WEBSITE = "website", _("website")
        COMMUNITY = "community", _("community development")
        OTHER = "other", _("other")

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="contacts")
    title = models.CharField(_("title"), max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.COORDINATOR)
    function = models.CharField(_("function"), max_length=20, choices=Function, default=Function.OTHER)
    phone = models.CharField(_("telephone"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    line_id = models.CharField("LINE ID", max_length=60, blank=True)
    active = models.BooleanField(_("active"), default=True)
    source = models.CharField(_("told by"), max_length=100, blank=True)
    notice_on = models.DateField(
        _("privacy notice given on"),
        null=True,
        blank=True,
        help_text=_("When the person was told what the data is for."),
    )
    verified_on = models.DateField(_("confirmed on"), null=True, blank=True)
    news_stopped_at = models.DateTimeField(_("stopped the news by mail at"), null=True, blank=True, editable=False)
    link_version = models.PositiveIntegerField(default=1, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-active", "role", "name"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.title}{self.name}"


class VolunteerQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "district__province__centre")


class Volunteer(models.Model):
    """A labour volunteer (อาสาสมัครแรงงาน) of a district, looked after by the provincial labour office."""

    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="volunteers", verbose_name=_("district")
    )
    subdistrict = models.ForeignKey(
        Subdistrict, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sub-district")
    )
    office = models.ForeignKey(
        ProvincialOffice,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="volunteers",
        verbose_name=_("provincial labour office"),
    )
    title = models.CharField(_("title"), max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("telephone"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    active = models.BooleanField(_("active"), default=True)
    since_on = models.DateField(_("since"), null=True, blank=True)
    notice_on = models.DateField(_("privacy notice given on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        ordering = ["district__province__name_th", "district__name_th", "name"]
        verbose_name = _("labour volunteer")
        verbose_name_plural = _("labour volunteers")

    def __str__(self) -> str:
        return f"{self.title}{self.name}"
