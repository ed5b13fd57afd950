"""Who a request came from, as the front says it. Programs on the gateway and on the nodes reach the hub without the
front; they do not know the front's key."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterable, Mapping

from terrane_hub.fields import Network

PEER_HEADER = "X-Terrane-Peer"
KEY_HEADER = "X-Terrane-Front"
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def peer_of(headers: Mapping[str, str], front_key: str) -> Address | None:
    """None where the request did not come through the front."""
    if not same(headers.get(KEY_HEADER, ""), front_key):
        return None
    try:
        return ipaddress.ip_address(headers.get(PEER_HEADER, ""))
    except ValueError:
        return None


def is_among(address: Address, networks: Iterable[Network]) -> bool:
    """An IPv4 address that a socket for both kinds reports (::ffff:10.1.2.3) is that IPv4 address."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return any(address in network for network in networks)


def same(given: str, secret: str) -> bool:
    """In a time that does not tell how much of it is right. Nothing is the same as an empty secret."""
    return bool(secret) and hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode("utf-8"))
