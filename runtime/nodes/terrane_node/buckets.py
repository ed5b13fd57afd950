"""Buckets as folders: rclone, run by systemd, one unit a bucket.

Debian, Ubuntu and EPEL package rclone; none packages mount-s3. A unit rather than a line in fstab: rclone's mount
helper needs /sbin/mount.rclone, which the packages leave out, and a unit is started again when rclone dies.
"""

from __future__ import annotations

import re
from pathlib import Path

from terrane_node.documents import Mount
from terrane_node.errors import SettingsError

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


def unit_text(mount: Mount, path: Path, region: str) -> str:
    """Credentials come from the machine's role (env_auth): none is in the unit."""
    bucket = mount.source.replace("s3://", "", 1).rstrip("/")
    for value in (bucket, str(path), region):
        if not PLAIN.fullmatch(value):
            raise SettingsError(f"mount {mount.path}: {value!r} holds characters other than letters, digits and ._/-")
    arguments = ["mount", f":s3,provider=AWS,env_auth,region={region},no_check_bucket:{bucket}", str(path)]
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
