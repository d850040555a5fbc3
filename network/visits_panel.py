"""The part of a partner's record that shows its visits and screenings, season by season."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from home.access import may_do

from .models import Partner
from .panels import PartnerPanel
from .words import state_name


def visits_of(partner: Partner, request: HttpRequest) -> dict[str, Any] | None:
    if not request.user.has_perm("network.view_visit"):
        return None
    visits = partner.visits.select_related("season", "team").order_by("-season__fiscal_year")
    return {
        "visits": [(visit, state_name(visit.state)) for visit in visits],
        "screenings": list(partner.screenings.select_related("by")[:5]),
        "may_screen": may_do(request.user, "network.add_screening", partner.province.centre_id)
        and not partner.merged_into_id,
    }


PANEL = PartnerPanel(
    "visits", _("Visits and screenings"), 400, "network/admin/panels/visits.html", visits_of, wide=True
)
