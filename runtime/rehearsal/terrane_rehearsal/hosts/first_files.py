"""What a host finds on its disk at its first start, besides the image: its names, its resolver, the run's authority."""

from __future__ import annotations

import json
import re
from pathlib import Path

from terrane_rehearsal.world import Instance, is_of_oci

AUTHORITIES = "etc/ssl/certs/ca-certificates.crt"
LOCAL_AUTHORITY = "usr/local/share/ca-certificates/rehearsal.crt"
DATA_SOURCE = "etc/cloud/cloud.cfg.d/99-rehearsal.oci.cfg"
"""Read after the image's own 99-rehearsal.cfg, which is for EC2."""
FIRMWARE = "usr/lib/rehearsal/firmware.json"
"""What cloud-init reads for the machine's DMI table, as the image's script patches it."""


def dns_name(instance: Instance) -> str:
    if instance.private_dns_name:
        return instance.private_dns_name
    plain = instance.address.replace(".", "-")
    # A VNIC of OCI without a host name label has no name in DNS; the machine is called by its display name.
    return _label(instance.name) if is_of_oci(instance.id) else f"ip-{plain}.{instance.region}.compute.internal"


def _label(text: str) -> str:
    """The nearest host name of at most 63 characters."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:63].strip("-") or "instance"


def host_name(instance: Instance) -> str:
    return dns_name(instance).split(".")[0]


def first_files(instance: Instance, resolver: str) -> dict[str, str]:
    """Texts by path below the root."""
    fqdn = dns_name(instance)
    name, _, domain = fqdn.partition(".")
    search = f"search {_searched(domain)}\n" if domain else ""
    own = f"{instance.address} {' '.join(dict.fromkeys((fqdn, name)))}\n"
    return {
        **(_of_oci() if is_of_oci(instance.id) else {}),
        "etc/resolv.conf": f"nameserver {resolver}\n{search}",
        "etc/hosts": f"127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n{own}",
    }


def _searched(domain: str) -> str:
    """In a VCN its own domain comes first, which is below the subnet's name."""
    vcn = domain.partition(".")[2]
    return f"{vcn} {domain}" if domain.endswith(".oraclevcn.com") else domain


def _of_oci() -> dict[str, str]:
    # https://docs.cloud-init.io/en/latest/reference/datasources/oracle.html: found by the chassis' asset tag.
    table = {"chassis-asset-tag": "OracleCloud.com", "system-manufacturer": "QEMU", "system-product-name": "rehearsal"}
    return {DATA_SOURCE: "datasource_list: [Oracle]\n", FIRMWARE: json.dumps(table)}


def write_first_files(root: Path, instance: Instance, resolver: str, authority: Path) -> None:
    for path, text in first_files(instance, resolver).items():
        (root / path).write_text(text, encoding="utf-8")
    certificate = authority.read_text(encoding="ascii")
    local = root / LOCAL_AUTHORITY
    local.parent.mkdir(parents=True, exist_ok=True)
    local.write_text(certificate, encoding="ascii")
    with open(root / AUTHORITIES, "a", encoding="ascii") as bundle:
        bundle.write(certificate)
