"""Half a year of the watch over the example partners: their spans and the hits of their banners, always the same."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from ..models import BannerCheck, ChannelHit, HitCount, LinkSpan, Partner, ShortLink

DAYS = 120
SAMPLE = 160


def load(partners: list[Partner], today: date, at: datetime) -> int:
    """Watches, spans, hits and a short link for new example partners. Rows written."""
    random = Random("banners")  # noqa: S311 - not a secret: the same demonstration each time
    with_site = [partner for partner in partners if partner.website]
    had = [partner for partner in with_site if partner.joined_on]
    checks = [
        BannerCheck(
            partner=partner,
            standing=partner.banner_state,
            next_at=at,
            looks=20 if partner.joined_on else 0,
            failing_since=_noon(partner.banner_lost_on) if partner.banner_lost_on else None,
        )
        for partner in with_site
    ]
    spans = [span for partner in had for span in _spans(partner, at)]
    hits = [hit for partner in had[:SAMPLE] for hit in _hits(partner, today, random)]
    BannerCheck.objects.bulk_create(checks, batch_size=500)
    LinkSpan.objects.bulk_create(spans, batch_size=500)
    HitCount.objects.bulk_create(hits, batch_size=1000)
    return len(checks) + len(spans) + len(hits) + _channels(today, random)


def _spans(partner: Partner, at: datetime) -> list[LinkSpan]:
    began, lost = _noon(partner.joined_on), partner.banner_lost_on
    seen = {"reach": "ok", "evidence_url": partner.website, "tls": "ok", "http_status": 200}
    live = LinkSpan(
        partner=partner, standing="live", banner="banner", kind="image link", where="footer", position=80,
        first_seen=began, last_seen=max(began, _noon(lost) if lost else at), looks=20, current=not lost, **seen,
    )  # fmt: skip
    if not lost:
        return [live]
    gone = LinkSpan(
        partner=partner, standing="lost", banner="absent", first_seen=max(began, _noon(lost)), last_seen=at, looks=9,
        current=True, **seen,
    )  # fmt: skip
    return [live, gone]


def _hits(partner: Partner, today: date, random: Random) -> list[HitCount]:
    usual, hits = random.choice((1, 2, 4, 8, 15, 30)), []
    for back in range(DAYS):
        day = today - timedelta(days=back)
        if day < partner.joined_on or (partner.banner_lost_on and day >= partner.banner_lost_on):
            continue
        shown = random.randrange(usual, 3 * usual) // (3 if day.weekday() > 4 else 1)
        if shown:
            hits.append(HitCount(partner=partner, day=day, kind="banner", verified=True, n=shown))
        if random.random() < 0.2:
            hits.append(HitCount(partner=partner, day=day, kind="click", verified=True, n=1 + shown // 20))
    return hits


def _channels(today: date, random: Random) -> int:
    link = ShortLink.objects.create(title="ตัวอย่าง: ข่าวเตือนภัยหลอกลวงหางาน", target="/news/?kind=fraud")
    rows = [
        ChannelHit(day=today - timedelta(days=back), code=link.code, channel=channel, n=random.randrange(1, most))
        for back in range(30)
        for channel, most in (("line", 40), ("facebook", 25), ("qr", 8), ("mail", 15))
    ]
    ChannelHit.objects.bulk_create(rows)
    return 1 + len(rows)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
