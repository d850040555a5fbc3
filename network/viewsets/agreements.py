from datetime import timedelta

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column

from home.templatetags.dates import short_date

from ..models import Agreement
from .scoped import ScopedIndexView, ScopedViewSet

SOON = (30, 90, 180)


class AgreementFilters(WagtailFilterSet):
    """Whether an agreement is in force, about to end, or over, on the day somebody looks."""

    state = django_filters.ChoiceFilter(
        label=_("state"),
        choices=[
            ("in_force", _("in force")),
            *((f"within_{days}", _("ends within %(days)s days") % {"days": days}) for days in SOON),
            ("expired", _("expired")),
        ],
        method="in_state",
    )

    class Meta:
        model = Agreement
        fields = ("state", "scope", "centre")

    def in_state(self, agreements, name, value):
        today = timezone.localdate()
        if value == "in_force":
            return agreements.in_force(today)
        if value == "expired":
            return agreements.expired(today)
        return agreements.expiring(today, today + timedelta(days=int(value.removeprefix("within_"))))


def state_of(agreement: Agreement) -> str:
    today = timezone.localdate()
    if agreement.expires_on and agreement.expires_on < today:
        return str(_("expired"))
    return str(_("in force") if agreement.signed_on <= today else _("not yet in force"))


class AgreementIndexView(ScopedIndexView):
    """The agreements of headquarters concern every centre: all see them, headquarters keeps them."""

    select_related = ("centre", "file")

    def seen(self):
        return Agreement.objects.seen_by(self.request.user)


class AgreementViewSet(ScopedViewSet):
    model = Agreement
    icon = "doc-full"
    name = "agreements"
    url_prefix = "network/agreements"
    menu_order = 300
    index_view_class = AgreementIndexView
    filterset_class = AgreementFilters
    list_display = [
        "title",
        Column("party", label=_("other party"), sort_key="party"),
        Column("scope", label=_("with"), accessor="get_scope_display", sort_key="scope"),
        Column("centre", label=_("centre"), accessor=lambda one: one.centre.region if one.centre else ""),
        Column("signed_on", label=_("signed on"), accessor=lambda one: short_date(one.signed_on), sort_key="signed_on"),
        Column(
            "expires_on", label=_("expires on"), accessor=lambda one: short_date(one.expires_on), sort_key="expires_on"
        ),
        Column("state", label=_("state"), accessor=state_of),
    ]
    search_fields = ["title", "party", "number"]
    ordering = ["expires_on", "title"]
    list_export = ["number", "title", "party", "get_scope_display", "centre", "signed_on", "expires_on", "note"]
    export_headings = {"get_scope_display": _("with")}
    export_filename = "agreements"
    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("party"), FieldPanel("scope")], heading=_("Party")),
        FieldRowPanel([FieldPanel("centre"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("signed_on"), FieldPanel("expires_on")]),
        FieldPanel("file"),
        FieldPanel("note"),
    ]
