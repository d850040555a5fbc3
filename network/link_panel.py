"""The part of a partner's record that sends it its personal link."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import LinkUse, Partner
from .panels import PartnerPanel

RECENT = 10


def links_of(partner: Partner, request: HttpRequest) -> dict[str, Any] | None:
    if not request.user.has_perm("network.change_contact") or partner.merged_into_id or partner.closed_on:
        return None
    uses = LinkUse.objects.filter(partner=partner).select_related("contact")[:RECENT]
    return {"contacts": list(partner.contacts.active()), "uses": list(uses)}


PANEL = PartnerPanel("links", _("Personal links"), 350, "network/admin/panels/links.html", links_of, wide=True)
