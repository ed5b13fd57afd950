"""The gateway's SSH server for tunnels of sessions, beside the machine's own: it forwards, and does nothing else."""

from __future__ import annotations

from pathlib import Path

from terrane_hub.places import LOOPBACK, Places, program
from terrane_hub.tunnel_book import TunnelBook
from terrane_hub.tunnel_keys import AUTHORITY, HOST_KEY, make_tunnel_keys, public_line
from terrane_hub.whole_files import write_whole

ACCOUNT = "terrane-tunnel"
FOLDER = "tunnel"
CONFIG = "sshd_config"
PRINCIPALS = "principals"
AUTHORITY_PUBLIC = "authority.pub"
# Where sshd locks its unprivileged part in; the packaged unit makes it for itself alone.
PRIVILEGE_FOLDER = Path("/run/sshd")

# https://man.openbsd.org/sshd_config. With MaxSessions 0 there is no shell, no command, no subsystem, only forwarding.
TEXT = """Port {port}
HostKey {host_key}
PidFile none
UsePAM no
AllowUsers {account}
AuthenticationMethods publickey
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin no
AuthorizedKeysFile none
TrustedUserCAKeys {authority}
AuthorizedPrincipalsFile {principals}
PubkeyAcceptedAlgorithms ssh-ed25519-cert-v01@openssh.com
CASignatureAlgorithms ssh-ed25519
HostKeyAlgorithms ssh-ed25519
MaxSessions 0
ForceCommand /bin/false
PermitTTY no
PermitUserRC no
PermitUserEnvironment no
PermitTunnel no
AllowTcpForwarding yes
AllowStreamLocalForwarding no
AllowAgentForwarding no
X11Forwarding no
GatewayPorts no
PermitOpen {loopback}:{hub}
PermitListen {loopback}:*
LoginGraceTime 30
MaxAuthTries 2
MaxStartups 50:30:200
ClientAliveInterval 15
ClientAliveCountMax 4
PrintMotd no
LogLevel VERBOSE
"""


def folder_of(places: Places) -> Path:
    return places.run / FOLDER


def book_of(places: Places) -> TunnelBook:
    return TunnelBook(folder_of(places) / PRINCIPALS, places.hub_port)


def prepare_tunnel(places: Places, port: int) -> None:
    """Keys, configuration and an empty book, where there is none. Idempotent."""
    make_tunnel_keys(places.state)
    folder = folder_of(places)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    write_whole(folder / AUTHORITY_PUBLIC, public_line(places.state / AUTHORITY) + "\n")
    write_whole(folder / CONFIG, server_configuration(places, port), mode=0o600)
    if not (folder / PRINCIPALS).exists():
        write_whole(folder / PRINCIPALS, "")


def server_configuration(places: Places, port: int) -> str:
    folder = folder_of(places)
    return TEXT.format(
        port=port,
        host_key=places.state / HOST_KEY,
        account=ACCOUNT,
        authority=folder / AUTHORITY_PUBLIC,
        principals=folder / PRINCIPALS,
        loopback=LOOPBACK,
        hub=places.hub_port,
    )


def server_command(places: Places) -> list[str]:
    PRIVILEGE_FOLDER.mkdir(mode=0o755, exist_ok=True)
    return [program("sshd"), "-D", "-e", "-f", str(folder_of(places) / CONFIG)]
