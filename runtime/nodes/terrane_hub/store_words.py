"""How a session's machine is told of its stores. No key and no certificate is in it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from terrane_hub import ssh_authority
from terrane_hub.declaration import Declaration
from terrane_hub.declared_stores import Store
from terrane_hub.errors import HubError
from terrane_hub.places import Places

# Of the system: the sessions' own environment is its people's to break.
PYTHON = "/usr/bin/python3"
PROGRAM = "session_store.py"
# Its key, in the hub's state.
AUTHORITY = "ssh-authority"
# New files of those who write for others. Homes are closed to others whatever is in them.
WRITERS_MASK = "0002"


def store_argument(store: Store) -> str:
    return f"{store.name}:{store.folder}"


def around_words(program: Path, stores: Sequence[str]) -> str:
    """Before the words of a session's command; empty without stores."""
    return shlex.join([PYTHON, "-I", str(program), "around", *stores, "--"]) if stores else ""


def trust_words(declaration: Declaration, places: Places) -> str:
    """For those who look after a store's sshd: https://man.openbsd.org/sshd_config#TrustedUserCAKeys"""
    if not declaration.stores:
        raise HubError("no stores are declared; add one, and this prints what it has to trust")
    key = ssh_authority.public_key(places.state / AUTHORITY)
    asked = "\n".join(f"#   {one.name}: {one.user} at {one.host}:{one.port}{one.path}" for one in declaration.stores)
    return (
        f"# The authority of {declaration.host}. It certifies people who are signed in there, for:\n{asked}\n"
        "# At the store: put the last line into /etc/ssh/terrane-authority.pub, and into sshd_config\n"
        "#   TrustedUserCAKeys /etc/ssh/terrane-authority.pub\n"
        f"{key}"
    )
