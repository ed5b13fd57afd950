"""Buckets as folders: rclone, run by systemd, one unit a bucket.

Debian, Ubuntu and EPEL package rclone; none packages mount-s3. A unit rather than a line in fstab: rclone's mount
helper needs /sbin/mount.rclone, which the packages leave out, and a unit is started again when rclone dies.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Callable

from terrane_node.documents import Mount
from terrane_node.errors import CommandError, NodeError, SettingsError
from terrane_node.process import run
from terrane_node.settings import Settings

# What may stand in a unit without quoting. Bucket names are narrower still.
PLAIN = re.compile(r"[A-Za-z0-9._/-]+")

UNIT = """[Unit]
Description=Bucket {bucket} on {path}
Wants=network-online.target
After=network-online.target

[Service]
Type=notify
# rclone refuses to start with a bundle of its SDK's; it reads the system's certificates.
UnsetEnvironment=AWS_CA_BUNDLE
ExecStart=/usr/bin/rclone {arguments}
ExecStop=/bin/fusermount3 -u {path}
Restart=on-failure
RestartSec=10

[Install]
WantedBy=multi-user.target
"""


def unit_name(path: str) -> str:
    return f"terrane-bucket{re.sub(r'[^A-Za-z0-9]+', '-', path).rstrip('-')}.service"


def _s3(settings: Settings) -> dict[str, str]:
    return {"provider": "AWS", "env_auth": "", "region": settings.region}


def _oracle(settings: Settings) -> dict[str, str]:
    """https://rclone.org/oracleobjectstorage/"""
    assert settings.oci is not None
    return {
        "provider": "instance_principal_auth",
        "namespace": settings.oci.namespace,
        "compartment": settings.oci.compartment,
        "region": settings.region,
    }


# rclone's backend by cloud, and its settings; those without a value are switches. Credentials are the machine's own:
# none is in the unit.
BACKENDS: dict[str, tuple[str, Callable[[Settings], dict[str, str]]]] = {
    "aws": ("s3", _s3),
    "oci": ("oracleobjectstorage", _oracle),
}


def require_backend(settings: Settings) -> None:
    """rclone has Oracle's since 1.60, but the package of that release in Debian 12 and Ubuntu 24.04 leaves it out."""
    backend, _ = BACKENDS[settings.cloud]
    try:
        run(["rclone", "help", "backend", backend])
    except CommandError as error:
        raise NodeError(f"this rclone cannot mount a bucket of this cloud ({backend}): {error}") from error


def unit_text(mount: Mount, path: Path, settings: Settings) -> str:
    bucket = re.sub(r"^[a-z0-9]+://", "", mount.source).rstrip("/")
    backend, given = BACKENDS[settings.cloud]
    wanted = given(settings)
    for value in (bucket, str(path), *filter(None, wanted.values())):
        if not PLAIN.fullmatch(value):
            raise SettingsError(f"mount {mount.path}: {value!r} holds characters other than letters, digits and ._/-")
    words = [f"{key}={value}" if value else key for key, value in wanted.items()]
    remote = ",".join([f":{backend}", *words, "no_check_bucket"])
    arguments = ["mount", f"{remote}:{bucket}", str(path)]
    return UNIT.format(bucket=bucket, path=path, arguments=" ".join(arguments + _options(mount)))


def _options(mount: Mount) -> list[str]:
    shared = ["--allow-other", "--default-permissions", "--dir-cache-time=1m", "--cache-dir=/var/cache/rclone"]
    given = [_option(mount, option) for option in mount.options.split(",") if option]
    if mount.read_only:
        return [*shared, "--read-only", "--dir-perms=0555", "--file-perms=0444", *given]
    # A bucket knows no owners: whoever may log in may write.
    return [*shared, "--vfs-cache-mode=writes", "--umask=0", "--dir-perms=0777", "--file-perms=0666", *given]


def _option(mount: Mount, option: str) -> str:
    """`name` or `name=value` becomes rclone's `--name=value`."""
    if not re.fullmatch(rf"[a-z0-9-]+(={PLAIN.pattern})?", option):
        raise SettingsError(f"mount {mount.path}: {option!r} is no option of the form name or name=value")
    return f"--{option}"
