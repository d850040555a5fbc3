"""Who comes to an event, who waits for a place, and who was there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from home.access import for_user

from .pages import EventPage


class RegistrationQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "event__centre")

    def with_place(self):
        return self.filter(state=Registration.State.PLACE)

    def waiting(self):
        """In the order in which they move up. What looks like a robot's waits for a person to decide."""
        return self.filter(state=Registration.State.WAITING, suspect=False).order_by("registered_at", "pk")

    def attended(self):
        return self.exclude(attended_at=None).exclude(state=Registration.State.CANCELLED)

    def of_people(self):
        """Those whose names are still held."""
        return self.filter(erased_at=None)


class Registration(models.Model):
    """A person and an event. Personal data: for staff of the event's centre only, never public."""

    class State(models.TextChoices):
        PLACE = "place", _("has a place")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", _("cancelled")

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="registrations")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLACE)
    name = models.CharField(_("first and last name"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    #: The address as addresses are compared.
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    phone = models.CharField(_("telephone"), max_length=100, blank=True)
    language = models.CharField(max_length=10, default="th", editable=False)
    #: Looks like a robot's: kept, never dropped, and takes no place before somebody has looked.
    suspect = models.BooleanField(_("looks like a robot's"), default=False)
    form_token = models.CharField(max_length=40, null=True, unique=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    registered_at = models.DateTimeField(_("registered at"))
    consented_at = models.DateTimeField(_("read the notice at"), null=True, blank=True)
    moved_up_at = models.DateTimeField(_("moved up at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    attended_at = models.DateTimeField(_("was there, noted at"), null=True, blank=True)
    attended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["registered_at", "pk"]
        verbose_name = _("registration for an event")
        verbose_name_plural = _("registrations for events")
        permissions = [("erase_registration", gettext_noop("Can erase a person from the list of an event"))]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email_key"],
                condition=~Q(email_key="") & ~Q(state="cancelled"),
                name="registered_once_per_event",
            )
        ]
        indexes = [models.Index(fields=["event", "state", "registered_at"], name="registrations_in_order")]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @property
    def may_have_certificate(self) -> bool:
        return bool(self.attended_at and self.name and self.state != self.State.CANCELLED)
