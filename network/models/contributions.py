from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from home.access import for_user
from home.models import District, Province, Subdistrict
from home.storage import private_storage

from .contacts import Contact
from .partners import Partner


class Decided(models.Model):
    """Something a partner sent that a member of staff accepts or declines, once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING, db_index=True)
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("decided by"),
    )
    answer = models.CharField(_("answer to the sender"), max_length=500, blank=True)
    #: From the form: the same form sent twice is one thing.
    form_token = models.CharField(max_length=40, unique=True, editable=False)

    class Meta:
        abstract = True


class OfPartnerQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "partner__province__centre")

    def waiting(self):
        return self.filter(state=Decided.State.WAITING)


class Proposal(Decided):
    """A partner's correction of its own data or coordinators: {field: [as it was, as it should be]}."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="proposals")
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name=_("sent by")
    )
    profile = models.JSONField(_("organisation"), default=dict, blank=True)
    people = models.JSONField(_("coordinators"), default=list, blank=True)
    message = models.CharField(_("message"), max_length=500, blank=True)

    objects = OfPartnerQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("proposed correction")
        verbose_name_plural = _("proposed corrections")

    def __str__(self) -> str:
        return str(self.partner)


class Contribution(Decided):
    """News or an event that a partner offers; accepted, it becomes a page «news from the network»."""

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        EVENT = "event", _("event")

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="contributions")
    contact = models.ForeignKey(
        Contact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("sent by"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NEWS)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), max_length=8000)
    link = models.URLField(_("address of more information"), blank=True)
    happens_on = models.DateField(_("takes place on"), null=True, blank=True)
    happens_at = models.CharField(_("takes place at"), max_length=200, blank=True)
    #: Nobody sees it before a member of staff has: no address leads to it.
    picture = models.ImageField(_("picture"), upload_to="contributions/%Y/%m", storage=private_storage, blank=True)
    picture_description = models.CharField(_("description of the picture"), max_length=255, blank=True)
    page = models.ForeignKey(
        "home.NewsPage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = OfPartnerQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        permissions = [("publish_contribution", gettext_noop("Can publish what a partner sent"))]

    def __str__(self) -> str:
        return self.title


class ApplicationQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "province__centre")

    def waiting(self):
        return self.filter(state=Decided.State.WAITING)


class Application(Decided):
    """An organisation asks to join, on the public form. `suspect`: looks like a robot's; kept, never dropped."""

    name = models.CharField(_("name of the organisation"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=Partner.KIND_CHOICES)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("province"))
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district")
    )
    subdistrict = models.ForeignKey(
        Subdistrict, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sub-district")
    )
    website = models.CharField(_("website"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=100)
    email = models.EmailField(_("e-mail"))
    contact_title = models.CharField(_("title"), max_length=40, blank=True)
    contact_name = models.CharField(_("name of the coordinator"), max_length=200)
    contact_position = models.CharField(_("position"), max_length=200, blank=True)
    message = models.TextField(_("message"), max_length=1000, blank=True)
    consented_at = models.DateTimeField(_("privacy notice read at"))
    suspect = models.BooleanField(_("looks like a robot's"), default=False)
    partner = models.ForeignKey(
        Partner, on_delete=models.SET_NULL, null=True, blank=True, related_name="applications", editable=False
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("application to join")
        verbose_name_plural = _("applications to join")

    def __str__(self) -> str:
        return self.name
