"""An image with a kernel of Python and nothing else, and a registry on loopback that has it."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from processes import answers, free_ports, running
from programs_cache import cached

from terrane_hub.certificates import self_signed

MARKER = "image of the tests"
NAME = "lab/tiny"
REGISTRY = "registry.test"
NOT_NEEDED = (
    "test",
    "idlelib",
    "tkinter",
    "ensurepip",
    "site-packages",
    "config-3*",
    "__pycache__",
    "lib2to3",
)


def _make_root(root: Path) -> None:
    """This interpreter with ipykernel, by the paths that it has here; as published images do, with owners and rights of
    their own, and with a program that would become root."""
    base, version = Path(sys.base_prefix), f"python{sys.version_info.major}.{sys.version_info.minor}"
    for name in ("etc", "usr/bin", "usr/lib", "home/somebody"):
        (root / name).mkdir(parents=True)
    prefix = root / base.relative_to("/")
    shutil.copytree(base / "lib" / version, prefix / "lib" / version, ignore=shutil.ignore_patterns(*NOT_NEEDED))
    (prefix / "bin").mkdir()
    shutil.copy(os.path.realpath(sys.executable), prefix / "bin" / version)
    for library in (base / "lib").glob("libpython3*.so.*"):
        shutil.copy(library, prefix / "lib")
    packages = prefix / "lib" / version / "site-packages"
    for package in sorted(_closure("ipykernel")):
        for file in importlib.metadata.files(package) or []:
            if ".." not in file.parts and file.suffix != ".pyc":
                target = packages / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file.locate(), target)
    (root / "usr/bin/python3").symlink_to(f"{base}/bin/{version}")
    for library in _libraries([prefix / "bin" / version, *prefix.rglob("*.so*")]):
        target = root / library.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(os.path.realpath(library), target)
    (root / "etc/os-release").write_text(f'PRETTY_NAME="{MARKER}"\n', encoding="ascii")
    (root / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\nsomebody:x:1000:1000::/home/somebody:/bin/sh\n")
    (root / "usr/bin/becomes-root").write_text("a program\n", encoding="ascii")
    (root / "usr/bin/becomes-root").chmod(0o4755)
    (root / "usr/lib/everybodys").mkdir()
    (root / "usr/lib/everybodys").chmod(0o777)
    spec = root / "usr/share/jupyter/kernels/python3/kernel.json"
    spec.parent.mkdir(parents=True)
    argv = ["python3", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "language": "python", "env": {"OF_KERNEL": "1"}}), encoding="ascii")


def layout() -> Path:
    """The image as an OCI layout: made once, kept in the cache."""
    what = f"{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()} {sys.version} {sys.prefix}"
    return cached("tiny-image", what, _make_layout) / "layout"


def _make_layout(folder: Path) -> None:
    shutil.rmtree(folder / "layout", ignore_errors=True)
    layout, bundle = folder / "layout", folder / "bundle"
    image = f"{layout}:tiny"
    for arguments in (
        ("init", "--layout", str(layout)),
        ("new", "--image", image),
        ("config", "--image", image, "--config.env", "PATH=/usr/bin", "--config.env", "OF_IMAGE=yes"),
        ("unpack", "--image", image, str(bundle)),
    ):
        subprocess.run(["umoci", *arguments], check=True, capture_output=True)
    _make_root(bundle / "rootfs")
    subprocess.run(["umoci", "repack", "--image", image, str(bundle)], check=True, capture_output=True)
    shutil.rmtree(bundle)


@contextlib.contextmanager
def registry(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The image's reference there, and the environment of a program that trusts the registry."""
    (port,) = free_ports(1)
    (folder / "trusted.pem").write_text(self_signed("localhost", 1), encoding="ascii")
    settings = {
        "version": 0.1,
        "log": {"level": "error", "accesslog": {"disabled": True}},
        "storage": {"filesystem": {"rootdirectory": str(folder / "blobs")}},
        "http": {
            "addr": f"127.0.0.1:{port}",
            "tls": {"certificate": str(folder / "trusted.pem"), "key": str(folder / "trusted.pem")},
        },
    }
    (folder / "registry.json").write_text(json.dumps(settings), encoding="ascii")
    command = ["docker-registry", "serve", str(folder / "registry.json")]
    trusting = {"SSL_CERT_FILE": str(folder / "trusted.pem")}
    with running(command, folder / "registry.log", lambda: answers(port)):
        where = f"localhost:{port}/{NAME}"
        source = f"oci:{layout()}:tiny"
        digest = folder / "digest"
        subprocess.run(
            [
                "skopeo",
                "--insecure-policy",
                "copy",
                "--quiet",
                "--digestfile",
                str(digest),
                source,
                f"docker://{where}:1",
            ],
            check=True,
            env={**os.environ, **trusting},
        )
        yield f"{where}@{digest.read_text(encoding='ascii').strip()}", trusting


def _closure(first: str) -> set[str]:
    """A package and what it needs of those that are installed."""
    seen: set[str] = set()
    todo = [first]
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        try:
            needs = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        seen.add(name)
        todo += [re.split(r"[ ;<>=!~\[(]", need, maxsplit=1)[0] for need in needs if "extra ==" not in need]
    return seen


def _libraries(programs: list[Path]) -> set[str]:
    """Of the machine, that programs are linked with, and their loader."""
    listed = subprocess.run(["ldd", *map(str, programs)], capture_output=True, text=True, check=False).stdout
    paths = re.findall(r"(?:=> |^\s+)(/(?:usr/)?lib\S+) \(0x", listed, re.MULTILINE)
    mine = sysconfig.get_config_var("LIBDIR") or "/nowhere"
    return {path for path in paths if not path.startswith(mine)}
