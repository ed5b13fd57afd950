"""Programs that the tests run and Python's environment does not have: fetched once, kept in the cache."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

CACHE = Path(os.environ.get("TERRANE_CACHE") or Path.home() / ".cache" / "terrane")
PROXY = "configurable-http-proxy@5.3.0"
PROVIDER = "oidc-provider@9.13.3"
NSS_PACKAGE = "libnss-extrausers"


def node_modules() -> Path:
    """The folder with the proxy and the identity provider."""

    def install(folder: Path) -> None:
        arguments = ["npm", "install", "--no-save", "--no-package-lock", "--ignore-scripts", "--prefix", str(folder)]
        subprocess.run([*arguments, PROXY, PROVIDER], check=True, capture_output=True, cwd=folder)

    return once(CACHE / "node-hub", f"{PROXY} {PROVIDER}", install) / "node_modules"


def extrausers_library() -> Path:
    """libnss_extrausers.so.2 of Debian's package, which is not installed: the machine's own accounts stay alone."""

    def fetch(folder: Path) -> None:
        subprocess.run(["apt-get", "download", NSS_PACKAGE], check=True, capture_output=True, cwd=folder)
        package = next(folder.glob("*.deb"))
        subprocess.run(["dpkg-deb", "-x", str(package), str(folder / "tree")], check=True)
        found = next(
            path for path in sorted((folder / "tree").rglob("libnss_extrausers.so.2")) if "lib32" not in str(path)
        )
        shutil.copy(found, folder / found.name)

    return once(CACHE / "libnss-extrausers", NSS_PACKAGE, fetch) / "libnss_extrausers.so.2"


def slapd_tree() -> Path:
    """The root folder of Debian's OpenLDAP, with what it needs and this machine has not. Nothing is installed."""
    return once(CACHE / "slapd", "slapd", lambda folder: _unpack("slapd", folder / "tree")) / "tree"


def python_ldap() -> Path:
    """The folder with the distribution's module `ldap`, which gateways have; for the distribution's Python version."""

    def fetch(folder: Path) -> None:
        _unpack("python3-ldap", folder / "tree")

    return once(CACHE / "python3-ldap", "python3-ldap", fetch) / "tree/usr/lib/python3/dist-packages"


def _unpack(package: str, tree: Path) -> None:
    """The package and those that it needs and the machine has not."""
    plan = ["apt-get", "--simulate", "--reinstall", "--no-install-recommends", "install", package]
    said = subprocess.run(plan, check=True, capture_output=True, text=True).stdout
    names = [line.split()[1] for line in said.splitlines() if line.startswith("Inst ")]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "download", *names], check=True, capture_output=True, cwd=folder)
        for file in sorted(Path(folder).glob("*.deb")):
            subprocess.run(["dpkg-deb", "-x", str(file), str(tree)], check=True)


def cached(name: str, what: str, make: Callable[[Path], None]) -> Path:
    """A folder of the cache."""
    return once(CACHE / name, what, make)


def once(folder: Path, what: str, make: Callable[[Path], None]) -> Path:
    """`folder`, after `make` has filled it; once for each `what`, also among runs at the same time."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / ".done"
        if not done.exists() or done.read_text(encoding="utf-8") != what:
            make(folder)
            done.write_text(what, encoding="utf-8")
    return folder
