"""Which addresses of the network the verifier may speak to. Pure: numbers in, yes or no out."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

PORTS = frozenset({80, 443, 8080, 8443})
#: Prefixes of IPv6 that carry an address of IPv4 in their last 32 bits: NAT64 (well known and local) and the old form.
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
_COMPATIBLE = ip_network("::/96")
_SITE_LOCAL = ip_network("fec0::/10")


def is_public(address: str, port: int) -> bool:
    """Whether an address is one of the open internet, on a port where websites live.

    Addresses of IPv4 wrapped in IPv6 (mapped, compatible, 6to4, Teredo, NAT64) are unwrapped and must be
    public as well. Anything that is no plain IP address is refused.
    """
    if port not in PORTS:
        return False
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return all(_is_global(one) for one in (found, *_wrapped(found)))


def _is_global(one: IPv4Address | IPv6Address) -> bool:
    return one.is_global and not (
        one.is_multicast or one.is_reserved or one.is_unspecified or one.is_link_local or one in _SITE_LOCAL
    )


def _wrapped(found: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(found, IPv4Address):
        return []
    wrapped = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
    if any(found in net for net in _NAT64) or found in _COMPATIBLE:
        wrapped.append(IPv4Address(int(found) & 0xFFFFFFFF))
    return [one for one in wrapped if one is not None]
