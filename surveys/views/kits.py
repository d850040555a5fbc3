"""The kits of a campaign: who gets one, its code, its addresses as pictures, and its sheets on paper."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.log_actions import log

from home import qr
from home.access import may_do
from home.models import Centre
from network.models import TravelRequest, Visit

from ..actions.erase_answer import erase_answers
from ..actions.give_code import code_of, codes_of
from ..actions.print_kits import AT_ONCE, print_kits, too_long
from ..actions.print_sheets import SheetTooLong, answer_address, open_address, print_sheets
from ..instrument.items import AFTER, BEFORE, WAVES
from ..models import PairCode, ReplyAddress, Response
from .staff import PER_PAGE, StaffScreen

RIGHT = "surveys.add_response"
OPEN = 0
#: So many kits are printed in one go, most of a season's trip many times over.
MOST_KITS = 200


class KitScreen(StaffScreen):
    """Visits of the campaign's season in the user's centres; those that were given up get no kit."""

    needs = RIGHT
    header_icon = "form"

    def visits(self):
        mine = Visit.objects.for_user(self.request.user).filter(season=self.campaign.season)
        return mine.alive().with_partner().order_by("appointment", "partner__name_th", "pk")

    def allowed(self, visits) -> list[Visit]:
        """Raises PermissionDenied when one of them belongs to a centre in which the user may not."""
        found = list(visits)
        for centre in {visit.partner.province.centre_id for visit in found}:
            if not may_do(self.request.user, self.needs, centre):
                raise PermissionDenied
        return found


class KitsView(KitScreen, TemplateView):
    """All kits, by trip when one is asked for; ticked ones are printed together."""

    page_title = gettext_lazy("Kits on paper")
    template_name = "surveys/admin/kits.html"

    @cached_property
    def trip(self) -> int | None:
        asked = self.request.GET.get("trip") or self.request.POST.get("trip") or ""
        return int(asked) if asked.isdecimal() and len(asked) < 10 else None

    def _chosen(self):
        return self.visits().filter(travel=self.trip) if self.trip else self.visits()

    def get_context_data(self, **kwargs):
        page = Paginator(self._chosen(), PER_PAGE).get_page(self.request.GET.get("p"))
        codes: dict[int, PairCode] = {}
        for code in PairCode.objects.filter(campaign=self.campaign, visit__in=list(page)).order_by("-pk"):
            codes[code.visit_id] = code
        trips = TravelRequest.objects.for_user(self.request.user).filter(season=self.campaign.season)
        return super().get_context_data(
            campaign=self.campaign,
            page_obj=page,
            rows=[(visit, codes.get(visit.pk)) for visit in page],
            trips=trips.select_related("team")[:PER_PAGE],
            trip=self.trip,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("which") == "trip" and self.trip:
            wanted = self._chosen()
        else:
            ticked = [one for one in request.POST.getlist("visit") if one.isdecimal() and len(one) < 12]
            wanted = self.visits().filter(pk__in=ticked)
        visits = self.allowed(wanted[: MOST_KITS + 1])
        if not visits:
            messages.error(request, _("Please tick the kits to be printed."))
        elif len(visits) > MOST_KITS:
            messages.error(request, _("Please print at most %(most)s kits at a time.") % {"most": MOST_KITS})
        else:
            return self._print(visits)
        return redirect(self._here())

    def _here(self) -> str:
        here = reverse("campaigns:kits", args=[self.campaign.pk])
        return f"{here}?trip={self.trip}" if self.trip else here

    def _print(self, visits: list[Visit]) -> HttpResponse:
        codes = codes_of(self.campaign, visits)
        if len(codes) > AT_ONCE:
            title = _("Questionnaires of %(kits)s kits") % {"kits": len(codes)}
            log(instance=self.campaign, action="surveys.print", user=self.request.user, data={"kits": len(codes)})
            job = print_kits(self.campaign, codes, owner=self.request.user, title=title)
            return redirect("jobs:job", job.pk)
        return _printed(self.request, self.campaign, codes) or redirect(self._here())


def _printed(request: HttpRequest, campaign, codes: list[PairCode], waves=WAVES) -> HttpResponse | None:
    """The file; None and a sentence when a form does not fit its sheet."""
    found = {code.pk: code for code in PairCode.objects.for_printing().filter(pk__in=[code.pk for code in codes])}
    try:
        data = print_sheets([found[code.pk] for code in codes], now=timezone.now(), waves=waves)
    except SheetTooLong as problem:
        messages.error(request, too_long(problem.wave))
        return None
    log(instance=campaign, action="surveys.print", user=request.user, data={"kits": len(codes)})
    name = f"questionnaires-{codes[0].written if len(codes) == 1 else len(codes)}.pdf"
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


class OneKit(KitScreen):
    @cached_property
    def visit(self) -> Visit:
        return get_object_or_404(self.visits(), pk=self.kwargs["visit"])

    @cached_property
    def code(self) -> PairCode | None:
        return PairCode.objects.for_printing().filter(campaign=self.campaign, visit=self.visit).first()


class KitView(OneKit, TemplateView):
    """A partner's addresses, each as a picture and as words to copy; giving the code is a button of its own."""

    template_name = "surveys/admin/kit.html"

    def get_page_title(self):
        return self.visit.partner.name

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.allowed([self.visit])
        if request.POST.get("act") == "give":
            code_of(self.campaign, self.visit)
            return redirect("campaigns:kit", self.campaign.pk, self.visit.pk)
        if request.POST.get("act", "").startswith("erase-"):
            return self._erase(request.POST["act"].removeprefix("erase-"))
        waves = {"1": (BEFORE,), "2": (AFTER,)}.get(request.POST.get("act", ""), WAVES)
        printed = _printed(request, self.campaign, [code_of(self.campaign, self.visit)], waves)
        return printed or redirect("campaigns:kit", self.campaign.pk, self.visit.pk)

    def _erase(self, wave: str) -> HttpResponse:
        """What the holder of the code asks for by letter or telephone; the reason says who asked and when."""
        user, reason = self.request.user, self.request.POST.get("reason", "").strip()[:300]
        if wave not in ("1", "2") or self.code is None or not self._may_erase():
            raise PermissionDenied
        if not reason:
            messages.error(self.request, _("Please write who asked for it and when."))
        else:
            erase_answers(self.code, int(wave), now=timezone.now(), by=user, reason=reason)
            messages.success(self.request, _("The answer is erased. That it was, and why, stays on record."))
        return redirect("campaigns:kit", self.campaign.pk, self.visit.pk)

    def _may_erase(self) -> bool:
        return may_do(self.request.user, "surveys.erase_response", self.visit.partner.province.centre_id)

    def get_context_data(self, **kwargs):
        code = self.code
        given = code.responses.filter(open=False).exclude(answers={}) if code else Response.objects.none()
        answered = set(given.values_list("wave", flat=True))
        return super().get_context_data(
            **kwargs
            | {
                "campaign": self.campaign,
                "visit": self.visit,
                "code": code,
                "doors": [(wave, answer_address(code, wave), wave in answered) for wave in WAVES] if code else [],
                "open_address": open_address(code) if code else "",
                "may_erase": self._may_erase(),
                "open_count": code.responses.filter(open=True).count() if code else 0,
            }
        )


class KitPictureView(OneKit, View):
    """The square code of one of a kit's addresses: form 1, form 2, or 0 for the open address."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        wave, kind = self.kwargs["wave"], self.kwargs["kind"]
        if self.code is None or wave not in (OPEN, *WAVES) or kind not in ("svg", "png"):
            raise Http404
        address = answer_address(self.code, wave) if wave else open_address(self.code)
        if kind == "svg":
            response = HttpResponse(qr.svg(address), content_type="image/svg+xml")
        else:
            response = HttpResponse(qr.png(address), content_type="image/png")
            response["Content-Disposition"] = f'attachment; filename="{self.code.written}-{wave or "open"}.png"'
        response["Cache-Control"] = "private, no-store"
        return response


class ReplyForm(forms.ModelForm):
    class Meta:
        model = ReplyAddress
        fields = ("licence", "post_office", "address")
        widgets = {"address": forms.Textarea(attrs={"rows": 4})}


class ReplyView(StaffScreen, TemplateView):
    """Where Forms 2 are sent back to, for each centre in which the user may say so."""

    needs = "surveys.change_replyaddress"
    page_title = gettext_lazy("Address and licence for business-reply mail")
    template_name = "surveys/admin/reply.html"
    header_icon = "mail"

    def centres(self) -> list[Centre]:
        return [one for one in Centre.objects.all() if may_do(self.request.user, self.needs, one.pk)]

    def _form(self, centre: Centre, data=None) -> ReplyForm:
        stored = ReplyAddress.objects.filter(centre=centre).first() or ReplyAddress(centre=centre)
        return ReplyForm(data, instance=stored, prefix=centre.code)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        centre = next((one for one in self.centres() if one.code == request.POST.get("centre")), None)
        if centre is None:
            raise PermissionDenied
        form = self._form(centre, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(wrong=form), status=422)
        form.save()
        log(instance=form.instance, action="wagtail.edit", user=request.user)
        messages.success(request, _("The address of %(centre)s is kept.") % {"centre": centre.name})
        return redirect("campaigns:reply", self.campaign.pk)

    def get_context_data(self, wrong: ReplyForm | None = None, **kwargs):
        forms_of = [
            (one, wrong if wrong and wrong.instance.centre_id == one.pk else self._form(one)) for one in self.centres()
        ]
        return super().get_context_data(campaign=self.campaign, forms=forms_of, **kwargs)
