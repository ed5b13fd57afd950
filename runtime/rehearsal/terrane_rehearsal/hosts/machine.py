"""One systemd-nspawn: how it is called, which process is the guest's first, how it is asked to end."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from terrane_rehearsal.hosts.cgroups import Group

CHANNEL = "/run/rehearsal"
WHEELS = "/usr/lib/rehearsal/wheels"
"""In the guest: what the rehearsal tells it, and the socket by which its stand-ins ask."""
# systemd(1): signals to the first process.
_POWER_OFF, _REBOOT = signal.SIGRTMIN + 4, signal.SIGRTMIN + 5
_START_SECONDS = 30.0
_EVERY_SECONDS = 0.02
LONGEST_NAME = 64
"""HOST_NAME_MAX of Linux, which nspawn asks of machines too."""
_ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    # The guest's systemd runs on version 2 alone, also where this machine has both.
    "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1",
    # /proc/sys/net of its own network namespace is the guest's to write.
    "SYSTEMD_NSPAWN_API_VFS_WRITABLE": "network",
}


@dataclass(frozen=True)
class Setup:
    name: str
    """Of the machine for nspawn; unique on this machine."""
    host_name: str
    root: Path
    network: str
    """Path of the network namespace, whose interface is configured."""
    channel: Path
    wheels: Path
    """Packages that the guest's pip finds; there may come more while it runs."""
    console: Path
    group: Group


def machine_name(instance_id: str) -> str:
    """An OCID is longer than a machine's name may be; its last part is unique."""
    return instance_id if len(instance_id) <= LONGEST_NAME else instance_id.rsplit(".", 1)[-1][-LONGEST_NAME:]


class StartFailed(Exception):
    """The guest's first process did not appear; the text is nspawn's."""


def command(setup: Setup) -> list[str]:
    nspawn = ["systemd-nspawn", "--quiet", "--boot", f"--directory={setup.root}", f"--machine={setup.name}"]
    nspawn += [f"--hostname={setup.host_name}", f"--network-namespace-path={setup.network}"]
    # Without a machine manager to tell: it stays in the group that it was started in.
    nspawn += ["--register=no", "--keep-unit", "--link-journal=no", "--resolv-conf=off", "--timezone=off"]
    nspawn += ["--capability=CAP_NET_ADMIN", f"--bind={_argument(setup.channel)}:{CHANNEL}"]
    nspawn.append(f"--bind-ro={_argument(setup.wheels)}:{WHEELS}")
    if os.path.exists("/dev/fuse"):
        nspawn.append("--bind=/dev/fuse")
    return [*setup.group.joining(), *nspawn]


def _argument(path: Path) -> str:
    return str(path).replace("\\", "\\\\").replace(":", "\\:")


class Machine:
    """A guest that was started. `leader` is its first process, as this process sees it."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        with open(setup.console, "ab") as console:
            self._process = subprocess.Popen(
                command(setup),
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                env=_ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
        try:
            self.leader = self._wait_for_leader()
        except BaseException:
            self.kill()
            self._process.wait()
            raise

    def _wait_for_leader(self) -> int:
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            leader = _first_process_below(self._process.pid)
            if leader is not None and os.path.exists(f"/proc/{leader}/root{CHANNEL}/ask"):
                return leader
            time.sleep(_EVERY_SECONDS)
        said = self.setup.console.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
        raise StartFailed(f"systemd-nspawn (code {self._process.poll()}): {' / '.join(said) or 'it said nothing'}")

    @property
    def root(self) -> Path:
        """The guest's file system as its first process sees it, while that lives."""
        return Path(f"/proc/{self.leader}/root")

    def exit_code(self) -> int | None:
        return self._process.poll()

    def power_off(self) -> None:
        self._signal(_POWER_OFF)

    def reboot(self) -> None:
        self._signal(_REBOOT)

    def crash(self) -> None:
        self._signal(signal.SIGKILL)

    def kill(self) -> None:
        """All of it at once, as if it had never been."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self.setup.group.end()
        self._process.wait()

    def _signal(self, number: int) -> None:
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.leader, number)


def _first_process_below(nspawn: int) -> int | None:
    """nspawn's child that is number 1 in its own namespace; nspawn has other children while it starts."""
    try:
        children = Path(f"/proc/{nspawn}/task/{nspawn}/children").read_text(encoding="ascii").split()
    except OSError:
        return None
    return next((int(child) for child in children if _own_number(child) == "1"), None)


def _own_number(pid: str) -> str:
    """In the innermost namespace that it belongs to."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    numbers = next((line.split()[1:] for line in status.splitlines() if line.startswith("NSpid:")), [])
    return numbers[-1] if len(numbers) > 1 else ""
