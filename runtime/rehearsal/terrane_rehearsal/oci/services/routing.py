"""Gateways and route tables."""

from __future__ import annotations

from .. import addresses, checks
from ..call import Answer, Call
from ..errors import conflict, invalid
from ..handlers import Handler, alive, show
from ..tenancy import Tenancy
from ..thing import Facts, Kind, Ref, Thing
from .network import DEFAULTS, IN_VCN, change_cidr, within_vcn

TARGETS = ("internetGateways", "natGateways", "serviceGateways", "privateIps")
MOST_ROUTES = 200
"""https://docs.oracle.com/en-us/iaas/Content/General/Concepts/servicelimits.htm"""
CIDR, SERVICE = "CIDR_BLOCK", "SERVICE_CIDR_BLOCK"


def services(tenancy: Tenancy) -> list[Facts]:
    """What a service gateway leads to, in every Region."""
    key = tenancy.region_key
    whole = {
        "name": f"All {key.upper()} Services In Oracle Services Network",
        "cidrBlock": f"all-{key}-services-in-oracle-services-network",
    }
    storage = {"name": f"OCI {key.upper()} Object Storage", "cidrBlock": f"oci-{key}-objectstorage"}
    return [{**each, "description": each["name"]} for each in (whole, storage)]


def labels(tenancy: Tenancy) -> set[str]:
    return {each["cidrBlock"] for each in tenancy.living("services")}


def prepare_rules(_tenancy: Tenancy, facts: Facts, _table: Thing | None) -> None:
    facts["routeRules"] = [_full(each) for each in facts.get("routeRules") or []]


def _full(rule: Facts) -> Facts:
    destination = rule.get("destination") or rule.get("cidrBlock")
    kind = rule.get("destinationType") or CIDR
    block = destination if kind == CIDR else None
    filled = {"destination": destination, "destinationType": kind, "cidrBlock": block, "routeType": "STATIC"}
    return {name: value for name, value in {**rule, **filled}.items() if value is not None}


def check_rules(tenancy: Tenancy, facts: Facts, _table: Thing | None) -> None:
    rules = facts["routeRules"]
    if len(rules) > MOST_ROUTES:
        invalid(f"routeRules: a route table has at most {MOST_ROUTES} rules")
    destinations = [rule.get("destination") for rule in rules]
    if len(set(destinations)) < len(destinations):
        invalid("routeRules: two rules have the same destination")
    for rule in rules:
        _check_rule(tenancy, facts["vcnId"], rule)


def _check_rule(tenancy: Tenancy, vcn_id: str, rule: Facts) -> None:
    target = tenancy.find(rule["networkEntityId"], *TARGETS)
    if target.get("vcnId", vcn_id) != vcn_id:
        invalid(f"networkEntityId: {target.id} is in another VCN")
    to_service = rule["destinationType"] == SERVICE
    if to_service != (target.kind.collection == "serviceGateways"):
        invalid("routeRules: a service CIDR block is the destination of a service gateway, and of nothing else")
    if not to_service:
        checks.network("destination", rule.get("destination"))
    elif rule.get("destination") not in {each["cidrBlock"] for each in _enabled(tenancy, target)}:
        invalid(f"destination: {rule.get('destination')!r} is no service of {target.id}")


def _enabled(tenancy: Tenancy, gateway: Thing) -> list[Thing]:
    return [tenancy.find(each["serviceId"], "services") for each in gateway["services"]]


def table_leaves(tenancy: Tenancy, table: Thing) -> None:
    """What came with a VCN goes with it."""
    vcn = tenancy.find(table["vcnId"], "vcns")
    if table.id == vcn[DEFAULTS[table.kind.collection]]:
        conflict(f"{table.id} is a default of VCN {vcn.id} and cannot be deleted")


def check_table_of(tenancy: Tenancy, facts: Facts, _gateway: Thing | None) -> None:
    within_vcn(tenancy, facts["vcnId"], facts, "routeTableId")


def check_internet_gateway(tenancy: Tenancy, facts: Facts, own: Thing | None) -> None:
    check_table_of(tenancy, facts, own)
    others = [each for each in tenancy.living("internetGateways") if each["vcnId"] == facts["vcnId"]]
    if any(each is not own for each in others):
        conflict(f"VCN {facts['vcnId']} already has an internet gateway")


def make_nat(tenancy: Tenancy, gateway: Thing) -> None:
    public = addresses.take_public(tenancy, gateway, "NAT_GATEWAY", {})
    gateway.facts.update(natIp=public["ipAddress"], publicIpId=public.id)


def leave_nat(tenancy: Tenancy, gateway: Thing) -> None:
    tenancy.finish(tenancy.find(gateway["publicIpId"], "publicIps"))


def check_service_gateway(tenancy: Tenancy, facts: Facts, own: Thing | None) -> None:
    check_table_of(tenancy, facts, own)
    found = [tenancy.find(each["serviceId"], "services") for each in facts["services"]]
    facts["services"] = [{"serviceId": each.id, "serviceName": each["name"]} for each in found]
    if any(each is not own and each["vcnId"] == facts["vcnId"] for each in tenancy.living("serviceGateways")):
        conflict(f"VCN {facts['vcnId']} already has a service gateway")


def attach_service(tenancy: Tenancy, call: Call) -> Answer:
    gateway = alive(tenancy, call)
    service = tenancy.find(call.body["serviceId"], "services")
    rest = [each for each in gateway["services"] if each["serviceId"] != service.id]
    added = [{"serviceId": service.id, "serviceName": service["name"]}]
    attached = call.operation.action == "attachService"
    tenancy.change(gateway, services=rest + added if attached else rest)
    return show(call, gateway)


def add_cidr(tenancy: Tenancy, call: Call) -> Answer:
    vcn = alive(tenancy, call)
    block, rest = call.body["cidrBlock"], [each for each in vcn["cidrBlocks"] if each != call.body["cidrBlock"]]
    change_cidr(tenancy, vcn, [*vcn["cidrBlocks"], block] if call.operation.action == "addCidr" else rest)
    return Answer(status=202, headers={"etag": vcn.etag})


OF_TABLE = Ref("routeTableId", ("routeTables",))
KINDS = (
    Kind(
        "routeTables",
        "routetable",
        refs=(IN_VCN, Ref("routeRules[].networkEntityId", TARGETS)),
        prepare=prepare_rules,
        check=check_rules,
        leaves=table_leaves,
    ),
    Kind("dhcps", "dhcpoptions", refs=(IN_VCN,), defaults={"domainNameType": "CUSTOM_DOMAIN"}, leaves=table_leaves),
    Kind(
        "internetGateways",
        "internetgateway",
        refs=(IN_VCN, OF_TABLE),
        defaults={"isEnabled": True},
        check=check_internet_gateway,
    ),
    Kind(
        "natGateways",
        "natgateway",
        refs=(IN_VCN, OF_TABLE),
        defaults={"blockTraffic": False},
        check=check_table_of,
        made=make_nat,
        left=leave_nat,
    ),
    Kind(
        "serviceGateways",
        "servicegateway",
        refs=(IN_VCN, OF_TABLE, Ref("services[].serviceId", ("services",), holds=False)),
        defaults={"blockTraffic": False},
        check=check_service_gateway,
    ),
    Kind("services", "service", states=None),
)
HANDLERS: dict[str, Handler] = {
    "attach_service_id": attach_service,
    "detach_service_id": attach_service,
    "add_vcn_cidr": add_cidr,
    "remove_vcn_cidr": add_cidr,
}
