"""The farm of the demonstration: every verdict there is, seen from loopback."""

import socket
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from network.demo.sites import SITES, WAYS, ways
from network.linkcheck.detect import Banner, Flag
from network.linkcheck.fetch import Reach, Tls
from network.models import BannerCheck
from tests import network_factories as make

pytestmark = pytest.mark.django_db
#: What no server can be made to show on purpose on this machine.
NOT_SHOWN = {Reach.NOT_CHECKED, Reach.UNREACHABLE, Reach.TLS}


def test_each_way_stands_in_the_farm():
    assert {way.name for way in ways()} == {way.name for way in WAYS}
    assert len(ways()) == SITES == sum(way.weight for way in WAYS)


def test_the_farm_shows_every_verdict(settings, tmp_path, two_ports):
    settings.LMI_CHECK_LOOPBACK = True
    settings.VAR_DIR = tmp_path
    settings.WAGTAILADMIN_BASE_URL = "https://lmi.example.go.th"
    for number in range(len(WAYS)):
        make.partner(name_th=f"อบต.{number}", status="visited")
    out = StringIO()
    call_command("demo_sites", port=two_ports, once=True, stdout=out)
    checks = BannerCheck.objects.all()
    assert {check.reach for check in checks} == {reach.value for reach in Reach if reach not in NOT_SHOWN}
    assert {check.banner for check in checks} == {banner.value for banner in Banner}
    assert {flag for check in checks for flag in check.flags} == {flag.value for flag in Flag}
    shown = {check.tls for check in checks}
    assert shown == {tls.value for tls in Tls if tls not in (Tls.OUTDATED, Tls.FAILED)}


def test_the_farm_is_closed_where_this_machine_may_not_be_visited(settings):
    settings.LMI_CHECK_LOOPBACK = False
    with pytest.raises(CommandError):
        call_command("demo_sites")


@pytest.fixture
def two_ports():
    """A port whose neighbour is free too."""

    for port in range(18800, 19800, 2):
        with socket.socket() as one, socket.socket() as two:
            try:
                one.bind(("127.1.0.1", port))
                two.bind(("127.1.0.1", port + 1))
            except OSError:
                continue
        return port
    raise RuntimeError("no free ports")
