"""The watch over all sites as an address asks for it: filters, order, and the columns of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .models import BannerCheck, Partner
from .models.banners import BANNERS, FLAGS, REACHES, TLS, names_of
from .partner_list import centre_choices, province_choices


@dataclass(frozen=True)
class Filter:
    name: str
    label: str
    lookup: str
    choices: object


FILTERS = (
    Filter("centre", _("centre"), "partner__province__centre", centre_choices),
    Filter("province", _("province"), "partner__province", province_choices),
    Filter("standing", _("banner"), "standing", lambda _user: list(Partner.BannerState.choices)),
    Filter("reach", _("website"), "reach", lambda _user: [(key.value, name) for key, name in REACHES]),
    Filter("banner", _("what was seen"), "banner", lambda _user: [(key.value, name) for key, name in BANNERS]),
    Filter("tls", _("certificate"), "tls", lambda _user: [(key.value, name) for key, name in TLS]),
    Filter("flag", _("remark"), "", lambda _user: [(key.value, name) for key, name in FLAGS]),
)
ORDER = ("-failures", "partner__name_th", "partner_id")
HEADERS = (
    _("code"), _("name"), _("province"), _("website"), _("banner"), _("website answers"), _("what was seen"),
    _("certificate"), _("days left of the certificate"), _("remarks"), _("page"), _("last looked at"),
)  # fmt: skip


def asked_for(query: Mapping[str, str], user) -> dict[str, str]:
    """What of an address means something to this user."""
    return {
        one.name: query[one.name]
        for one in FILTERS
        if query.get(one.name) and any(query[one.name] == str(value) for value, _label in one.choices(user))
    }


def checks_for(asked: Mapping[str, str], user):
    """The watches a user may see, narrowed to what was asked for."""
    checks = BannerCheck.objects.for_user(user).watched().select_related("partner__province")
    for one in FILTERS:
        if (value := asked.get(one.name)) and one.lookup:
            checks = checks.filter(**{one.lookup: value})
    if flag := asked.get("flag"):
        checks = checks.flagged(flag)
    return checks.order_by(*ORDER)


def row(check: BannerCheck) -> list:
    partner = check.partner
    return [
        partner.code, partner.name_th, partner.province.name_th, partner.website, str(check.get_standing_display()),
        str(check.get_reach_display()), str(check.get_banner_display()), str(check.get_tls_display()), check.tls_days,
        ", ".join(names_of(check.flags)), check.evidence_url,
        check.checked_at.isoformat(timespec="minutes") if check.checked_at else "",
    ]  # fmt: skip
