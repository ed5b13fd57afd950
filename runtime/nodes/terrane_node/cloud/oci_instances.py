"""OCI's instances: found by their tags, ended, stopped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import Any, Callable

from terrane_node.clock import Clock
from terrane_node.cloud.base import CLUSTER_TAG, LIVE, NOT_ENDED, ROLE_TAG, Instance
from terrane_node.cloud.oci_clients import Clients
from terrane_node.cloud.oci_metadata import OciMetadata
from terrane_node.cloud.oci_tags import tags_of, with_freeform
from terrane_node.errors import CloudError
from terrane_node.settings import OciPlace

# https://docs.oracle.com/en-us/iaas/api/#/en/iaas/latest/Instance/: lifecycleState. An instance that is moved to
# another compartment, or of which an image is made, goes on running.
STATES = {
    "PROVISIONING": "pending",
    "STARTING": "pending",
    "RUNNING": "running",
    "MOVING": "running",
    "CREATING_IMAGE": "running",
    "STOPPING": "stopping",
    "STOPPED": "stopped",
    "TERMINATING": "shutting-down",
    "TERMINATED": "terminated",
}
THREADS = 4
TAG_ATTEMPTS = 4
NOT_FOUND = "NotAuthorizedOrNotFound"
INCORRECT_STATE = "IncorrectState"
CHANGED_MEANWHILE = "NoEtagMatch"


class Taken(Exception):
    """The machine has become another's meanwhile, or ends."""


class OciInstances:
    _clients: Clients
    _clock: Clock
    _metadata: OciMetadata
    _place: OciPlace

    def template_marks(self, templates: Sequence[str]) -> dict[str, dict[str, str]]:
        """Nothing marks them there: a lease is the head's own to keep, and the policy's."""
        return {template: {} for template in templates}

    def unmark(self, templates: Sequence[str], keys: Sequence[str]) -> None:
        """There is no mark."""

    def find(
        self, cluster: str, role: str, states: Sequence[str], nodes: Sequence[str] | None = None
    ) -> list[Instance]:
        found = [
            one
            for one in self._all()
            if one.tags.get(CLUSTER_TAG) == cluster
            and one.tags.get(ROLE_TAG) == role
            and one.state in states
            and (nodes is None or one.node in nodes)
        ]
        addresses = self._addresses([one.id for one in found if one.state in NOT_ENDED])
        return [_at(one, addresses.get(one.id)) for one in found]

    def terminate(self, ids: Sequence[str]) -> None:
        """The others are ended although one is not."""
        with ThreadPoolExecutor(max_workers=THREADS) as pool:
            ended = [pool.submit(self._terminate, instance_id) for instance_id in ids]
        for each in ended:
            each.result()

    def instance(self, instance_id: str) -> Instance | None:
        raw = self._seen(instance_id)
        if raw is None:
            return None
        one = self._of(raw)
        return _at(one, self._address(one.id)) if one.state in NOT_ENDED else one

    def stop(self, instance_id: str, force: bool) -> None:
        try:
            self._clients.call(
                "compute", "instance_action", instance_id, "STOP" if force else "SOFTSTOP", manner="acting"
            )
        except CloudError as error:
            # It stops already; OCI itself powers a machine off that has not shut down within 15 minutes of a SOFTSTOP.
            if error.code != INCORRECT_STATE:
                raise

    def _all(self) -> list[Instance]:
        """Of the compartment, without addresses. A list cannot be narrowed down to tags."""
        return [self._of(raw) for raw in self._clients.every("compute", "list_instances", self._place.compartment)]

    def _of(self, raw: Mapping[str, Any]) -> Instance:
        return Instance(
            id=raw["id"],
            state=STATES[raw["lifecycleState"]],
            address=None,
            created=moment(raw["timeCreated"]),
            tags=tags_of(raw, self._place.tags),
        )

    def _seen(self, instance_id: str) -> dict[str, Any] | None:
        try:
            raw: dict[str, Any] = self._clients.call("compute", "get_instance", instance_id).data
            return raw
        except CloudError as error:
            if error.code != NOT_FOUND:
                raise
        # The same answer would come if this machine might see none. Whoever takes a disk over from a machine that is
        # gone must be sure that it is.
        self._clients.call("compute", "get_instance", self._metadata.instance_id())
        return None

    def _terminate(self, instance_id: str) -> None:
        try:
            self._clients.call(
                "compute", "terminate_instance", instance_id, preserve_boot_volume=False, manner="acting"
            )
        except CloudError as error:
            if error.code not in (NOT_FOUND, INCORRECT_STATE):
                raise
            raw = self._seen(instance_id)
            if raw is not None and STATES[raw["lifecycleState"]] in NOT_ENDED:
                raise

    def _claim(self, instance_id: str, freeform: Mapping[str, str], name: str) -> dict[str, Any]:
        """Tags and names a machine that is no node yet. Raises Taken where it is one."""

        def change(seen: Mapping[str, Any]) -> dict[str, Any]:
            one = self._of(seen)
            if one.node is not None or one.state not in LIVE:
                raise Taken
            return {"displayName": name, **replaced_tags(seen, freeform)}

        return self._change(instance_id, change, "patient")

    def _change(
        self, instance_id: str, change: Callable[[Mapping[str, Any]], dict[str, Any]], manner: str
    ) -> dict[str, Any]:
        """`change` makes the request of what is there: whoever else changes it meanwhile must not be overwritten."""
        for left in range(TAG_ATTEMPTS - 1, -1, -1):
            seen = self._clients.call("compute", "get_instance", instance_id, manner=manner)
            etag, wanted = seen.headers["etag"], change(seen.data)
            try:
                updated: dict[str, Any] = self._clients.call(
                    "compute", "update_instance", instance_id, wanted, if_match=etag, manner=manner
                ).data
                return updated
            except CloudError as error:
                if error.code != CHANGED_MEANWHILE or left == 0:
                    raise
        raise AssertionError("unreachable")

    def _address(self, instance_id: str) -> str | None:
        return self._addresses([instance_id]).get(instance_id)

    def _addresses(self, ids: Sequence[str]) -> dict[str, str]:
        """Private addresses by machine. Of many, all of their subnets are listed rather than one after the other."""
        if not ids:
            return {}
        one = {"instance_id": ids[0]} if len(ids) == 1 else {}
        attached = self._clients.every("compute", "list_vnic_attachments", self._place.compartment, **one)
        first: dict[str, dict[str, Any]] = {}
        for each in sorted(attached, key=lambda raw: str(raw["timeCreated"])):
            if each["instanceId"] in ids and each.get("vnicId") and each["lifecycleState"] == "ATTACHED":
                first.setdefault(each["instanceId"], each)
        by_vnic = self._private_ips(first.values(), single=len(ids) == 1)
        return {holder: by_vnic[each["vnicId"]] for holder, each in first.items() if each["vnicId"] in by_vnic}

    def _private_ips(self, attached: Iterable[Mapping[str, Any]], single: bool) -> dict[str, str]:
        asked = (
            [{"vnic_id": each["vnicId"]} for each in attached]
            if single
            else [{"subnet_id": subnet} for subnet in sorted({each["subnetId"] for each in attached})]
        )
        return {
            raw["vnicId"]: raw["ipAddress"]
            for where in asked
            for raw in self._clients.every("network", "list_private_ips", **where)
            # Addresses of mount targets and bastions lie in the subnet as well, on cards of nobody.
            if raw.get("isPrimary") and raw.get("vnicId")
        }


def replaced_tags(seen: Mapping[str, Any], tags: Mapping[str, str]) -> dict[str, Any]:
    """The freeform tags of a machine and these; a request replaces all of them at once."""
    return {"freeformTags": with_freeform(seen.get("freeformTags"), tags)}


def _at(one: Instance, address: str | None) -> Instance:
    return Instance(one.id, one.state, address, one.created, one.tags)


def moment(text: str) -> datetime:
    """`2026-11-21T12:00:00.123Z`, with any number of digits for the fraction, or none."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(?:Z|\+00:00)", text)
    if match is None:
        raise CloudError("UnknownTime", f"not a time in UTC: {text!r}")
    whole = datetime.fromisoformat(match[1]).replace(tzinfo=timezone.utc)
    return whole.replace(microsecond=int(((match[2] or "") + "000000")[:6]))
