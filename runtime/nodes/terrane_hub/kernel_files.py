"""Kernels in the folder that all machines share: each with what it needs, for those who may use it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from terrane_hub.declaration import Declaration
from terrane_hub.declared_kernels import Kernel
from terrane_hub.image_store import fetch_image
from terrane_hub.kernel_guards import guard_of, prepare_guards
from terrane_hub.kernel_offer import ended
from terrane_hub.kernel_specs import RUNNER, spec_text
from terrane_hub.places import Places
from terrane_hub.whole_files import write_whole

OPEN, GUARDED, CLOSED = 0o755, 0o750, 0o700
SPEC = "kernel.json"


def fetch_kernels(declaration: Declaration, places: Places) -> None:
    """Raises HubError where an image does not come, or has no such kernel."""
    for kernel in declaration.kernels:
        if kernel.kind == "image":
            fetch_image(kernel, places.images)


def publish_kernels(declaration: Declaration, places: Places, day: date) -> None:
    """What is not declared, or has ended, is closed to everybody; what is there of it stays. Idempotent."""
    if not declaration.kernels and not places.kernels.exists():
        return
    places.kernels.mkdir(parents=True, exist_ok=True, mode=OPEN)
    places.accounts.mkdir(parents=True, exist_ok=True, mode=0o755)
    runner = Path(__file__).with_name(RUNNER).read_text(encoding="utf-8")
    write_whole(places.kernels / RUNNER, runner, mode=0o644)
    guards = prepare_guards(places.accounts, declaration.kernels)
    for kernel in declaration.kernels:
        _guard(places.kernels / kernel.id, kernel, guards, day)
        spec = places.kernels / kernel.id / "kernels" / kernel.id
        spec.mkdir(parents=True, exist_ok=True)
        write_whole(spec / SPEC, spec_text(kernel, places, declaration.shared_folders), mode=0o644)
    images = {kernel.image_folder: kernel for kernel in declaration.kernels if kernel.kind == "image"}
    for name, kernel in images.items():
        _guard(places.images / name, kernel, guards, day)
    _close_others(places.kernels, {kernel.id for kernel in declaration.kernels})
    _close_others(places.images, images)


def _guard(folder: Path, kernel: Kernel, guards: dict[str, int], day: date) -> None:
    """Nobody is let in before it is somebody's."""
    folder.mkdir(exist_ok=True, parents=True, mode=CLOSED)
    guard = guard_of(kernel)
    mode = CLOSED if ended(kernel, day) else OPEN if guard is None else GUARDED
    group = 0 if guard is None else guards[guard]
    if folder.stat().st_gid != group:
        folder.chmod(CLOSED)
        os.chown(folder, 0, group)
    folder.chmod(mode)


def _close_others(parent: Path, declared: Iterable[str]) -> None:
    kept = set(declared)
    if parent.is_dir():
        for folder in parent.iterdir():
            if folder.is_dir() and folder.name not in kept:
                folder.chmod(CLOSED)
