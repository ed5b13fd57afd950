"""Identifiers of a user's own tenancy."""

from __future__ import annotations

import unittest
from typing import Any

from .oci_emulated import CORE, Emulated

ROOT = "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexampleresearch"
IMAGE = "ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaexampleubuntu"
SERVICES = "ocid1.service.oc1.eu-frankfurt-1.aaaaaaaaexampleservices"
DOMAINS = ("lfcb:EU-FRANKFURT-1-AD-1", "lfcb:EU-FRANKFURT-1-AD-2")


class TestAdoption(Emulated):
    ADOPTS = True

    def test_takes_what_a_place_names(self) -> None:
        own = {"compartmentId": COMPARTMENT}
        vcn = self.made("vcns", **own, cidrBlocks=["10.0.0.0/16"], dnsLabel="ocean")["id"]
        place = {**own, "availabilityDomain": DOMAINS[0]}
        subnet = self.made("subnets", **place, vcnId=vcn, cidrBlock="10.0.1.0/24", dnsLabel="nodes")
        self.made("serviceGateways", **own, vcnId=vcn, services=[{"serviceId": SERVICES}])
        image = {"sourceType": "image", "imageId": IMAGE}
        self.launched(subnet, **place, sourceDetails=image)
        self.made("tagNamespaces", compartmentId=ROOT, name="terrane-ocean", description="t")
        self.done("POST", "/n/examplenamespace/b", {**own, "name": "documents"})
        self.assertEqual((ROOT, "examplenamespace"), (self.oci.tenancy, self.oci.namespace))
        self.assertEqual(DOMAINS, self.oci.availability_domains[:2])

    def test_has_one_of_what_a_tenancy_has_one_of(self) -> None:
        rule = {"description": "d", "matchingRule": "instance.id = 'x'"}
        self.made("dynamicGroups", compartmentId=ROOT, name="a", **rule)
        other = f"{ROOT}2"
        self.refused_made("dynamicGroups", "NotAuthorizedOrNotFound", 404, compartmentId=other, name="b", **rule)
        volume: dict[str, Any] = {"compartmentId": COMPARTMENT, "sizeInGBs": 50}
        self.made("volumes", **volume, availabilityDomain=DOMAINS[1])
        for domain in ("abcd:EU-FRANKFURT-1-AD-1", "lfcb:EU-FRANKFURT-1-AD-9", "lfcb:US-ASHBURN-AD-1"):
            with self.subTest(domain):
                self.refused_made("volumes", **volume, availabilityDomain=domain)
        self.done("GET", "/n")
        self.refused(404, "NamespaceNotFound", "GET", f"/n/other/b?compartmentId={COMPARTMENT}")

    def test_knows_the_images_of_its_region_only(self) -> None:
        _, subnet = self.network()
        elsewhere = {"sourceType": "image", "imageId": IMAGE.replace("eu-frankfurt-1", "uk-london-1")}
        body = self.launching(subnet, sourceDetails=elsewhere)
        self.refused(404, "NotAuthorizedOrNotFound", "POST", f"{CORE}/instances", body)


if __name__ == "__main__":
    unittest.main()
