"""A rehearsal's CloudFormation for tests: the real emulator behind it, empty at the start of every class."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from terrane_rehearsal.cloudformation import Application, application
from terrane_rehearsal.journal import Journal
from tests.emulated import REGION, Emulated

PATIENCE_SECONDS = 20.0
CAPABILITIES = ["CAPABILITY_NAMED_IAM"]


def template(**resources: Any) -> dict[str, Any]:
    """Resources as `name=("AWS::X::Y", {properties})`, or with a third part: `{"DependsOn": ...}`."""
    return {"Resources": {name: _resource(*given) for name, given in resources.items()}}


def _resource(type_: str, properties: dict[str, Any], more: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"Type": type_, "Properties": properties, **(more or {})}


class Deployed(Emulated):
    BOOTS = False
    app: Application
    cloudformation: Any

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        journal = Journal(cls.journal_file())
        cls.addClassCleanup(journal._file.close)
        cls.app = application(cls.emulator, journal)
        cls.emulator.intercept("cloudformation", cls.app)
        cls.cloudformation = cls.emulator.client("cloudformation")

    @classmethod
    def journal_file(cls) -> Path:
        return Path(cls._folder.name) / "stacks.jsonl"

    def begin(self, name: str, body: Any, **given: Any) -> str:
        text = body if isinstance(body, str) else json.dumps(body)
        made = self.cloudformation.create_stack(
            StackName=name, TemplateBody=text, **{"Capabilities": CAPABILITIES, **given}
        )
        return str(made["StackId"])

    def deploy(self, name: str, body: Any, **given: Any) -> dict[str, Any]:
        return self.settled(self.begin(name, body, **given))

    def change(self, name: str, body: Any, **given: Any) -> dict[str, Any]:
        text = body if isinstance(body, str) else json.dumps(body)
        self.cloudformation.update_stack(StackName=name, TemplateBody=text, **{"Capabilities": CAPABILITIES, **given})
        return self.settled(name)

    def destroy(self, name: str) -> dict[str, Any]:
        stack = self.described(name)["StackId"]
        self.cloudformation.delete_stack(StackName=stack)
        return self.settled(stack)

    def described(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        return found

    def settled(self, name: str) -> dict[str, Any]:
        """Asks the service itself, not its API, as long as the stack is busy: a call costs more than the work."""
        stack, deadline = self.app.region(REGION).find(name), time.monotonic() + PATIENCE_SECONDS
        while stack.busy:
            if time.monotonic() > deadline:
                self.fail(f"{name} is still {stack.status}: {self.told(stack.id)}")
            time.sleep(0.01)
        return self.described(stack.id)

    def until(self, name: str, holds: Any) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            stack = self.described(name)
            if holds(stack):
                return stack
            if time.monotonic() > deadline:
                self.fail(f"{name} is still {stack['StackStatus']}: {self.told(name)}")
            time.sleep(0.02)

    def told(self, name: str) -> list[tuple[str, str, str]]:
        """Logical id, status and reason of every event, oldest first."""
        events = self.cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        return [
            (event["LogicalResourceId"], event["ResourceStatus"], event.get("ResourceStatusReason", ""))
            for event in reversed(events)
        ]

    def failures(self, name: str) -> dict[str, str]:
        """The reason of each resource that failed."""
        return {name: reason for name, status, reason in self.told(name) if status.endswith("_FAILED")}

    def physical(self, name: str, logical: str) -> str:
        detail = self.cloudformation.describe_stack_resource(StackName=name, LogicalResourceId=logical)
        return str(detail["StackResourceDetail"]["PhysicalResourceId"])

    def outputs(self, stack: dict[str, Any]) -> dict[str, str]:
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}

    def assert_complete(self, stack: dict[str, Any], status: str) -> None:
        self.assertEqual(status, stack["StackStatus"], self.failures(stack["StackId"]))
