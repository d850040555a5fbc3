from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from home.access import for_user
from home.models import Province

from ..instrument.packing import pack
from .campaigns import Campaign, PairCode


class ResponseQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "province__centre")

    def usable(self):
        """What statistics count."""
        return self.filter(state=Response.State.USABLE)

    def waiting(self):
        """What a person has to decide."""
        return self.filter(state__in=(Response.State.SUSPECT, Response.State.DOUBLE))


class Response(models.Model):
    """One filled-in form. `answers` is the truth; `codes` are its coded items packed, rewritten with every save.

    Who answered is nowhere: `pair` leads to the partner until it is cut, `province` and `orgtype` stay for the tables.
    No address of a reader is kept.
    """

    class State(models.TextChoices):
        USABLE = "usable", _("usable")
        SUSPECT = "suspect", _("suspect")
        DOUBLE = "double", _("second answer of a code")
        SET_ASIDE = "set_aside", _("set aside")

    class Mode(models.IntegerChoices):
        ONLINE = 1, _("online")
        INTERVIEW = 2, _("interviewed on site")
        PAPER = 3, _("on paper, keyed by staff")
        MAIL = 4, _("business-reply mail, keyed by staff")

    class Language(models.IntegerChoices):
        TH = 1, "ไทย"
        EN = 2, "English"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="responses")
    wave = models.PositiveSmallIntegerField(_("form"), choices=[(1, _("Form 1")), (2, _("Form 2"))])
    pair = models.ForeignKey(
        PairCode, on_delete=models.PROTECT, null=True, related_name="responses", verbose_name=_("pair code")
    )
    open = models.BooleanField(_("through the open address"), default=False)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("province"))
    orgtype = models.PositiveSmallIntegerField(_("type of partner"), default=7)
    mode = models.PositiveSmallIntegerField(_("channel"), choices=Mode, default=Mode.ONLINE)
    language = models.PositiveSmallIntegerField(_("language"), choices=Language, default=Language.TH)
    answered_on = models.DateField(_("answered on"))
    answers = models.JSONField(_("answers"), default=dict)
    codes = models.BinaryField(editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.USABLE)
    doubts = models.JSONField(_("doubts"), default=list, blank=True)
    same_person = models.BooleanField(_("judged to be the same person"), default=False)
    seconds = models.PositiveIntegerField(_("seconds it took"), null=True)
    notice = models.CharField(_("edition of the privacy notice"), max_length=64, blank=True)
    #: The name of the form it was sent with: a form that is sent twice makes one answer.
    form_name = models.CharField(max_length=64, unique=True, editable=False)
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("keyed by")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        permissions = [
            ("export_response", gettext_noop("Can export answers")),
            ("decide_response", gettext_noop("Can decide about doubtful answers")),
            ("erase_response", gettext_noop("Can erase answers on request")),
        ]
        indexes = [models.Index(fields=["campaign", "wave", "state"], name="answers_of_a_wave")]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "wave"],
                condition=Q(open=False, state="usable", pair__isnull=False),
                name="one_answer_per_code_and_wave",
            ),
            models.CheckConstraint(name="answer_of_a_form", condition=Q(wave__in=[1, 2])),
            models.CheckConstraint(name="open_address_is_of_form_2", condition=Q(open=False) | Q(wave=2)),
        ]

    def __str__(self) -> str:
        return f"{self.get_wave_display()} {self.answered_on:%Y-%m-%d}"

    def save(self, *args, **kwargs) -> None:
        self.pack()
        if (fields := kwargs.get("update_fields")) is not None and "answers" in fields:
            kwargs["update_fields"] = {*fields, "codes"}
        super().save(*args, **kwargs)

    def pack(self) -> None:
        """Writes the codes anew from the answers; who writes in bulk calls it himself."""
        self.codes = pack(self.form, self.answers)

    @property
    def form(self):
        return self.campaign.form(self.wave)


class KeyedSheetQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "response__province__centre")

    def once(self):
        """Keyed by one person so far."""
        return self.filter(second_at=None)

    def differing(self):
        """Keyed twice and not alike, and nobody has decided yet."""
        return self.filter(second_at__isnull=False, settled_at=None)


class KeyedSheet(models.Model):
    """A paper sheet as two people typed it, one after the other; the second decides where they differ."""

    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="keyed")
    first = models.JSONField(default=dict)
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    first_at = models.DateTimeField()
    second = models.JSONField(null=True)
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    #: When both agreed or the second decided where they differ.
    settled_at = models.DateTimeField(null=True)

    objects = KeyedSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("keyed sheet")
        verbose_name_plural = _("keyed sheets")
        constraints = [
            models.CheckConstraint(
                name="keyed_again_by_somebody_else",
                condition=Q(second_by=None) | ~Q(second_by=models.F("first_by")),
            )
        ]

    def __str__(self) -> str:
        return str(self.response_id)


class Decision(models.Model):
    """What a person decided about an answer, and why. Only ever added."""

    class Verb(models.TextChoices):
        ACCEPT = "accept", _("counted")
        SET_ASIDE = "set_aside", _("set aside")
        SAME = "same", _("judged to be the same person")
        APART = "apart", _("judged to be two persons")
        MOVE = "move", _("given another pair code")
        CORRECT = "correct", _("corrected after keying twice")
        ERASE = "erase", _("erased on request")

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="decisions")
    verb = models.CharField(_("decision"), max_length=10, choices=Verb)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("decision about an answer")
        verbose_name_plural = _("decisions about answers")

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.at:%Y-%m-%d}"
