"""The parts of a partner's record that are the network's own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import standing
from .forms.contact import FileForm, NoteForm
from .history_lines import lines
from .models import Partner
from .panels import PartnerPanel

NEWEST = 30
HERE = "network/admin/panels"


def standing_of(partner: Partner, request: HttpRequest) -> dict[str, Any]:
    """`derived` is what the observations say today; the stored status may be a day behind."""
    seen = partner.seen()
    today = timezone.localdate()
    return {"seen": seen, "derived": standing.standing(seen, today), "today": today}


def contacts_of(partner: Partner, request: HttpRequest) -> dict[str, Any] | None:
    if not request.user.has_perm("network.view_contact"):
        return None
    may_change = request.user.has_perm("network.change_contact")
    contacts = list(partner.contacts.filter(erased_at=None))
    return {"contacts": contacts, "may_change": may_change, "may_erase": request.user.has_perm("network.erase_person")}


def notes_of(partner: Partner, request: HttpRequest) -> dict[str, Any]:
    return {
        "notes": list(partner.notes.select_related("author")),
        "files": list(partner.files.select_related("author")),
        "note_form": NoteForm(auto_id="note_%s"),
        "file_form": FileForm(auto_id="file_%s"),
        "may_change": request.user.has_perm("network.change_partner"),
    }


def waiting_for(partner: Partner, request: HttpRequest) -> dict[str, Any] | None:
    waiting = {
        "proposals": list(partner.proposals.waiting()),
        "contributions": list(partner.contributions.waiting()),
        "applications": list(partner.applications.waiting()),
    }
    return waiting if any(waiting.values()) else None


def merges_of(partner: Partner, request: HttpRequest) -> dict[str, Any] | None:
    merges = list(partner.merges.filter(undone_at=None).select_related("gone", "by"))
    may_undo = request.user.has_perm("network.merge_partner")
    return {"merges": merges, "may_undo": may_undo} if merges else None


def history_of(partner: Partner, request: HttpRequest) -> dict[str, Any]:
    newest = list(partner.changes.select_related("by")[: NEWEST + 1])
    return {"lines": lines(newest[:NEWEST]), "more": len(newest) > NEWEST}


OWN = (
    PartnerPanel("waiting", _("Waiting for an answer"), 50, f"{HERE}/waiting.html", waiting_for, wide=True),
    PartnerPanel("profile", _("Organisation"), 100, f"{HERE}/profile.html"),
    PartnerPanel("standing", _("Status, and why"), 200, f"{HERE}/standing.html", standing_of),
    PartnerPanel("contacts", _("Contacts"), 300, f"{HERE}/contacts.html", contacts_of, wide=True),
    PartnerPanel("notes", _("Notes and files"), 700, f"{HERE}/notes.html", notes_of, wide=True),
    PartnerPanel("merges", _("Merged records"), 800, f"{HERE}/merges.html", merges_of, wide=True),
    PartnerPanel("history", _("History"), 900, f"{HERE}/history.html", history_of, wide=True),
)
