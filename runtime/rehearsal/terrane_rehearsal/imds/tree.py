"""Everything that the metadata service knows of an instance, as one table of paths.

What EC2 has and this does not: signatures of the identity document (`pkcs7`, `rsa2048`, `signature`: nobody could
verify them), `iam/info`'s InstanceProfileId, `placement/availability-zone-id`, placement groups,
`identity-credentials`, `fws/instance-monitoring`. All of these answer 404, so that what needs them fails in sight.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from ..world import Instance, World
from . import credentials as roles
from . import network
from .notices import NONE, Notices
from .times import stamp

Tree = Mapping[str, bytes]
"""Paths below a version, e.g. `meta-data/ami-id`. A key of `public-keys` is listed as `0=NAME`, see `listing`."""

ROOT_NAMES = ("/dev/xvda", "/dev/sda1", "/dev/sda")
UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


def tree(
    instance: Instance,
    world: World,
    notices: Notices = NONE,
    credentials: roles.RoleCredentials | None = None,
    since: datetime = UNKNOWN,
) -> Tree:
    """`world.volumes` holds the volumes that are to be listed; `since` is when the launch was first known."""
    metadata = {
        **_itself(instance, world),
        **{f"network/interfaces/macs/{instance.mac}/{k}": v for k, v in network.interface(instance, world).items()},
        **_devices(instance, world),
        **_services(instance.region),
        **_key(instance),
        **_tags(instance),
        **_role(instance, credentials),
        **_notices(notices),
        **_group(instance),
    }
    leaves = {f"meta-data/{path}": text.encode() for path, text in metadata.items()}
    leaves["dynamic/instance-identity/document"] = _identity(instance, world, since).encode()
    if instance.user_data:
        leaves["user-data"] = instance.user_data
    return leaves


def _itself(instance: Instance, world: World) -> dict[str, str]:
    perhaps = {"public-hostname": network.public_name(instance, world), "public-ipv4": instance.public_address}
    return {
        "ami-id": instance.image,
        "ami-launch-index": str(instance.launch_index),
        "ami-manifest-path": "(unknown)",
        "hostname": network.local_name(instance),
        "instance-action": "none",
        "instance-id": instance.id,
        "instance-life-cycle": "spot" if instance.spot else "on-demand",
        "instance-type": instance.type,
        "local-hostname": network.local_name(instance),
        "local-ipv4": instance.address,
        "mac": instance.mac,
        "placement/availability-zone": instance.zone,
        "placement/region": instance.region,
        "profile": "default-hvm",
        "reservation-id": instance.reservation,
        "security-groups": network.group_names(instance, world),
    } | {path: value for path, value in perhaps.items() if value}


def _devices(instance: Instance, world: World) -> dict[str, str]:
    """Instance store is NVMe on every current type, and EC2 lists no NVMe disk here."""
    mine = [
        v.attachment.device for v in world.volumes.values() if v.attachment and v.attachment.instance == instance.id
    ]
    root = next((device for device in mine if device in ROOT_NAMES), ROOT_NAMES[0])
    others = sorted(device for device in mine if device not in ROOT_NAMES)
    names = {"ami": root, **{f"ebs{n}": device for n, device in enumerate(others, 1)}, "root": root}
    return {f"block-device-mapping/{name}": device for name, device in names.items()}


def _services(region: str) -> dict[str, str]:
    partition = "aws-cn" if region.startswith("cn-") else "aws-us-gov" if region.startswith("us-gov-") else "aws"
    domain = "amazonaws.com.cn" if partition == "aws-cn" else "amazonaws.com"
    return {"services/domain": domain, "services/partition": partition}


def _key(instance: Instance) -> dict[str, str]:
    """EC2 puts the key pair's name in the place of the key's own comment."""
    if not instance.public_key or not instance.key_name:
        return {}
    line = " ".join([*instance.public_key.split()[:2], instance.key_name])
    return {f"public-keys/0={instance.key_name}/openssh-key": line}


def _tags(instance: Instance) -> dict[str, str]:
    """A key with `/` or a blank cannot be asked for: EC2 refuses such tags where they are shown here."""
    if not instance.metadata_tags:
        return {}
    return {f"tags/instance/{k}": v for k, v in instance.tags.items() if "/" not in k and " " not in k}


def _role(instance: Instance, credentials: roles.RoleCredentials | None) -> dict[str, str]:
    if instance.profile_arn is None:
        return {}
    if instance.role is None or credentials is None:
        return {"iam/info": json.dumps({"Code": "InstanceProfileNotFound", "InstanceProfileArn": instance.profile_arn})}
    facts = {
        "Code": "Success",
        "LastUpdated": stamp(credentials.updated),
        "InstanceProfileArn": instance.profile_arn,
    }
    return {
        "iam/info": json.dumps(facts, indent=2),
        f"iam/security-credentials/{instance.role}": roles.document(credentials),
    }


def _notices(notices: Notices) -> dict[str, str]:
    events = [
        {
            "NotBefore": f"{event.not_before:%-d %b %Y %H:%M:%S} GMT",
            "Code": event.code,
            "Description": event.description,
            "EventId": event.id,
            "NotAfter": f"{event.not_after:%-d %b %Y %H:%M:%S} GMT",
            "State": event.state,
        }
        for event in notices.maintenance
    ]
    shown = {
        "events/maintenance/history": json.dumps([each for each in events if each["State"] != "active"]),
        "events/maintenance/scheduled": json.dumps([each for each in events if each["State"] == "active"]),
    }
    if notices.rebalance_at:
        shown["events/recommendations/rebalance"] = json.dumps({"noticeTime": stamp(notices.rebalance_at)})
    if notices.action and notices.action_at:
        at = stamp(notices.action_at)
        shown["spot/instance-action"] = json.dumps({"action": notices.action, "time": at})
        if notices.action == "terminate":
            shown["spot/termination-time"] = at
    return shown


def _group(instance: Instance) -> dict[str, str]:
    if instance.auto_scaling_group is None:
        return {}
    ending = instance.state in ("shutting-down", "terminated")
    return {"autoscaling/target-lifecycle-state": "Terminated" if ending else "InService"}


def _identity(instance: Instance, world: World, since: datetime) -> str:
    """https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-identity-documents.html."""
    facts = {
        "accountId": world.account,
        "architecture": instance.hardware.architecture,
        "availabilityZone": instance.zone,
        "billingProducts": None,
        "devpayProductCodes": None,
        "marketplaceProductCodes": None,
        "imageId": instance.image,
        "instanceId": instance.id,
        "instanceType": instance.type,
        "kernelId": None,
        "pendingTime": stamp(since),
        "privateIp": instance.address,
        "ramdiskId": None,
        "region": instance.region,
        "version": "2017-09-30",
    }
    return json.dumps(facts, indent=2)
