"""Groups of the machines that keep kernels for those who may use them.

A kernel that is not everybody's lies in a folder of such a group, which others cannot enter: on the gateway and on the
nodes alike. The groups stand in the same file as those of the accounts, which all machines read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from terrane_hub.declared_kernels import Kernel
from terrane_hub.errors import AccountsError
from terrane_hub.whole_files import locked, write_whole

BOOK = "kernel-guards.json"
# Beyond the numbers of accounts, and of those that distributions and systemd give out.
FIRST_GID = 70000
PREFIX = "kernel-"


@dataclass
class Guards:
    gids: dict[str, int]
    """By the folder that is guarded. A number is given once: sessions go on that have it."""
    members: dict[str, list[str]]


def guard_of(kernel: Kernel) -> str | None:
    """The guarded folder's name; None where everybody may use the kernel."""
    if not kernel.groups:
        return None
    return f"image {kernel.image_folder}" if kernel.kind == "image" else f"kernel {kernel.id}"


def prepare_guards(folder: Path, kernels: Iterable[Kernel]) -> dict[str, int]:
    """Numbers of the groups by guard; what is new gets a number."""
    with locked(folder / "lock"):
        guards = _read(folder)
        wanted = {guard for guard in map(guard_of, kernels) if guard is not None}
        for guard in sorted(wanted):
            guards.gids.setdefault(guard, max([FIRST_GID - 1, *guards.gids.values()]) + 1)
        _write(folder, guards)
        return {guard: guards.gids[guard] for guard in wanted}


def admit(folder: Path, user: str, kernels: Collection[Kernel]) -> None:
    """From now on the account is in the groups of these kernels, and in no other of this kind."""
    mine = {guard_of(kernel) for kernel in kernels}
    with locked(folder / "lock"):
        guards = _read(folder)
        before = json.dumps(guards.members, sort_keys=True)
        for guard in guards.gids:
            others = [name for name in guards.members.get(guard, []) if name != user]
            guards.members[guard] = sorted([*others, user] if guard in mine else others)
        if json.dumps(guards.members, sort_keys=True) != before:
            _write(folder, guards)


def guard_lines(folder: Path) -> str:
    """Of the file `group`."""
    guards = _read(folder)
    return "".join(
        f"{PREFIX}{gid}:x:{gid}:{','.join(guards.members.get(guard, []))}\n" for guard, gid in guards.gids.items()
    )


def _write(folder: Path, guards: Guards) -> None:
    text = json.dumps({"gids": guards.gids, "members": guards.members}, indent=1)
    write_whole(folder / BOOK, f"{text}\n", 0o600)
    _publish(folder)


def _publish(folder: Path) -> None:
    file = folder / "group"
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    others = "".join(line for line in before.splitlines(keepends=True) if not line.startswith(PREFIX))
    text = others + guard_lines(folder)
    if text != before:
        write_whole(file, text, 0o644)


def _read(folder: Path) -> Guards:
    try:
        raw = json.loads((folder / BOOK).read_text(encoding="utf-8"))
        return Guards(dict(raw["gids"]), {guard: list(names) for guard, names in raw["members"].items()})
    except FileNotFoundError:
        return Guards({}, {})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AccountsError(f"{folder / BOOK} cannot be read: {error}") from error
