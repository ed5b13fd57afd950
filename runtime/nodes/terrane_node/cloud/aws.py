"""AWS: documents in Parameter Store, secrets in Secrets Manager, bundles in S3, machines on EC2."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from terrane_node.clock import Clock
from terrane_node.cloud.aws_clients import Clients, clients_of, translated
from terrane_node.cloud.aws_disks import AwsDisks
from terrane_node.cloud.aws_instances import AwsInstances
from terrane_node.errors import CloudError, NotYet
from terrane_node.imds import Imds
from terrane_node.logs import log

# What launches and timers use. Making a client loads its service's model: a tenth of a second for EC2's.
PREPARED = (("ec2", "patient"), ("ec2", "once"), ("ssm", "patient"))
# https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_SignalResource.html
UNIQUE_ID_LENGTH = 64
NOT_YET = "does not exist"
# What CloudFormation answers to a second signal, or to one for a resource that waits no more (a reboot).
TOO_LATE = ("already exists", "cannot be signaled", "can not be signaled", "not in progress")


class AwsCloud(AwsInstances, AwsDisks):
    def __init__(self, region: str, clock: Clock, imds: Imds | None = None, clients: Clients | None = None) -> None:
        self._clients = clients or clients_of(region)
        self._clock = clock
        self._imds = imds or Imds(clock=clock)

    def prepare(self) -> None:
        for service, manner in PREPARED:
            self._clients.get(service, manner)

    def document(self, name: str) -> str:
        with translated():
            return str(self._clients.get("ssm").get_parameter(Name=name)["Parameter"]["Value"])

    def secret(self, reference: str) -> bytes:
        with translated():
            answer = self._clients.get("secretsmanager").get_secret_value(SecretId=reference)
        return bytes(answer["SecretBinary"]) if "SecretBinary" in answer else str(answer["SecretString"]).encode()

    def fetch(self, bucket: str, key: str, target: Path) -> None:
        # GetObject alone: the transfer manager would ask for HeadObject first.
        with translated():
            body = self._clients.get("s3").get_object(Bucket=bucket, Key=key)["Body"]
            with open(target, "wb") as file:
                file.writelines(body.iter_chunks(1 << 20))

    def own_id(self) -> str:
        return self._imds.instance_id()

    def own_address(self) -> str:
        return self._imds.need("local-ipv4")

    def own_tag(self, key: str) -> str | None:
        return self._imds.tag(key)

    def interruption(self) -> str | None:
        return self._imds.interruption()

    def tag_self(self, tags: Mapping[str, str], patient: bool) -> None:
        client = self._clients.get("ec2", "patient" if patient else "brief")
        with translated():
            client.create_tags(
                Resources=[self.own_id()], Tags=[{"Key": key, "Value": value} for key, value in tags.items()]
            )

    def signal(self, stack: str, resource: str, unique_id: str, success: bool) -> None:
        try:
            with translated():
                self._clients.get("cloudformation").signal_resource(
                    StackName=stack,
                    LogicalResourceId=resource,
                    UniqueId=unique_id[:UNIQUE_ID_LENGTH].rstrip("-:"),
                    Status="SUCCESS" if success else "FAILURE",
                )
        except CloudError as error:
            if any(text in str(error) for text in TOO_LATE):
                log.info("signal: nobody waits any more: %s", error)
            elif NOT_YET in str(error):
                raise NotYet(error.code, error.message) from error
            else:
                raise
