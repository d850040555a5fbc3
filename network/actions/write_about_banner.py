"""Mail about banners: to a partner that lost its own, to one whose site was taken over, and to a centre each Monday."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from home import jobs
from home.models import Centre, Job, JobItem
from home.thai import long_date

from .. import mail, snippets
from ..models import BannerCheck, LinkSpan, Partner

KIND = "banner-mail"
#: Letters are Thai originals kept as data.
LOST, HIJACKED, DIGEST = "banner_lost", "site_hijacked", "banner_digest"
SUBJECTS = {
    LOST: "แบนเนอร์ “ข่าวสารตลาดแรงงาน” บนเว็บไซต์ของท่าน",
    HIJACKED: "แจ้งเตือน: เว็บไซต์ของท่านอาจถูกบุกรุก",
    DIGEST: "สรุปประจำสัปดาห์: แบนเนอร์บนเว็บไซต์เครือข่าย",
}
WEEK = timedelta(days=7)
DIGEST_HOUR = 7
TLS_SOON = 14


def write_loss(partners: list[int], *, owner=None) -> Job:
    """The snippet once more, to organisations whose banner is gone."""
    return _enqueue(LOST, partners, owner, _("Mail about lost banners"))


def write_warning(partner: int, *, owner=None) -> Job:
    """To an organisation whose site a person has seen to be taken over."""
    return _enqueue(HIJACKED, [partner], owner, _("Warning about a site that was taken over"))


def write_digests_of_the_week(at: datetime) -> Job | None:
    """The digests, on Monday morning or as soon after it as a worker is awake; once, however many workers there are."""
    here = timezone.localtime(at)
    monday = (here - timedelta(days=here.weekday())).replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    written = JobItem.objects.filter(job__kind=KIND, key__startswith=DIGEST, job__created_at__gte=monday)
    if here < monday or written.exists() or not cache.add(f"{DIGEST}:{monday.date()}", True, 3600):
        return None
    return write_digests(at)


def write_digests(at: datetime) -> Job | None:
    """To the staff of every centre where something happened in the week before `at`."""
    items = [
        (f"{DIGEST}-{centre.pk}", {"what": DIGEST, "centre": centre.pk, "at": at.isoformat()})
        for centre in Centre.objects.all()
        if _week_of(centre, at)["anything"]
    ]
    return jobs.enqueue(KIND, items, title=_("Weekly digest of banners")) if items else None


def _enqueue(what: str, partners: list[int], owner, title: str) -> Job:
    items = [(f"{what}-{pk}", {"what": what, "partner": pk}) for pk in partners]
    return jobs.enqueue(KIND, items, owner=owner, title=title)


def _send(item: JobItem, job: Job) -> None:
    """Sent outside of the transaction: a slow mail server must not keep the database waiting."""
    payload = item.payload
    if payload["what"] == DIGEST:
        for letter in digest_mails(Centre.objects.get(pk=payload["centre"]), datetime.fromisoformat(payload["at"])):
            letter.send()
        return
    partner = Partner.objects.with_places().filter(pk=payload["partner"]).first()
    if partner is None:
        raise jobs.ItemRefused(_("The record is gone."))
    try:
        partner_mail(payload["what"], partner).send()
    except mail.NoMailbox:
        raise jobs.ItemRefused(_("There is no e-mail address on file.")) from None


@jobs.job_kind(KIND, prepare=_send)
def mail_about_banner(item: JobItem, job: Job, _sent: None) -> None:
    """Sending is all of it; the job notes that it is done."""


def partner_mail(what: str, partner: Partner) -> mail.Mail:
    """Raises NoMailbox. The person who looks after the website before any other."""
    people = sorted(partner.contacts.active().exclude(email=""), key=lambda one: one.function != "website")
    address = people[0].email if people else partner.email
    if not address:
        raise mail.NoMailbox
    check = BannerCheck.objects.filter(partner=partner).first()
    words = {
        "partner": partner,
        "check": check,
        "since": long_date(timezone.localdate(check.failing_since)) if check and check.failing_since else "",
        "snippet": snippets.banner(partner.code),
        "centre": partner.province.centre,
        "office": mail.office(),
    }
    return mail.Mail(address, SUBJECTS[what], render_to_string(f"network/mail/{what}.txt", words))


def digest_mails(centre: Centre, at: datetime) -> list[mail.Mail]:
    """One for each member of the centre's staff that has a mailbox."""
    words = {
        **_week_of(centre, at),
        "centre": centre,
        "today": long_date(timezone.localdate(at)),
        "office": mail.office(),
    }
    text = render_to_string(f"network/mail/{DIGEST}.txt", words)
    return [mail.Mail(address, SUBJECTS[DIGEST], text) for address in _staff_of(centre)]


def _staff_of(centre: Centre) -> list[str]:
    staff = get_user_model().objects.filter(is_active=True, groups__centre_group__centre=centre).exclude(email="")
    return sorted(set(staff.values_list("email", flat=True)))


def _week_of(centre: Centre, at: datetime) -> dict:
    """What happened at a centre's sites in the week before `at`, as lists of watches and spans."""
    checks = BannerCheck.objects.watched().filter(partner__province__centre=centre).select_related("partner")
    began = LinkSpan.objects.filter(partner__province__centre=centre, first_seen__gt=at - WEEK, first_seen__lte=at)
    began = began.filter(current=True).select_related("partner")
    week = {
        "lost": list(checks.filter(standing="lost", partner__banner_lost_on__gte=timezone.localdate(at - WEEK))),
        "found": [span for span in began if span.standing == "live" and span.partner.banner_state == "live"],
        "tls": list(checks.filter(Q(tls_days__lte=TLS_SOON) | Q(tls="expired")).order_by("tls_days")),
        "moved": list(checks.filter(reach="redirected_away")),
        "suspected": list(checks.filter(suspicion=BannerCheck.Suspicion.WAITING)),
    }
    return {**week, "anything": any(week.values())}
