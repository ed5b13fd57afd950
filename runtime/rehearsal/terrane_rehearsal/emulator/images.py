"""Machine images that exist in every Region, and the public parameters that name the newest of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Architecture = Literal["x86_64", "arm64"]


@dataclass(frozen=True)
class Image:
    id: str
    what: str
    """Distribution, version and architecture, e.g. `debian-13-x86_64`."""
    architecture: Architecture
    root_device: str
    owner: str
    """Account of the publisher."""
    name: str
    """In the form that the publisher uses, so that searches by name find it."""
    parameters: tuple[str, ...] = ()
    """Public parameters of Systems Manager that hold its id."""
    root_size_gib: int = 8


# Publishers: https://wiki.debian.org/Cloud/AmazonEC2Image, https://documentation.ubuntu.com/aws,
# https://docs.aws.amazon.com/linux/al2023, https://rockylinux.org/download, https://wiki.almalinux.org/cloud/AWS.html
DEBIAN, CANONICAL, AMAZON, ROCKY, ALMA = "136693071363", "099720109477", "137112412989", "792107900819", "764336703387"
SHORT: dict[Architecture, str] = {"x86_64": "amd64", "arm64": "arm64"}
LONG: dict[Architecture, str] = {"x86_64": "x86_64", "arm64": "aarch64"}


def _debian(number: int, arch: Architecture) -> Image:
    parameter = f"/aws/service/debian/release/13/latest/{SHORT[arch]}"
    name = f"debian-13-{SHORT[arch]}-20260101-2345"
    return Image(f"ami-0deb130000000000{number}", f"debian-13-{arch}", arch, "/dev/xvda", DEBIAN, name, (parameter,))


def _ubuntu(number: int, arch: Architecture) -> Image:
    parameter = f"/aws/service/canonical/ubuntu/server/24.04/stable/current/{SHORT[arch]}/hvm/ebs-gp3/ami-id"
    name = f"ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-{SHORT[arch]}-server-20260101"
    what = f"ubuntu-24.04-{arch}"
    return Image(f"ami-0bbb240400000000{number}", what, arch, "/dev/sda1", CANONICAL, name, (parameter,))


def _amazon(number: int, arch: Architecture) -> Image:
    latest = "/aws/service/ami-amazon-linux-latest"
    parameters = (f"{latest}/al2023-ami-kernel-default-{arch}", f"{latest}/al2023-ami-kernel-6.1-{arch}")
    name = f"al2023-ami-2023.9.20260101.0-kernel-6.1-{arch}"
    return Image(
        f"ami-0aaa202300000000{number}", f"amazon-linux-2023-{arch}", arch, "/dev/xvda", AMAZON, name, parameters
    )


def _rocky(number: int, arch: Architecture) -> Image:
    name = f"Rocky-9-EC2-Base-9.6-20260101.0.{LONG[arch]}"
    return Image(f"ami-0ccc090000000000{number}", f"rocky-9-{arch}", arch, "/dev/sda1", ROCKY, name, root_size_gib=10)


def _alma(number: int, arch: Architecture) -> Image:
    name = f"AlmaLinux OS 9.6.20260101 {LONG[arch]}"
    return Image(f"ami-0ddd090000000000{number}", f"alma-9-{arch}", arch, "/dev/sda1", ALMA, name, root_size_gib=10)


IMAGES: tuple[Image, ...] = tuple(
    make(number, arch)
    for make in (_debian, _ubuntu, _amazon, _rocky, _alma)
    for number, arch in enumerate(SHORT, start=1)
)

BY_ID = {image.id: image for image in IMAGES}
