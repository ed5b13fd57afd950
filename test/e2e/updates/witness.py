"""What the rehearsal's CloudFormation makes of changes: it reads the providers' schemas by code of its own.

witness.py REGION BASE CHANGE...   deploys the assembly in the folder BASE, then CHANGE over it, each time from nothing

Prints a line of JSON for each change. No machine boots: those that a stack waits for are said to have come up.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from botocore.exceptions import ClientError
from terrane_rehearsal.cloudformation import application
from terrane_rehearsal.emulator import Emulator
from terrane_rehearsal.journal import Journal

STACK = "Stack"
PATIENCE_SECONDS = 180


class Witness:
    def __init__(self, region: str, folder: Path) -> None:
        journal = Journal(folder / "events.jsonl")
        self.emulator = Emulator(region, journal=journal, boots=False)
        self.app = application(self.emulator, journal)
        self.emulator.intercept("cloudformation", self.app)
        self.region, self.folder = region, folder
        self.api = self.emulator.client("cloudformation")
        self.store = self.emulator.client("s3")

    def create(self, assembly: Path) -> None:
        self.api.create_stack(StackName=STACK, **self.given(assembly))
        status = self.settled()
        if status != "CREATE_COMPLETE":
            raise SystemExit(f"{assembly} is not deployed: {status}: {self.failures()}")

    def carry_out(self, assembly: Path) -> dict[str, object]:
        before, known = self.resources(), {each["EventId"] for each in self.events()}
        try:
            self.api.update_stack(StackName=STACK, **self.given(assembly))
        except ClientError as error:
            return {"refused": error.response["Error"]["Message"]}
        status = self.settled()
        events = [each for each in self.events() if each["EventId"] not in known]
        return {
            "status": status,
            "before": before,
            "after": self.resources(),
            "updated": named(events, "UPDATE_COMPLETE"),
            "skipped": named(events, "DELETE_SKIPPED"),
            "failures": self.failures(),
        }

    def given(self, assembly: Path) -> dict[str, object]:
        """The template where CloudFormation finds it, and beside it what it refers to."""
        template = assembly / f"{STACK}.template.json"
        for asset in json.loads((assembly / f"{STACK}.assets.json").read_text())["files"].values():
            source, (place, *_) = asset["source"], asset["destinations"].values()
            self.store.put_object(Bucket=self.bucket, Key=place["objectKey"], Body=self.packed(assembly, source))
        body = template.read_bytes()
        self.store.put_object(Bucket=self.bucket, Key="template.json", Body=body)
        url = f"https://s3.{self.region}.amazonaws.com/{self.bucket}/template.json"
        return {"TemplateURL": url, "Capabilities": ["CAPABILITY_NAMED_IAM"]}

    @property
    def bucket(self) -> str:
        return f"cdk-hnb659fds-assets-{self.emulator.account}-{self.region}"

    def packed(self, assembly: Path, source: dict[str, str]) -> bytes:
        path = assembly / source["path"]
        if source["packaging"] == "file":
            return path.read_bytes()
        return Path(shutil.make_archive(str(self.folder / path.name), "zip", path)).read_bytes()

    def settled(self) -> str:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (status := self.status()).endswith("_IN_PROGRESS"):
            if time.monotonic() > deadline:
                raise SystemExit(f"still {status}: {json.dumps(self.events()[:10], default=str)}")
            self.come_up()
            time.sleep(0.1)
        return status

    def come_up(self) -> None:
        """Tells the stack of each machine that it waits for that it is up."""
        for each in self.summaries():
            waits = each["ResourceStatus"] in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS")
            if waits and each["ResourceType"] == "AWS::EC2::Instance" and each.get("PhysicalResourceId"):
                name, machine = each["LogicalResourceId"], each["PhysicalResourceId"]
                try:
                    self.api.signal_resource(
                        StackName=STACK, LogicalResourceId=name, UniqueId=machine, Status="SUCCESS"
                    )
                except ClientError:
                    continue  # it waits for this one no longer, or does not wait for signals

    def status(self) -> str:
        return str(self.api.describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"])

    def summaries(self) -> list[dict[str, str]]:
        pages = self.api.get_paginator("list_stack_resources").paginate(StackName=STACK)
        return [each for page in pages for each in page["StackResourceSummaries"]]

    def resources(self) -> dict[str, str]:
        gone = "DELETE_COMPLETE"
        return {
            each["LogicalResourceId"]: each["PhysicalResourceId"]
            for each in self.summaries()
            if each["ResourceStatus"] != gone
        }

    def events(self) -> list[dict[str, str]]:
        pages = self.api.get_paginator("describe_stack_events").paginate(StackName=STACK)
        return [each for page in pages for each in page["StackEvents"]]

    def failures(self) -> list[str]:
        failed = [each for each in self.events() if each["ResourceStatus"].endswith("_FAILED")]
        return [f"{each['LogicalResourceId']}: {each.get('ResourceStatusReason', '')}" for each in failed]


def named(events: list[dict[str, str]], status: str) -> list[str]:
    found = {each["LogicalResourceId"] for each in events if each["ResourceStatus"] == status}
    return sorted(found - {STACK})


def main(region: str, base: str, *changes: str) -> None:
    for change in changes:
        with tempfile.TemporaryDirectory() as folder:
            witness = Witness(region, Path(folder))
            witness.create(Path(base))
            print(json.dumps(witness.carry_out(Path(change)), default=str), flush=True)
            witness.emulator.close()
    # The interpreter would take the emulator's models apart one by one, for seconds.
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
