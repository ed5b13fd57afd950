"""One call: what it gives, and the goal that it sets a stack."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from terrane_rehearsal.cloudformation import dynamic, parameters
from terrane_rehearsal.cloudformation.conditions import broken_rules
from terrane_rehearsal.cloudformation.engine.stack_values import scope_of
from terrane_rehearsal.cloudformation.errors import CloudFormationError, code, invalid
from terrane_rehearsal.cloudformation.existing import exists
from terrane_rehearsal.cloudformation.intrinsics import NoResources
from terrane_rehearsal.cloudformation.model import Goal, Stack
from terrane_rehearsal.cloudformation.parameters import Given, Parameter
from terrane_rehearsal.cloudformation.region import Region
from terrane_rehearsal.cloudformation.template import Template, read

VIRTUAL_HOST = re.compile(r"^(?P<bucket>.+?)\.s3[.-]")

LONGEST_BODY = 51_200
"""Bytes of a TemplateBody: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"""


@dataclass(frozen=True)
class Call:
    region: Region
    given: Mapping[str, Any]

    def get(self, name: str, default: Any = None) -> Any:
        return self.given.get(name, default)

    @property
    def stack(self) -> Stack:
        return self.region.find(self.given["StackName"])

    def template(self, before: Template | None = None) -> Template:
        if self.get("UsePreviousTemplate") and before is not None:
            return before
        if "TemplateBody" in self.given:
            if len(self.given["TemplateBody"].encode()) > LONGEST_BODY:
                raise invalid("1 validation error detected: Value at 'templateBody' failed to satisfy constraint: "
                              f"Member must have length less than or equal to {LONGEST_BODY}")  # fmt: skip
            return read(self.given["TemplateBody"])
        if "TemplateURL" in self.given:
            return read(fetched(self.given["TemplateURL"], self.region))
        raise invalid("Either Template URL or Template Body must be specified.")

    def goal(self, name: str, stack: Stack | None) -> Goal:
        """stack: the one that is to change, None for a new one."""
        if self.get("RollbackConfiguration", {}).get("RollbackTriggers"):
            raise invalid("The rehearsal watches no rollback triggers")
        before = stack.goal if stack is not None else None
        template = self.template(before.template if before else None)
        given = {entry["ParameterKey"]: Given(entry.get("ParameterValue"), bool(entry.get("UsePreviousValue")))
                 for entry in self.get("Parameters", [])}  # fmt: skip
        values = self._parameters(template, given, before.parameters if before else {})
        tags = {tag["Key"]: tag["Value"] for tag in self.given["Tags"]} if "Tags" in self.given else None
        kept = dict(before.tags) if before else {}
        goal = Goal(template, values, kept if tags is None else tags, tuple(self.get("Capabilities", [])))
        scope = scope_of(goal, name, stack.id if stack else "", self.region, NoResources(), self.given)
        if broken := broken_rules(template.section("Rules"), scope):
            raise invalid(f"Template validation error: {'; '.join(broken)}")
        check_capabilities(goal)
        return goal

    def _parameters(
        self, template: Template, given: Mapping[str, Given], before: Mapping[str, Parameter]
    ) -> dict[str, Parameter]:
        return parameters.resolve(
            template.section("Parameters"),
            given,
            before,
            lambda name: stored(name, self.region),
            exists(self.region.client),
        )


def stored(name: str, region: Region) -> str:
    try:
        return dynamic.parameter(name, region.client("ssm"))
    except Exception as error:
        if code(error) in dynamic.MISSING:
            raise invalid(f"Unable to fetch parameters [{name}] from parameter store for this account.") from None
        raise


def fetched(url: str, region: Region) -> str:
    """From the emulator's S3, whatever the URL's host: path style, unless the host begins with the bucket."""
    parts = urllib.parse.urlsplit(url)
    path = urllib.parse.unquote(parts.path).lstrip("/")
    virtual = VIRTUAL_HOST.match(parts.hostname or "")
    bucket, _, key = (virtual["bucket"], "", path) if virtual else path.partition("/")
    try:
        body: bytes = region.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    except Exception as error:
        if code(error):
            raise invalid(f"S3 error: {code(error)} ({url})") from None
        raise
    return body.decode()


IAM_NAMES = {
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::Policy": "",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::User": "UserName",
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::UserToGroupAddition": "",
    "AWS::IAM::AccessKey": "",
}
"""Types that need a capability, and the property that makes it CAPABILITY_NAMED_IAM."""


def needed_capabilities(template: Template) -> list[str]:
    used = [resource for resource in template.resources.values() if resource.type in IAM_NAMES]
    named = any(IAM_NAMES[resource.type] in resource.properties for resource in used)
    return ["CAPABILITY_NAMED_IAM" if named else "CAPABILITY_IAM"] if used else []


def check_capabilities(goal: Goal) -> None:
    have = {*goal.capabilities, *(["CAPABILITY_IAM"] if "CAPABILITY_NAMED_IAM" in goal.capabilities else [])}
    if missing := [wanted for wanted in needed_capabilities(goal.template) if wanted not in have]:
        raise CloudFormationError(
            "InsufficientCapabilitiesException", f"Requires capabilities : [{', '.join(missing)}]"
        )
