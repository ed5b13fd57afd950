"""Images of the platform, which every tenancy sees. Their contents are the rehearsal's own."""

from __future__ import annotations

from ..tenancy import SHORT_IN_OCIDS, Tenancy
from ..thing import Kind, States

RELEASES = (
    ("ubuntu-24.04", "Canonical Ubuntu", "24.04", "Canonical-Ubuntu-24.04"),
    ("ubuntu-22.04", "Canonical Ubuntu", "22.04", "Canonical-Ubuntu-22.04"),
    ("oracle-linux-9", "Oracle Linux", "9", "Oracle-Linux-9.6"),
    ("oracle-linux-8", "Oracle Linux", "8", "Oracle-Linux-8.10"),
)
ARCHITECTURES = {"x86_64": "", "arm64": "-aarch64"}
DATE = "2026.08.31-0"
SMALLEST_BOOT_GB = 47
"""Boot volume of a platform image; the largest is `volumes.LARGEST`."""


def image_id(region: str, distribution: str, architecture: str = "x86_64") -> str:
    """The same in every rehearsal: places can name images before the cloud is up."""
    word = f"{distribution}{ARCHITECTURES[architecture]}".replace(".", "").replace("-", "")
    return f"ocid1.image.oc1.{SHORT_IN_OCIDS.get(region, region)}.rehearsal{word}"


def seed(tenancy: Tenancy) -> None:
    for distribution, system, version, name in RELEASES:
        for architecture, suffix in ARCHITECTURES.items():
            facts = {
                "id": image_id(tenancy.region, distribution, architecture),
                "compartmentId": tenancy.id,
                "displayName": f"{name}{suffix}-{DATE}",
                "operatingSystem": system,
                "operatingSystemVersion": version,
                "createImageAllowed": True,
                "launchMode": "NATIVE",
                "lifecycleState": "AVAILABLE",
                "listingType": "NONE",
                "sizeInMBs": SMALLEST_BOOT_GB * 1024,
            }
            tenancy.add("images", facts, {"architecture": architecture, "distribution": distribution})


KINDS = (Kind("images", "image", states=States("PROVISIONING", "AVAILABLE", "DELETED", "DELETED")),)
