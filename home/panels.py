"""What staff see first after logging in."""

from __future__ import annotations

from django.forms import Media
from django.urls import reverse
from wagtail.admin.ui.components import Component

from .access import scope_of
from .models import BulletinIndexPage, Centre, NewsIndexPage


class WelcomePanel(Component):
    """Whose desk this is, and the two or three things that are done most often."""

    order = 10
    template_name = "home/admin/welcome.html"
    media = Media()

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        scope = scope_of(user)
        centres = [] if scope.everything else list(Centre.objects.filter(pk__in=scope.centres))
        return {"user": user, "everything": scope.everything, "centres": centres, "links": _links(user)}


def _links(user) -> list[tuple[str, str]]:
    """(what it starts, its address) for the pages that the user may add in Thai."""
    found = []
    for section_type, page_type in ((NewsIndexPage, "newspage"), (BulletinIndexPage, "bulletinpage")):
        section = section_type.objects.order_by("locale_id").first()
        if section and section.permissions_for_user(user).can_add_subpage():
            [model] = [model for model in section_type.allowed_subpage_models() if model._meta.model_name == page_type]
            address = reverse("wagtailadmin_pages:add", args=["home", page_type, section.pk])
            found.append((str(model._meta.verbose_name), address))
    return found
