"""Photographs of visits: which may be published, and which stay private."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from ..actions.release_photo import NoCaption, PictureInUse, release_photo, withdraw_photo
from ..models import VisitPhoto
from ..team_rights import centres_with
from .board import OutreachScreen

PER_PAGE = 24
SHOWN = {"private": False, "released": True}


class PhotosView(OutreachScreen, TemplateView):
    needs = "network.view_visitphoto"
    template_name = "network/admin/outreach/photos.html"
    page_title = gettext_lazy("Photographs of visits")

    @property
    def shown(self) -> str:
        typed = self.request.GET.get("show", "")
        return typed if typed in SHOWN else "private"

    def get_context_data(self, **kwargs):
        mine = VisitPhoto.objects.filter(
            visit__partner__province__centre__in=centres_with(self.request.user, "view_visitphoto")
        )
        rows = mine.filter(released=SHOWN[self.shown]).select_related("visit__partner__province", "by")
        keeping = centres_with(self.request.user, "change_visitphoto")
        page = Paginator(rows.order_by("-at", "-pk"), PER_PAGE).get_page(self.request.GET.get("p"))
        photos = [(photo, photo.visit.partner.province.centre_id in keeping) for photo in page]
        return super().get_context_data(
            page_obj=page, photos=photos, shown=self.shown, parameters=f"show={self.shown}", **kwargs
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("network.change_visitphoto"):
            raise PermissionDenied
        mine = VisitPhoto.objects.filter(
            visit__partner__province__centre__in=centres_with(request.user, "change_visitphoto")
        )
        key = request.POST.get("photo", "")
        photo = get_object_or_404(mine, pk=key if key.isdigit() and len(key) < 19 else 0)
        acts = {"release": self._release, "withdraw": self._withdraw}
        if request.POST.get("act") not in acts:
            raise Http404
        acts[request.POST["act"]](photo)
        return redirect(f"{reverse('outreach:photos')}?show={self.shown}")

    def _release(self, photo: VisitPhoto) -> None:
        try:
            release_photo(photo, self.request.POST.get("caption", ""), actor=self.actor, at=self.now)
        except NoCaption:
            messages.error(self.request, _("Say first what the photograph shows: people who cannot see it read it."))
        else:
            messages.success(self.request, _("The photograph is among the pictures of the site now."))

    def _withdraw(self, photo: VisitPhoto) -> None:
        try:
            withdraw_photo(photo, actor=self.actor, at=self.now)
        except PictureInUse:
            messages.error(self.request, _("A page shows this picture. Take it out of the page first."))
        else:
            messages.success(self.request, _("The photograph is private again."))
