"""Image and machine type of a launch: do they exist, are they offered here, do they fit?"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from moto.ec2.models.instance_types import INSTANCE_TYPE_OFFERINGS, INSTANCE_TYPES
from moto.ssm.models import ssm_backends

from ..errors import Unavailable, refuse

DEFAULT_TYPE = "m1.small"
BY_PARAMETER = "resolve:ssm:"
"""https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html"""


@lru_cache
def zones_offering(region: str) -> dict[str, frozenset[str]]:
    """Zones of a Region by machine type."""
    found: dict[str, set[str]] = {}
    for offer in INSTANCE_TYPE_OFFERINGS["availability-zone"].get(region, ()):
        found.setdefault(offer["InstanceType"], set()).add(offer["Location"])
    return {machine_type: frozenset(zones) for machine_type, zones in found.items()}


def image_of(ec2: Any, image: str) -> Any:
    """`image`: an id, or the parameter that names one."""
    image_id = _named_by(ec2, image.removeprefix(BY_PARAMETER)) if image.startswith(BY_PARAMETER) else image
    return ec2.describe_images(ami_ids=[image_id])[0]


def _named_by(ec2: Any, parameter: str) -> str:
    found = ssm_backends[ec2.account_id][ec2.region_name].get_parameter(parameter)
    if found is None:
        refuse(
            "InvalidAMIID.Malformed",
            f'Invalid id: "{BY_PARAMETER}{parameter}": the Systems Manager parameter does not exist',
        )
    return str(found.value)


def check_type(region: str, machine_type: str, image: Any) -> None:
    facts = INSTANCE_TYPES.get(machine_type)
    if facts is None:
        refuse("InvalidParameterValue", f"Invalid value '{machine_type}' for InstanceType.")
    if machine_type not in zones_offering(region):
        supported = "Please check the documentation for supported configurations."
        refuse("Unsupported", f"The requested configuration is currently not supported. {supported}")
    architectures = facts["ProcessorInfo"]["SupportedArchitectures"]
    if image.architecture not in architectures:
        refuse(
            "InvalidParameterValue",
            f"The architecture '{','.join(architectures)}' of the specified instance type does not match the "
            f"architecture '{image.architecture}' of the specified AMI. Specify an instance type and an AMI that have "
            "matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to "
            "discover the architecture of the instance type or AMI.",
        )


def check_cpus(machine_type: str, options: dict[str, Any]) -> None:
    """A type that reports no threads a core refuses options: https://github.com/aws/aws-parallelcluster/pull/4193.

    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-cpu-options-rules.html
    """
    known = INSTANCE_TYPES[machine_type]["VCpuInfo"]
    threads, cores = known.get("ValidThreadsPerCore"), known.get("ValidCores")
    if not threads:
        none = f"The {machine_type} instance type does not support specifying CpuOptions."
        refuse("InvalidParameterCombination", none)
    if int(options["ThreadsPerCore"]) not in threads or (cores and int(options["CoreCount"]) not in cores):
        refuse(
            "InvalidParameterCombination",
            f"The specified CpuOptions are not valid for {machine_type}: it takes {threads} threads a core and "
            f"{cores or 'its own'} cores.",
        )


def check_zone(region: str, machine_type: str, zone: str) -> None:
    zones = zones_offering(region)[machine_type]
    if zone not in zones:
        others = ", ".join(sorted(zones))
        refuse(
            "Unsupported",
            f"Your requested instance type ({machine_type}) is not supported in your requested Availability Zone "
            f"({zone}). Please retry your request by not specifying an Availability Zone or choosing {others}.",
        )


def no_capacity(region: str, machine_type: str, zone: str) -> Unavailable:
    others = sorted(zones_offering(region)[machine_type] - {zone})
    instead = f" or choosing {', '.join(others)}" if others else ""
    return Unavailable(
        "InsufficientInstanceCapacity",
        f"We currently do not have sufficient {machine_type} capacity in the Availability Zone you requested "
        f"({zone}). Our system will be working on provisioning additional capacity. You can currently get "
        f"{machine_type} capacity by not specifying an Availability Zone in your request{instead}.",
    )


def check_vcpu_limit(ec2: Any, machine_type: str, count: int, limit: int | None) -> None:
    """On-demand machines alone count; all families share one limit here."""
    if limit is None:
        return
    alive = [each for each in ec2.all_instances() if each.state in ("pending", "running") and each.lifecycle != "spot"]
    if sum(vcpus(each.instance_type) for each in alive) + count * vcpus(machine_type) > limit:
        refuse(
            "VcpuLimitExceeded",
            f"You have requested more vCPU capacity than your current vCPU limit of {limit} allows for the instance "
            "bucket that the specified instance type belongs to. Please visit "
            "http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.",
        )


def vcpus(machine_type: str) -> int:
    count: int = INSTANCE_TYPES[machine_type]["VCpuInfo"]["DefaultVCpus"]
    return count
