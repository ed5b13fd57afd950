"""Which accounts are people's, whoever says so."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterable
from pathlib import Path

from terrane_hub.declared_accounts import Accounts, DirectoryDeclared
from terrane_hub.errors import SessionRefused

PASSWD = Path("/etc/passwd")
# Of services, of systemd's dynamic users, and nobody; of Slurm, too, which launches nodes as the machine does.
MACHINES_OWN = range(60000, 65536)
# Debian's group `users`. Others below 1000 are of machines: who is in one may read the journal, or become root.
USERS_GID = 100
LEAST_GID = 1000


def uid_problem(uid: int, declared: Accounts) -> str | None:
    """Why nobody may have this uid; None where a person may."""
    if uid in MACHINES_OWN:
        return f"uid {uid}, but {MACHINES_OWN.start} to {MACHINES_OWN.stop - 1} are accounts of machines"
    if not declared.first_uid <= uid <= declared.last_uid:
        return f"uid {uid}, but those of people are {declared.first_uid} to {declared.last_uid} on this gateway"
    return None


def group_problem(gids: Iterable[int]) -> str | None:
    """Why nobody may be in these groups."""
    for gid in gids:
        if gid != USERS_GID and gid < LEAST_GID:
            return f"group {gid}, which is of machines; {USERS_GID}, or {LEAST_GID} and more, are allowed"
    return None


def machine_uids(file: Path = PASSWD) -> dict[int, str]:
    """Names by uid of the machine's own accounts."""
    fields = [line.split(":") for line in file.read_text(encoding="utf-8", errors="replace").splitlines()]
    return {int(line[2]): line[0] for line in fields if len(line) > 2 and line[2].isdigit()}


def nss_uid(name: str) -> int | None:
    """As the machine's name service has it: of its own files, then of what the boot has put behind them."""
    try:
        return pwd.getpwnam(name).pw_uid
    except KeyError:
        return None


def check_session_account(name: str, declared: Accounts) -> None:
    """Raises SessionRefused where no session may run under this account."""
    try:
        account = pwd.getpwnam(name)
    except KeyError:
        raise SessionRefused(f"the machine does not know the account {name!r}", status=500) from None
    problem = uid_problem(account.pw_uid, declared)
    if problem is not None:
        raise SessionRefused(f"the account {name!r} is one of the machine's own: it has {problem}")
    if isinstance(declared, DirectoryDeclared):
        _check_directory_account(name, account)


def _check_directory_account(name: str, account: pwd.struct_passwd) -> None:
    """A directory may say anything, and says it to all machines."""
    own = machine_uids().get(account.pw_uid)
    if own is not None:
        raise SessionRefused(
            f"the account {name!r} has uid {account.pw_uid}, which is the machine's own account {own!r}"
        )
    problem = group_problem(os.getgrouplist(name, account.pw_gid))
    if problem is not None:
        raise SessionRefused(f"the account {name!r} is in {problem}")
