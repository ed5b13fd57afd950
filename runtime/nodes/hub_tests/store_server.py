"""A store of an institution: OpenSSH's own server, which trusts an authority and no key or password."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from processes import answers, running
from world import in_world

CONFIG = """ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile none
TrustedUserCAKeys {authority}
AuthorizedKeysFile none
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
LogLevel VERBOSE
Subsystem sftp internal-sftp
"""


def make_host_key(file: Path) -> str:
    """Type and key of its public part."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(file)], check=True)
    return " ".join(Path(f"{file}.pub").read_text(encoding="ascii").split()[:2])


@contextlib.contextmanager
def store_server(world: Path, folder: Path, port: int, authority: Path) -> Iterator[None]:
    """`folder` has the key `host`, and gets the log. People of the world's are those of the store."""
    config = folder / "sshd_config"
    config.write_text(CONFIG.format(port=port, folder=folder, authority=authority), encoding="ascii")
    start = f"mkdir -p /run/sshd && exec /usr/sbin/sshd -D -e -f {config}"
    with running(in_world(world, ["sh", "-c", start]), folder / "sshd.log", lambda: answers(port)):
        yield
