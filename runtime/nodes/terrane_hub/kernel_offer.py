"""Which kernels a session finds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from terrane_hub.declared_kernels import Kernel


def ended(kernel: Kernel, day: date) -> bool:
    return kernel.until is not None and day > kernel.until


def admitted(kernel: Kernel, groups: Collection[str]) -> bool:
    return not kernel.groups or bool(set(kernel.groups) & set(groups))


def offered(kernels: Sequence[Kernel], groups: Collection[str], day: date) -> list[Kernel]:
    """To somebody of these groups, in the declared order."""
    return [one for one in kernels if admitted(one, groups) and not ended(one, day)]


def found(kernels: Sequence[Kernel], gpus: int) -> list[Kernel]:
    """By a session with so many GPUs."""
    return [one for one in kernels if one.gpus <= gpus]


def search_path(folder: Path, kernels: Sequence[Kernel]) -> str:
    """Where Jupyter looks for them, before it looks elsewhere."""
    return ":".join(str(folder / kernel.id) for kernel in kernels)
