"""Quotas that the file system of the homes holds itself, where it can: XFS, mounted with them, on this machine.

https://man7.org/linux/man-pages/man8/xfs_quota.8.html
"""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path

from terrane_hub.errors import HubError
from terrane_hub.places import SYSTEM_PATH, program
from terrane_hub.whole_files import write_whole

log = logging.getLogger("terrane.hub")

MOUNTINFO = Path("/proc/self/mountinfo")
ANSWER_SECONDS = 60
# In the hub's state: KiB of the limit that was given last.
FILE = "home-quota"
KIB_A_GIB = 1 << 20


def holds_quotas(homes: Path, mountinfo: Path = MOUNTINFO) -> bool:
    """Whether a file system with quotas in force is mounted there. On managed NFS none is."""
    for line in mountinfo.read_text(encoding="utf-8").splitlines():
        left, _, right = line.partition(" - ")
        kind, _, options = right.split(" ", 2)
        if left.split()[4] == str(homes):
            return kind == "xfs" and "usrquota" in options.split(",")
    return False


def apply_quota(homes: Path, gib: int | None, uids: Collection[int], state: Path) -> bool:
    """Whether the file system holds it from now on; else it is measured alone.

    `uids`: of the gateway's people. A limit that an operator has given to one of them by hand stays.
    """
    if not holds_quotas(homes):
        if gib is not None:
            log.info("quota: the file system of %s has none; homes are measured", homes)
        return False
    before, now = _noted(state), (gib or 0) * KIB_A_GIB
    if before != now:
        limits = limits_of(_ask(homes, ["report -u -n -N -b"]))
        mine = [uid for uid in uids if limits.get(uid, before) == before]
        _ask(homes, [default_words(now), *(limit_words(now, uid) for uid in mine)])
        write_whole(state / FILE, f"{now}\n", mode=0o600)
    return gib is not None


def default_words(kib: int) -> str:
    """Of everybody who has none; root is held by none. Whoever writes for the first time gets it for good."""
    return f"limit -u -d bsoft=0 bhard={kib}k"


def limit_words(kib: int, uid: int) -> str:
    return f"limit -u bsoft=0 bhard={kib}k {uid}"


def limits_of(report: str) -> dict[int, int]:
    """KiB by uid."""
    rows = (line.split() for line in report.splitlines())
    return {int(row[0].removeprefix("#")): int(row[3]) for row in rows if len(row) > 3 and row[0].startswith("#")}


def _noted(state: Path) -> int:
    """The limit that was given last."""
    try:
        return int((state / FILE).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def _ask(homes: Path, commands: Sequence[str]) -> str:
    words = [word for command in commands for word in ("-c", command)]
    said = subprocess.run(
        [program("xfs_quota"), "-x", *words, str(homes)],
        capture_output=True,
        text=True,
        check=False,
        timeout=ANSWER_SECONDS,
        env={"PATH": SYSTEM_PATH},
    )
    if said.returncode != 0 or said.stderr.strip():
        raise HubError(f"the quota of {homes} is not set: {said.stderr.strip()[:300]}")
    return said.stdout
