"""Letters on other screens: on a partner's record, and what waits for a user on the first page after logging in."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.forms import Media
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from .letter_waiting import letters_waiting
from .models import Letter, LetterBatch, Partner
from .panels import PartnerPanel

NEWEST = 10
#: On the first page: the oldest wait longest.
OLDEST = 5


def letters_of(partner: Partner, request: HttpRequest) -> dict[str, Any] | None:
    if not request.user.has_perm("network.view_letter"):
        return None
    letters = list(partner.letters.exclude(state=Letter.State.VOID, number=None)[: NEWEST + 1])
    return {
        "letters": letters[:NEWEST],
        "more": len(letters) > NEWEST,
        "may_write": request.user.has_perm("network.add_letter")
        and not partner.merged_into_id
        and not partner.closed_on,
    }


PANEL = PartnerPanel("letters", _("Letters"), 400, "network/admin/panels/letters.html", letters_of, wide=True)


class WaitingPanel(Component):
    """What this user can check, approve or number; nothing for who has nothing to do with letters."""

    order = 20
    template_name = "network/admin/panels/waiting_letters.html"
    media = Media()

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        if not user.has_perm("network.view_letter"):
            return {"shown": False}
        letters = Letter.objects.for_user(user).filter(letters_waiting(user)).order_by("drafted_at")
        batches = LetterBatch.objects.for_user(user).filter(letters_waiting(user, of_batches=True))
        counted = letters.aggregate(count=Count("pk"))["count"]
        found = list(batches.annotate(count=Count("letters")).order_by("drafted_at"))
        return {
            "shown": True,
            "total": counted + len(found),
            "letters": list(letters[:OLDEST]) if counted else [],
            "batches": found[:OLDEST],
        }
