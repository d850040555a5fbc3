"""The part of a partner's record that shows which questionnaires came back from it; what was answered is not shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from network.models import Partner
from network.panels import PartnerPanel

from .models import PairCode, Response


def responses_of(partner: Partner, request: HttpRequest) -> dict[str, Any] | None:
    """Two queries. Only for staff who may see answers, and of partners of their own centres."""
    if not request.user.has_perm("surveys.view_response"):
        return None
    codes = (
        PairCode.objects.for_user(request.user)
        .filter(visit__partner=partner)
        .select_related("campaign__season")
        .order_by("-campaign__season__fiscal_year", "pk")
    )
    answers: dict[int, list[Response]] = {}
    for answer in Response.objects.filter(pair__in=codes).defer("answers", "codes").order_by("wave", "answered_on"):
        answers.setdefault(answer.pair_id, []).append(answer)
    rows = [
        {
            "code": code,
            "answers": [one for one in answers.get(code.pk, []) if not one.open],
            "open": sum(one.open for one in answers.get(code.pk, [])),
        }
        for code in codes
    ]
    return {"rows": rows} if rows else None


PANEL = PartnerPanel(
    "responses", _("Questionnaires"), 450, "surveys/admin/responses_panel.html", responses_of, wide=True
)
