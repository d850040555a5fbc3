"""Headquarters opens the asking of a season (which wording, from when to when) and moves its days later on."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.log_actions import log

from home.templatetags.dates import short_date
from network.forms.dates import DayField
from network.models import Season

from ..actions.move_campaign import AnsweredBefore, TimeIsUp, move_campaign
from ..actions.open_campaign import open_campaign
from ..models import Campaign, Revision
from .staff import StaffScreen


class DaysForm(forms.ModelForm):
    """From when to when, and for how long answers stay linked."""

    class Meta:
        model = Campaign
        fields = ("opens_on", "closes_on", "keep_months")
        field_classes = {"opens_on": DayField, "closes_on": DayField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("opens_on", "closes_on"):
            self.fields[name].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            self.fields[name].label = capfirst(str(self.fields[name].label))

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("It cannot close before it opens."))
        # What was opened may be over already, and keep its last day; nothing is opened that is.
        moved = self.instance.pk is None or "closes_on" in self.changed_data
        if closes and moved and closes < timezone.localdate():
            self.add_error("closes_on", _("This day is over already."))
        return cleaned


class OpenForm(DaysForm):
    """A season is asked once; the wording offered is the newest of each questionnaire."""

    class Meta(DaysForm.Meta):
        fields = ("season", "revision", "opens_on", "closes_on", "bands", "keep_months")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["season"].queryset = Season.objects.running().filter(campaign=None)
        self.fields["revision"].queryset = Revision.objects.newest().select_related("instrument")


class OpenView(StaffScreen, TemplateView):
    needs = "surveys.add_campaign"
    page_title = gettext_lazy("Open a campaign")
    template_name = "surveys/admin/open.html"

    @cached_property
    def form(self) -> OpenForm:
        season = Season.objects.running().filter(campaign=None).first()
        first = {"season": season, "opens_on": timezone.localdate()}
        if season:
            first["closes_on"] = season.form2_deadline
        return OpenForm(self.request.POST if self.request.method == "POST" else None, initial=first)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        said = dict(self.form.cleaned_data)
        campaign = open_campaign(said.pop("season"), said.pop("revision"), now=timezone.now(), **said)
        log(instance=campaign, action="wagtail.create", user=request.user)
        messages.success(request, _("The campaign is open. Its wording is frozen from now on."))
        return redirect("campaigns:campaign", campaign.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=self.form, seasons=self.form.fields["season"].queryset.exists(), **kwargs)


class DaysView(StaffScreen, TemplateView):
    """A campaign closes later or earlier, or keeps its answers linked for another while; what was is on record."""

    needs = "surveys.change_campaign"
    page_title = gettext_lazy("Days of the campaign")
    template_name = "surveys/admin/days.html"

    @cached_property
    def form(self) -> DaysForm:
        return DaysForm(self.request.POST if self.request.method == "POST" else None, instance=self.campaign)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        before = {name: str(getattr(self.campaign, name)) for name in DaysForm.Meta.fields}
        if not (self.form.is_valid() and self._moved()):
            return self.render_to_response(self.get_context_data(), status=422)
        after = {name: str(value) for name, value in self.form.cleaned_data.items()}
        log(instance=self.campaign, action="wagtail.edit", user=request.user, data={"before": before, "after": after})
        messages.success(request, _("The days of the campaign are changed."))
        return redirect("campaigns:campaign", self.campaign.pk)

    def _moved(self) -> bool:
        try:
            move_campaign(self.campaign, **self.form.cleaned_data)
        except AnsweredBefore as answered:
            day = short_date(answered.day)
            self.form.add_error(
                "opens_on", _("Somebody answered on %(day)s already: it began then at the latest.") % {"day": day}
            )
        except TimeIsUp:
            self.form.add_error(None, _("The links and texts of this campaign are erased; its days stay as they are."))
        return self.form.is_valid()

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=self.form, campaign=self.campaign, **kwargs)
