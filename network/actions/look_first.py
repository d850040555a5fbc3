"""The machine's own first look at the site of a candidate: does it work, and does our banner stand there already?

Whether there is room for the banner is for a person to see; the machine leaves that open. It looks through the one door
to other people's sites, by hand or for many in the background, and the watch over the site begins with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from home import jobs
from home.models import Job, JobItem

from ..linkcheck.detect import Flag
from ..linkcheck.fetch import ANSWERED, Reach
from ..linkcheck.sweep import Seen, look_at_all
from ..models import BannerCheck, Partner, Screening
from ..watch import open_door, own_hosts, site_of
from .change_partner import Actor
from .check_links import begin_watching, check_one, robots_of
from .record_looks import record_looks
from .screen_partner import screen_partner

KIND = "first-look"
#: Sites that are looked at side by side; no longer than the slowest takes, well within a job's lease.
PART = 40
Answer = Screening.Answer
#: Nothing that waiting would mend: the name is gone, the address is none, or the server knows no such page.
_DEAD = frozenset({Reach.DNS, Reach.HTTP_4XX, Reach.BAD_ADDRESS})
_TAKEN_OVER = frozenset({Flag.PARKED.value, Flag.HIJACKED.value})


def look_first(partner: Partner, *, actor: Actor, now: datetime) -> Screening:
    """At once, while somebody waits. Raises NoWebsite and TooSoon, as check_one does."""
    return _write(check_one(partner, now=now), actor, now)


def order_first_looks(partners: Iterable[int], *, owner=None) -> Job | None:
    """A job that looks at the sites of partners by their keys; None where none of them has a website."""
    mine = Partner.objects.current().exclude(website="").filter(pk__in=list(partners))
    keys = list(mine.order_by("pk").values_list("pk", flat=True))
    if not keys:
        return None
    items = [(f"sites-{start}", {"partners": keys[start : start + PART]}) for start in range(0, len(keys), PART)]
    return jobs.enqueue(KIND, items, owner=owner, title=_("First look at the sites of candidates"))


def _look(item: JobItem, job: Job) -> list[Seen]:
    """Fetching is slow; it happens outside of the transaction."""
    now, hosts = timezone.now(), own_hosts()
    begin_watching(now)
    checks = BannerCheck.objects.watched().filter(pk__in=item.payload["partners"]).select_related("partner")
    sites = [site_of(check, hosts, robots_of(check, now)) for check in checks]
    return list(look_at_all(iter(sites), open_door, workers=PART))


@jobs.job_kind(KIND, prepare=_look)
def keep_first_looks(item: JobItem, job: Job, seen: list[Seen]) -> None:
    """While our own line is down nothing is said of anybody's site."""
    now = timezone.now()
    if record_looks(seen, at=now).outage:
        raise jobs.ItemRefused(_("Our own line was down: no site was judged."))
    keys = [one.site.key for one in seen]
    for check in BannerCheck.objects.filter(pk__in=keys).select_related("partner"):
        _write(check, Actor(role="verifier"), now)


def _write(check: BannerCheck, actor: Actor, at: datetime) -> Screening:
    with override("th"):
        note = check.said[:300]
    return screen_partner(check.partner, works(check), room(check), note, actor=actor, at=at, automatic=True)


def works(check: BannerCheck) -> str:
    """What a look says of a site: only what waiting would not mend is a no."""
    if set(check.flags) & _TAKEN_OVER or check.reach in _DEAD:
        return Answer.NO
    return Answer.YES if check.reach in ANSWERED else Answer.UNKNOWN


def room(check: BannerCheck) -> str:
    """Where the banner stands already there was room for it."""
    return Answer.YES if check.holds else Answer.UNKNOWN
