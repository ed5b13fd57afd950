"""Logging: to stderr, and to a file of the program's own name."""

from __future__ import annotations

import logging
import os
import pwd
import sys
from pathlib import Path

from terrane_node.paths import Paths

log = logging.getLogger("terrane")

FORMAT = "%(asctime)s %(levelname)s %(message)s"

# slurmctld runs these as the Slurm user, which may not create files in root's folders.
SLURM_USER = "slurm"
RUN_BY_SLURM = ("resume", "resume-fail", "suspend")


def open_log(paths: Paths, program: str) -> None:
    """A log that cannot be written is no reason to fail: stderr remains."""
    log.setLevel(logging.INFO)
    log.handlers.clear()
    log.propagate = False
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    try:
        paths.logs.mkdir(parents=True, exist_ok=True)
        handlers.append(logging.FileHandler(paths.logs / f"{program}.log"))
    except OSError as error:
        print(f"{program}: no log file: {error}", file=sys.stderr)
    for handler in handlers:
        handler.setFormatter(logging.Formatter(FORMAT))
        log.addHandler(handler)


def share_with_slurm(paths: Paths, user: str = SLURM_USER) -> None:
    """Makes the files that the Slurm user's programs write, while the caller is root and that user exists."""
    ids = _ids(user)
    if os.geteuid() != 0 or ids is None:
        return
    paths.logs.mkdir(parents=True, exist_ok=True)
    cache = slurm_cache(paths)
    cache.mkdir(parents=True, exist_ok=True)
    for path in [cache, *(paths.logs / f"{program}.log" for program in RUN_BY_SLURM)]:
        if not path.is_symlink():
            path.touch(exist_ok=True)
            os.chown(path, *ids)


def slurm_cache(paths: Paths) -> Path:
    """Documents as the Slurm user read them last; root trusts none of them."""
    return paths.state / "documents-slurm"


def _ids(user: str) -> tuple[int, int] | None:
    try:
        entry = pwd.getpwnam(user)
    except KeyError:
        return None
    return entry.pw_uid, entry.pw_gid
