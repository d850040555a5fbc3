"""A partner chosen in a season, and what happens to it from the short list to the end of the follow-up."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from home.access import for_user

from ..outreach import states
from .contacts import Contact
from .history import ChangeQuerySet, HistoryIsKept
from .partners import Partner
from .seasons import Season, Team


class VisitQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "partner__province__centre")

    def with_partner(self):
        return self.select_related(
            "partner__province__centre", "partner__district", "partner__subdistrict", "team", "season"
        )

    def counting(self):
        """Those that fill a place of the quota."""
        return self.filter(state__in=states.COUNTING)

    def alive(self):
        """Everything that was not given up."""
        return self.exclude(state__in=states.ENDS)

    def done(self):
        """The team has been there."""
        return self.filter(state__in=states.DONE)


class Visit(models.Model):
    """One partner in one season. Only the action `move_visit` changes its state, and writes down that it did."""

    class State(models.TextChoices):
        SHORTLISTED = states.SHORTLISTED, _("on the short list")
        SELECTED = states.SELECTED, _("chosen")
        LETTER_A_SENT = states.LETTER_A_SENT, _("letter A sent")
        COORDINATED = states.COORDINATED, _("coordinator known")
        APPOINTED = states.APPOINTED, _("date fixed")
        TRAVEL_APPROVED = states.TRAVEL_APPROVED, _("travel approved")
        READY = states.READY, _("ready")
        VISITED = states.VISITED, _("visited")
        FOLLOWING_UP = states.FOLLOWING_UP, _("following up")
        CLOSED = states.CLOSED, _("closed")
        DECLINED = states.DECLINED, _("declined")
        CANCELLED = states.CANCELLED, _("cancelled")
        REPLACED = states.REPLACED, _("replaced")

    class Format(models.TextChoices):
        STAFF = "staff", _("to the staff of the organisation")
        TEACHER = "teacher", _("to the guidance teachers")
        LECTURE = "lecture", _("a talk to pupils in the hall")
        COMPUTER_LAB = "computer_lab", _("practice in the computer room")
        MEETING = "meeting", _("at a meeting")

    class Channel(models.TextChoices):
        PAPER = "paper", _("on paper")
        BUSINESS_REPLY = "business_reply", _("business-reply mail")
        ONLINE = "online", _("online")
        PHONE = "phone", _("by telephone")
        EMAIL = "email", _("by e-mail")

    class Outcome(models.TextChoices):
        LINKED = "linked", _("the banner is on the site")
        NOT_LINKED = "not_linked", _("no banner on the site")
        DECLINED = "declined", _("does not want the banner")

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="visits", verbose_name=_("season"))
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="visits", verbose_name=_("partner"))
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("team")
    )
    state = models.CharField(
        _("state"), max_length=16, choices=State, default=State.SHORTLISTED, editable=False, db_index=True
    )
    tier = models.PositiveSmallIntegerField(_("rank by the rules"), default=1, editable=False)
    rule = models.CharField(_("rule"), max_length=20, blank=True, editable=False)
    chosen_because = models.CharField(_("why it was chosen"), max_length=300, blank=True)

    expected_from = models.DateField(_("expected from"), null=True, blank=True)
    expected_to = models.DateField(_("expected until"), null=True, blank=True)
    appointment = models.DateTimeField(_("appointed for"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=90)
    format = models.CharField(_("format"), max_length=14, choices=Format, blank=True)
    place = models.CharField(_("meeting place"), max_length=200, blank=True)
    coordinator = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="visits", verbose_name=_("coordinator")
    )
    reply_channel = models.CharField(_("reply came"), max_length=16, choices=Channel, blank=True)
    travel = models.ForeignKey(
        "network.TravelRequest",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("travel request"),
    )
    letter_a_number = models.CharField(_("number of letter A"), max_length=60, blank=True)
    letter_a_on = models.DateField(_("letter A dated"), null=True, blank=True)
    letter_b_number = models.CharField(_("number of letter B"), max_length=60, blank=True)
    letter_b_on = models.DateField(_("letter B dated"), null=True, blank=True)
    reconfirmed_on = models.DateField(_("confirmed again on"), null=True, blank=True)

    selected_at = models.DateTimeField(null=True, editable=False)
    reply_at = models.DateTimeField(null=True, editable=False)
    appointed_at = models.DateTimeField(null=True, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    ready_at = models.DateTimeField(null=True, editable=False)
    visited_at = models.DateTimeField(null=True, editable=False)
    following_up_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    step1_at = models.TimeField(_("introduced ourselves and the department’s work"), null=True, blank=True)
    step2_at = models.TimeField(_("explained the project and its benefits"), null=True, blank=True)
    step3_at = models.TimeField(_("showed how to link the banner"), null=True, blank=True)
    step4_at = models.TimeField(_("answered questions"), null=True, blank=True)
    step5_at = models.TimeField(_("asked Form 1 and handed out Form 2"), null=True, blank=True)
    steps_reason = models.CharField(_("why a step was left out"), max_length=300, blank=True)
    heads_staff = models.PositiveIntegerField(_("staff"), default=0)
    heads_teachers = models.PositiveIntegerField(_("teachers"), default=0)
    heads_pupils = models.PositiveIntegerField(_("pupils and students"), default=0)
    heads_public = models.PositiveIntegerField(_("citizens"), default=0)
    remarks = models.TextField(_("remarks"), blank=True)
    form1_on = models.DateField(_("Form 1 answered on"), null=True, blank=True)
    form1_channel = models.CharField(_("Form 1 came"), max_length=16, choices=Channel, blank=True)
    form1_count = models.PositiveIntegerField(_("Form 1 sheets"), default=0)
    form1_reason = models.CharField(_("why there is no Form 1"), max_length=300, blank=True)
    form2_handed = models.PositiveIntegerField(_("Form 2 sheets handed out"), default=0)
    form2_on = models.DateField(_("Form 2 answered on"), null=True, blank=True)
    form2_channel = models.CharField(_("Form 2 came"), max_length=16, choices=Channel, blank=True)
    form2_count = models.PositiveIntegerField(_("Form 2 sheets"), default=0)
    banner_checked_on = models.DateField(_("banner looked for on"), null=True, editable=False)

    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )
    moved_times = models.PositiveSmallIntegerField(_("times put off"), default=0, editable=False)
    #: SEQUENCE of the calendar entry (RFC 5545): raised whenever its time, place or standing changes.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    #: Raised by every change, so that of two who act at once the second is told.
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["season", "partner__province", "pk"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        indexes = [
            models.Index(fields=["season", "state", "partner"], name="visit_on_the_board"),
            models.Index(fields=["team", "appointment"], name="visit_of_team_by_time"),
            models.Index(fields=["partner", "visited_on"], name="visit_of_partner"),
        ]
        permissions = [
            ("confirm_visit", gettext_noop("Can confirm, cancel and replace a target")),
            ("exceed_quota", gettext_noop("Can choose more targets than the quota")),
            ("issue_visit_letter", gettext_noop("Can note that a letter of a visit was issued")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["season", "partner"], name="one_visit_per_season"),
            models.CheckConstraint(name="visit_tier_is_known", condition=Q(tier__in=[1, 2, 3])),
            models.CheckConstraint(
                name="visit_window_in_order",
                condition=Q(expected_from=None) | Q(expected_to=None) | Q(expected_from__lte=F("expected_to")),
            ),
            models.CheckConstraint(
                name="visit_appointed_has_a_day",
                condition=~Q(state__in=[states.APPOINTED, states.TRAVEL_APPROVED, states.READY])
                | Q(appointment__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_done_has_a_day", condition=~Q(state__in=states.DONE) | Q(visited_on__isnull=False)
            ),
            models.CheckConstraint(name="visit_is_not_its_own_substitute", condition=~Q(replaced_by=F("id"))),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.season}"

    @property
    def day(self):
        """The local day of the appointment."""
        return timezone.localdate(self.appointment) if self.appointment else None

    @property
    def ends_at(self):
        return self.appointment + timedelta(minutes=self.minutes) if self.appointment else None

    @property
    def audience(self) -> int:
        return self.heads_staff + self.heads_teachers + self.heads_pupils + self.heads_public

    @property
    def steps(self) -> list:
        return [getattr(self, f"step{number}_at") for number in range(1, states.STEPS + 1)]

    @property
    def may_end(self) -> bool:
        return self.state in states.BEFORE


class VisitEvent(models.Model):
    """A line of a visit's history; only ever added. `key` is the idempotency key of what was sent from a telephone."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    actor = models.CharField(_("acting as"), max_length=120, blank=True)
    verb = models.CharField(_("what"), max_length=24)
    before = models.CharField(_("from"), max_length=16, blank=True)
    after = models.CharField(_("to"), max_length=16, blank=True)
    fields = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    key = models.CharField(max_length=64, blank=True, editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("event of a visit")
        verbose_name_plural = _("history of a visit")
        constraints = [
            models.UniqueConstraint(fields=["visit", "key"], condition=~Q(key=""), name="sent_once_per_visit")
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d}"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise HistoryIsKept
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise HistoryIsKept


class CallLog(models.Model):
    """A telephone call about a visit."""

    class Result(models.TextChoices):
        REACHED = "reached", _("spoke with the coordinator")
        RECONFIRMED = "reconfirmed", _("day and time confirmed again")
        NO_ANSWER = "no_answer", _("nobody answered")
        CALL_BACK = "call_back", _("asked to call again")
        WRONG_NUMBER = "wrong_number", _("wrong number")
        REFUSED = "refused", _("does not want to be visited")

    class Script(models.TextChoices):
        LOCAL = "local", _("local government")
        SCHOOL = "school", _("educational institution")

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="calls")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("who called")
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("spoke with")
    )
    script = models.CharField(_("script"), max_length=10, choices=Script)
    result = models.CharField(_("result"), max_length=14, choices=Result)
    note = models.TextField(_("note"), blank=True, max_length=2000)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")

    def __str__(self) -> str:
        return f"{self.get_result_display()} {self.at:%Y-%m-%d}"


class Skip(models.Model):
    """A suggestion that was passed over; it does not come up again in this season."""

    class Why(models.TextChoices):
        NO_SITE = "no_site", _("no working website")
        NO_ROOM = "no_room", _("no room for the banner")
        FAR = "far", _("too far from the other targets")
        REFUSED = "refused", _("does not want to be visited")
        DUPLICATE = "duplicate", _("the same organisation as another record")
        OTHER = "other", _("another reason")

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="skips")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="skips")
    why = models.CharField(_("reason"), max_length=12, choices=Why)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("skipped suggestion")
        verbose_name_plural = _("skipped suggestions")
        constraints = [models.UniqueConstraint(fields=["season", "partner"], name="skipped_once_per_season")]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.why}"


class FollowUp(models.Model):
    """Something that is due after a visit; a row is made once and done once."""

    class Kind(models.TextChoices):
        THANKS = "thanks", _("thank-you letter")
        BANNER = "banner", _("look for the banner")
        CALL = "call", _("call about the banner")
        FORM2_30 = "form2_30", _("first reminder of Form 2")
        FORM2_60 = "form2_60", _("second reminder of Form 2")
        FORM2_90 = "form2_90", _("last reminder of Form 2")

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    due_on = models.DateField(_("due on"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=200, blank=True)

    class Meta:
        ordering = ["due_on", "kind"]
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        constraints = [models.UniqueConstraint(fields=["visit", "kind"], name="followed_up_once")]
        indexes = [models.Index(fields=["done_at", "due_on"], name="follow_up_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on:%Y-%m-%d}"
