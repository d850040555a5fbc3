from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from home.access import for_user
from home.models import District, Province, Subdistrict
from home.models.naming import BilingualName
from home.storage import private_storage
from home.thai import sort_key

from .. import codes, kinds, standing, websites
from ..matching import name_key


class PartnerQuerySet(models.QuerySet):
    def for_user(self, user):
        """What a member of staff may see: the partners in the provinces of his centres."""
        return for_user(self, user, "province__centre")

    def current(self):
        """Neither merged into another record nor closed."""
        return self.filter(merged_into=None, closed_on=None)

    def public(self):
        """What the directory shows: those who take part or took part, and have not left."""
        return self.filter(status__in=standing.PUBLIC)

    def by_code(self, typed: str):
        """The organisation a code stands for, also a code of a record that was merged into another.

        Raises Partner.DoesNotExist for anything else, mistyped codes among them.
        """
        try:
            partner = self.get(code=codes.read_code(typed))
        except codes.WrongCode:
            raise self.model.DoesNotExist from None
        seen = {partner.pk}
        while partner.merged_into_id and partner.merged_into_id not in seen:
            seen.add(partner.merged_into_id)
            partner = self.model._default_manager.get(pk=partner.merged_into_id)
        return partner

    def with_places(self):
        return self.select_related("province__centre", "district", "subdistrict")


class Partner(BilingualName, index.Indexed):
    """An organisation of the network, or one that could be: a local government or a school.

    `status` and the observations are rebuilt by `network recompute`; nobody types them.
    """

    class Source(models.TextChoices):
        THAITAMBON = "thaitambon", "thaitambon.com"
        PAO = "pao", _("provincial administrative organisation")
        STUDENT_REGISTER = "student_register", _("student register")
        WEB = "google", _("web search")
        IMPORT = "import", _("imported list")
        APPLICATION = "partner_request", _("own application")
        VOLUNTEER = "volunteer", _("labour volunteer")
        STAFF = "staff", _("typed in by staff")

    class SiteState(models.TextChoices):
        UNKNOWN = "unknown", _("not looked at")
        UP = "up", _("answers")
        DOWN = "down", _("does not answer")

    class BannerState(models.TextChoices):
        UNKNOWN = "unknown", _("not looked at")
        NEVER = "never", _("never seen")
        LIVE = "live", _("on the site")
        LOST = "lost", _("was there, is gone")

    KIND_CHOICES = [(kind.value, kind.name_th) for kind in kinds.KINDS]

    code = models.CharField(_("code"), max_length=6, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=30, choices=KIND_CHOICES)
    former_names = models.TextField(_("former names"), blank=True, help_text=_("One per line."))
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="partners", verbose_name=_("province")
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="partners", verbose_name=_("district")
    )
    subdistrict = models.ForeignKey(
        Subdistrict,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name=_("sub-district"),
    )
    address = models.CharField(_("address"), max_length=300, blank=True, help_text=_("House number, village, road."))
    zip_code = models.CharField(_("postcode"), max_length=5, blank=True)
    website = models.CharField(_("website"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail of the organisation"), blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    source = models.CharField(_("where we know it from"), max_length=20, choices=Source, default=Source.STAFF)
    opted_out_at = models.DateTimeField(_("left the network at"), null=True, blank=True)
    opted_out_reason = models.CharField(_("why it left"), max_length=300, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    demonstration = models.BooleanField(_("demonstration record"), default=False)

    # Observations
    site_state = models.CharField(
        _("website"), max_length=10, choices=SiteState, default=SiteState.UNKNOWN, editable=False
    )
    banner_state = models.CharField(
        _("banner"), max_length=10, choices=BannerState, default=BannerState.UNKNOWN, editable=False
    )
    suitable = models.BooleanField(_("suitable when screened"), null=True, editable=False)
    screened_on = models.DateField(_("screened on"), null=True, editable=False)
    open_visit = models.BooleanField(_("has an open visit"), default=False, editable=False)
    first_visited_on = models.DateField(_("first visited on"), null=True, editable=False)
    last_visited_on = models.DateField(_("last visited on"), null=True, editable=False)
    joined_on = models.DateField(_("joined on"), null=True, editable=False)
    left_on = models.DateField(_("membership ended on"), null=True, editable=False)
    banner_seen_on = models.DateField(_("banner last seen on"), null=True, editable=False)
    banner_lost_on = models.DateField(_("banner lost on"), null=True, editable=False)
    last_heard_on = models.DateField(_("last heard from on"), null=True, editable=False)
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=[(value, name_th) for value, name_th, _name_en in standing.STANDINGS],
        default=standing.PROSPECT,
        editable=False,
    )

    host_key = models.CharField(max_length=300, blank=True, editable=False, db_index=True)
    name_key = models.CharField(max_length=260, blank=True, editable=False, db_index=True)
    #: The Thai name as the dictionary sorts it.
    order_key = models.CharField(max_length=410, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = PartnerQuerySet.as_manager()

    search_fields = [
        index.SearchField("name_th", boost=3),
        index.SearchField("name_en", boost=3),
        index.SearchField("former_names"),
        index.SearchField("address"),
        index.SearchField("code"),
        index.AutocompleteField("name_th"),
        index.AutocompleteField("name_en"),
        index.RelatedFields("province", [index.SearchField("name_th"), index.SearchField("name_en")]),
        index.RelatedFields("district", [index.SearchField("name_th")]),
        index.RelatedFields("subdistrict", [index.SearchField("name_th")]),
        index.FilterField("status"),
        index.FilterField("kind"),
        index.FilterField("province_id"),
    ]

    class Meta:
        ordering = ["name_th", "pk"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        indexes = [
            models.Index(fields=["name_th", "id"], name="partner_by_name"),
            models.Index(fields=["province", "status"], name="partner_by_place_and_status"),
            models.Index(fields=["status", "name_th"], name="partner_by_status"),
            models.Index(fields=["order_key", "id", "status"], name="partner_by_dictionary"),
            models.Index(fields=["province", "kind", "status"], name="partner_counts"),
            models.Index(fields=["kind", "status", "order_key", "id"], name="partner_by_kind"),
            models.Index(fields=["province", "first_visited_on", "banner_state"], name="partner_for_suggestion"),
        ]
        permissions = [
            ("merge_partner", gettext_noop("Can merge two records of one organisation")),
            ("erase_person", gettext_noop("Can hand out and erase what is held on a person")),
        ]
        constraints = [
            models.CheckConstraint(
                name="partner_is_not_merged_into_itself", condition=~models.Q(merged_into=models.F("id"))
            )
        ]

    def save(self, *args, **kwargs) -> None:
        self.code = self.code or codes.new_code()
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Brings the keys of sorting and of finding duplicates up to date; bulk writers call it themselves."""
        self.host_key = websites.host_key(self.website)
        self.name_key = name_key(self.kind, self.name_th, self.subdistrict.code if self.subdistrict_id else "")
        self.order_key = "\t".join(sort_key(self.name_th))

    @property
    def kind_name(self) -> str:
        kind = kinds.BY_VALUE[self.kind]
        return kind.name_en if get_language() == "en" else kind.name_th

    @property
    def status_name(self) -> str:
        return standing.NAMES[self.status][get_language() == "en"]

    def seen(self) -> standing.Observations:
        """What was observed, for deriving the status."""
        return standing.Observations(
            merged=self.merged_into_id is not None,
            closed_on=self.closed_on,
            opted_out_on=self.opted_out_at.date() if self.opted_out_at else None,
            joined_on=self.joined_on,
            banner_seen_on=self.banner_seen_on,
            banner_lost_on=self.banner_lost_on,
            open_visit=self.open_visit,
            last_visited_on=self.last_visited_on,
            last_heard_on=self.last_heard_on,
            suitable=self.suitable,
        )


class PartnerNote(models.Model):
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=4000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return self.text[:60]


class PartnerFile(models.Model):
    """A file about a partner. No address leads to it: a view that checks who asks hands it out."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to="partners/%Y/%m", storage=private_storage)
    title = models.CharField(_("title"), max_length=200)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.title
