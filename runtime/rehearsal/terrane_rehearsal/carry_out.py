"""Faults: what each kind does to the rehearsal, in one table."""

from __future__ import annotations

import difflib
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from terrane_rehearsal.functions import fire, spend
from terrane_rehearsal.world import Instance

if TYPE_CHECKING:
    from terrane_rehearsal.asked import Asked
    from terrane_rehearsal.cloud import Cloud

Spec = dict[str, Any]
OCI_SHAPES = ("VM.", "BM.")
Fault = Callable[["Cloud", "Asked", Spec], str]
MOST_PERCENT = 1_000_000
SPOT_SECONDS = 120
"""Between the notice and the end: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html."""


def carry_out(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    """Does it, and says in a sentence what was done. Raises ValueError or HostNotFound for a wrong request."""
    return FAULTS[spec["kind"]](cloud, asked, spec)


def _kill(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    host = asked.host(_need(spec, "host"))
    cloud.hosts.crash(host.id)
    return f"{host.name} ({host.id}) is dead at once, as by failed hardware"


def _cut(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    host = asked.host(_need(spec, "host"))
    cloud.fabric.cut(host.id)
    return f"{host.name} ({host.id}) is cut off from every network"


def _mend(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    host = asked.host(_need(spec, "host"))
    cloud.fabric.mend(host.id)
    return f"{host.name} ({host.id}) is connected again"


def _freeze(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    host = asked.host(_need(spec, "host"))
    cloud.hosts.freeze(host.id)
    return f"{host.name} ({host.id}) hangs: no process of it runs"


def _thaw(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    host = asked.host(_need(spec, "host"))
    cloud.hosts.thaw(host.id)
    return f"{host.name} ({host.id}) runs again"


def _fill(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    host, path = asked.host(_need(spec, "host")), spec.get("path", "/")
    _on_disk(host, path, cloud.hosts.fill)
    return f"{path} of {host.name} ({host.id}) is full"


def _empty(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    host, path = asked.host(_need(spec, "host")), spec.get("path", "/")
    _on_disk(host, path, cloud.hosts.empty)
    return f"{path} of {host.name} ({host.id}) has its free space again"


def _on_disk(host: Instance, path: str, change: Callable[[str, str], None]) -> None:
    try:
        change(host.id, path)
    except OSError as error:
        raise ValueError(f"{path} of {host.name} ({host.id}): {error.strerror}") from error


def _capacity(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    machine, zone, times = _need(spec, "type"), spec.get("zone"), spec.get("times")
    if machine.startswith(OCI_SHAPES):
        return _capacity_of_oci(cloud, machine, zone, times)
    zones = _zones_of(cloud, machine)
    if zone is not None and zone not in zones:
        raise ValueError(f"{machine} is not offered in {zone!r}; it is in {', '.join(zones)}")
    if times is not None and (not isinstance(times, int) or times < 1):
        raise ValueError(f"'times' must be a whole number of at least 1, not {times!r}")
    return cloud.emulator.faults.withhold(machine, zone, times)


def _capacity_of_oci(cloud: Cloud, shape: str, domain: str | None, times: int | None) -> str:
    oci = cloud.oracle.begin()
    if times is not None:
        raise ValueError("'times' is for machine types of AWS: capacity of OCI comes back with the fault 'clear'")
    if domain not in (None, *oci.availability_domains):
        raise ValueError(f"{oci.region} has no {domain!r}; there are {', '.join(oci.availability_domains)}")
    oci.faults.no_capacity(shape, domain)
    return f"OCI is out of host capacity for {shape} in {domain or 'every availability domain'}"


def _zones_of(cloud: Cloud, machine: str) -> list[str]:
    """Raises ValueError where the Region does not offer the type."""
    pages = cloud.emulator.client("ec2").get_paginator("describe_instance_type_offerings")
    offers = [
        each for page in pages.paginate(LocationType="availability-zone") for each in page["InstanceTypeOfferings"]
    ]
    zones = sorted(each["Location"] for each in offers if each["InstanceType"] == machine)
    if not zones:
        near = difflib.get_close_matches(machine, {each["InstanceType"] for each in offers}, 1)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"{cloud.region} has no machine type {machine!r}{meant}")
    return zones


def _spot(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    host = asked.host(_need(spec, "host"))
    if not host.spot:
        raise ValueError(f"{host.name} ({host.id}) is no spot instance: EC2 does not take it back")
    seconds = float(spec.get("seconds", SPOT_SECONDS))
    now = datetime.now(UTC)
    at = now + timedelta(seconds=seconds)
    # EC2 recommends to rebalance before it takes a machine, or at the same moment.
    cloud.metadata.notices.rebalance(host.id, now)
    cloud.metadata.notices.spot(host.id, "terminate", at)

    def take() -> None:
        cloud.metadata.notices.clear(host.id)
        cloud.clouds.take_back(host.id)

    timer = threading.Timer(seconds, take)
    timer.daemon = True
    timer.start()
    return f"{host.name} ({host.id}) has its notice and is taken back in {seconds:.0f} s"


def _metadata(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    host = asked.host(spec["host"]).id if spec.get("host") else None
    return cloud.metadata.fault(host, float(spec.get("seconds", 0)), bool(spec.get("refuse", False)))


def _api(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    return cloud.api_faults.add(spec)


def _budget(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    percent = spec.get("percent")
    try:
        at = float(str(percent))
    except ValueError:
        raise ValueError(f"'percent' must be a number above 0, not {percent!r}") from None
    if not 0 < at <= MOST_PERCENT:
        raise ValueError(f"'percent' must be above 0 and at most {MOST_PERCENT}, not {percent!r}")
    return spend(cloud.emulator, cloud.functions, at, spec.get("budget"))


def _lease(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    return fire(cloud.emulator, cloud.functions, spec.get("schedule"))


def _clear(cloud: Cloud, asked: Asked, spec: Spec) -> str:
    if spec.get("id") is not None:
        cloud.api_faults.clear(str(spec["id"]))
        return f"fault {spec['id']} is gone"
    cloud.api_faults.clear()
    cloud.metadata.clear_faults()
    cloud.emulator.faults.clear()
    if cloud.oracle.running is not None:
        cloud.oracle.running.faults.clear()
    return "no fault of an API, of the metadata service or of capacity is left"


FAULTS: dict[str, Fault] = {
    "kill": _kill,
    "cut": _cut,
    "mend": _mend,
    "freeze": _freeze,
    "thaw": _thaw,
    "fill": _fill,
    "empty": _empty,
    "capacity": _capacity,
    "spot": _spot,
    "metadata": _metadata,
    "budget": _budget,
    "lease": _lease,
    "secret": _api,
    "slow": _api,
    "refuse": _api,
    "clear": _clear,
}


def _need(spec: Spec, key: str) -> str:
    value = spec.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"fault {spec['kind']!r} needs {key!r}")
    return value
