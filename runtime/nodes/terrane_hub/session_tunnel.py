"""A session on a machine of its own, which talks to its gateway inside of SSH alone.

`session_tunnel.py SERVER ARGUMENTS...`, as the user, in the session's job; needs nothing but Python, ssh and unmunge.
What it is told in secret comes in the environment, sealed (`session_seal.py`).
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit, urlunsplit

VARIABLE = "TERRANE_SESSION"
LOOPBACK = "127.0.0.1"
UP_SECONDS = 90.0
LOOK_SECONDS = 0.2
# Between attempts to open the tunnel again, after the first and at the most.
PAUSE_SECONDS = (1.0, 30.0)
MEMORY = Path("/dev/shm")


def main(command: Sequence[str]) -> int:
    told = opened(os.environ.pop(VARIABLE))
    server_port, hub_port = free_ports()
    with tempfile.TemporaryDirectory(prefix="terrane-tunnel-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        tunnel = Tunnel(ssh_command(told["tunnel"], Path(folder), server_port, hub_port))
        signal.signal(signal.SIGTERM, tunnel.on_signal)
        tunnel.open()
        try:
            environment = session_environment({**os.environ, **told["environment"]}, server_port, hub_port)
            wait_for_hub(f"http://{LOOPBACK}:{hub_port}/hub/api", tunnel)
            report(environment, told["tunnel"]["listen"])
            return tunnel.run(command, environment)
        finally:
            tunnel.close()


def opened(seal: str) -> dict[str, Any]:
    done = subprocess.run(
        ["unmunge", "--metadata=/dev/null"], input=seal.encode("ascii"), capture_output=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"session_tunnel: unmunge: {done.stderr.decode('utf-8', 'replace').strip()}")
    return dict(json.loads(done.stdout))


def free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        for probe in (one, other):
            probe.bind((LOOPBACK, 0))
        return int(one.getsockname()[1]), int(other.getsockname()[1])


def ssh_command(tunnel: Mapping[str, Any], folder: Path, server_port: int, hub_port: int) -> list[str]:
    """The server's key is known beforehand, and no configuration of the user's own counts."""
    files = {"key": tunnel["key"], "key-cert.pub": tunnel["certificate"] + "\n", "known": tunnel["known"] + "\n"}
    for name, text in files.items():
        with open(folder / name, "w", encoding="ascii", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(text)
    options = {
        "BatchMode": "yes",
        "IdentitiesOnly": "yes",
        "IdentityFile": str(folder / "key"),
        "CertificateFile": str(folder / "key-cert.pub"),
        "UserKnownHostsFile": str(folder / "known"),
        "GlobalKnownHostsFile": "/dev/null",
        "HostKeyAlias": tunnel["alias"],
        "HostKeyAlgorithms": "ssh-ed25519",
        "StrictHostKeyChecking": "yes",
        "UpdateHostKeys": "no",
        "ExitOnForwardFailure": "yes",
        "ConnectTimeout": "20",
        "ServerAliveInterval": "15",
        "ServerAliveCountMax": "4",
        "LogLevel": "ERROR",
    }
    return [
        *("ssh", "-F", "none", "-N", "-T"),
        *(word for name, value in options.items() for word in ("-o", f"{name}={value}")),
        *("-R", f"{LOOPBACK}:{tunnel['listen']}:{LOOPBACK}:{server_port}"),
        *("-L", f"{LOOPBACK}:{hub_port}:{LOOPBACK}:{tunnel['hub']}"),
        *("-p", str(tunnel["port"]), f"{tunnel['account']}@{tunnel['gateway']}"),
    ]


def session_environment(environment: Mapping[str, str], server_port: int, hub_port: int) -> dict[str, str]:
    """The server listens on this machine alone, and finds the hub at this end of the tunnel."""
    moved = {"JUPYTERHUB_SERVICE_URL": server_port, "JUPYTERHUB_API_URL": hub_port, "JUPYTERHUB_ACTIVITY_URL": hub_port}
    return {
        **environment,
        **{
            name: urlunsplit(urlsplit(environment[name])._replace(scheme="http", netloc=f"{LOOPBACK}:{port}"))
            for name, port in moved.items()
            if name in environment
        },
    }


def wait_for_hub(url: str, tunnel: Tunnel) -> None:
    end = time.monotonic() + UP_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10):
                return
        except (OSError, ValueError) as error:
            if time.monotonic() > end or tunnel.ended:
                raise SystemExit(f"session_tunnel: no tunnel to the gateway: {error}") from error
        time.sleep(LOOK_SECONDS)


def report(environment: Mapping[str, str], port: int) -> None:
    """That the session is about to answer. Its port on the gateway was the hub's choice."""
    request = urllib.request.Request(
        f"{environment['JUPYTERHUB_API_URL']}/batchspawner",
        data=json.dumps({"port": port}).encode("ascii"),
        headers={
            "Authorization": f"token {environment['JUPYTERHUB_API_TOKEN']}",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=60):
        pass


class Tunnel:
    """An SSH connection that is opened again when it breaks, and the server that it is for."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self.ended = False
        self._connection: subprocess.Popen[bytes] | None = None
        self._server: subprocess.Popen[bytes] | None = None
        self._closing = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def open(self) -> None:
        self._keeper.start()

    def run(self, command: Sequence[str], environment: Mapping[str, str]) -> int:
        if self.ended:
            return 1
        self._server = subprocess.Popen(list(command), env=dict(environment))
        return self._server.wait()

    def close(self) -> None:
        self._closing.set()
        self.ended = True
        for process in (self._server, self._connection):
            if process is not None and process.poll() is None:
                process.terminate()
        self._keeper.join(timeout=5)

    def on_signal(self, number: int, frame: FrameType | None) -> None:
        """Of scancel, and of Slurm when the minutes are over."""
        self.ended = True
        if self._server is not None and self._server.poll() is None:
            self._server.terminate()

    def _keep(self) -> None:
        pause, longest = PAUSE_SECONDS
        while not self._closing.is_set():
            began = time.monotonic()
            self._connection = subprocess.Popen(list(self._command), stdin=subprocess.DEVNULL)
            self._connection.wait()
            held = time.monotonic() - began
            pause = PAUSE_SECONDS[0] if held > longest else min(pause * 2, longest)
            with contextlib.suppress(ValueError):
                print(f"session_tunnel: the tunnel ended after {held:.0f} s", file=sys.stderr, flush=True)
            self._closing.wait(pause)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
