"""The declaration file: what the gateway is, as it was known when the stack was synthesised."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from terrane_hub.declared_accounts import Accounts, read_accounts
from terrane_hub.declared_identity import Identity, read_identity
from terrane_hub.declared_kernels import Kernel, read_kernels
from terrane_hub.declared_machines import Machines, read_machines
from terrane_hub.declared_sessions import (
    Homes,
    Policy,
    Size,
    read_homes,
    read_placement,
    read_policy,
    read_sizes,
)
from terrane_hub.declared_stores import Store, read_stores
from terrane_hub.fields import Fields, Network, fields_of

FORMAT = 1
HOST = r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+"


@dataclass(frozen=True)
class Tls:
    kind: str
    """'certificate', 'acme' or 'balancer'."""
    email: str = ""
    directory: str = ""
    sources: tuple[Network, ...] = ()
    """The balancer's addresses."""


@dataclass(frozen=True)
class Declaration:
    name: str
    host: str
    identity: Identity
    accounts: Accounts
    placement: str
    sizes: tuple[Size, ...]
    policy: Policy
    homes: Homes
    tls: Tls
    machines: Machines | None = None
    """Where each session has one of its own."""
    stores: tuple[Store, ...] = ()
    kernels: tuple[Kernel, ...] = ()
    shared_folders: tuple[str, ...] = ()
    """Mounted on all machines, beside the homes."""

    @property
    def hub_on_loopback(self) -> bool:
        """Whether all sessions come to the hub on the gateway itself, by a tunnel or as its own."""
        return self.placement == "gateway" or (self.machines is not None and self.machines.tunnel_port is not None)


def read_declaration(file: Path) -> Declaration:
    return declaration_of(fields_of(file))


def declaration_of(fields: Fields) -> Declaration:
    given = fields.whole("format")
    if given != FORMAT:
        raise fields.wrong("format", given, f"{FORMAT} (this program reads no other)")
    declaration = Declaration(
        name=fields.text("name"),
        host=fields.like("host", HOST, 'a name such as "notebooks.example.edu"'),
        identity=read_identity(fields.child("identity")),
        accounts=read_accounts(fields.child("accounts")),
        placement=read_placement(fields.child("placement")),
        sizes=read_sizes(fields),
        policy=read_policy(fields.child("policy")),
        homes=read_homes(fields.child("homes")),
        tls=_tls(fields.child("tls")),
        machines=fields.maybe("machines", lambda key: read_machines(fields.child(key))),
        stores=read_stores(fields),
        kernels=read_kernels(fields),
        shared_folders=fields.texts("sharedFolders"),
    )
    fields.end()
    return declaration


def _tls(fields: Fields) -> Tls:
    kind = fields.one_of("kind", ("certificate", "acme", "balancer"))
    read = Tls(kind)
    if kind == "acme":
        read = Tls(kind, email=fields.text("email"), directory=fields.like("directory", r"https://\S+", "an address"))
    if kind == "balancer":
        read = Tls(kind, sources=fields.networks("from"))
    fields.end()
    return read
