"""The banner of one partner on the staff's screens: what to paste, what was seen, and a look by request."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from ..actions.check_links import NoWebsite, TooSoon, check_one
from ..actions.decide_suspicion import NothingSuspected, decide_suspicion
from ..actions.print_poster import SIZES, print_poster
from ..banner_story import spans_of, story_of
from ..models import BannerCheck
from ..pasting import GUIDES, offers
from .staff import PartnerScreen


class BannerView(PartnerScreen, TemplateView):
    template_name = "network/admin/banner.html"
    page_title = gettext_lazy("Banner")
    header_icon = "link"

    def get_context_data(self, **kwargs):
        partner = self.partner
        return super().get_context_data(
            story=story_of(partner, timezone.localdate()),
            spans=spans_of(partner),
            offers=offers(partner.code, partner.province.slug),
            guides=GUIDES,
            may_check=self.request.user.has_perm("network.change_partner"),
            **kwargs,
        )


class CheckNowView(PartnerScreen, View):
    """Looks at once; the site has eight seconds to answer."""

    http_method_names = ["post"]
    needs = "network.change_partner"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            check = check_one(self.partner, now=self.now)
        except NoWebsite:
            messages.error(request, _("There is no website on record to look at."))
        except TooSoon:
            messages.warning(request, _("The website was looked at less than a minute ago. Wait a moment."))
        else:
            messages.success(request, _("Looked at: %(what)s") % {"what": check.said})
        return redirect("partners:banner", self.partner.pk)


class PosterView(PartnerScreen, View):
    def get(self, request: HttpRequest, *args, size: str, **kwargs) -> HttpResponse:
        return poster(self.partner, size)


def poster(partner, size: str) -> HttpResponse:
    """The QR poster as a PDF. Raises Http404 for a size that is not offered."""
    if size not in SIZES:
        raise Http404
    response = HttpResponse(print_poster(partner, size), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="poster-{partner.code}-{size}.pdf"'
    return response


class SuspicionView(PartnerScreen, View):
    """A person says whether a site was really taken over; only then the partner is told."""

    http_method_names = ["post"]
    needs = "network.change_partner"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        check = get_object_or_404(BannerCheck, partner=self.partner)
        confirmed = request.POST.get("act") == "confirm"
        if not confirmed and request.POST.get("act") != "dismiss":
            raise Http404
        try:
            decide_suspicion(check, confirmed=confirmed, actor=self.actor, at=self.now)
        except NothingSuspected:
            messages.warning(request, _("Somebody has decided this already."))
        else:
            told = _("The partner is being warned by mail.") if confirmed else _("It was noted as a false alarm.")
            messages.success(request, told)
        return redirect("banners:suspects")
