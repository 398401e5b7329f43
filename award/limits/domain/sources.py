"""Who asks, as far as a machine can tell: a browser in a network, known by keyed hashes."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, replace

from award.programme.keys import mac

WHOLE_IPV6 = 48  # bits that one customer of a network has for herself


@dataclass(frozen=True)
class Source:
    """`proof` is a solved challenge, if she brought one; `waits` says that she takes the slower queue."""

    network: str
    browser: str = ""
    proof: str = ""
    waits: bool = False

    def patient(self) -> Source:
        return replace(self, waits=True)


# The programme itself, and tests of what comes after: nothing is counted.
OURS = Source("")


def network_of(address: str) -> str:
    """An IPv4 address, or the part of an IPv6 address that is one customer's; anything else as it is."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, WHOLE_IPV6), strict=False).network_address)
    return str(found)


def hashed(kind: str, value: str) -> str:
    """128 of its bits; "" stays nothing. Cannot be undone without the key outside the database."""
    if not value:
        return ""
    return mac(f"limits:{kind}", value)[:32]
