"""Images of kernels: fetched by digest, unpacked once for all machines, and made harmless to them."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from terrane_hub.declared_kernels import Kernel
from terrane_hub.errors import HubError
from terrane_hub.places import program

ABOUT = "image.json"
ROOT = "rootfs"
# Files that the machine's own are laid over, and folders that a session's are.
LAID_OVER = ("etc/passwd", "etc/group", "etc/hosts", "etc/resolv.conf")
SPECS = ("opt/conda", "usr/local", "usr")
LAUNCHERS = tuple(f"{prefix}/lib/python3*/*-packages" for prefix in ("usr", "usr/local", "opt/*"))
PYTHON = {"language": "python", "argv": ["python3", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "env": {}}


def fetch_image(kernel: Kernel, images: Path) -> None:
    """Does nothing where it is there. Raises HubError: what skopeo or umoci said, or that it has no such kernel."""
    assert kernel.image is not None
    made = images / kernel.image_folder
    if not (made / ABOUT).exists():
        images.mkdir(parents=True, exist_ok=True, mode=0o755)
        # Whole or not at all, on one file system. Nobody looks into it before it is guarded.
        with tempfile.TemporaryDirectory(dir=images, prefix=f".{made.name}.") as beside:
            _unpack(kernel.image, Path(beside))
            shutil.rmtree(made, ignore_errors=True)
            whole = Path(beside) / "whole"
            whole.chmod(0o700)
            os.rename(whole, made)
    kernels = about(made)["kernels"]
    if kernel.language not in kernels:
        raise HubError(
            f"the image {kernel.image} has kernels of {', '.join(sorted(kernels)) or 'no language'}; the kernel"
            f" {kernel.name!r} is to be one of {kernel.language}. Give another language, or an image that has one"
        )


def about(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / ABOUT).read_text(encoding="utf-8")))


def language_of(kernel: Kernel, images: Path) -> str:
    """As the image's own kernel writes it: notebooks compare to the letter. As declared, where it has none yet."""
    made = images / kernel.image_folder
    if not (made / ABOUT).exists():
        return kernel.language
    own = about(made)["kernels"].get(kernel.language, {})
    return str(own.get("language", kernel.language))


def _unpack(reference: str, beside: Path) -> None:
    layout, bundle = beside / "layout", beside / "bundle"
    # Whether it is what was meant is said by its digest, and by nobody's signature.
    _run("skopeo", "--insecure-policy", "copy", "--quiet", f"docker://{reference}", f"oci:{layout}:image")
    _run("umoci", "unpack", "--image", f"{layout}:image", str(bundle))
    whole = beside / "whole"
    whole.mkdir()
    os.rename(bundle / ROOT, whole / ROOT)
    process = json.loads((bundle / "config.json").read_text(encoding="utf-8"))["process"]
    make_harmless(whole / ROOT)
    told = {
        "reference": reference,
        "environment": dict(word.split("=", 1) for word in process.get("env", [])),
        "kernels": kernels_of(whole / ROOT),
    }
    (whole / ABOUT).write_text(f"{json.dumps(told, indent=1)}\n", encoding="utf-8")
    (whole / ABOUT).chmod(0o644)


def make_harmless(root: Path) -> None:
    """Everything is root's, for all to read and nobody to change; no program runs as somebody else, no device is left.

    Programs of an image lie where people's sessions are: one that becomes root would do so outside of the image too.
    """
    for parent, folders, files in os.walk(root):
        for path in (Path(parent, name) for name in (*folders, *files)):
            _make_harmless(path)
    _make_harmless(root)
    for name in LAID_OVER:
        file = root / name
        if file.is_symlink() or not file.exists():
            file.unlink(missing_ok=True)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o644)


def _make_harmless(path: Path) -> None:
    kind = path.lstat().st_mode
    if stat.S_ISLNK(kind):
        os.lchown(path, 0, 0)
    elif stat.S_ISDIR(kind) or stat.S_ISREG(kind):
        # Capabilities of a file go with its owner.
        os.chown(path, 0, 0)
        owner = (kind >> 6) & 0o7
        path.chmod(owner << 6 | (owner & 0o5) << 3 | (owner & 0o5))
    else:
        path.unlink()


def kernels_of(root: Path) -> dict[str, dict[str, Any]]:
    """How a kernel of each language is started in the image: as the image says it, or as Python's always is."""
    found: dict[str, dict[str, Any]] = {}
    for prefix in SPECS:
        for file in sorted((root / prefix / "share/jupyter/kernels").glob("*/kernel.json")):
            spec = json.loads(file.read_text(encoding="utf-8"))
            language = str(spec["language"])
            own = {"language": language, "argv": spec["argv"], "env": spec.get("env", {})}
            found.setdefault(language.lower(), own)
    if "python" not in found and any(list(root.glob(f"{place}/ipykernel_launcher.py")) for place in LAUNCHERS):
        found["python"] = PYTHON
    return found


def _run(name: str, *arguments: str) -> None:
    said = subprocess.run([program(name), *arguments], capture_output=True, text=True, check=False)
    if said.returncode != 0:
        raise HubError(f"{name} ended with {said.returncode}: {_last(said.stderr)}")


def _last(text: str) -> str:
    lines: Sequence[str] = text.strip().splitlines()
    return lines[-1][:600] if lines else "it said nothing"
