"""The name of an account from a login."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from terrane_hub.errors import LoginRefused

NAME = re.compile("[a-z_][a-z0-9_-]{0,31}")
ALLOWED = "small letters, digits, '_' and '-', at most 32, beginning with a letter or '_'"
# Accounts that a distribution, a cloud or a scheduler has on one machine of the cluster and not yet on this one.
SYSTEM_NAMES = frozenset(
    "root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc gnats nobody nogroup adm admin"
    " administrator operator halt shutdown ftp postgres mysql sshd systemd messagebus polkitd chrony ntp rpc rpcuser"
    " statd nfsnobody munge slurm slurmrestd nginx certbot ubuntu debian opc ec2-user rocky almalinux cloud-user"
    " oracle docker lxd wheel sudo shadow staff users input kvm render video tty disk kmem condor dask jupyter"
    " jupyterhub terrane hub service services".split()
)
SYSTEM_PREFIXES = ("systemd-", "_apt", "root_", "slurm-", "terrane-")
SHOWN_CHARACTERS = 64


def posix_name(login: str, replace: Sequence[tuple[str, str]], taken: Iterable[str] = ()) -> str:
    """`taken`: names of the machine's own accounts and groups. Raises LoginRefused with the reason."""
    if not login:
        raise LoginRefused("the login is empty")
    if len(login) > 255:
        raise LoginRefused(f"the login has {len(login)} characters; at most 255 are allowed")
    if not login.isascii() or not login.isprintable() or " " in login:
        # Some letters become ASCII when they are written small: two logins would be one.
        raise LoginRefused(f"the login {shown(login)} has characters that an account's name cannot have; {ALLOWED}")
    if ".." in login or "/" in login or "\\" in login:
        raise LoginRefused(f"the login {shown(login)} has a part of a path in it; {ALLOWED}")
    name = login.lower()
    for character, instead in replace:
        name = name.replace(character, instead)
    if NAME.fullmatch(name) is None or not any(letter.isalnum() for letter in name):
        raise LoginRefused(f"the login {shown(login)} makes the account {shown(name)}; {ALLOWED} are allowed")
    if name in SYSTEM_NAMES or name.startswith(SYSTEM_PREFIXES) or name in set(taken):
        raise LoginRefused(f"the login {shown(login)} makes the account {name!r}, which is one of the machine's own")
    return name


def machine_names(*files: Path) -> set[str]:
    """Of the machine's own accounts or groups: the first field of files like /etc/passwd. An absent file has none."""
    names: set[str] = set()
    for file in files:
        if file.exists():
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            names.update(line.split(":", 1)[0] for line in lines if line and not line.startswith("#"))
    return names


def shown(text: str) -> str:
    """For a message: quoted, without control characters, not too long."""
    return repr(text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}...")
