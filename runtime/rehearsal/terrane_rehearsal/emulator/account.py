"""The account: everything of the emulator that needs moto imported."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import boto3  # type: ignore[import-untyped]
import botocore.config  # type: ignore[import-untyped]
from moto.core.base_backend import BackendDict

from ..world import World
from . import life, own_certificates, own_secrets, supplements
from .context import Context
from .identity import Caller, Identities, Policy, RoleCredentials, resource_tags, role_in
from .observation.observe import Observer
from .scaling.scale import scale
from .seeds import seed

ADMINISTRATOR = "AKIATERRANEREHEARSAL"


class Account:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._clients: dict[tuple[str, str], Any] = {}
        self._seeded: set[str] = set()
        self._making = threading.Lock()
        supplements.install()
        BackendDict.reset()
        self._identities = Identities(context.account)
        self._observer = Observer(context.account)

    def prepare(self, region: str) -> None:
        """A Region is seeded before it is first asked for anything."""
        if region in self._seeded:
            return
        with self._context.lock:
            if region not in self._seeded:
                self._seeded.add(region)
                seed(self._context.account, region)

    def client(self, url: str, service: str, region: str) -> Any:
        with self._making:
            if (service, region) not in self._clients:
                self._clients[service, region] = boto3.client(
                    service,
                    region_name=region,
                    endpoint_url=url,
                    aws_access_key_id=ADMINISTRATOR,
                    aws_secret_access_key="rehearsal",
                    config=botocore.config.Config(
                        retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, max_pool_connections=50
                    ),
                )
            return self._clients[service, region]

    def keep_secret(self, arn: str, value: str) -> None:
        with self._context.lock:
            (own_certificates if own_certificates.is_one(arn) else own_secrets).keep(self._context.account, arn, value)

    def observe(self) -> World:
        with self._context.lock:
            return self._observer.observe()

    def tick(self) -> None:
        with self._context.lock:
            scale(self._context.account)

    def answered(self, service: str) -> None:
        """Groups follow calls at once; without a launcher nobody else makes them do so."""
        if service == "autoscaling" or (service == "ec2" and not self._context.boots):
            self.tick()

    def booted(self, instance_id: str) -> None:
        self._report(instance_id, life.booted, "running")

    def stopped(self, instance_id: str) -> None:
        self._report(instance_id, life.stopped, "stopped")

    def ended(self, instance_id: str) -> None:
        self._report(instance_id, life.ended, "terminated")
        self._context.lost.discard(instance_id)

    def lost(self, instance_id: str) -> None:
        self._context.lost.add(instance_id)
        self._context.journal.note("instance", id=instance_id, state="impaired")

    def powered_off(self, instance_id: str) -> None:
        with self._context.lock:
            instance = life.find(self._context.account, instance_id)
            if instance is None:
                return
            ends = instance.instance_initiated_shutdown_behavior == "terminate" or instance.lifecycle == "spot"
            life.explain(instance, *BY_ITSELF)
        (self.ended if ends else self.stopped)(instance_id)

    def take_back(self, instance_id: str) -> None:
        with self._context.lock:
            instance = life.find(self._context.account, instance_id)
            if instance is not None and instance.state not in ("shutting-down", "terminated"):
                instance.terminate()
                life.explain(instance, *TAKEN_BACK)
                self._context.journal.note("instance", id=instance_id, state="taken back")

    def _report(self, instance_id: str, change: Callable[[Any], bool], state: str) -> None:
        with self._context.lock:
            instance = life.find(self._context.account, instance_id)
            if instance is not None and change(instance):
                self._context.journal.note("instance", id=instance_id, state=state)

    def credentials(self, instance_id: str) -> RoleCredentials | None:
        with self._context.lock:
            instance = life.find(self._context.account, instance_id)
            role = role_in(self._context.account, instance) if instance is not None else None
            return self._identities.credentials(instance_id, role) if role is not None else None

    def lend(self, role_arn: str, session: str) -> Mapping[str, str]:
        with self._context.lock:
            return self._identities.lend(role_arn, session)

    def trusts(self, role_arn: str, service: str) -> bool:
        with self._context.lock:
            return self._identities.trusts(role_arn, service)

    def caller(self, access_key: str) -> Caller | None:
        with self._context.lock:
            return self._identities.caller(access_key)

    def policies(self, role: str) -> tuple[Policy, ...]:
        with self._context.lock:
            return self._identities.policies(role)

    def boundary(self, role: str) -> Policy | None:
        with self._context.lock:
            return self._identities.boundary(role)

    def resource_tags(self, arn: str) -> Mapping[str, str]:
        with self._context.lock:
            return resource_tags(self._context.account, arn)


BY_ITSELF = (
    "Client.InstanceInitiatedShutdown",
    "Client.InstanceInitiatedShutdown: Instance initiated shutdown",
)
TAKEN_BACK = ("Server.SpotInstanceTermination", "Server.SpotInstanceTermination: Spot instance termination")
