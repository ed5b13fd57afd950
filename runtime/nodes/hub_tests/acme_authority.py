"""An authority by ACME on this machine: Pebble, its own DNS, and the client that asks it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import requests
from processes import answers, free_ports, running
from programs_cache import CACHE, once

from terrane_hub.certificates import self_signed

PEBBLE = "github.com/letsencrypt/pebble/v2/cmd/{}@v2.8.0"
CERTBOT = Path(__file__).with_name("requirements-certbot.txt")
NAME = "localhost"
DAYS = 90


@dataclass(frozen=True)
class Authority:
    directory: str
    trusted: Path
    """The root of what it issues."""
    process: subprocess.Popen[bytes]
    environment: dict[str, str]
    """With which the client finds it, and itself."""


@contextlib.contextmanager
def authority(folder: Path, checks_port: int) -> Iterator[Authority]:
    """`checks_port`: where it looks for the answer to its challenge, of this machine by whatever name."""
    port, management, dns, other = free_ports(4)
    own = folder / "authority.pem"
    own.write_text(self_signed(NAME, 1), encoding="ascii")
    settings = folder / "pebble.json"
    settings.write_text(json.dumps({"pebble": _settings(own, port, management, checks_port)}), encoding="ascii")
    programs = pebble_programs()
    names = [str(programs / "pebble-challtestsrv"), "-defaultIPv4", "127.0.0.1", "-defaultIPv6", ""]
    names += ["-dns01", f"127.0.0.1:{dns}", "-management", f"127.0.0.1:{other}"]
    names += [word for door in ("-http01", "-https01", "-tlsalpn01", "-doh") for word in (door, "")]
    asked = [str(programs / "pebble"), "-config", str(settings), "-dnsserver", f"127.0.0.1:{dns}"]
    with (
        running(names, folder / "names.log", lambda: answers(dns)),
        running(asked, folder / "pebble.log", lambda: answers(port), {"PEBBLE_VA_NOSLEEP": "1"}) as process,
    ):
        root = folder / "root.pem"
        answer = requests.get(f"https://{NAME}:{management}/roots/0", verify=str(own), timeout=10)
        root.write_text(answer.text, encoding="ascii")
        path = f"{certbot_programs()}{os.pathsep}{os.environ['PATH']}"
        yield Authority(f"https://{NAME}:{port}/dir", root, process, {"PATH": path, "REQUESTS_CA_BUNDLE": str(own)})


def _settings(own: Path, port: int, management: int, checks_port: int) -> dict[str, object]:
    return {
        "listenAddress": f"127.0.0.1:{port}",
        "managementListenAddress": f"127.0.0.1:{management}",
        "certificate": str(own),
        "privateKey": str(own),
        "httpPort": checks_port,
        "tlsPort": checks_port,
        "ocspResponderURL": "",
        "externalAccountBindingRequired": False,
        "profiles": {"default": {"description": "as usual", "validityPeriod": DAYS * 24 * 3600}},
    }


def pebble_programs() -> Path:
    """Built by Go's own tool, which knows the sum of each version."""

    def build(folder: Path) -> None:
        if shutil.which("go") is None:
            raise RuntimeError(
                "the authority of these tests is built by Go, which is not on the PATH: install 1.21 or newer"
            )
        for program in ("pebble", "pebble-challtestsrv"):
            words = ["go", "install", PEBBLE.format(program)]
            subprocess.run(words, check=True, capture_output=True, env={**os.environ, "GOBIN": str(folder)})

    return once(CACHE / "pebble", PEBBLE, build)


def certbot_programs() -> Path:
    def install(folder: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder / "env")], check=True)
        words = ["install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", str(CERTBOT)]
        subprocess.run([str(folder / "env/bin/pip"), *words], check=True, capture_output=True)

    return once(CACHE / "certbot", CERTBOT.read_text(encoding="utf-8"), install) / "env/bin"
