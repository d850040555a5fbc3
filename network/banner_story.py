"""What is told of a partner's banner, on its record for staff and on its own pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import snippets
from .hit_chart import WEEKS, Chart, chart_of
from .models import BannerCheck, HitCount, LinkSpan, Partner
from .models.banners import names_of
from .panels import PartnerPanel

SPANS = 20
#: What to do about what was seen: (banner or flag) -> advice.
ADVICE = {
    "absent": _("The page has no banner. Paste the code into the home page, or tell us the page where it stands."),
    "hidden": _("The code is on the page, but visitors do not see it. Take it out of the hidden part."),
    "image": _("The picture is there without its link. Paste the whole code, which has both."),
    "needs_js": _("The page is written by a script, so we cannot see the banner. Its hits tell us that it is there."),
    "http_link": _("The link has no https. Paste the code again."),
    "wrong_code": _("The code of another organisation was pasted. Paste your own, so that hits are counted for you."),
    "old_target": _("The link leads to an address that we gave up. Paste the new code."),
    "plain_link": _("The link has no code, so that clicks cannot be counted. Paste the code below."),
    "tls_soon": _("The certificate of the website ends soon. Tell whoever looks after the website."),
    "moved": _("The website leads to another address. If it has moved for good, correct the address on record."),
}


@dataclass(frozen=True)
class Story:
    """`since`: the day the present standing began; `advice` in words, the most pressing first."""

    check: BannerCheck | None
    since: date | None
    advice: tuple[str, ...]
    flags: tuple[str, ...]
    chart: Chart


def story_of(partner: Partner, today: date) -> Story:
    """Two queries."""
    check = BannerCheck.objects.filter(partner=partner).first()
    from_day = today - timedelta(weeks=WEEKS)
    counts = HitCount.objects.filter(partner=partner, day__gte=from_day).values_list("day", "kind", "verified", "n")
    return Story(check, _since(partner, check), _advice(check), tuple(names_of(check.flags) if check else ()),
                 chart_of(counts, today))  # fmt: skip


def _since(partner: Partner, check: BannerCheck | None) -> date | None:
    if check is None:
        return None
    if check.standing == Partner.BannerState.LOST:
        return partner.banner_lost_on
    return partner.joined_on if check.standing == Partner.BannerState.LIVE else None


def _advice(check: BannerCheck | None) -> tuple[str, ...]:
    if check is None or check.checked_at is None:
        return ()
    found = (check.banner, *check.flags)
    return tuple(str(ADVICE[one]) for one in found if one in ADVICE)


def spans_of(partner: Partner) -> list[LinkSpan]:
    return list(LinkSpan.objects.filter(partner=partner)[:SPANS])


def for_staff(partner: Partner, request: HttpRequest) -> dict:
    may_check = request.user.has_perm("network.change_partner")
    return {"story": story_of(partner, timezone.localdate()), "may_check": may_check}


def for_partner(partner: Partner, request: HttpRequest) -> dict | None:
    if partner.merged_into_id or partner.opted_out_at:
        return None
    return {"story": story_of(partner, timezone.localdate()), "snippet": snippets.banner(partner.code)}


PANEL = PartnerPanel("banner", _("Banner"), 250, "network/admin/panels/banner.html", for_staff, wide=True)
MY_PANEL = PartnerPanel("banner", _("Your banner"), 100, "network/my/panels/banner.html", for_partner)
