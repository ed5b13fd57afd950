"""The book of tunnels: which session may listen on which port of the gateway's loopback. The SSH server reads it anew
for each connection.

A certificate alone opens nothing: when a session has ended its line is gone, however long its certificate would last.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from terrane_hub.places import LOOPBACK
from terrane_hub.session_ports import Ports
from terrane_hub.whole_files import locked, write_whole

# https://man.openbsd.org/sshd.8#AUTHORIZED_KEYS_FILE_FORMAT; of principals: https://man.openbsd.org/sshd_config#AuthorizedPrincipalsFile
LINE = 'restrict,port-forwarding,permitlisten="{loopback}:{port}",permitopen="{loopback}:{hub}" {principal}\n'
PORT = re.compile(r'permitlisten="[^"]*:(\d+)"')


@dataclass(frozen=True)
class Lease:
    principal: str
    port: int
    """On the gateway's loopback: where the session is reached."""


@dataclass(frozen=True)
class TunnelBook:
    file: Path
    hub_port: int

    def take(self) -> Lease:
        """A port that nobody has. Raises HubError where there is none."""
        with locked(self._lock()):
            lines = self._lines()
            taken = {int(found[1]) for line in lines if (found := PORT.search(line))}
            port = Ports().take(taken)
            lease = Lease(f"session-{port}-{secrets.token_hex(8)}", port)
            self._write([*lines, self._line(lease)])
            return lease

    def keep(self, lease: Lease) -> None:
        """Of a session that was there before the gateway started again."""
        with locked(self._lock()):
            lines = self._lines()
            if self._line(lease) not in lines:
                self._write([*lines, self._line(lease)])

    def give_back(self, lease: Lease) -> None:
        with locked(self._lock()):
            self._write([line for line in self._lines() if line != self._line(lease)])

    def _line(self, lease: Lease) -> str:
        return LINE.format(loopback=LOOPBACK, port=lease.port, hub=self.hub_port, principal=lease.principal)

    def _lines(self) -> list[str]:
        return self.file.read_text(encoding="ascii").splitlines(keepends=True) if self.file.exists() else []

    def _write(self, lines: list[str]) -> None:
        """The server reads it as the account that signs in."""
        write_whole(self.file, "".join(lines), mode=0o644)

    def _lock(self) -> Path:
        return self.file.with_name("lock")
