"""What a tenancy has from the start."""

from __future__ import annotations

from .services import images, routing
from .tenancy import Tenancy

TENANCY = "ocid1.tenancy.oc1..aaaaaaaarehearsal"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaarehearsal"
NAMESPACE = "rehearsal"
"""Of Object Storage."""


def seed(tenancy: Tenancy) -> None:
    own = {"compartmentId": tenancy.id, "name": "rehearsal", "description": "Where the rehearsal's resources are"}
    tenancy.add("compartments", {**own, "id": COMPARTMENT, "lifecycleState": "ACTIVE"})
    for service in routing.services(tenancy):
        tenancy.add("services", service)
    images.seed(tenancy)
