"""One instance in its world, for tests of what an instance is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from ipaddress import IPv4Network
from typing import Any

from terrane_rehearsal.world import (
    Attachment,
    Hardware,
    Instance,
    SecurityGroup,
    Subnet,
    Volume,
    Vpc,
    World,
)

VPC = "vpc-0a"
HEAD = Instance(
    id="i-0aaaaaaaaaaaaaaa1",
    region="us-west-2",
    state="running",
    image="ami-0debian13",
    type="c7i.large",
    vpc=VPC,
    subnet="subnet-0b",
    zone="us-west-2a",
    address="127.0.0.5",
    mac="06:00:0a:32:01:05",
    interface="eni-0c",
    groups=("sg-1", "sg-2"),
    hardware=Hardware(),
    profile_arn="arn:aws:iam::123456789012:instance-profile/Head",
    role="HeadRole",
    user_data=b"#cloud-config\n\xff\x00",
    tags={"Name": "head", "terrane:node": "head", "a/b": "hidden"},
    reservation="r-0d",
    root_size_gib=8,
)


@dataclass(frozen=True)
class Credentials:
    access_key: str = "ASIAEXAMPLE"
    secret_key: str = "secret"
    token: str = "session"
    updated: datetime = datetime(2099, 11, 21, 12, tzinfo=UTC)
    expires: datetime = datetime(2099, 11, 21, 18, tzinfo=UTC)


def other(**changes: Any) -> Instance:
    return replace(HEAD, **changes)


def world(*instances: Instance) -> World:
    volumes = {
        "vol-root": Volume("vol-root", 8, "us-west-2a", Attachment(HEAD.id, "/dev/xvda", True)),
        "vol-data": Volume("vol-data", 10, "us-west-2a", Attachment(HEAD.id, "/dev/sdf")),
        "vol-free": Volume("vol-free", 10, "us-west-2a"),
    }
    return World(
        instances={each.id: each for each in instances},
        vpcs={VPC: Vpc(VPC, "us-west-2", (IPv4Network("10.0.0.0/16"), IPv4Network("10.1.0.0/16")), dns_hostnames=True)},
        subnets={"subnet-0b": Subnet("subnet-0b", VPC, IPv4Network("10.0.1.0/24"), "us-west-2a")},
        groups={"sg-1": SecurityGroup("sg-1", "cluster", VPC), "sg-2": SecurityGroup("sg-2", "login", VPC)},
        volumes=volumes,
    )
