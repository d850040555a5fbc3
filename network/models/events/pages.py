"""The public side of events: the section and an event's page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import groupby

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.access import may_do
from home.blocks import PortalStreamBlock
from home.facets import query_string
from home.models import Centre, Province, SectionPage
from home.models.news_section import CountedPaginator
from home.models.portal import OWNED, PortalPage
from home.sections import FeedItem, Highlights

from ... import calendar_entries
from ...event_places import place_in_words, province_in_words
from . import listing

#: A calendar program believes the higher number; minutes since then grow with every publication.
COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)


class EventIndexPage(SectionPage):
    """What the centres hold, by what comes first; what is over is one link away."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["network.EventPage"]
    template = "network/events/event_index_page.html"

    class Meta:
        verbose_name = _("events section")

    def get_context(self, request, *args, **kwargs):
        today = timezone.localdate()
        chosen = listing.chosen_from(request.GET)
        count = listing.total(self.locale_id, chosen, today)
        page = CountedPaginator(count, listing.PER_PAGE).get_page(request.GET.get("page", "")[:9])
        cards = listing.page_of_cards(self.locale_id, chosen, today, page.number)
        return super().get_context(request, *args, **kwargs) | {
            "facets": listing.facets(self.locale_id, chosen, today),
            "chosen": chosen,
            "query": query_string(chosen),
            "past": "when" in chosen,
            "past_query": query_string(chosen, when="past"),
            "upcoming_query": query_string(chosen, when=None),
            "events": page,
            "months": [
                (month, list(of_it)) for month, of_it in groupby(cards, lambda card: card.first_day.replace(day=1))
            ],
            "count": count,
        }

    def highlights(self, at) -> Highlights | None:
        items = listing.upcoming(self.locale_id, timezone.localdate(at), 3)
        return Highlights(self.title, self.url, "network/highlights/events.html", items, order=50) if items else None

    def about_province(self, province) -> Highlights | None:
        items = listing.of_province(self.locale_id, province, timezone.localdate(), 3)
        more = {"query": query_string({"province": province.slug})}
        template = "network/highlights/events_of_province.html"
        return Highlights(self.title, self.url, template, items, more, order=55) if items else None

    def feed_items(self) -> list[FeedItem]:
        return listing.feed_items(self.locale_id)


class EventPageQuerySet(PageQuerySet):
    def originals(self):
        """Each event once: the page that was written first."""
        earlier = EventPage.objects.filter(
            translation_key=models.OuterRef("translation_key"), pk__lt=models.OuterRef("pk")
        )
        return self.exclude(models.Exists(earlier))

    def where_may(self, user, right: str):
        """The events of the centres in which a user has a right (`view_registration` …)."""
        centres = [pk for pk in Centre.objects.values_list("pk", flat=True) if may_do(user, f"network.{right}", pk)]
        mine = models.Q(centre__in=centres)
        return self.filter(mine | models.Q(centre=None) if may_do(user, f"network.{right}", None) else mine)


class SlotBlock(blocks.StructBlock):
    """A line of the programme."""

    time = blocks.CharBlock(label=_("Time"), max_length=40, required=False, help_text=_("Such as 09.00–10.30."))
    what = blocks.CharBlock(label=_("What"), max_length=300)
    who = blocks.CharBlock(label=_("Speaker"), max_length=300, required=False, help_text=_("Name and position."))

    class Meta:
        icon = "time"
        label = _("Line of the programme")
        template = "network/events/slot.html"
        preview_value = {"time": "09.00–10.30", "what": "แนะนำบริการ 6 ด้าน", "who": "วิทยากรของศูนย์"}


class EventPage(PortalPage):
    """An event that people come to. Its facts are the original's; a translation carries the words."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("Visit")
        TRAINING = "training", _("Training")
        BRIEFING = "briefing", _("Briefing")
        GUIDANCE = "guidance", _("Meeting of guidance teachers")
        JOB_FAIR = "job-fair", _("Job fair")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.BRIEFING, db_index=True)
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("centre")
    )
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("province")
    )
    venue = models.CharField(_("place"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    map_url = models.URLField(
        _("map"), blank=True, help_text=_("The address of the place on whichever map you use: share, copy the link.")
    )
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    questions_to = models.CharField(
        _("who answers questions"),
        max_length=200,
        blank=True,
        help_text=_("The office's telephone number, for example. It is public."),
    )
    programme = StreamField([("slot", SlotBlock())], verbose_name=_("programme"), blank=True)
    body = StreamField(PortalStreamBlock(), verbose_name=_("body"), blank=True)
    takes_registrations = models.BooleanField(_("people register here"), default=True)
    seats = models.PositiveIntegerField(
        _("places"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: as many as come.")
    )
    waiting_list = models.BooleanField(_("waiting list when it is full"), default=True)
    register_until = models.DateField(
        _("registration closes on"), null=True, blank=True, help_text=_("The last day. Empty: until the event begins.")
    )
    certificate = models.BooleanField(_("those who were there get a certificate"), default=False)
    hours = models.DecimalField(
        _("hours on the certificate"), max_digits=4, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("The page stays and says so; calendars strike the event out.")
    )
    cancelled_because = models.CharField(_("why it was cancelled"), max_length=200, blank=True)

    #: What a translation takes over from its original at every publication.
    FACTS = (
        "kind", "starts_at", "ends_at", "centre", "province", "map_url", "takes_registrations", "seats", "waiting_list",
        "register_until", "certificate", "hours", "cancelled",
    )  # fmt: skip

    objects = PageManager.from_queryset(EventPageQuerySet)()

    content_panels = [
        *PortalPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("centre"),
                FieldPanel("audience"),
            ],
            heading=_("What and when"),
        ),
        MultiFieldPanel(
            [FieldPanel("venue"), FieldPanel("address"), FieldPanel("province"), FieldPanel("map_url")],
            heading=_("Where"),
        ),
        FieldPanel("programme"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("takes_registrations"),
                FieldRowPanel([FieldPanel("seats"), FieldPanel("register_until")]),
                FieldPanel("waiting_list"),
                FieldRowPanel([FieldPanel("certificate"), FieldPanel("hours")]),
                FieldPanel("questions_to"),
            ],
            heading=_("Registration"),
        ),
        MultiFieldPanel([FieldPanel("cancelled"), FieldPanel("cancelled_because")], heading=_("Cancellation")),
        HelpPanel(_("Times, places and registration of a translation always follow the page it was translated from.")),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("venue"),
        index.SearchField("programme"),
        index.SearchField("body"),
        index.FilterField("kind"),
        index.FilterField("starts_at"),
        index.FilterField("centre_id"),
    ]
    override_translatable_fields = [
        *PortalPage.override_translatable_fields,
        OWNED,
        SynchronizedField("map_url", overridable=False),
    ]
    parent_page_types = ["network.EventIndexPage"]
    subpage_types: list[str] = []
    template = "network/events/event_page.html"
    schema_type = "Event"

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["starts_at", "page_ptr"], name="events_by_time")]
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins", condition=models.Q(ends_at__gt=models.F("starts_at"))
            )
        ]

    @property
    def kind_label(self) -> str:
        return self.get_kind_display()

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("An event ends after it begins.")})
        if self.register_until and self.starts_at and self.register_until > self.first_day:
            raise ValidationError({"register_until": _("Registration closes on the day of the event at the latest.")})

    @property
    def first_day(self) -> date:
        return timezone.localdate(self.starts_at)

    @property
    def last_day(self) -> date:
        return timezone.localdate(self.ends_at)

    @cached_property
    def original(self) -> EventPage:
        """The page of the event that was written first, in whichever language: registrations hang on it."""
        if self.pk is None:
            return self
        first = EventPage.objects.filter(translation_key=self.translation_key).order_by("pk").first()
        return self if first is None or first.pk == self.pk else first

    @property
    def sequence(self) -> int:
        """For calendars: grows with every publication."""
        at = self.last_published_at or COUNTED_FROM
        return max(int((at - COUNTED_FROM).total_seconds() // 60), 0)

    @property
    def where(self) -> str:
        """Place, address and province in one line."""
        return place_in_words(self.venue, self.address, province_in_words(self.province))

    def entry(self) -> calendar_entries.Entry:
        """The event in a calendar; in both languages the same entry."""
        return calendar_entries.Entry(
            name=f"event-{self.translation_key}",
            sequence=self.original.sequence,
            summary=self.title,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            cancelled=self.cancelled,
            place=self.where,
            description=self.summary,
            url=self.full_url or "",
        )

    def structured(self, base: dict) -> dict:
        """What machines read: schema.org/Event with what Google asks for."""
        state = "EventCancelled" if self.cancelled else "EventScheduled"
        address = place_in_words(self.address, province_in_words(self.province))
        place = {"@type": "Place", "name": self.venue, "address": address or self.venue}
        where = self.centre.name if self.centre else gettext("Whole country")
        return base | {
            "startDate": timezone.localtime(self.starts_at).isoformat(timespec="minutes"),
            "endDate": timezone.localtime(self.ends_at).isoformat(timespec="minutes"),
            "eventStatus": f"https://schema.org/{state}",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": place,
            "organizer": {**base["publisher"], "department": {"@type": "GovernmentOrganization", "name": where}}
            if self.centre
            else base["publisher"],
            "isAccessibleForFree": True,
            "maximumAttendeeCapacity": self.seats,
            "audience": {"@type": "Audience", "audienceType": self.audience} if self.audience else None,
        }
