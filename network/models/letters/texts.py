from django.db import models
from django.utils.translation import gettext_lazy as _

from home.access import for_user, scope_of
from home.models import Centre


class Kind(models.TextChoices):
    EXTERNAL = "external", _("external letter")
    MEMO = "memo", _("memo")
    STAMPED = "stamped", _("stamped letter")
    CIRCULAR = "circular", _("circular")
    CERTIFICATE = "certificate", _("certificate")


class Purpose(models.TextChoices):
    FREE = "free", _("free text")
    COORDINATORS = "coordinators", _("letter A: asks for coordinators")
    TRAVEL = "travel", _("asks for approval of travel")
    VISIT = "visit", _("letter B: announces the visit")
    THANKS = "thanks", _("thanks")
    REMINDER = "reminder", _("reminder")
    BANNER_LOST = "banner_lost", _("banner is gone")
    CERTIFICATE = "certificate", _("certificate of membership")


class Urgency(models.TextChoices):
    NONE = "none", _("ordinary")
    URGENT = "urgent", "ด่วน"
    VERY = "very", "ด่วนมาก"
    MOST = "most", "ด่วนที่สุด"


class Manners(models.TextChoices):
    """The pairs of salutation and closing, which never mix (regulation, annex 2)."""

    ORDINARY = "ordinary", "เรียน – ขอแสดงความนับถือ"
    HIGH = "high", "กราบเรียน – ขอแสดงความนับถืออย่างยิ่ง"
    MONK = "monk", "นมัสการ – ขอนมัสการด้วยความเคารพ"
    SENIOR_MONK = "senior_monk", "นมัสการ – ขอนมัสการด้วยความเคารพอย่างสูง"
    PRELATE = "prelate", "นมัสการ – ขอนมัสการด้วยความเคารพอย่างยิ่ง"


class Written(models.Model):
    """What is written before it is known to whom: subject and text with named blanks, and how it is addressed.

    The values of the choices are those of `network.letters.compose`.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.EXTERNAL)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose, default=Purpose.FREE)
    urgency = models.CharField(_("urgency"), max_length=12, choices=Urgency, default=Urgency.NONE)
    urgency_within = models.CharField(
        _("urgent until"), max_length=60, blank=True, help_text=_("Day and hour, for ด่วนภายใน.")
    )
    manners = models.CharField(_("form of address"), max_length=12, choices=Manners, default=Manners.ORDINARY)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"), max_length=20_000, help_text=_("Paragraphs are separated by an empty line."))
    #: [{"agency": …, "number": …, "date": "2026-11-02" or null, "kind": "หนังสือ"}, …]
    references = models.JSONField(_("references"), default=list, blank=True)
    copies_to = models.TextField(_("copies to"), blank=True, help_text=_("One per line."))
    reply_slip = models.BooleanField(
        _("with a reply slip"), default=False, help_text=_("A sheet that comes back, with a code for answering online.")
    )

    class Meta:
        abstract = True


#: What a letter takes over from a ready text or from its batch.
WRITTEN = (
    "kind", "purpose", "urgency", "urgency_within", "manners",
    "subject", "body", "references", "copies_to", "reply_slip",
)  # fmt: skip


class LetterTemplateQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those of one's own centres, to keep. The national ones everybody uses and headquarters keeps."""
        return for_user(self, user)

    def usable_by(self, user):
        scope = scope_of(user)
        if scope.everything:
            return self.filter(active=True)
        return self.filter(models.Q(centre=None) | models.Q(centre__in=scope.centres), active=True)


class LetterTemplate(Written):
    """A ready text, of one centre or national, with named blanks that are checked when it is saved."""

    name = models.CharField(_("name of the text"), max_length=120)
    centre = models.ForeignKey(
        Centre,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="letter_templates",
        verbose_name=_("centre"),
        help_text=_("Empty for a text of headquarters that all centres use."),
    )
    #: [{"title": …, "count": 1, "unit": "ฉบับ", "apart": ""}, …]; files are added to the letter.
    enclosures = models.JSONField(_("enclosures"), default=list, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    #: Of a text that the site came with: it is added once, and edited by the office from then on.
    key = models.SlugField(max_length=40, blank=True, editable=False)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["purpose", "name"]
        verbose_name = _("ready text")
        verbose_name_plural = _("ready texts")
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="one_ready_text_per_key")
        ]

    def __str__(self) -> str:
        return self.name
