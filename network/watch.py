"""What the verifier is told about this site: which hosts are ours, who may be visited, and how it introduces itself."""

from __future__ import annotations

import ssl
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from .linkcheck.fetch import Door, Limits
from .linkcheck.sweep import Site as PartnerSite
from .linkcheck.targets import Ours


def base_url() -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def own_hosts() -> frozenset[str]:
    """Every host name that this site answers to, lower case, without ports."""
    sites = Site.objects.values_list("hostname", flat=True)
    hosts = {urlsplit(base_url()).hostname or "", *sites, *settings.LMI_OWN_HOSTS}
    return frozenset(host.lower() for host in hosts if host)


def ours_of(code: str, hosts: frozenset[str]) -> Ours:
    """What to look for on the site of a partner."""
    return Ours(hosts, code, frozenset(settings.LMI_OLD_HOSTS))


def open_door(limits: Limits | None = None) -> Door:
    """The door as this site has it. LMI_CHECK_LOOPBACK lets demonstrations and tests visit sites on this machine."""
    about = f"{base_url()}/checker/"
    if not getattr(settings, "LMI_CHECK_LOOPBACK", False):
        return Door(about=about, limits=limits)
    return Door(about=about, limits=limits, allow=_on_this_machine, trust=_with_the_farms_authority())


def demo_authority() -> Path:
    """Where the demonstration's sites keep the certificate of the authority that signed theirs."""
    return Path(settings.VAR_DIR) / "demo-authority.pem"


def _with_the_farms_authority() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if demo_authority().exists():
        context.load_verify_locations(demo_authority())
    return context


def _on_this_machine(address: str, _port: int) -> bool:
    return address.startswith("127.")


def site_of(check, hosts: frozenset[str], robots: bool | None) -> PartnerSite:
    """A partner's site as the sweep takes it, from its BannerCheck."""
    partner = check.partner
    evidence = check.evidence_url if check.holds else ""
    return PartnerSite(partner.pk, partner.website, ours_of(partner.code, hosts), robots, evidence)
