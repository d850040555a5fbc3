from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.access import for_user
from home.models import Centre
from home.storage import private_storage


class OfCentreQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user)


class LetterOffice(models.Model):
    """What a centre's letters say of the office that writes them. Nothing of it is guessed; empty means not set yet.

    Without emblem, code and signer letters can be looked at, with a specimen mark, and not issued.
    """

    centre = models.OneToOneField(
        Centre, on_delete=models.PROTECT, related_name="letter_office", verbose_name=_("centre")
    )
    agency = models.TextField(
        _("agency that writes"), blank=True, help_text=_("As it stands above the address, line by line.")
    )
    address = models.TextField(_("address"), blank=True, help_text=_("As it stands on letters, line by line."))
    memo_agency = models.CharField(
        _("agency on memos"), max_length=250, blank=True, help_text=_("On one line, with the telephone of the section.")
    )
    code = models.CharField(
        _("code before the number"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^[ก-ฮ]{1,4} ?[0-9๐-๙]{2,6}(\.[0-9๐-๙]{1,4})*$",
                _("Letters and digits as the register gives them, such as รง ๐๓๐๐.๐ - without the stroke."),
            )
        ],
        help_text=_("The ministry's letters and the number of the unit, without the stroke and the running number."),
    )
    reply_address = models.TextField(
        _("address for replies"), blank=True, help_text=_("Only where reply slips go to another place, line by line.")
    )
    stamp = models.CharField(_("initials of the stamp"), max_length=20, blank=True)
    section = models.CharField(_("section in charge"), max_length=250, blank=True)
    phone = models.CharField(_("telephone"), max_length=100, blank=True)
    fax = models.CharField(_("fax"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    emblem = models.FileField(
        _("emblem"),
        storage=private_storage,
        upload_to="letters/emblems",
        blank=True,
        help_text=_("The Garuda as a PNG picture with a clear background, at least 600 pixels high."),
    )
    font_regular = models.FileField(
        _("own letter font"), storage=private_storage, upload_to="letters/fonts", blank=True
    )
    font_bold = models.FileField(
        _("own letter font, bold"), storage=private_storage, upload_to="letters/fonts", blank=True
    )
    project = models.CharField(
        _("name of the project"), max_length=200, blank=True, help_text=_("As letters call it; the blank {โครงการ}.")
    )
    thai_digits = models.BooleanField(_("Thai digits"), default=True)
    own_series = models.BooleanField(
        _("own series of numbers"),
        default=False,
        help_text=_("Letters of the network are numbered apart from the office's other letters."),
    )
    own_mark = models.CharField(
        _("mark of the own series"), max_length=10, blank=True, help_text=_("Stands between the stroke and the number.")
    )
    circulars_apart = models.BooleanField(
        _("circulars have their own series"),
        default=True,
        help_text=_("Otherwise they take the next number of the ordinary series and ว before it (regulation, 32)."),
    )
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = OfCentreQuerySet.as_manager()

    class Meta:
        ordering = ["centre__order"]
        verbose_name = _("office that writes letters")
        verbose_name_plural = _("offices that write letters")

    def __str__(self) -> str:
        return str(self.centre)

    def clean(self) -> None:
        if self.own_series and not self.own_mark:
            raise ValidationError({"own_mark": _("Two series with the same look cannot be told apart: give a mark.")})

    def gaps(self) -> list[str]:
        """Names of what is not set and without which no letter is issued, in the order of the settings."""
        wanted = {"agency": self.agency, "address": self.address, "code": self.code, "emblem": self.emblem}
        gaps = [name for name, value in wanted.items() if not value]
        return gaps if self.centre.signatories.filter(active=True).exists() else [*gaps, "signatory"]


class SignatoryQuerySet(OfCentreQuerySet):
    def active(self):
        return self.filter(active=True)


class Signatory(models.Model):
    """Who signs a centre's letters: the full name in brackets, and the position under it, line by line."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="signatories", verbose_name=_("centre"))
    name = models.CharField(_("full name"), max_length=200, help_text=_("With its title, as it stands in brackets."))
    position = models.TextField(_("position"), help_text=_("As it stands under the name, line by line."))
    acting_for = models.CharField(
        _("signs for"), max_length=200, blank=True, help_text=_("The line ปฏิบัติราชการแทน and whom, or รักษาการแทน.")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("user"),
    )
    active = models.BooleanField(_("signs now"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        ordering = ["-active", "order", "name"]
        verbose_name = _("signer")
        verbose_name_plural = _("signers")

    def __str__(self) -> str:
        return self.name
