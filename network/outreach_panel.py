"""«My tasks» on the dashboard."""

from __future__ import annotations

from django.forms import Media
from django.utils import timezone
from wagtail.admin.ui.components import Component

from .models import Season
from .outreach_tasks import ending_agreements, my_visits, tasks_of, to_decide

SHOWN = 12


class TasksPanel(Component):
    order = 50
    template_name = "network/admin/outreach/tasks.html"
    media = Media(css={"all": ["network/admin/network.css", "network/admin/outreach.css"]})

    def get_context_data(self, parent_context):
        user, today = parent_context["request"].user, timezone.localdate()
        if not user.has_perm("network.view_visit") or not Season.objects.running().exists():
            return {"shown": False}
        tasks = tasks_of(my_visits(user), today)
        return {
            "shown": True, "tasks": tasks[:SHOWN], "more": max(len(tasks) - SHOWN, 0), "travels": to_decide(user),
            "agreements": ending_agreements(user, today),
        }  # fmt: skip
