"""Addresses that every VPC namespace has: the metadata service, the resolver, and one for each AWS service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

METADATA = "169.254.169.254"
RESOLVER = "169.254.169.253"
"""Answers in every VPC, beside the second address of the VPC's network."""

SERVICE_NETWORK = IPv4Network("198.18.0.0/24")
"""Of the range that RFC 2544 keeps for benchmarks: no VPC and no public server has these addresses."""

OUTSIDE_NETWORK = IPv4Network("198.18.1.0/24")
"""Of the same range: servers outside the cloud."""

OTHER = "other"
"""Stands for whatever else is below amazonaws.com and api.aws, the services of other regions included."""

SUFFIXES = ("amazonaws.com", "api.aws")
HOME_OF_GLOBAL_NAMES = "us-east-1"
"""A name without a region (`sts.amazonaws.com`) leads to this region's service."""


@dataclass(frozen=True)
class Service:
    name: str
    """As in the name of its VPC endpoint: `com.amazonaws.REGION.name`."""
    labels: tuple[str, ...] = ()
    """What stands before `.REGION.amazonaws.com`; its name where empty."""
    further: tuple[str, ...] = ()
    """Whole names that lead to it as well; `{region}` is filled in."""


SERVICES: tuple[Service, ...] = (
    Service("acm"),
    Service("acm-pca"),
    Service("application-autoscaling"),
    Service("athena"),
    Service("autoscaling"),
    Service("backup"),
    Service("batch"),
    Service(
        "cloudformation",
        further=(
            "cloudformation-waitcondition-{region}.s3.{region}.amazonaws.com",
            "cloudformation-waitcondition-{region}.s3-{region}.amazonaws.com",
            "cloudformation-waitcondition-{region}.s3.amazonaws.com",
        ),
    ),
    Service("cloudtrail"),
    Service("codeartifact.api", ("codeartifact",)),
    Service("codebuild"),
    Service("codepipeline"),
    Service("config"),
    Service("datasync"),
    Service("dynamodb"),
    Service("ec2"),
    Service("ec2messages"),
    Service("ecr.api", ("api.ecr",)),
    Service("ecr.dkr", ("dkr.ecr",)),
    Service("ecs"),
    Service("eks"),
    Service("eks-auth"),
    Service("elasticfilesystem"),
    Service("elasticloadbalancing"),
    Service("elasticmapreduce"),
    Service("email"),
    Service("events"),
    Service("execute-api"),
    Service("fsx"),
    Service("glue"),
    Service("imagebuilder"),
    Service("kinesis-firehose", ("firehose",)),
    Service("kinesis-streams", ("kinesis", "control-kinesis", "data-kinesis")),
    Service("kms"),
    Service("lambda"),
    Service("license-manager"),
    Service("logs"),
    Service("monitoring"),
    Service("pcs"),
    Service("pricing.api", ("api.pricing",)),
    Service("rds"),
    Service("redshift"),
    Service("resource-groups"),
    Service("s3", ("s3", "s3.dualstack", "s3-accesspoint", "s3-control"), ("s3-{region}.amazonaws.com",)),
    Service("sagemaker.api", ("api.sagemaker",)),
    Service("sagemaker.runtime", ("runtime.sagemaker",)),
    Service("scheduler"),
    Service("secretsmanager"),
    Service("servicecatalog"),
    Service("servicediscovery"),
    Service("sns"),
    Service("sqs"),
    Service("ssm"),
    Service("ssmmessages"),
    Service("states"),
    Service("storagegateway"),
    Service("sts"),
    Service("synthetics"),
    Service("tagging"),
    Service("transfer"),
    Service("xray"),
)

SERVICE_ADDRESSES: Mapping[str, str] = {
    name: str(SERVICE_NETWORK[number]) for number, name in enumerate((OTHER, *(s.name for s in SERVICES)), start=1)
}


def address_of(service: str) -> str:
    """The address of a service by its short name; that of the others where it has none."""
    return SERVICE_ADDRESSES.get(service, SERVICE_ADDRESSES[OTHER])


def domains(region: str) -> Iterator[tuple[str, str]]:
    """(domain, address): the domain and whatever is below it lead there, where no longer domain matches."""
    for suffix in SUFFIXES:
        yield suffix, SERVICE_ADDRESSES[OTHER]
    below = [f"{region}.{suffix}" for suffix in SUFFIXES]
    if region == HOME_OF_GLOBAL_NAMES:
        below.append(SUFFIXES[0])
    for service in SERVICES:
        address = SERVICE_ADDRESSES[service.name]
        yield from ((f"{label}.{end}", address) for label in service.labels or (service.name,) for end in below)
        yield from ((name.format(region=region), address) for name in service.further)


def service_at(name: str, region: str) -> str | None:
    """The address that a host name leads to for hosts of a region; None: it is no name of AWS."""
    found = [pair for pair in domains(region) if name == pair[0] or name.endswith("." + pair[0])]
    return max(found, key=lambda pair: len(pair[0]))[1] if found else None


def resolvers(network: IPv4Network) -> tuple[IPv4Address, ...]:
    """Addresses of the resolver in a VPC whose first network is given."""
    return network[2], IPv4Address(RESOLVER)
