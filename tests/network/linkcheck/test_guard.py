from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.linkcheck.guard import is_public

#: IANA's special-purpose registries, RFC 6890 and its successors: not one of these is the open internet.
SPECIAL = [
    ip_network(net)
    for net in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.2.0/24"),
        *("192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *("::1/128", "::/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "2001:db8::/32", "100::/64"),
    )
]
V4 = [net for net in SPECIAL if net.version == 4]


def inside(net):
    first, last = int(net.network_address), int(net.broadcast_address)
    make = IPv4Address if net.version == 4 else IPv6Address
    return st.integers(first, last).map(make)


WRAPPINGS = [
    lambda v4: f"::ffff:{v4}",
    lambda v4: f"::{v4}",
    lambda v4: f"64:ff9b::{v4}",
    lambda v4: str(IPv6Address((0x2002 << 112) | (int(v4) << 80) | 1)),
    lambda v4: str(IPv6Address((0x20010000 << 96) | (int(v4) << 64) | 0xFFFF)),
    lambda v4: str(IPv6Address((0x20010000 << 96) | (0x08080808 << 64) | (int(v4) ^ 0xFFFFFFFF))),
]


@given(st.sampled_from(SPECIAL).flatmap(inside))
def test_nothing_that_is_not_the_open_internet_passes(address):
    assert not is_public(str(address), 443)


@given(st.sampled_from(V4).flatmap(inside), st.sampled_from(WRAPPINGS))
def test_a_private_address_passes_in_no_wrapping(address, wrap):
    assert not is_public(wrap(address), 443)


@given(st.ip_addresses())
def test_what_passes_is_global(address):
    assert not is_public(str(address), 80) or address.is_global


@pytest.mark.parametrize("address", ["8.8.8.8", "203.150.1.1", "2001:4860:4860::8888"])
@pytest.mark.parametrize("port", [80, 443, 8080, 8443])
def test_websites_pass(address, port):
    assert ip_address(address)
    assert is_public(address, port)


@pytest.mark.parametrize("port", [0, 21, 22, 25, 3306, 5432, 6379, 8000, 65535])
def test_other_doors_stay_shut(port):
    assert not is_public("8.8.8.8", port)


@pytest.mark.parametrize(
    "text", ["", "localhost", "0x7f.1", "2130706433", "017700000001", "127.1", "8.8.8.8\n", "[::1]"]
)
def test_what_is_no_plain_address_does_not_pass(text):
    assert not is_public(text, 80)
