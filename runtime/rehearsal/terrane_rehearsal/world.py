"""What exists in the emulated cloud at one moment, as plain data that hosts, networks, names and metadata follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import IPv4Network
from typing import Literal


def is_of_oci(id: str) -> bool:
    """Whether a thing is OCI's; ids of AWS look otherwise."""
    return id.startswith("ocid1.")


Protocol = str
"""`tcp`, `udp`, `icmp`, another protocol's number, or `-1`: all."""


@dataclass(frozen=True)
class Permission:
    """One peer of one rule of a security group. Exactly one of cidr, group and prefix_list is given."""

    protocol: Protocol
    from_port: int = 0
    to_port: int = 65535
    cidr: IPv4Network | None = None
    group: str | None = None
    prefix_list: str | None = None
    description: str = ""


@dataclass(frozen=True)
class SecurityGroup:
    id: str
    name: str
    vpc: str
    ingress: tuple[Permission, ...] = ()
    egress: tuple[Permission, ...] = ()


@dataclass(frozen=True)
class Route:
    destination: IPv4Network
    target: Literal["local", "internet-gateway", "nat-gateway", "instance", "interface", "peering", "other"]
    target_id: str = ""


@dataclass(frozen=True)
class RouteTable:
    id: str
    vpc: str
    main: bool
    subnets: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()


@dataclass(frozen=True)
class Vpc:
    id: str
    region: str
    cidrs: tuple[IPv4Network, ...]
    dns_support: bool = True
    dns_hostnames: bool = False
    internet_gateway: str | None = None


@dataclass(frozen=True)
class Subnet:
    id: str
    vpc: str
    cidr: IPv4Network
    zone: str


@dataclass(frozen=True)
class NatGateway:
    id: str
    subnet: str
    public: bool = True


@dataclass(frozen=True)
class Endpoint:
    """A VPC endpoint; service is its short name, e.g. `s3`, `ssm`, `ec2`."""

    id: str
    vpc: str
    service: str
    kind: Literal["gateway", "interface"]
    route_tables: tuple[str, ...] = ()
    subnets: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    private_dns: bool = False


@dataclass(frozen=True)
class ExportClient:
    """Who may mount an export of OCI's File Storage, and how."""

    network: IPv4Network
    read_only: bool = False


@dataclass(frozen=True)
class FileServer:
    """One address of a managed file system, reachable at `port` where its security groups allow it."""

    file_system: str
    kind: Literal["efs", "lustre", "openzfs", "fss"]
    """`fss`: OCI's File Storage, one for each export."""
    region: str
    vpc: str
    subnet: str
    address: str
    groups: tuple[str, ...]
    names: tuple[str, ...]
    """DNS names that lead to it."""
    port: int
    export: str = "/"
    """What is mounted: an NFS path, or Lustre's mount name."""
    clients: tuple[ExportClient, ...] | None = None
    """The first that has the client's address counts; None: whoever reaches it."""


@dataclass(frozen=True)
class Record:
    name: str
    """Fully qualified, without the last dot, lower case."""
    kind: Literal["A", "CNAME"]
    values: tuple[str, ...]


@dataclass(frozen=True)
class PrivateZone:
    name: str
    vpcs: tuple[str, ...]
    records: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Attachment:
    instance: str
    device: str
    """As it was asked for, e.g. `/dev/sdf`."""
    delete_on_termination: bool = False


@dataclass(frozen=True)
class Volume:
    id: str
    size_gib: int
    zone: str
    attachment: Attachment | None = None


@dataclass(frozen=True)
class Hardware:
    """Of the machine type, from the emulator's own list."""

    architecture: Literal["x86_64", "arm64"] = "x86_64"
    local_disks_gb: tuple[int, ...] = ()
    """Instance store: one entry a disk."""


InstanceState = Literal["pending", "running", "shutting-down", "terminated", "stopping", "stopped"]


@dataclass(frozen=True)
class Instance:
    id: str
    region: str
    state: InstanceState
    image: str
    type: str
    vpc: str
    subnet: str
    zone: str
    address: str
    mac: str
    interface: str
    groups: tuple[str, ...]
    hardware: Hardware
    public_address: str | None = None
    private_dns_name: str = ""
    profile_arn: str | None = None
    role: str | None = None
    """Name of the IAM role in its instance profile."""
    user_data: bytes = b""
    key_name: str | None = None
    public_key: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    spot: bool = False
    launch_index: int = 0
    reservation: str = ""
    root_size_gib: int = 8
    tokens_required: bool = False
    """HttpTokens is `required`: version 1 of the metadata service is refused."""
    metadata_enabled: bool = True
    hop_limit: int = 1
    metadata_tags: bool = False
    auto_scaling_group: str | None = None

    @property
    def name(self) -> str:
        return self.tags.get("Name", self.id)


@dataclass(frozen=True)
class World:
    """Everything that hosts and networks need, of all regions. Equal worlds need no work."""

    account: str = "123456789012"
    instances: Mapping[str, Instance] = field(default_factory=dict)
    vpcs: Mapping[str, Vpc] = field(default_factory=dict)
    subnets: Mapping[str, Subnet] = field(default_factory=dict)
    groups: Mapping[str, SecurityGroup] = field(default_factory=dict)
    route_tables: Mapping[str, RouteTable] = field(default_factory=dict)
    nat_gateways: Mapping[str, NatGateway] = field(default_factory=dict)
    endpoints: Mapping[str, Endpoint] = field(default_factory=dict)
    file_servers: tuple[FileServer, ...] = ()
    zones: tuple[PrivateZone, ...] = ()
    volumes: Mapping[str, Volume] = field(default_factory=dict)
    prefix_lists: Mapping[str, str] = field(default_factory=dict)
    """Which service a managed prefix list stands for, e.g. `pl-…` -> `s3`."""

    @cached_property
    def live(self) -> tuple[Instance, ...]:
        """Instances that have an address in use: pending, running, stopping and shutting down."""
        return tuple(i for i in self.instances.values() if i.state not in ("stopped", "terminated"))

    def route_table_of(self, subnet: str) -> RouteTable | None:
        """The table that is associated with the subnet, else the main one of its VPC."""
        vpc = self.subnets[subnet].vpc
        tables = [table for table in self.route_tables.values() if table.vpc == vpc]
        own = (table for table in tables if subnet in table.subnets)
        return next(own, next((table for table in tables if table.main), None))
