"""Where things are on the gateway's machine: folders, ports, programs."""

from __future__ import annotations

import dataclasses
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from terrane_hub.errors import HubError
from terrane_hub.fields import fields_of

LOOPBACK = "127.0.0.1"
# By which `terrane_hub hub` tells the hub's configuration file where to look.
DECLARATION_VARIABLE = "TERRANE_HUB_DECLARATION"
PLACES_VARIABLE = "TERRANE_HUB_PLACES"
# Of what runs as a user.
# What a session runs, in the folder of the sessions' configuration.
SERVER = "notebook-server"
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True)
class Places:
    """The defaults are those of a gateway; a place file replaces some of them."""

    state: Path = Path("/var/lib/terrane/state/hub")
    """On the volume that outlives the machine."""
    secrets: Path = Path("/etc/terrane/hub")
    """Written by the boot from the secret store."""
    run: Path = Path("/run/terrane-hub")
    """What `prepare` writes anew at each start."""
    accounts: Path = Path("/home/.notebooks/accounts")
    homes: Path = Path("/home")
    skeleton: Path = Path("/etc/skel")
    session_environment: Path = Path("/home/.notebooks/env")
    """Python's environment of the sessions, on all machines that have sessions."""
    session_config: Path = Path("/home/.notebooks/config")
    """A folder: what the sessions' servers load beside their users' own configuration, in the same places."""
    kernels: Path = Path("/home/.notebooks/kernels")
    """A folder for each: what sessions' servers are told of it, and the environment that it has of its own."""
    images: Path = Path("/home/.notebooks/images")
    """Images of kernels, unpacked."""
    front_log: str = "syslog:server=unix:/dev/log,tag=terrane_front"
    """Where nginx writes requests: the journal, which is kept in bounds, or a file."""
    acme_webroot: Path = Path("/run/terrane-hub/acme")
    acme: Path = Path("/var/lib/terrane/state/hub/acme")
    """Certificates and accounts of authorities, on the volume that outlives the machine."""
    proxy_program: str = "configurable-http-proxy"
    front_addresses: tuple[str, ...] = ()
    """Empty: all of the machine."""
    https_port: int = 443
    http_port: int = 80
    proxy_port: int = 8000
    proxy_api_port: int = 8001
    hub_port: int = 8081
    hub_address: str = ""
    """Where nodes reach the hub. Empty: the machine's address towards its network."""

    def secret(self, name: str) -> Path:
        return self.secrets / name


def read_places(file: Path | None) -> Places:
    if file is None:
        return Places()
    fields = fields_of(file)
    given: dict[str, Any] = {}
    for field in dataclasses.fields(Places):
        default = field.default
        if isinstance(default, int):
            given[field.name] = fields.whole(field.name, default, least=1)
        elif isinstance(default, tuple):
            given[field.name] = fields.texts(field.name)
        else:
            given[field.name] = fields.maybe(field.name, fields.text) or default
    fields.end()
    values: dict[str, Any] = {name: Path(value) if _is_path(name) else value for name, value in given.items()}
    return Places(**values)


def address_of_this_machine() -> str:
    """The one that other machines of its network see."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # Nothing is sent: this only chooses a route. The address is one of documentation (RFC 5737).
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])


def program(name: str) -> str:
    """The absolute path of a program."""
    found = shutil.which(name)
    if found is None:
        raise HubError(f"the program {name!r} is not on this machine's PATH; install it")
    return found


def _is_path(name: str) -> bool:
    return isinstance(getattr(Places, name), Path)
