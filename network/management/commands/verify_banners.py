"""Looks for our banner on the partners' sites. Several runs at once share the work; a killed one is taken up again."""

from __future__ import annotations

import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from network.actions.check_links import begin_watching, sweep
from network.linkcheck.sweep import WORKERS, Seen
from network.models import BannerCheck, Partner

WIDTH = 30


class Command(BaseCommand):
    help = "Looks for the banner on partners' sites: those that are due, all of them, or one."

    def add_arguments(self, parser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="Every partner with a website, due or not.")
        which.add_argument("--one", metavar="CODE", help="The partner with this code.")
        parser.add_argument("--dry-run", action="store_true", help="Look, and write nothing down.")
        parser.add_argument("--json", action="store_true", help="One line of JSON for each site, and one for the run.")
        parser.add_argument("--workers", type=int, default=WORKERS, help=f"Sites looked at at once ({WORKERS}).")

    def handle(self, *args, all: bool, one: str | None, dry_run: bool, json: bool, workers: int, **options) -> None:
        now = timezone.now()
        if not 1 <= workers <= 1000:
            raise CommandError("--workers takes a number from 1 to 1000.")
        partners = self._partner(one) if one else None
        if not dry_run:
            begin_watching(now)
        force = all or bool(one)
        chosen = BannerCheck.objects.watched() if force else BannerCheck.objects.due(now)
        total = (chosen.filter(partner__in=partners) if partners is not None else chosen).count()
        told = self._line if json else _Bar(total, self.stderr).step
        done = sweep(partners, now=now, force=force, dry_run=dry_run, workers=workers, seen_one=told)
        self._sum(done, json)

    def _partner(self, code: str):
        try:
            return Partner.objects.filter(pk=Partner.objects.by_code(code).pk)
        except Partner.DoesNotExist:
            raise CommandError(f"No partner has the code {code}.") from None

    def _line(self, seen: Seen) -> None:
        answer, finding = seen.answer, seen.finding
        words = {
            "partner": seen.site.ours.code,
            "address": answer.address,
            "final": answer.final,
            "reach": answer.reach,
            "status": answer.status,
            "tls": answer.tls,
            "tls_days": answer.tls_days,
            "banner": finding.banner,
            "kind": finding.kind,
            "landmark": finding.landmark,
            "position": finding.position,
            "flags": sorted(finding.flags),
            "seconds": round(answer.seconds, 3),
            "problem": answer.problem,
        }
        self.stdout.write(json.dumps(words, ensure_ascii=False))

    def _sum(self, done, as_json: bool) -> None:
        if as_json:
            verdicts = {f"{reach}/{banner}": number for (reach, banner), number in sorted(done.verdicts.items())}
            self.stdout.write(json.dumps({"looks": done.looks, "turned": done.turned, "verdicts": verdicts}))
            return
        for (reach, banner), number in sorted(done.verdicts.items()):
            self.stdout.write(f"{reach:20} {banner:10} {number:6}")
        self.stdout.write(f"looks={done.looks} turned={done.turned} outages={done.outages}")


class _Bar:
    """A bar on a terminal; silence elsewhere."""

    def __init__(self, total: int, out) -> None:
        self.total, self.done, self.out = max(1, total), 0, out
        self.shown = sys.stderr.isatty()

    def step(self, _seen: Seen) -> None:
        self.done += 1
        if self.shown:
            full = WIDTH * min(self.done, self.total) // self.total
            end = "\n" if self.done >= self.total else ""
            self.out.write(f"\r[{'#' * full:<{WIDTH}}] {self.done}/{self.total}", ending=end)
            self.out.flush()
