"""Looks whether the addresses that our own services, news and pages lead to still answer. The same engine looks."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from ..linkcheck.fetch import ANSWERED, Reach
from ..linkcheck.judging import our_own_outage
from ..linkcheck.sweep import Seen, Site, look_at_all
from ..linkcheck.targets import Ours
from ..models import PageHealth
from ..watch import open_door, own_hosts

EVERY = timedelta(days=7)
CHUNK = 200
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\)\]}]{3,480}")
_NOBODY = Ours(frozenset(), "")


def list_own_links(now: datetime) -> int:
    """Writes down every address that a live page leads to and forgets those that none does any more. How many."""
    hosts, found = own_hosts(), {}
    for page in Page.objects.live().specific().iterator(chunk_size=200):
        for address in _addresses(page):
            if (urlsplit(address).hostname or "").lower() not in hosts:
                found.setdefault(address, PageHealth(
                    address=address, source=page.title[:300], source_url=(page.url or "")[:300], listed_at=now,
                ))  # fmt: skip
    with transaction.atomic():
        PageHealth.objects.bulk_create(
            found.values(), batch_size=500, update_conflicts=True, unique_fields=["address"],
            update_fields=["source", "source_url", "listed_at"],
        )  # fmt: skip
        PageHealth.objects.filter(listed_at__lt=now).delete()
    return len(found)


def _addresses(page: Page) -> set[str]:
    texts = []
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            # As it is stored: every link of every block stands in it.
            raw = field.get_prep_value(getattr(page, field.name))
            texts.append(json.dumps(raw, ensure_ascii=False, cls=DjangoJSONEncoder))
        elif isinstance(field, (RichTextField, models.URLField)):
            texts.append(str(getattr(page, field.name) or ""))
    return {address.rstrip(".,;:!?").replace("&amp;", "&") for text in texts for address in _ADDRESS.findall(text)}


def check_own_links(now: datetime, *, most: int = 2000) -> int:
    """Looks at the addresses that were not looked at for a week. How many were written down."""
    due = PageHealth.objects.filter(models.Q(checked_at=None) | models.Q(checked_at__lte=now - EVERY))
    addresses = dict(due.order_by("checked_at", "pk").values_list("pk", "address")[:most])
    sites = (Site(pk, address, _NOBODY) for pk, address in addresses.items())
    seen = list(look_at_all(sites, open_door))
    if our_own_outage([one.answer.reach for one in seen]):
        return 0
    for start in range(0, len(seen), CHUNK):
        _write(seen[start : start + CHUNK], now)
    return len(seen)


@transaction.atomic
def _write(seen: list[Seen], now: datetime) -> None:
    rows = PageHealth.objects.in_bulk([one.site.key for one in seen])
    for one in seen:
        if row := rows.get(one.site.key):
            answered = one.answer.reach in ANSWERED or one.answer.reach == Reach.ROBOTS
            row.reach, row.tls, row.http_status = one.answer.reach.value, one.answer.tls.value, one.answer.status
            row.failures = 0 if answered else row.failures + 1
            row.broken_since = None if answered else row.broken_since or now
            row.checked_at = now
    fields = ["reach", "tls", "http_status", "failures", "broken_since", "checked_at"]
    PageHealth.objects.bulk_update(rows.values(), fields)


def check_weekly(now: datetime) -> int:
    """The clock's share: lists once a day, looks at what is due."""
    last = PageHealth.objects.aggregate(at=models.Max("listed_at"))["at"]
    if last is None or timezone.localdate(last) < timezone.localdate(now):
        list_own_links(now)
    return check_own_links(now, most=400)
