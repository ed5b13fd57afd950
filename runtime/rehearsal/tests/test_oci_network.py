"""Networks: what comes with them, what is refused, what holds what."""

from __future__ import annotations

import unittest
from typing import Any

from .oci_emulated import COMPARTMENT, CORE, Emulated

STRANGE = "ocid1.vcn.oc1.eu-frankfurt-1.aaaaaaaanobody"
INGRESS = {"direction": "INGRESS", "source": "10.0.0.0/16", "sourceType": "CIDR_BLOCK"}
TCP = {"protocol": "6", "tcpOptions": {"destinationPortRange": {"min": 22, "max": 22}}}


class TestVcns(Emulated):
    def test_come_with_defaults(self) -> None:
        vcn = self.made("vcns", cidrBlocks=["10.0.0.0/16"], dnsLabel="ocean")
        self.assertEqual("PROVISIONING", vcn["lifecycleState"])
        self.assertEqual("AVAILABLE", self.got("vcns", vcn["id"])["lifecycleState"])
        self.assertEqual("ocean.oraclevcn.com", vcn["vcnDomainName"])
        rules = self.got("securityLists", vcn["defaultSecurityListId"])
        self.assertEqual(["6", "1", "1"], [each["protocol"] for each in rules["ingressSecurityRules"]])
        self.assertEqual([], self.got("routeTables", vcn["defaultRouteTableId"])["routeRules"])

    def test_are_refused(self) -> None:
        wrong: list[dict[str, Any]] = [
            {"cidrBlocks": ["10.0.0.0/99"]},
            {"cidrBlocks": ["10.0.0.1/16"]},
            {"cidrBlocks": ["10.0.0.0/8"]},
            {"cidrBlocks": ["10.0.0.0/16", "10.0.128.0/17"]},
            {"cidrBlock": "10.0.0.0/16", "cidrBlocks": ["10.1.0.0/16"]},
            {"cidrBlocks": ["10.0.0.0/16"], "dnsLabel": "my-ocean"},
            {"cidrBlocks": ["10.0.0.0/16"], "dnsLabel": "1ocean"},
            {"cidrBlocks": ["10.0.0.0/16"], "dnsLabel": "aLabelThatIsTooLong"},
            {"cidrBlocks": ["10.0.0.0/16"], "compartmentId": "not-an-ocid"},
        ]
        for body in wrong:
            with self.subTest(body):
                self.refused_made("vcns", **body)
        self.refused_made("vcns", "MissingParameter")
        self.refused_made("vcns", "CannotParseRequest", cidrBlocks="10.0.0.0/16")
        self.refused_made("vcns", "CannotParseRequest", cidrBlocks=["10.0.0.0/16"], colour="blue")
        other = "ocid1.compartment.oc1..aaaaaaaanobody"
        self.refused_made("vcns", "NotAuthorizedOrNotFound", 404, cidrBlocks=["10.0.0.0/16"], compartmentId=other)

    def test_are_deleted_last(self) -> None:
        vcn, subnet = self.network()
        gateway = self.made("internetGateways", vcnId=vcn["id"], isEnabled=True)
        place = f"{CORE}/vcns/{vcn['id']}"
        self.refused(409, "IncorrectState", "DELETE", place)
        self.done("DELETE", f"{CORE}/internetGateways/{gateway['id']}")
        self.refused(409, "Conflict", "DELETE", place)
        self.refused(409, "Conflict", "DELETE", f"{CORE}/routeTables/{vcn['defaultRouteTableId']}")
        self.done("DELETE", f"{CORE}/subnets/{subnet['id']}")
        self.done("DELETE", place)
        self.refused(404, "NotAuthorizedOrNotFound", "GET", place)
        self.refused(404, "NotAuthorizedOrNotFound", "GET", f"{CORE}/securityLists/{vcn['defaultSecurityListId']}")


class TestSubnets(Emulated):
    def test_take_defaults_of_their_vcn(self) -> None:
        vcn, subnet = self.network()
        self.assertEqual(vcn["defaultRouteTableId"], subnet["routeTableId"])
        self.assertEqual([vcn["defaultSecurityListId"]], subnet["securityListIds"])
        self.assertEqual("10.0.1.1", subnet["virtualRouterIp"])
        self.assertEqual("nodes.ocean.oraclevcn.com", subnet["subnetDomainName"])
        self.assertFalse(subnet["prohibitPublicIpOnVnic"])

    def test_are_refused(self) -> None:
        vcn, _ = self.network()
        wrong: list[dict[str, Any]] = [
            {"cidrBlock": "10.0.1.128/25"},
            {"cidrBlock": "10.9.0.0/24"},
            {"cidrBlock": "10.0.2.0/31"},
            {"cidrBlock": "10.0.2.0/24", "availabilityDomain": "Uocm:EU-FRANKFURT-1-AD-4"},
            {"cidrBlock": "10.0.2.0/24", "dnsLabel": "nodes"},
            {"cidrBlock": "10.0.2.0/24", "dnsLabel": "no_des"},
        ]
        for body in wrong:
            with self.subTest(body):
                self.refused_made("subnets", vcnId=vcn["id"], **body)
        self.refused_made("subnets", "NotAuthorizedOrNotFound", 404, vcnId=STRANGE, cidrBlock="10.0.2.0/24")
        nameless = self.made("vcns", cidrBlocks=["10.0.0.0/16"])
        self.refused_made("subnets", vcnId=nameless["id"], cidrBlock="10.0.2.0/24", dnsLabel="nodes")
        table = vcn["defaultRouteTableId"]
        self.refused_made("subnets", vcnId=nameless["id"], cidrBlock="10.0.2.0/24", routeTableId=table)


class TestRoutes(Emulated):
    def test_lead_to_gateways(self) -> None:
        vcn, _ = self.network()
        gateway = self.made("internetGateways", vcnId=vcn["id"], isEnabled=True)["id"]
        services = self.done("GET", f"{CORE}/services")
        label = services[0]["cidrBlock"]
        self.assertEqual("all-fra-services-in-oracle-services-network", label)
        way = self.made("serviceGateways", vcnId=vcn["id"], services=[{"serviceId": services[0]["id"]}])["id"]
        to_services = {"destination": label, "destinationType": "SERVICE_CIDR_BLOCK", "networkEntityId": way}
        rules = [{"destination": "0.0.0.0/0", "networkEntityId": gateway}, to_services]
        table = self.made("routeTables", vcnId=vcn["id"], routeRules=rules)
        self.assertEqual(
            ["CIDR_BLOCK", "SERVICE_CIDR_BLOCK"], [each["destinationType"] for each in table["routeRules"]]
        )
        self.refused(409, "Conflict", "DELETE", f"{CORE}/internetGateways/{gateway}")
        wrong = [
            [{"destination": "0.0.0.0/0", "networkEntityId": gateway}] * 2,
            [{"destination": "0.0.0.0/0", "networkEntityId": way}],
            [{**to_services, "destination": services[1]["cidrBlock"]}],
            [{**to_services, "networkEntityId": gateway}],
            [{"destination": "0.0.0.0/33", "networkEntityId": gateway}],
        ]
        for rules in wrong:
            with self.subTest(rules):
                self.refused_made("routeTables", vcnId=vcn["id"], routeRules=rules)
        self.refused_made("internetGateways", "Conflict", 409, vcnId=vcn["id"], isEnabled=True)


class TestGroups(Emulated):
    def setUp(self) -> None:
        super().setUp()
        self.vcn, self.subnet = self.network()
        self.group = self.made("networkSecurityGroups", vcnId=self.vcn["id"])["id"]
        self.place = f"{CORE}/networkSecurityGroups/{self.group}"

    def test_have_rules_with_ids(self) -> None:
        added = self.done("POST", f"{self.place}/actions/addSecurityRules", {"securityRules": [{**INGRESS, **TCP}]})
        rule = added["securityRules"][0]
        self.assertEqual((False, True), (rule["isStateless"], rule["isValid"]))
        self.assertEqual([rule], self.done("GET", f"{self.place}/securityRules?direction=INGRESS"))
        self.assertEqual([], self.done("GET", f"{self.place}/securityRules?direction=EGRESS"))
        self.done("POST", f"{self.place}/actions/removeSecurityRules", {"securityRuleIds": [rule["id"]]})
        self.assertEqual([], self.done("GET", f"{self.place}/securityRules"))

    def test_refuse_rules(self) -> None:
        wrong: list[dict[str, Any]] = [
            {**INGRESS, **TCP, "direction": "INBOUND"},
            {**INGRESS, "protocol": "tcp"},
            {**INGRESS, "protocol": "999"},
            {**INGRESS, "protocol": "17", "tcpOptions": TCP["tcpOptions"]},
            {**INGRESS, "protocol": "6", "tcpOptions": {"destinationPortRange": {"min": 0, "max": 99_999}}},
            {**INGRESS, "protocol": "6", "tcpOptions": {"destinationPortRange": {"min": 23, "max": 22}}},
            {**INGRESS, **TCP, "source": "10.0.0.0/99"},
            {**INGRESS, **TCP, "sourceType": "CIDR"},
            {
                **INGRESS,
                **TCP,
                "source": "all-iad-services-in-oracle-services-network",
                "sourceType": "SERVICE_CIDR_BLOCK",
            },
        ]
        for rule in wrong:
            with self.subTest(rule):
                target = f"{self.place}/actions/addSecurityRules"
                self.refused(400, "InvalidParameter", "POST", target, {"securityRules": [rule]})
        without = {"direction": "EGRESS", "protocol": "all"}
        target = f"{self.place}/actions/addSecurityRules"
        self.refused(400, "MissingParameter", "POST", target, {"securityRules": [without]})
        many = {"securityRules": [{**INGRESS, **TCP}] * 26}
        self.refused(400, "InvalidParameter", "POST", target, many)

    def test_are_held_by_their_members(self) -> None:
        instance = self.launched(self.subnet, createVnicDetails={"subnetId": self.subnet["id"], "nsgIds": [self.group]})
        self.refused(409, "Conflict", "DELETE", self.place)
        self.assertEqual(1, len(self.done("GET", f"{self.place}/vnics")))
        self.done("DELETE", f"{CORE}/instances/{instance['id']}")
        self.done("DELETE", self.place)

    def test_rules_that_name_a_group_that_is_gone_are_invalid(self) -> None:
        other = self.made("networkSecurityGroups", vcnId=self.vcn["id"])["id"]
        rule = {**TCP, "direction": "INGRESS", "source": other, "sourceType": "NETWORK_SECURITY_GROUP"}
        self.done("POST", f"{self.place}/actions/addSecurityRules", {"securityRules": [rule]})
        self.done("DELETE", f"{CORE}/networkSecurityGroups/{other}")
        self.assertFalse(self.done("GET", f"{self.place}/securityRules")[0]["isValid"])


class TestAddresses(Emulated):
    def test_are_the_lowest_free_ones(self) -> None:
        _, subnet = self.network(prohibitPublicIpOnVnic=True)
        first, second = (self.launched(subnet)["id"] for _ in range(2))
        seen = self.oci.observe().instances
        self.assertEqual(["10.0.1.2", "10.0.1.3"], [seen[each].address for each in (first, second)])
        self.done("DELETE", f"{CORE}/instances/{first}")
        third = self.launched(subnet)["id"]
        self.assertEqual("10.0.1.2", self.oci.observe().instances[third].address)
        for card in ({"privateIp": "10.0.1.2"}, {"privateIp": "10.0.1.1"}, {"assignPublicIp": True}):
            body = self.launching(subnet, createVnicDetails={"subnetId": subnet["id"], **card})
            self.refused(400, "InvalidParameter", "POST", f"{CORE}/instances", body)
        self.assertEqual(3, len(self.done("GET", f"{CORE}/instances?compartmentId={COMPARTMENT}")))

    def test_are_public_where_the_subnet_is(self) -> None:
        _, subnet = self.network()
        instance = self.launched(subnet, createVnicDetails={"subnetId": subnet["id"]})["id"]
        self.assertIsNotNone(self.oci.observe().instances[instance].public_address)


if __name__ == "__main__":
    unittest.main()
