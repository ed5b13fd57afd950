"""Instance configurations, instance pools and cluster networks."""

from __future__ import annotations

import copy
from typing import Any

from .. import checks
from ..api import models
from ..call import Answer, Call
from ..errors import Refusal, absent, conflict, invalid, wrong_state
from ..handlers import Handler, alive, amend, make, page, remove, seen, show
from ..tenancy import Tenancy
from ..thing import Facts, Kind, Ref, States, Thing
from . import compute
from .instance_checks import check_settings
from .shapes import shape_of

MOST_INSTANCES = 500
"""Of a pool: https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/creatinginstancepool.htm"""
CONFIGURATION_TAG, POOL_TAG = "oci:compute:instanceconfiguration", "oci:compute:instancepool"
"""Free-form tags that the service gives to instances of a pool."""
STATES = States("PROVISIONING", "RUNNING", "TERMINATING", "TERMINATED")
ACTIONS = {"start": "START", "stop": "STOP", "softstop": "SOFTSTOP", "reset": "RESET", "softreset": "SOFTRESET"}
OPTIONS = "instance_options"


def check_configuration(_tenancy: Tenancy, facts: Facts, configuration: Thing | None) -> None:
    if facts.get("source") == "INSTANCE":
        invalid("source: a configuration from an instance is not emulated")
    facts.setdefault("deferredFields", [])
    if configuration is None:
        details = facts.get("instanceDetails") or {}
        if details.get("instanceType") == OPTIONS:
            invalid("instanceDetails.instanceType: several options are not emulated")
        check_settings(details.get("launchDetails") or {})


def launch_details(configuration: Thing) -> Facts:
    return copy.deepcopy(configuration["instanceDetails"].get("launchDetails") or {})


def launch(tenancy: Tenancy, call: Call) -> Answer:
    """What the request says goes before what the configuration says."""
    configuration = tenancy.find(call.id, "instanceConfigurations")
    wanted = _over(launch_details(configuration), call.body.get("launchDetails") or {})
    wanted["instanceConfigurationId"] = configuration.id
    return show(call, compute.start(tenancy, wanted))


def _over(under: Any, upper: Any) -> Any:
    if isinstance(under, dict) and isinstance(upper, dict):
        return {**under, **{name: _over(under.get(name), value) for name, value in upper.items()}}
    return upper


def prepare_pool(_tenancy: Tenancy, facts: Facts, _pool: Thing | None) -> None:
    """A subnet may be given in two ways; both are shown."""
    for place in facts["placementConfigurations"]:
        own = place.get("primarySubnetId") or (place.get("primaryVnicSubnets") or {}).get("subnetId")
        if own:
            place["primarySubnetId"] = own
            place.setdefault("primaryVnicSubnets", {"subnetId": own, "isAssignIpv6Ip": False})


def check_pool(tenancy: Tenancy, facts: Facts, _pool: Thing | None) -> None:
    checks.within("size", facts["size"], 0, MOST_INSTANCES)
    if not facts["placementConfigurations"]:
        invalid("placementConfigurations: at least one is needed")
    for place in facts["placementConfigurations"]:
        checks.check_common(tenancy, {"availabilityDomain": place["availabilityDomain"]})
        if not place.get("primarySubnetId"):
            invalid("placementConfigurations: a primary subnet is needed")


def pool_changed(tenancy: Tenancy, pool: Thing) -> None:
    if pool.state in ("RUNNING", "SCALING") and len(members(tenancy, pool)) != pool["size"]:
        tenancy.move(pool, "SCALING")


def members(tenancy: Tenancy, pool: Thing) -> list[Thing]:
    """The oldest first."""
    return [each for each in tenancy.living("instances") if each.kept.get("pool") == pool.id]


def leave_pool(tenancy: Tenancy, pool: Thing) -> None:
    for instance in members(tenancy, pool):
        compute.go(tenancy, instance, "TERMINATING")


def pool_leaves(tenancy: Tenancy, pool: Thing) -> None:
    network = pool.kept.get("network")
    if network and tenancy.find(network, "clusterNetworks").alive:
        conflict(f"Instance pool {pool.id} belongs to cluster network {network}")


def terminate_pool(tenancy: Tenancy, call: Call) -> Answer:
    pool = alive(tenancy, call)
    remove(tenancy, pool)
    pool.becomes = ""
    return Answer(status=204)


def act(tenancy: Tenancy, call: Call) -> Answer:
    pool = alive(tenancy, call)
    for instance in members(tenancy, pool):
        if (call.operation.action == "start") == (instance.state == "STOPPED"):
            compute.act_on(tenancy, instance, ACTIONS[call.operation.action])
    return show(call, pool)


def _owner(tenancy: Tenancy, call: Call, collection: str) -> Thing:
    own = next((each for each in tenancy.all(collection) if each.id == next(iter(call.path.values()))), None)
    if own is None:
        absent(f"{collection} {call.id}")
    return own


def _summary(instance: Thing, pool: Thing, model: str) -> Facts:
    own = {
        "instanceConfigurationId": pool["instanceConfigurationId"],
        "instancePoolId": pool.id,
        "state": instance.state.capitalize(),
        "lifecycleState": "ACTIVE",
        "loadBalancerBackends": [],
    }
    return models.shown("core", model, {**instance.facts, **own})


def list_instances(tenancy: Tenancy, call: Call) -> Answer:
    pool = _owner(tenancy, call, "instancePools")
    return page(call, [_summary(each, pool, "InstanceSummary") for each in members(tenancy, pool)])


def list_network_instances(tenancy: Tenancy, call: Call) -> Answer:
    pools = _pools(tenancy, _owner(tenancy, call, "clusterNetworks"))
    return page(call, [_summary(each, pool, "InstanceSummary") for pool in pools for each in members(tenancy, pool)])


def get_instance(tenancy: Tenancy, call: Call) -> Answer:
    pool = _owner(tenancy, call, "instancePools")
    found = next((each for each in members(tenancy, pool) if each.id == call.id), None)
    if found is None:
        absent(f"instance {call.id} of pool {pool.id}")
    return Answer(_summary(found, pool, "InstancePoolInstance"))


def attach(tenancy: Tenancy, call: Call) -> Answer:
    pool = tenancy.find(call.id, "instancePools")
    instance = tenancy.find(call.body["instanceId"], "instances")
    if instance.kept.get("pool"):
        conflict(f"Instance {instance.id} is in a pool already")
    instance.kept["pool"] = pool.id
    tenancy.change(pool, size=pool["size"] + 1)
    return Answer(_summary(instance, pool, "InstancePoolInstance"))


def detach(tenancy: Tenancy, call: Call) -> Answer:
    """The pool becomes smaller, or makes another instance; the detached one goes on, or ends."""
    pool = tenancy.find(next(iter(call.path.values())), "instancePools")
    instance = next((each for each in members(tenancy, pool) if each.id == call.body["instanceId"]), None)
    if instance is None:
        absent(f"instance {call.body['instanceId']} of pool {pool.id}")
    instance.kept["pool"] = None
    if call.body.get("isDecrementSize"):
        tenancy.change(pool, size=pool["size"] - 1)
    if call.body.get("isAutoTerminate"):
        compute.go(tenancy, instance, "TERMINATING")
    return Answer(status=204)


def prepare_network(tenancy: Tenancy, facts: Facts, network: Thing | None) -> None:
    if network is None:
        place = facts["placementConfiguration"]
        for pool in facts["instancePools"]:
            wanted = tenancy.find(pool["instanceConfigurationId"], "instanceConfigurations")
            shape = launch_details(wanted).get("shape")
            if not shape_of(shape).get("cluster"):
                invalid(f"instancePools: {shape} does not support cluster networks")
        checks.check_common(tenancy, {"availabilityDomain": place["availabilityDomain"]})


def make_network(tenancy: Tenancy, network: Thing) -> None:
    place = dict(network["placementConfiguration"])
    place.pop("placementConstraint", None)
    kind = tenancy.kind("instancePools")
    assert kind is not None
    made = []
    for wanted in network["instancePools"]:
        own = {"compartmentId": network["compartmentId"], "placementConfigurations": [copy.deepcopy(place)]}
        try:
            made.append(make(tenancy, kind, {**own, **wanted}))
        except Refusal:
            for each in made:
                tenancy.forget(each)
            raise
        made[-1].kept["network"] = network.id
    network.becomes = ""
    sync(tenancy, network)


def update_network(tenancy: Tenancy, call: Call) -> Answer:
    network = alive(tenancy, call)
    own = {each.id: each for each in _pools(tenancy, network)}
    for wanted in call.body.get("instancePools") or []:
        if wanted["id"] not in own:
            absent(f"instance pool {wanted['id']} of {network.id}")
        amend(tenancy, own[wanted["id"]], {name: value for name, value in wanted.items() if name != "id"})
    amend(tenancy, network, {name: value for name, value in call.body.items() if name != "instancePools"})
    sync(tenancy, network)
    return show(call, network)


def _pools(tenancy: Tenancy, network: Thing) -> list[Thing]:
    return [each for each in tenancy.all("instancePools") if each.kept.get("network") == network.id]


def sync(tenancy: Tenancy, network: Thing) -> None:
    """A cluster network shows its pools, and is in their state."""
    pools = _pools(tenancy, network)
    network.facts["instancePools"] = [models.shown("core", "InstancePool", each.facts) for each in pools]
    states = {each.state for each in pools}
    if len(states) == 1 and network.alive and network.state != next(iter(states)):
        tenancy.move(network, next(iter(states)))
    if states == {"TERMINATED"} and network.ended is None:
        tenancy.move(network, "TERMINATED")
        tenancy.finish(network)


def terminate_network(tenancy: Tenancy, call: Call) -> Answer:
    network = alive(tenancy, call)
    if network.state == "PROVISIONING":
        wrong_state(f"Cluster network {network.id} is PROVISIONING")
    tenancy.end(network)
    network.becomes = ""
    for pool in _pools(tenancy, network):
        tenancy.end(pool)
        pool.becomes = ""
    return Answer(status=204)


def get_network(tenancy: Tenancy, call: Call) -> Answer:
    network = seen(tenancy, call)
    sync(tenancy, network)
    return show(call, network)


SUBNETS = tuple(
    Ref(f"placementConfiguration{many}.{path}", ("subnets",), holds=False)
    for many in ("s[]", "")
    for path in ("primarySubnetId", "primaryVnicSubnets.subnetId")
)
KINDS = (
    Kind("instanceConfigurations", "instanceconfiguration", states=None, check=check_configuration),
    Kind(
        "instancePools",
        "instancepool",
        states=STATES,
        remembered=True,
        refs=(Ref("instanceConfigurationId", ("instanceConfigurations",)), *SUBNETS),
        defaults={"loadBalancers": []},
        prepare=prepare_pool,
        check=check_pool,
        changed=pool_changed,
        leaves=pool_leaves,
        left=leave_pool,
    ),
    Kind(
        "clusterNetworks",
        "clusternetwork",
        states=STATES,
        remembered=True,
        refs=SUBNETS,
        prepare=prepare_network,
        made=make_network,
    ),
)
HANDLERS: dict[str, Handler] = {
    "launch_instance_configuration": launch,
    "terminate_instance_pool": terminate_pool,
    "list_instance_pool_instances": list_instances,
    "get_instance_pool_instance": get_instance,
    "attach_instance_pool_instance": attach,
    "detach_instance_pool_instance": detach,
    "update_cluster_network": update_network,
    "terminate_cluster_network": terminate_network,
    "get_cluster_network": get_network,
    "list_cluster_network_instances": list_network_instances,
    **{f"{action}_instance_pool": act for action in ACTIONS},
}
