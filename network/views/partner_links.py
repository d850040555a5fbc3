"""Staff send a partner its personal link, copy it for another way of telling, or take every link back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from .. import links
from ..actions.send_link import revoke_links, send_link, show_link
from ..mail import NoMailbox
from ..models import Contact
from .staff import PartnerScreen

OFFERED = (links.PROFILE, links.COORDINATOR)


class LinkView(PartnerScreen, TemplateView):
    """Acts only when a button was pressed; the page itself shows a link to copy, once it was asked for."""

    http_method_names = ["post"]
    needs = "network.change_contact"
    template_name = "network/admin/link.html"
    page_title = gettext_lazy("Personal link")

    @cached_property
    def contact(self) -> Contact:
        return get_object_or_404(self.partner.contacts.active(), pk=self.kwargs["contact"])

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        purpose = request.POST.get("purpose", links.PROFILE)
        if purpose not in OFFERED:
            raise Http404
        acts = {"send": self.send, "show": self.show, "revoke": self.revoke}
        if request.POST.get("act") not in acts:
            raise Http404
        return acts[request.POST["act"]](purpose)

    def send(self, purpose: str) -> HttpResponse:
        try:
            send_link(self.contact, purpose, actor=self.actor, at=self.now)
            messages.success(self.request, _("The link is on its way to %(name)s.") % {"name": self.contact.full_name})
        except NoMailbox:
            messages.error(self.request, _("There is no e-mail address on file."))
        return redirect("partners:record", self.partner.pk)

    def show(self, purpose: str) -> HttpResponse:
        address = show_link(self.contact, purpose, actor=self.actor, at=self.now)
        holds = links.PURPOSES[purpose].holds
        context = self.get_context_data(
            contact=self.contact, address=address, until=self.now + holds if holds else None
        )
        response = self.render_to_response(context)
        response["Cache-Control"] = "private, no-store"
        return response

    def revoke(self, purpose: str) -> HttpResponse:
        revoke_links(self.contact, actor=self.actor, at=self.now)
        messages.success(self.request, _("Every link of %(name)s has ended.") % {"name": self.contact.full_name})
        return redirect("partners:record", self.partner.pk)
