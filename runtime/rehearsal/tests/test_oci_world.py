"""What hosts and networks see of the emulated OCI."""

from __future__ import annotations

import unittest
from ipaddress import IPv4Network
from typing import Any

from terrane_rehearsal.world import Permission, Route

from .oci_emulated import CORE, PRINTED, TENANCY, Emulated

EVERYWHERE = IPv4Network("0.0.0.0/0")


class TestWorld(Emulated):
    def setUp(self) -> None:
        super().setUp()
        self.vcn, self.subnet = self.network()
        self.group = self.made("networkSecurityGroups", vcnId=self.vcn["id"], displayName="nodes")["id"]

    def test_has_instances_with_names_groups_and_tags(self) -> None:
        space = {"compartmentId": TENANCY, "name": "terrane-ocean", "description": "t"}
        place = f"{CORE}/tagNamespaces/{self.made('tagNamespaces', **space)['id']}/tags"
        self.done("POST", place, {"name": "role", "description": "r"})
        instance = self.launched(
            self.subnet,
            displayName="the head",
            metadata={"user_data": PRINTED, "ssh_authorized_keys": "ssh-ed25519 AAAA"},
            freeformTags={"terrane:node": "head"},
            definedTags={"terrane-ocean": {"role": "head"}},
            instanceOptions={"areLegacyImdsEndpointsDisabled": True},
            createVnicDetails={"subnetId": self.subnet["id"], "hostnameLabel": "Head", "nsgIds": [self.group]},
        )["id"]
        seen = self.oci.observe().instances[instance]
        self.assertEqual("head.nodes.ocean.oraclevcn.com", seen.private_dns_name)
        self.assertEqual({"terrane:node": "head", "terrane:role": "head", "Name": "the head"}, seen.tags)
        self.assertEqual({self.group, self.vcn["defaultSecurityListId"]}, set(seen.groups))
        self.assertEqual((b"hello", "ssh-ed25519 AAAA", True), (seen.user_data, seen.public_key, seen.tokens_required))
        self.assertEqual((self.vcn["id"], self.subnet["id"], "10.0.1.2"), (seen.vpc, seen.subnet, seen.address))
        (zone,) = self.oci.observe().zones
        self.assertEqual(("ocean.oraclevcn.com", (self.vcn["id"],)), (zone.name, zone.vpcs))
        self.assertEqual(
            [("head.nodes.ocean.oraclevcn.com", ("10.0.1.2",))], [(r.name, r.values) for r in zone.records]
        )

    def test_has_lists_and_groups_as_groups(self) -> None:
        label = self.done("GET", f"{CORE}/services")[1]["cidrBlock"]
        ports = {"destinationPortRange": {"min": 6817, "max": 6818}}
        peer = {"source": self.group, "sourceType": "NETWORK_SECURITY_GROUP"}
        rules = [
            {"direction": "INGRESS", "protocol": "6", "tcpOptions": ports, **peer},
            {"direction": "EGRESS", "protocol": "all", "destination": label, "destinationType": "SERVICE_CIDR_BLOCK"},
        ]
        place = f"{CORE}/networkSecurityGroups/{self.group}/actions/addSecurityRules"
        self.done("POST", place, {"securityRules": rules})
        world = self.oci.observe()
        group = world.groups[self.group]
        self.assertEqual((Permission("tcp", 6817, 6818, group=self.group),), group.ingress)
        self.assertEqual((Permission("-1", prefix_list=label),), group.egress)
        self.assertEqual("oci-objectstorage", world.prefix_lists[label])
        own = world.groups[self.vcn["defaultSecurityListId"]]
        self.assertEqual((Permission("-1", cidr=EVERYWHERE),), own.egress)
        empty: dict[str, list[Any]] = {"ingressSecurityRules": [], "egressSecurityRules": []}
        self.done("PUT", f"{CORE}/securityLists/{own.id}", empty)
        self.assertEqual(
            ((), ()), (self.oci.observe().groups[own.id].ingress, self.oci.observe().groups[own.id].egress)
        )

    def test_has_routes_and_gateways(self) -> None:
        vcn = self.vcn["id"]
        gateway = self.made("internetGateways", vcnId=vcn, isEnabled=True)["id"]
        nat = self.made("natGateways", vcnId=vcn)["id"]
        service = self.done("GET", f"{CORE}/services")[0]
        services = self.made("serviceGateways", vcnId=vcn, services=[{"serviceId": service["id"]}])["id"]
        to_services = {
            "destination": service["cidrBlock"],
            "destinationType": "SERVICE_CIDR_BLOCK",
            "networkEntityId": services,
        }
        rules = [{"destination": "0.0.0.0/0", "networkEntityId": nat}, to_services]
        table = self.made("routeTables", vcnId=vcn, routeRules=rules)["id"]
        self.done("PUT", f"{CORE}/subnets/{self.subnet['id']}", {"routeTableId": table})
        world = self.oci.observe()
        own = world.route_table_of(self.subnet["id"])
        assert own is not None
        local = Route(IPv4Network("10.0.0.0/16"), "local", "local")
        self.assertEqual((local, Route(EVERYWHERE, "nat-gateway", nat)), own.routes)
        self.assertEqual(gateway, world.vpcs[vcn].internet_gateway)
        self.assertEqual(("", True), (world.nat_gateways[nat].subnet, world.nat_gateways[nat].public))
        endpoint = world.endpoints[services]
        self.assertEqual(("oci-services", (table,)), (endpoint.service, endpoint.route_tables))
        self.assertTrue(world.route_tables[self.vcn["defaultRouteTableId"]].main)

    def test_is_equal_where_nothing_happened(self) -> None:
        self.launched(self.subnet)
        self.assertEqual(self.oci.observe(), self.oci.observe())


if __name__ == "__main__":
    unittest.main()
