"""Virtual network cards and their addresses."""

from __future__ import annotations

from .. import addresses
from ..call import Answer, Call
from ..errors import absent, conflict, invalid, missing
from ..handlers import Handler, alive, make, show
from ..tenancy import Tenancy
from ..thing import ATTACHED, Facts, Kind, Ref, States, Thing
from .network import within_vcn

MOST_GROUPS = 5
"""Network security groups of a card: https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/networksecuritygroups.htm"""


def plug(tenancy: Tenancy, instance: Thing, details: Facts, primary: bool) -> Thing:
    """A card of an instance with its address and attachment, as the details of a launch or an attachment ask for."""
    if not details.get("subnetId"):
        missing("createVnicDetails.subnetId")
    subnet = tenancy.find(details["subnetId"], "subnets")
    check_card(tenancy, {**details, "vcnId": subnet["vcnId"]}, None)
    domain = subnet.get("availabilityDomain")
    if domain not in (None, instance["availabilityDomain"]):
        invalid(f"subnetId: {subnet.id} is in availability domain {domain}, not {instance['availabilityDomain']}")
    public = _public(subnet, details.get("assignPublicIp"))
    own = {name: instance[name] for name in ("compartmentId", "availabilityDomain")}
    name = details.get("displayName") or instance["displayName"]
    wanted = {"ipAddress": details.get("privateIp"), "hostnameLabel": details.get("hostnameLabel"), "isPrimary": True}
    address = addresses.take(tenancy, subnet, {**own, **wanted, "displayName": name, "lifetime": "EPHEMERAL"})
    shown = {each: details.get(each) for each in ("hostnameLabel", "freeformTags", "definedTags")}
    vnic = tenancy.add(
        "vnics",
        {
            **own,
            **shown,
            "displayName": name,
            "isPrimary": primary,
            "lifecycleState": "AVAILABLE",
            "macAddress": _mac(tenancy.number()),
            "nsgIds": details.get("nsgIds") or [],
            "privateIp": address["ipAddress"],
            "skipSourceDestCheck": bool(details.get("skipSourceDestCheck")),
            "subnetId": subnet.id,
        },
        {"privateIpId": address.id, "instanceId": instance.id},
    )
    address.facts["vnicId"] = vnic.id
    if public:
        vnic.facts["publicIp"] = addresses.take_public(tenancy, address, "PRIVATE_IP", own)["ipAddress"]
    attached = {"instanceId": instance.id, "vnicId": vnic.id, "subnetId": subnet.id, "nicIndex": 0, "vlanTag": 0}
    tenancy.add("vnicAttachments", {**own, **attached})
    return vnic


def _mac(number: int) -> str:
    return "02:00:17:" + ":".join(f"{number >> shift & 255:02x}" for shift in (16, 8, 0))


def _public(subnet: Thing, wanted: bool | None) -> bool:
    forbidden = subnet["prohibitPublicIpOnVnic"]
    if wanted and forbidden:
        invalid(f"assignPublicIp: subnet {subnet.id} prohibits public addresses")
    return not forbidden if wanted is None else wanted


def check_card(tenancy: Tenancy, facts: Facts, vnic: Thing | None) -> None:
    vcn = facts.get("vcnId") or tenancy.find(facts["subnetId"], "subnets")["vcnId"]
    groups = facts.get("nsgIds") or []
    if len(groups) > MOST_GROUPS:
        invalid(f"nsgIds: a VNIC is in at most {MOST_GROUPS} network security groups")
    for group in groups:
        tenancy.find(group, "networkSecurityGroups")
    within_vcn(tenancy, vcn, facts, "nsgIds")
    if vnic is not None and facts.get("hostnameLabel"):
        tenancy.find(vnic.kept["privateIpId"], "privateIps").facts["hostnameLabel"] = facts["hostnameLabel"]


def unplug(tenancy: Tenancy, instance_id: str) -> None:
    """All cards of an instance that is gone."""
    for attachment in tenancy.all("vnicAttachments"):
        if attachment["instanceId"] == instance_id and attachment.ended is None:
            _take_out(tenancy, attachment)


def _take_out(tenancy: Tenancy, attachment: Thing) -> None:
    vnic = next((each for each in tenancy.living("vnics") if each.id == attachment["vnicId"]), None)
    if vnic is not None:
        addresses.release(tenancy, [vnic.kept["privateIpId"]])
        tenancy.finish(vnic)
    tenancy.change(attachment, lifecycleState="DETACHED")
    tenancy.finish(attachment)


def primary(tenancy: Tenancy, instance_id: str) -> Thing | None:
    return next(iter(cards(tenancy, instance_id)), None)


def cards(tenancy: Tenancy, instance_id: str) -> list[Thing]:
    """The primary one first."""
    own = [each for each in tenancy.living("vnics") if each.kept.get("instanceId") == instance_id]
    return sorted(own, key=lambda each: not each["isPrimary"])


def attach(tenancy: Tenancy, call: Call) -> Answer:
    instance = tenancy.find(call.body["instanceId"], "instances")
    if len(cards(tenancy, instance.id)) >= instance["shapeConfig"]["maxVnicAttachments"]:
        conflict(f"{instance['shape']} takes no more VNICs")
    vnic = plug(tenancy, instance, call.body["createVnicDetails"], primary=False)
    found = next(each for each in tenancy.living("vnicAttachments") if each["vnicId"] == vnic.id)
    return show(call, found)


def detach(tenancy: Tenancy, call: Call) -> Answer:
    attachment = alive(tenancy, call)
    if tenancy.find(attachment["vnicId"], "vnics")["isPrimary"]:
        conflict("The primary VNIC of an instance cannot be detached")
    _take_out(tenancy, attachment)
    return Answer(status=204)


def create_private_ip(tenancy: Tenancy, call: Call) -> Answer:
    """A further address of a card."""
    if not call.body.get("vnicId"):
        missing("vnicId")
    vnic = tenancy.find(call.body["vnicId"], "vnics")
    subnet = tenancy.find(vnic["subnetId"], "subnets")
    return show(call, addresses.take(tenancy, subnet, {**call.body, "isPrimary": False}))


def delete_private_ip(tenancy: Tenancy, call: Call) -> Answer:
    address = alive(tenancy, call)
    if address.get("isPrimary"):
        conflict(f"{address.id} is the primary address of a VNIC and cannot be deleted")
    tenancy.refuse_held(address)
    addresses.release(tenancy, [address.id])
    return Answer(status=204)


def create_public_ip(tenancy: Tenancy, call: Call) -> Answer:
    wanted = call.body.get("privateIpId")
    if wanted is None:
        if call.body["lifetime"] == "EPHEMERAL":
            missing("privateIpId")
        kind = tenancy.kind("publicIps")
        assert kind is not None
        return show(call, make(tenancy, kind, {**call.body, "ipAddress": _reserved(tenancy), "scope": "REGION"}))
    entity = tenancy.find(wanted, "privateIps")
    made = addresses.take_public(tenancy, entity, "PRIVATE_IP", dict(call.body))
    for vnic in tenancy.living("vnics"):
        if vnic.kept.get("privateIpId") == entity.id:
            vnic.facts["publicIp"] = made["ipAddress"]
    return show(call, made)


def _reserved(tenancy: Tenancy) -> str:
    taken = {each["ipAddress"] for each in tenancy.living("publicIps")}
    return next(str(each) for each in addresses.PUBLIC.hosts() if str(each) not in taken)


def public_ip_by(tenancy: Tenancy, call: Call) -> Answer:
    name, value = next(iter(call.body.items()))
    found = next((each for each in tenancy.living("publicIps") if each.get(name) == value), None)
    if found is None:
        absent(f"public IP of {name} {value}")
    return show(call, found)


KINDS = (
    Kind(
        "vnics",
        "vnic",
        refs=(Ref("subnetId", ("subnets",)), Ref("nsgIds[]", ("networkSecurityGroups",))),
        check=check_card,
    ),
    Kind(
        "vnicAttachments",
        "vnicattachment",
        states=ATTACHED,
        remembered=True,
    ),
    Kind("privateIps", "privateip", states=None, refs=(Ref("subnetId", ("subnets",)),)),
    Kind("publicIps", "publicip", states=States("PROVISIONING", "UNASSIGNED", "TERMINATING", "TERMINATED")),
)
HANDLERS: dict[str, Handler] = {
    "attach_vnic": attach,
    "detach_vnic": detach,
    "create_private_ip": create_private_ip,
    "delete_private_ip": delete_private_ip,
    "create_public_ip": create_public_ip,
    "get_public_ip_by_ip_address": public_ip_by,
    "get_public_ip_by_private_ip_id": public_ip_by,
}
