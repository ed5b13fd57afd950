"""Launches: from an instance configuration, or out of the pool that holds its machines ready."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from typing import Any

from terrane_node.clock import wait_for
from terrane_node.cloud.attempts import until_answered
from terrane_node.cloud.base import NOT_ENDED, Instance, Order
from terrane_node.cloud.oci_instances import OciInstances
from terrane_node.cloud.oci_pools import Pool, pool_of
from terrane_node.cloud.oci_tags import split, with_freeform
from terrane_node.errors import CloudError, OutOfCapacity

# `VM.Standard.E5.Flex.8.64`: a flexible shape, its OCPUs and its memory in GB.
FLEXIBLE = re.compile(r"(.+\.Flex)\.(\d+)\.(\d+)")
# An instance configuration may hold what a launch takes only from other requests.
NOT_OF_A_LAUNCH = ("launchMode", "preferredMaintenanceAction")
# The network interface of a new machine is attached seconds after the launch was accepted.
ADDRESS_SECONDS = 180
ADDRESS_EVERY_SECONDS = 3
RECLAIMED: Mapping[str, Any] = {"preemptionAction": {"type": "TERMINATE", "preserveBootVolume": False}}


class OciLaunches(OciInstances):
    def __init__(self) -> None:
        self._once = threading.Lock()
        self._templates: dict[str, dict[str, Any]] = {}
        self._zones: dict[str, str] = {}
        self._pools: dict[str, Pool | None] = {}

    def launch(self, order: Order) -> Instance:
        pool = self._pool(order.template)
        raw = pool.claim(order, self._claim) if pool is not None else self._launch(order)
        return self._with_address(raw)

    def template_tags(self, template: str, version: str) -> dict[str, str]:
        # The defined ones go into a launch with the rest of the configuration.
        del version
        return dict(self._template(template).get("freeformTags") or {})

    def _launch(self, order: Order) -> dict[str, Any]:
        """Not LaunchInstanceConfiguration: what of a configuration its parameters replace, and what they add to, is
        nowhere written down, and the tags must be complete from the first moment."""
        template = self._template(order.template)
        details = launch_details(template, order, self._place.tags)
        details.update(compartmentId=self._place.compartment, availabilityDomain=self._zone(order.subnet, template))

        def attempt() -> dict[str, Any]:
            raw: dict[str, Any] = self._clients.call(
                "compute", "launch_instance", details, opc_retry_token=order.token, manner="once"
            ).data
            return raw

        return until_answered(self._clock, attempt)

    def _with_address(self, raw: Mapping[str, Any]) -> Instance:
        """The machine as it is once it has a private address, or after the time for it."""
        seen = self._of(raw)

        def look() -> str | None:
            address = self._address(seen.id)
            if address is None:
                self._require_alive(seen.id)
            return address

        address = wait_for(self._clock, look, ADDRESS_SECONDS, ADDRESS_EVERY_SECONDS)
        return Instance(seen.id, seen.state, address, seen.created, seen.tags)

    def _require_alive(self, instance_id: str) -> None:
        """Capacity is looked for after a launch was accepted, too; the machine is ended then
        (https://docs.oracle.com/en-us/iaas/Content/General/Concepts/workrequestoverview.htm)."""
        state = self._of(self._clients.call("compute", "get_instance", instance_id).data).state
        if state not in NOT_ENDED:
            raise OutOfCapacity("LaunchFailed", f"OCI accepted the launch of {instance_id} and then ended it")

    def _template(self, template: str) -> dict[str, Any]:
        with self._once:
            if template not in self._templates:
                raw = self._clients.call("pools", "get_instance_configuration", template).data
                details = (raw.get("instanceDetails") or {}).get("launchDetails")
                if not details:
                    raise CloudError("NoLaunchDetails", f"instance configuration {template} says nothing of a launch")
                self._templates[template] = details
            return self._templates[template]

    def _zone(self, subnet: str, template: Mapping[str, Any]) -> str:
        """The availability domain of a subnet that is bound to one, or else the configuration's."""
        with self._once:
            if subnet not in self._zones:
                raw = self._clients.call("network", "get_subnet", subnet).data
                zone = raw.get("availabilityDomain") or template.get("availabilityDomain")
                if not zone:
                    raise CloudError("NoAvailabilityDomain", f"neither subnet {subnet} nor the configuration names one")
                self._zones[subnet] = str(zone)
            return self._zones[subnet]

    def _pool(self, template: str) -> Pool | None:
        with self._once:
            if template not in self._pools:
                self._pools[template] = pool_of(self._clients, self._clock, self._place, template)
            return self._pools[template]


def launch_details(template: Mapping[str, Any], order: Order, namespace: str) -> dict[str, Any]:
    """LaunchInstance's body but for the place: the configuration with the order's machine, subnet, price and tags.

    `namespace`: of the defined tags.
    """
    details = {key: value for key, value in template.items() if value is not None and key not in NOT_OF_A_LAUNCH}
    tags = split(order.tags)
    defined = dict(details.get("definedTags") or {})
    details.update(
        shape_of(order.machine, details),
        displayName=tags.name or details.get("displayName"),
        freeformTags=with_freeform({}, tags.freeform),
        definedTags={**defined, namespace: {**(defined.get(namespace) or {}), **tags.defined}},
        createVnicDetails={**(details.get("createVnicDetails") or {}), "subnetId": order.subnet},
        preemptibleInstanceConfig=RECLAIMED if order.spot else None,
    )
    return {key: value for key, value in details.items() if value is not None}


def shape_of(machine: str, template: Mapping[str, Any]) -> dict[str, Any]:
    match = FLEXIBLE.fullmatch(machine)
    if match is None:
        return {"shape": machine, "shapeConfig": None}
    size = {"ocpus": float(match[2]), "memoryInGBs": float(match[3])}
    return {"shape": match[1], "shapeConfig": {**(template.get("shapeConfig") or {}), **size}}
