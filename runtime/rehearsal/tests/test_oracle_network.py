"""Networks of OCI: names, resolver, gateways, and the two addresses of Oracle's services."""

from __future__ import annotations

import unittest
from ipaddress import IPv4Network
from typing import Any

from terrane_rehearsal.network import METADATA
from terrane_rehearsal.network.clouds import address_of, domains
from terrane_rehearsal.network.names import names_of
from terrane_rehearsal.network.nft import render
from terrane_rehearsal.network.oracle import ADDRESSES, OBJECT_STORAGE, SERVICES
from terrane_rehearsal.network.places import scene_of
from terrane_rehearsal.network.services import SERVICE_ADDRESSES, SERVICE_NETWORK
from terrane_rehearsal.network.unlike import unlike_the_cloud
from terrane_rehearsal.network.ways import no_way_out
from terrane_rehearsal.world import (
    Endpoint,
    FileServer,
    NatGateway,
    Permission,
    Route,
    RouteTable,
    SecurityGroup,
    Subnet,
    Vpc,
    World,
)
from tests.network_worlds import ALL_OUT, EVERYWHERE, Packet, instance, rules_of, tcp, verdict

VCN, SUBNET, TABLE = "ocid1.vcn.oc1.iad.v", "ocid1.subnet.oc1.iad.s", "ocid1.routetable.oc1.iad.r"
NSG, LABEL = "ocid1.networksecuritygroup.oc1.eu-frankfurt-1.n", "all-fra-services-in-oracle-services-network"
HEAD, SERVER = "10.0.0.10", "10.0.0.200"
NAT = "ocid1.natgateway.oc1.iad.n"
HEAD_NAME = "head.nodes.ocean.oraclevcn.com"


def world(routes: tuple[Route, ...] = (), egress: tuple[Permission, ...] = ALL_OUT, **more: Any) -> World:
    placed = {"vpc": VCN, "subnet": SUBNET, "private_dns_name": HEAD_NAME}
    head = instance("ocid1.instance.oc1.iad.h", HEAD, NSG, **placed)
    server = FileServer(
        "ocid1.filesystem.a", "fss", "eu-frankfurt-1", VCN, SUBNET, SERVER, (NSG,), ("home.ocean.oraclevcn.com",), 2049
    )
    fields: dict[str, Any] = {
        "vpcs": {VCN: Vpc(VCN, "eu-frankfurt-1", (IPv4Network("10.0.0.0/16"),), dns_hostnames=True)},
        "subnets": {SUBNET: Subnet(SUBNET, VCN, IPv4Network("10.0.0.0/24"), "AD-1")},
        "route_tables": {TABLE: RouteTable(TABLE, VCN, True, (SUBNET,), routes)},
        "instances": {head.id: head},
        "groups": {NSG: SecurityGroup(NSG, "nodes", VCN, more.pop("ingress", ()), egress)},
        "file_servers": (server,),
        "prefix_lists": {LABEL: SERVICES},
        **more,
    }
    return World(**fields)


def gateway(service: str) -> dict[str, Endpoint]:
    made = Endpoint("ocid1.servicegateway.oc1.iad.g", VCN, service, "gateway", route_tables=(TABLE,))
    return {made.id: made}


class Names(unittest.TestCase):
    def setUp(self) -> None:
        self.names = names_of(scene_of(world(), VCN))

    def test_resolver_is_the_metadata_address(self) -> None:
        listening = [line for line in self.names.settings.splitlines() if line.startswith("listen-address")]
        self.assertEqual([f"listen-address={METADATA}"], listening)

    def test_services_lead_to_oracle_and_none_to_aws(self) -> None:
        settings = self.names.settings
        self.assertIn(f"address=/oraclecloud.com/{ADDRESSES[SERVICES]}\n", settings)
        storage = f"address=/objectstorage.eu-frankfurt-1.oraclecloud.com/{ADDRESSES[OBJECT_STORAGE]}\n"
        self.assertIn(storage, settings)
        self.assertNotIn("amazonaws", settings)

    def test_hosts_and_mount_targets(self) -> None:
        hosts = self.names.hosts.splitlines()
        self.assertIn(f"{HEAD} {HEAD_NAME}", hosts)
        self.assertIn(f"{SERVER} home.ocean.oraclevcn.com", hosts)

    def test_addresses_are_nobody_elses(self) -> None:
        self.assertFalse(set(ADDRESSES.values()) & set(SERVICE_ADDRESSES.values()))
        self.assertEqual({"oraclecloud.com", "customer-oci.com"}, {n for n, _ in domains(vcn()) if n.count(".") == 1})
        self.assertTrue(all(a in map(str, SERVICE_NETWORK) for a in ADDRESSES.values()))


def vcn() -> Vpc:
    return world().vpcs[VCN]


class Ways(unittest.TestCase):
    def reaches(self, service: str, **facts: Any) -> str:
        return verdict(rules_of(world(**facts), VCN), Packet(HEAD, address_of(service), "tcp", 443))

    def test_no_way(self) -> None:
        self.assertEqual(("route", "route"), (self.reaches(SERVICES), self.reaches(OBJECT_STORAGE)))

    def test_service_gateway_for_all_or_for_object_storage_alone(self) -> None:
        every, storage = gateway(SERVICES), gateway(OBJECT_STORAGE)
        self.assertEqual("accept", self.reaches(SERVICES, endpoints=every))
        self.assertEqual("accept", self.reaches(OBJECT_STORAGE, endpoints=every))
        self.assertEqual("accept", self.reaches(OBJECT_STORAGE, endpoints=storage))
        self.assertEqual("route", self.reaches(SERVICES, endpoints=storage))
        self.assertEqual([], unlike_the_cloud(scene_of(world(endpoints=every), VCN)))

    def test_a_nat_gateway_is_the_networks_own(self) -> None:
        routes = (Route(EVERYWHERE, "nat-gateway", NAT),)
        through = {NAT: NatGateway(NAT, "")}
        blocked = {NAT: NatGateway(NAT, "", public=False)}
        self.assertEqual("accept", self.reaches(SERVICES, routes=routes, nat_gateways=through))
        self.assertEqual("route", self.reaches(SERVICES, routes=routes, nat_gateways=blocked))
        before = world(routes=routes, nat_gateways=blocked)
        self.assertIn("blocks all traffic", str(no_way_out(before, before.live[0])))

    def test_a_rule_may_name_the_services_by_their_label(self) -> None:
        egress = (tcp(443, prefix_list=LABEL),)
        self.assertEqual("accept", self.reaches(OBJECT_STORAGE, egress=egress, endpoints=gateway(SERVICES)))
        self.assertEqual("egress", self.reaches(SERVICES, egress=(tcp(80, prefix_list=LABEL),)))

    def test_services_are_called_by_name(self) -> None:
        places = scene_of(world(), VCN).places
        self.assertEqual("OCI's Object Storage", str(places[ADDRESSES[OBJECT_STORAGE]]))
        self.assertEqual("a service of OCI", str(places[ADDRESSES[SERVICES]]))

    def test_all_ports_of_file_storage_are_judged(self) -> None:
        rules = rules_of(world(ingress=(tcp(2048, 2050, group=NSG),)), VCN)
        self.assertEqual("accept", verdict(rules, Packet(HEAD, SERVER, "tcp", 2049)))
        self.assertEqual("ingress", verdict(rules, Packet(HEAD, SERVER, "tcp", 111)))
        self.assertEqual((111, 2048, 2049, 2050), scene_of(world(), VCN).places[SERVER].ports)

    def test_ids_are_names_that_the_kernel_takes(self) -> None:
        text = render(rules_of(world(ingress=(tcp(22, group=NSG),)), VCN))
        self.assertIn("set members_ocid1.networksecuritygroup.oc1.eu_frankfurt_1.n {", text)


if __name__ == "__main__":
    unittest.main()
