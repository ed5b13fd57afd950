"""The link of a host: a namespace with `ens5`, routed by the namespace of its VPC. A bridge knows no connections."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from ..world import Instance, Subnet, Vpc
from . import namespaces
from .clouds import resolvers

INTERFACE = "ens5"
MTU = 9001
"""Of EC2's own interfaces."""


@dataclass(frozen=True)
class Link:
    """What a host needs to start with its network in place."""

    namespace_path: str
    gateway: str
    resolver: str
    prefix_length: int


@dataclass(frozen=True)
class Attached:
    instance: str
    vpc: str
    device: str
    """The VPC's end of it."""
    link: Link


def link_of(instance: Instance, subnet: Subnet, vpc: Vpc) -> Link:
    return Link(
        namespace_path=str(namespaces.path_of(instance.id)),
        gateway=str(subnet.cidr[1]),
        resolver=str(resolvers(vpc)[0]),
        prefix_length=subnet.cidr.prefixlen,
    )


def connect(instance: Instance, link: Link, device: str) -> Attached:
    """Nothing is left where it fails."""
    namespaces.make(instance.id)
    try:
        namespaces.ip(instance.vpc, _vpc_side(instance, device))
        # The kernel answers for addresses behind other links after a random time, up to 0.8 s, unless told not to wait.
        namespaces.set_kernel(instance.vpc, {f"ipv4/neigh/{device}/proxy_delay": "0"})
        namespaces.ip(instance.id, _host_side(instance, link))
        namespaces.await_running(instance.vpc, device)
        namespaces.await_running(instance.id, INTERFACE)
    except BaseException:
        namespaces.remove(instance.id)
        with contextlib.suppress(namespaces.CommandFailed):
            namespaces.ip(instance.vpc, [f"link delete {device}"])
        raise
    return Attached(instance.id, instance.vpc, device, link)


def disconnect(attached: Attached) -> None:
    with contextlib.suppress(namespaces.CommandFailed):  # the guest's root may have deleted it
        namespaces.ip(attached.vpc, [f"link delete {attached.device}"])
    namespaces.remove(attached.instance)


def _vpc_side(instance: Instance, device: str) -> list[str]:
    peer = f"peer name {INTERFACE} netns {instance.id} address {instance.mac} mtu {MTU}"
    return [
        f"link add {device} mtu {MTU} type veth {peer}",
        f"link set {device} up",
        f"route add {instance.address}/32 dev {device}",
    ]


def _host_side(instance: Instance, link: Link) -> list[str]:
    return [
        f"address add {instance.address}/{link.prefix_length} broadcast + dev {INTERFACE}",
        "link set lo up",
        f"link set {INTERFACE} up",
        f"route add default via {link.gateway} dev {INTERFACE}",
    ]
