"""The demonstration's websites on this machine, so that the watch has something to watch."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from network.actions.check_links import begin_watching, sweep
from network.demo.sites import SITES, DemoSite, Farm, host_of, ways, website_of
from network.models import BannerCheck, Partner
from network.watch import demo_authority

PORT = 8800


class Command(BaseCommand):
    help = (
        "Serves 200 example websites on 127.1.x.y, gives them to partners of the demonstration, and looks at them. "
        "Refuses where LMI_CHECK_LOOPBACK is off. Ctrl-C ends it."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", type=int, default=PORT, help=f"Port; https sites are on the next one ({PORT}).")
        parser.add_argument("--once", action="store_true", help="Look at every site once, and end.")
        parser.add_argument("--serve-only", action="store_true", help="Serve, and look at nothing.")

    def handle(self, *args, port: int, once: bool, serve_only: bool, **options) -> None:
        if not getattr(settings, "LMI_CHECK_LOOPBACK", False):
            raise CommandError("Set LMI_CHECK_LOOPBACK=1 first: the verifier does not visit this machine otherwise.")
        sites = give_sites(port)
        if not sites:
            raise CommandError("There are no demonstration partners: run load_demo first.")
        with Farm(list(sites.values()), port, demo_authority()) as farm:
            self.stdout.write(f"{len(sites)} sites on http://{host_of(0)}:{port}/ and so on; /edit is their editor.")
            if not serve_only:
                done = sweep(Partner.objects.filter(pk__in=sites), now=timezone.now(), force=True)
                for (reach, banner), number in sorted(done.verdicts.items()):
                    self.stdout.write(f"{reach:20} {banner:10} {number:6}")
            if not once:
                self.stdout.flush()
                try:
                    farm.wait()
                except KeyboardInterrupt:
                    self.stdout.write("The sites are closed.")


def give_sites(port: int) -> dict[int, DemoSite]:
    """Sites for the first 200 demonstration partners in order of their codes; their addresses are written down."""
    partners = list(Partner.objects.current().filter(demonstration=True, opted_out_at=None).order_by("code")[:SITES])
    sites = {}
    for number, (partner, way) in enumerate(zip(partners, ways(), strict=False)):
        site = DemoSite(partner.code, partner.name_th, way, host_of(number))
        partner.website = website_of(site, port)
        partner.set_keys()
        sites[partner.pk] = site
    Partner.objects.bulk_update(partners[: len(sites)], ["website", "host_key"], batch_size=200)
    begin_watching(timezone.now())
    BannerCheck.objects.filter(pk__in=sites).update(robots_at=None)
    return sites
