"""What a host finds on its disk at its first start, besides the image: its names, its resolver, the run's authority."""

from __future__ import annotations

from pathlib import Path

from terrane_rehearsal.world import Instance

AUTHORITIES = "etc/ssl/certs/ca-certificates.crt"
LOCAL_AUTHORITY = "usr/local/share/ca-certificates/rehearsal.crt"


def dns_name(instance: Instance) -> str:
    return instance.private_dns_name or f"ip-{instance.address.replace('.', '-')}.{instance.region}.compute.internal"


def host_name(instance: Instance) -> str:
    return dns_name(instance).split(".")[0]


def first_files(instance: Instance, resolver: str) -> dict[str, str]:
    """Texts by path below the root."""
    fqdn = dns_name(instance)
    name, _, domain = fqdn.partition(".")
    search = f"search {domain}\n" if domain else ""
    own = f"{instance.address} {fqdn} {name}\n"
    return {
        "etc/resolv.conf": f"nameserver {resolver}\n{search}",
        "etc/hosts": f"127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n{own}",
    }


def write_first_files(root: Path, instance: Instance, resolver: str, authority: Path) -> None:
    for path, text in first_files(instance, resolver).items():
        (root / path).write_text(text, encoding="utf-8")
    certificate = authority.read_text(encoding="ascii")
    local = root / LOCAL_AUTHORITY
    local.parent.mkdir(parents=True, exist_ok=True)
    local.write_text(certificate, encoding="ascii")
    with open(root / AUTHORITIES, "a", encoding="ascii") as bundle:
        bundle.write(certificate)
