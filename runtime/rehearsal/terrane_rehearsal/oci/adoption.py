"""A place as its user has it: identifiers of a tenancy of their own, which the emulated one takes as its own.

What a declaration names for the first time is there: the tenancy, compartments, images, the services' identifier, the
prefix of the availability domains, the namespace of Object Storage. From then on another one is refused, where a
tenancy has only one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .thing import Facts, Thing

if TYPE_CHECKING:
    from .tenancy import Tenancy

NOUNS: Mapping[str, str] = {"compartments": "compartment", "images": "image", "services": "service"}
IN_REGION = re.compile(r"ocid1\.(?P<noun>\w+)\.oc1\.(?P<region>[a-z0-9-]*)\.[\w.-]+")
DOMAIN = re.compile(r"(?P<prefix>[A-Za-z]{4}):(?P<rest>.+)")


def thing(tenancy: Tenancy, id: str, collections: tuple[str, ...]) -> Thing | None:
    """What was named, as it is from now on; None where it is nothing that a place names, or is in another Region."""
    found = IN_REGION.fullmatch(id)
    noun = found["noun"] if found else ""
    wanted = next((each for each in collections if NOUNS.get(each) == noun), None)
    if found is None or wanted is None or found["region"] not in ("", *tenancy.region_words):
        return None
    return _service(tenancy, id) if wanted == "services" else tenancy.add(wanted, _facts(tenancy, wanted, id))


def _facts(tenancy: Tenancy, collection: str, id: str) -> Facts:
    own: Facts = {"id": id, "compartmentId": tenancy.id}
    name = f"adopted-{id[-8:]}"
    if collection == "compartments":
        return {**own, "name": name, "description": name, "lifecycleState": "ACTIVE"}
    system = {"operatingSystem": "Custom", "operatingSystemVersion": "Custom", "createImageAllowed": True}
    return {**own, **system, "displayName": name, "launchMode": "NATIVE", "lifecycleState": "AVAILABLE"}


def _service(tenancy: Tenancy, id: str) -> Thing | None:
    """All services have one identifier: it is taken as long as nothing uses the one of the seeds."""
    whole = tenancy.living("services")[0]
    if tenancy.took("services") or tenancy.holders(whole):
        return None
    tenancy.take("services", id)
    tenancy.forget(whole)
    return tenancy.add("services", {**whole.facts, "id": id})


def root(tenancy: Tenancy, id: str) -> bool:
    """Whether this is the tenancy now."""
    if not re.fullmatch(r"ocid1\.tenancy\.oc1\.\.[\w.-]+", id) or tenancy.took("tenancy"):
        return False
    former, tenancy.id = tenancy.id, id
    tenancy.take("tenancy", id)
    for each in tenancy.all():
        if each.get("compartmentId") == former:
            each.facts["compartmentId"] = id
    return True


def domain(tenancy: Tenancy, name: str) -> bool:
    """Whether this is an availability domain now."""
    found, own = DOMAIN.fullmatch(name), {each.partition(":")[2] for each in tenancy.domains}
    if found is None or found["rest"] not in own or tenancy.took("domains"):
        return False
    tenancy.take("domains", found["prefix"])
    tenancy.prefix = found["prefix"]
    return True


def namespace(tenancy: Tenancy, name: str) -> bool:
    """Whether this is the namespace now."""
    if tenancy.took("namespace"):
        return False
    tenancy.take("namespace", name)
    tenancy.namespace = name
    return True
