"""What officers bring home from a visit: photographs, questions, and what they learned."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.models import Page

from home.access import for_user
from home.models import Centre
from home.storage import private_storage

from .visits import Visit


class VisitPhotoQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "visit__partner__province__centre")


class VisitPhoto(models.Model):
    """A photograph, drawn anew without what the camera wrote into it. No address leads to it until it is released."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="photos")
    file = models.FileField(_("photograph"), upload_to="visits/%Y/%m", storage=private_storage)
    caption = models.CharField(_("what it shows"), max_length=200, blank=True)
    released = models.BooleanField(_("may be published"), default=False)
    #: Among the pictures of the site, once it is released.
    image = models.ForeignKey(
        "home.PortalImage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    released_at = models.DateTimeField(null=True, editable=False)
    #: The key under which a telephone sent it: the same one arrives once.
    key = models.CharField(max_length=64, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = VisitPhotoQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("photograph of a visit")
        verbose_name_plural = _("photographs of visits")
        constraints = [models.UniqueConstraint(fields=["visit", "key"], condition=~Q(key=""), name="photo_sent_once")]

    def __str__(self) -> str:
        return self.caption or str(self.pk)


class QuestionQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "visit__partner__province__centre")


class QuestionAsked(models.Model):
    """A question from a visit. Accepted ones are what the editors fill the questions and answers with."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not looked at")
        ACCEPTED = "accepted", _("for the questions and answers")
        DECLINED = "declined", _("not for publication")

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=500)
    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["state", "-at"]
        verbose_name = _("question from a visit")
        verbose_name_plural = _("questions from visits")

    def __str__(self) -> str:
        return self.text[:60]


class LessonQuerySet(models.QuerySet):
    def for_user(self, user):
        """Lessons are there to be learned from: every centre reads all of them."""
        return self if user.is_active else self.none()

    def kept_by(self, user):
        return for_user(self, user)


class LessonLearned(models.Model):
    """Tacit knowledge of the field, written down; a good one becomes a guide page."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+", verbose_name=_("centre"))
    visit = models.ForeignKey(Visit, on_delete=models.SET_NULL, null=True, blank=True, related_name="lessons")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what was learned"), max_length=8000)
    tags = models.CharField(_("tags"), max_length=200, blank=True, help_text=_("Separated by commas."))
    guide = models.ForeignKey(
        Page, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("guide made of it")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("written at"))

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("lesson learned")
        verbose_name_plural = _("lessons learned")
        permissions = [("promote_lessonlearned", gettext_noop("Can make a guide page of a lesson"))]

    def __str__(self) -> str:
        return self.title

    @property
    def tag_list(self) -> list[str]:
        return [tag for tag in (part.strip() for part in self.tags.split(",")) if tag]


class Digest(models.Model):
    """The letter of a Monday to a team: written once a week, however often the clock ticks."""

    team = models.ForeignKey("network.Team", on_delete=models.CASCADE, related_name="digests")
    week = models.DateField(_("Monday"))
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-week"]
        verbose_name = _("weekly digest")
        verbose_name_plural = _("weekly digests")
        constraints = [models.UniqueConstraint(fields=["team", "week"], name="one_digest_a_week")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.week:%Y-%m-%d}"
