import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.search import index

from home.models import Centre, PortalDocument
from home.storage import archive_storage, private_storage

from ..partners import Partner
from .batches import LetterBatch
from .books import LetterBook
from .offices import OfCentreQuerySet, Signatory
from .texts import LetterTemplate, Written


def new_token() -> str:
    """22 letters that nobody guesses: 128 bits."""
    return secrets.token_urlsafe(16)


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    CHECKED = "checked", _("checked")
    APPROVED = "approved", _("approved")
    ISSUED = "issued", _("issued")
    SENT = "sent", _("sent")
    REPLIED = "replied", _("replied")
    VOID = "void", _("void")


#: Before a letter has its number it may be written; afterwards nothing of it changes but what became of it.
OPEN = (State.DRAFT, State.CHECKED, State.APPROVED)
OUT = (State.ISSUED, State.SENT, State.REPLIED)


class Errand(models.TextChoices):
    """What a letter has to do with a visit or a trip; such a letter tells it its number."""

    NONE = "", _("none")
    A = "a", _("letter A: asks for coordinators")
    B = "b", _("letter B: announces the visit")
    MEMO = "memo", _("asks for approval of travel")


class LetterIsKept(TypeError):
    """Somebody tried to delete a letter, or to change one that has its number."""


class LetterQuerySet(OfCentreQuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def registered(self):
        """Those with a number, the void ones among them: what the register lists."""
        return self.exclude(number=None)

    def unprinted(self):
        """Issued, and without their PDF: just now, or because somebody pulled the plug."""
        return self.registered().filter(sha256="")

    def printed(self):
        return self.registered().exclude(sha256="")

    def in_order(self):
        return self.order_by("-book__year", "book__series", "-number")

    def delete(self):
        raise LetterIsKept


def _person(words, name: str):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name=f"letters_{name}",
        editable=False,
        verbose_name=words,
    )


def _moment(words):
    return models.DateTimeField(words, null=True, blank=True, editable=False)


class Letter(Written, index.Indexed):
    """One letter to one recipient, from draft to reply. Its number, date and words are given and frozen in one moment.

    The acts of network.actions are the only ones that change `state` and what is not editable.
    """

    State = State
    Errand = Errand

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verify_token = models.CharField(max_length=22, default=new_token, unique=True, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="letters", verbose_name=_("centre"))
    template = models.ForeignKey(
        LetterTemplate, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ready text")
    )
    batch = models.ForeignKey(
        LetterBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="letters", verbose_name=_("batch")
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="letters", verbose_name=_("partner")
    )
    errand = models.CharField(_("about a visit"), max_length=4, choices=Errand, default="", blank=True, editable=False)
    visit = models.ForeignKey(
        "network.Visit", on_delete=models.PROTECT, null=True, blank=True, related_name="letters", editable=False,
        verbose_name=_("visit"),
    )  # fmt: skip
    travel = models.ForeignKey(
        "network.TravelRequest", on_delete=models.PROTECT, null=True, blank=True, related_name="letters",
        editable=False, verbose_name=_("travel request"),
    )  # fmt: skip
    recipient = models.CharField(
        _("to"), max_length=250, blank=True, help_text=_("The post that the letter is addressed to, after เรียน.")
    )
    organisation = models.CharField(
        _("organisation on the envelope"), max_length=250, blank=True, help_text=_("Where the post does not name it.")
    )
    recipient_address = models.TextField(_("address on the envelope"), blank=True, help_text=_("Line by line."))
    recipient_zip = models.CharField(_("postcode"), max_length=5, blank=True)
    recipient_email = models.EmailField(_("e-mail of the recipient"), blank=True)
    signatory = models.ForeignKey(
        Signatory, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signer")
    )
    #: Values for named blanks that only this letter knows.
    blanks = models.JSONField(_("blanks"), default=dict, blank=True)
    #: {name of the blank: compose.Table as plain values}
    tables = models.JSONField(_("tables"), default=dict, blank=True)
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        editable=False,
        verbose_name=_("corrects"),
    )
    note = models.CharField(_("note in the register"), max_length=300, blank=True)
    demonstration = models.BooleanField(_("demonstration record"), default=False, editable=False)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    drafted_by, drafted_at = _person(_("drafted by"), "drafted"), models.DateTimeField(_("drafted at"))
    checked_by, checked_at = _person(_("checked by"), "checked"), _moment(_("checked at"))
    approved_by, approved_at = _person(_("approved by"), "approved"), _moment(_("approved at"))
    issued_by, issued_at = _person(_("issued by"), "issued"), _moment(_("issued at"))
    sent_at = _moment(_("sent at"))
    replied_on = models.DateField(_("replied on"), null=True, blank=True, editable=False)
    reply = models.CharField(_("reply"), max_length=300, blank=True, editable=False)
    voided_by, voided_at = _person(_("voided by"), "voided"), _moment(_("voided at"))
    void_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    # Given in one moment
    book = models.ForeignKey(
        LetterBook, on_delete=models.PROTECT, null=True, blank=True, related_name="letters", editable=False
    )
    number = models.PositiveIntegerField(_("running number"), null=True, blank=True, editable=False)
    number_text = models.CharField(_("number"), max_length=80, blank=True, editable=False)
    dated_on = models.DateField(_("dated"), null=True, blank=True, editable=False)
    #: What compose.Letter.to_json() gives: every word on the paper.
    content = models.TextField(blank=True, editable=False)
    # Made once, right after
    pdf = models.FileField(_("letter as PDF"), storage=archive_storage, max_length=200, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = LetterQuerySet.as_manager()

    search_fields = [
        index.SearchField("subject", boost=2),
        index.SearchField("recipient"),
        index.SearchField("number_text"),
        index.SearchField("note"),
        index.AutocompleteField("subject"),
        index.AutocompleteField("recipient"),
        index.RelatedFields("partner", [index.SearchField("name_th")]),
        index.FilterField("centre_id"),
        index.FilterField("state"),
    ]

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        permissions = [
            ("check_letter", gettext_noop("Can check letters")),
            ("approve_letter", gettext_noop("Can approve letters")),
            ("issue_letter", gettext_noop("Can number, issue and void letters")),
            ("send_letter", gettext_noop("Can print, post and e-mail letters")),
        ]
        indexes = [
            models.Index(fields=["centre", "state", "-drafted_at"], name="letter_by_state"),
            models.Index(fields=["book", "-number"], name="letter_by_number"),
            models.Index(fields=["batch", "id"], name="letter_by_batch"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="one_letter_per_number"),
            models.CheckConstraint(
                name="letter_has_number_and_words_together_or_not_at_all",
                condition=Q(
                    book=None, number=None, number_text="", dated_on=None, content="", issued_at=None, sha256=""
                )
                | Q(
                    book__isnull=False,
                    number__isnull=False,
                    dated_on__isnull=False,
                    issued_at__isnull=False,
                )
                & ~Q(number_text="")
                & ~Q(content=""),
            ),
            models.CheckConstraint(
                name="letter_is_out_with_its_number_only",
                condition=Q(state=State.VOID) | Q(state__in=OPEN, number=None) | Q(state__in=OUT, number__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_is_void_for_a_reason", condition=~Q(state=State.VOID) | ~Q(void_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number_text} {self.subject}".strip()

    def delete(self, *args, **kwargs):
        raise LetterIsKept

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_out(self) -> bool:
        return self.state in OUT


class LetterEnclosure(models.Model):
    """What goes with a letter, or with every letter of a batch; where it has a file, it travels inside the PDF."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, null=True, blank=True, related_name="enclosures")
    batch = models.ForeignKey(LetterBatch, on_delete=models.CASCADE, null=True, blank=True, related_name="enclosures")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=250)
    count = models.PositiveSmallIntegerField(_("how many"), default=1)
    unit = models.CharField(_("counted in"), max_length=40, default="ฉบับ")
    apart = models.CharField(
        _("sent apart by"), max_length=120, blank=True, help_text=_("Where it does not lie in the envelope.")
    )
    file = models.FileField(_("file"), storage=private_storage, upload_to="letters/enclosures/%Y/%m", blank=True)
    document = models.ForeignKey(
        PortalDocument,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("from the documents of the site"),
    )
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("enclosure")
        verbose_name_plural = _("enclosures")
        constraints = [
            models.CheckConstraint(
                name="enclosure_of_a_letter_or_of_a_batch",
                condition=Q(letter=None, batch__isnull=False) | Q(letter__isnull=False, batch=None),
            )
        ]

    def __str__(self) -> str:
        return self.title
