"""RunInstances: judged on every resource that it touches, each with its own condition keys.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-RunInstances
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .ask import Ask, Later, Values, one
from .call import Call
from .ec2 import arn, pass_role, tagging
from .facts import Facts
from .params import specified_tags

Context = dict[str, Values | Later]
RUN = "ec2:RunInstances"


def asks(call: Call, facts: Facts) -> list[Ask]:
    return launch_asks(call.params, facts)


def fleet_asks(call: Call, facts: Facts) -> list[Ask]:
    """CreateFleet launches with the caller's permissions, from templates whose values it may override.

    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-fleet-prerequisites.html
    """
    tags = specified_tags(call.params)
    fleet = Ask("ec2:CreateFleet", arn(facts, "fleet", "*"), {}, tags.get("fleet"))
    found = [fleet, *tagging(facts, "CreateFleet", {kind: tags[kind] for kind in tags if kind == "fleet"})]
    for config in call.params.get("LaunchTemplateConfigs") or []:
        for override in config.get("Overrides") or [{}]:
            request = {key: override[key] for key in ("InstanceType", "SubnetId", "ImageId") if key in override}
            made = [each for each in call.params.get("TagSpecifications") or [] if each["ResourceType"] != "fleet"]
            launch = {"LaunchTemplate": config.get("LaunchTemplateSpecification"), **request}
            found += launch_asks({**launch, "TagSpecifications": made} if made else launch, facts)
    return found


def launch_asks(request: Mapping[str, Any], facts: Facts) -> list[Ask]:
    launch = _Launch(request, facts)
    return [*launch.resources(), *launch.tagging(), *pass_role(facts, launch.get("IamInstanceProfile"))]


@dataclass(frozen=True)
class _Launch:
    request: Mapping[str, Any]
    facts: Facts

    @cached_property
    def template_id(self) -> str | None:
        """An id that names no template stays: the emulator answers with its own error."""
        given = self.request.get("LaunchTemplate")
        if not given:
            return None
        if given.get("LaunchTemplateId"):
            return str(given["LaunchTemplateId"])
        found: str | None = self.facts.look("template name", given.get("LaunchTemplateName", ""))
        return found or "*"

    @cached_property
    def template(self) -> Mapping[str, Any]:
        if self.template_id in (None, "*"):
            return {}
        version = self.request["LaunchTemplate"].get("Version") or "$Default"
        return self.facts.template_data(str(self.template_id), version) or {}

    def get(self, name: str) -> Any:
        return self.request.get(name) or self.template.get(name)

    def by_template(self, *names: str) -> bool:
        """The request does not say it itself."""
        return self.template_id is not None and not any(self.request.get(name) for name in names)

    @cached_property
    def tags(self) -> dict[str, dict[str, str]]:
        """A request that names tags names them all: the template's count no more."""
        return specified_tags(self.request) or specified_tags(self.template)

    def tagging(self) -> list[Ask]:
        return tagging(self.facts, "RunInstances", self.tags)

    def resources(self) -> Iterator[Ask]:
        yield self._ask("instance", "*", self._instance())
        if self.template_id:
            yield self._ask("launch-template", self.template_id, {})
        yield self._ask("image", str(self.get("ImageId") or "*"), self._image(), "ImageId")
        for subnet in self._subnets:
            yield self._ask("subnet", subnet, {**self._in_subnet(), "ec2:subnetid": one(subnet)}, *_PLACES)
        for group in self._groups:
            yield self._ask("security-group", group, {"ec2:vpc": self._vpc}, *_GROUPS)
        for interface in self._interfaces:
            yield self._ask("network-interface", interface, self._in_subnet(), "NetworkInterfaces")
        for volume in self._volumes:
            yield self._ask("volume", "*", volume, "BlockDeviceMappings")
        yield from self._named()

    def _named(self) -> Iterator[Ask]:
        """Those that a launch may do without."""
        placement = (self.get("Placement") or {}).get("GroupName")
        if placement:
            yield self._ask("placement-group", placement, {"ec2:placementgroupname": (placement,)}, "Placement")
        if self.get("KeyName"):
            key = str(self.get("KeyName"))
            yield self._ask("key-pair", key, {"ec2:keypairname": (key,)}, "KeyName")
        for disk in self._disks:
            if disk.get("SnapshotId"):
                yield self._ask("snapshot", disk["SnapshotId"], {}, "BlockDeviceMappings")

    def _ask(self, kind: str, name: str, context: Mapping[str, Values | Later], *by: str) -> Ask:
        template = arn(self.facts, "launch-template", self.template_id) if self.template_id else None
        launched = {
            "ec2:launchtemplate": one(template),
            "ec2:islaunchtemplateresource": one(self.by_template(*by)),
        }
        return Ask(RUN, arn(self.facts, kind, name), {**launched, **context}, self.tags.get(kind))

    def _instance(self) -> Context:
        profile = self.get("IamInstanceProfile") or {}
        options = self.get("MetadataOptions") or {}
        placement = self.get("Placement") or {}
        group = placement.get("GroupName")
        market = (self.get("InstanceMarketOptions") or {}).get("MarketType", "on-demand")
        return {
            "ec2:instancetype": one(self.get("InstanceType") or "m1.small"),
            "ec2:instanceprofile": lambda: self._profile(profile),
            "ec2:newinstanceprofile": (),
            "ec2:instancemarkettype": (market,),
            "ec2:availabilityzone": self._zone,
            "ec2:ebsoptimized": one(bool(self.get("EbsOptimized"))),
            "ec2:imageid": one(self.get("ImageId")),
            "ec2:tenancy": (placement.get("Tenancy", "default"),),
            "ec2:placementgroup": one(group and arn(self.facts, "placement-group", group)),
            "ec2:metadatahttptokens": one(options.get("HttpTokens")),
            "ec2:metadatahttpendpoint": one(options.get("HttpEndpoint")),
            "ec2:metadatahttpputresponsehoplimit": one(options.get("HttpPutResponseHopLimit")),
            "ec2:instancemetadatatags": one(options.get("InstanceMetadataTags")),
            "ec2:rootdevicetype": self._of_image("RootDeviceType"),
        }

    def _profile(self, given: Mapping[str, str]) -> Values:
        named = self.facts.look("profile", given["Name"]) if "Name" in given else given
        return one((named or {}).get("Arn"))

    def _image(self) -> Context:
        return {
            "ec2:imageid": one(self.get("ImageId")),
            "ec2:owner": self._of_image("OwnerId"),
            "ec2:public": self._of_image("Public"),
            "ec2:imagetype": self._of_image("ImageType"),
            "ec2:rootdevicetype": self._of_image("RootDeviceType"),
        }

    def _of_image(self, attribute: str) -> Later:
        def found() -> Values | None:
            image = self.facts.look("image", str(self.get("ImageId")))
            return one(image.get(attribute)) if image else None

        return found

    @cached_property
    def _given_interfaces(self) -> list[Mapping[str, Any]]:
        return list(self.get("NetworkInterfaces") or [])

    @cached_property
    def _interfaces(self) -> list[str]:
        return list(dict.fromkeys(each.get("NetworkInterfaceId") or "*" for each in self._given_interfaces)) or ["*"]

    @cached_property
    def _subnets(self) -> list[str]:
        named = [each["SubnetId"] for each in self._given_interfaces if each.get("SubnetId")]
        return list(dict.fromkeys(named)) or [self.get("SubnetId") or "*"]

    @cached_property
    def _groups(self) -> list[str]:
        inside = [group for each in self._given_interfaces for group in each.get("Groups") or []]
        named = [self.facts.look("security group name", name) or "*" for name in self.get("SecurityGroups") or []]
        given = [*(self.get("SecurityGroupIds") or []), *inside, *named]
        return list(dict.fromkeys(given)) or [self.facts.default_group(self._subnet.get("VpcId", "")) or "*"]

    @cached_property
    def _disks(self) -> list[Mapping[str, Any]]:
        return [each["Ebs"] for each in self.get("BlockDeviceMappings") or [] if each.get("Ebs")]

    @cached_property
    def _volumes(self) -> list[Context]:
        """One for each disk; where none is named, the image brings one."""
        return [
            {
                "ec2:volumesize": _told(disk.get("VolumeSize")),
                "ec2:volumetype": _told(disk.get("VolumeType")),
                "ec2:encrypted": one(bool(disk.get("Encrypted"))),
                "ec2:volumeiops": one(disk.get("Iops")),
                "ec2:volumethroughput": one(disk.get("Throughput")),
                "ec2:parentsnapshot": one(disk.get("SnapshotId") and arn(self.facts, "snapshot", disk["SnapshotId"])),
                "ec2:availabilityzone": self._zone,
            }
            for disk in self._disks
        ] or [{}]

    @cached_property
    def _subnet(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] | None = None if "*" in self._subnets else self.facts.look("subnet", self._subnets[0])
        return found or {}

    def _in_subnet(self) -> Context:
        subnet = self._subnets[0]
        return {
            "ec2:vpc": self._vpc,
            "ec2:availabilityzone": self._zone,
            "ec2:subnet": (lambda: None) if subnet == "*" else (arn(self.facts, "subnet", subnet),),
        }

    def _zone(self) -> Values | None:
        named = (self.get("Placement") or {}).get("AvailabilityZone")
        return one(named or self._subnet.get("AvailabilityZone")) or None

    def _vpc(self) -> Values | None:
        vpc = self._subnet.get("VpcId")
        return (arn(self.facts, "vpc", vpc),) if vpc else None


_PLACES = ("SubnetId", "NetworkInterfaces")
_GROUPS = ("SecurityGroupIds", "SecurityGroups", "NetworkInterfaces")


def _told(value: object) -> Values | Later:
    """Not known where the request leaves it to the image."""
    return (lambda: None) if value is None else one(value)
