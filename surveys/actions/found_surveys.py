"""Founds the questionnaires on a site that stands: the drafted one, and who may do what. Run again, it adds nothing."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from home.models import CentreGroup

from ..models import Instrument, Revision
from .write_revision import write_revision

DATA = Path(__file__).resolve().parent.parent / "data"
SLUG = "field-visits"
NAMES = ("แบบประเมินก่อนและหลังการออกพื้นที่ (แบบ 1 และแบบ 2)", "Before and after a field visit (Forms 1 and 2)")


@transaction.atomic
def found_instrument() -> Revision:
    """The newest revision of the drafted questionnaire, made when it is not there."""
    instrument, _made = Instrument.objects.get_or_create(slug=SLUG, defaults={"name_th": NAMES[0], "name_en": NAMES[1]})
    return instrument.newest() or write_revision(instrument, (DATA / f"{SLUG}.yaml").read_text(encoding="utf-8"))


Role = CentreGroup.Role
_SEE, _KEY, _DECIDE, _EXPORT = "view_response", "add_response", "decide_response", "export_response"
#: With reports: everybody of a centre writes, whoever answers for it submits.
_WRITE, _SUBMIT = ("view_seasonreport", "change_seasonreport", "code_texts"), "submit_seasonreport"
_REPLY = "change_replyaddress"
#: What the groups of a centre may do with answers; headquarters may do everything.
RIGHTS = {
    Role.OFFICER: (_SEE, _KEY, *_WRITE),
    Role.TEAM_LEADER: (_SEE, _KEY, _DECIDE, *_WRITE, _SUBMIT),
    Role.ADMIN_SECTION: (_SEE, _KEY, _DECIDE, _EXPORT, _REPLY, *_WRITE),
    Role.DIRECTOR: (_SEE, _KEY, _DECIDE, _EXPORT, _REPLY, "erase_response", *_WRITE, _SUBMIT),
}


@transaction.atomic
def found_rights() -> int:
    """Gives each group of a centre its rights with answers and reports; how many groups got some.

    A group that has any keeps what its administrator gave it. A right that no group of a role holds came with a newer
    release and is handed out; where one group holds it, what administrators took from the others stays taken.
    """
    known = {one.codename: one for one in Permission.objects.filter(content_type__app_label="surveys")}
    given = set()
    for role in (*RIGHTS, Role.HQ):
        groups = Group.objects.filter(centre_group__role=role)
        wanted = [*known.values()] if role == Role.HQ else [known[name] for name in RIGHTS[role]]
        held = set(Permission.objects.filter(group__in=groups).values_list("pk", flat=True))
        new = [right for right in wanted if right.pk not in held]
        without = set(groups.exclude(permissions__in=known.values()).values_list("pk", flat=True))
        for group in groups:
            missing = wanted if group.pk in without else new
            if missing:
                group.permissions.add(*missing)
                given.add(group.pk)
    return len(given)
