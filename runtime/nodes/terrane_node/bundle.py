"""The bundle: fetched, verified, unpacked beside the one in use, exchanged in one step."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from terrane_node.cloud.base import Store
from terrane_node.documents import need
from terrane_node.errors import NodeError, SettingsError

AT_FDCWD, RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True)
class Bundle:
    bucket: str
    key: str
    sha256: str


def bundle_of(cluster: Mapping[str, Any]) -> Bundle:
    raw = need(cluster, "bundle", "the cluster document")
    bundle = Bundle(need(raw, "bucket", "bundle"), need(raw, "key", "bundle"), need(raw, "sha256", "bundle").lower())
    if len(bundle.sha256) != 64 or set(bundle.sha256) - set("0123456789abcdef"):
        raise SettingsError("the cluster document's bundle.sha256 is not 64 hexadecimal digits")
    return bundle


def unpack(store: Store, bundle: Bundle, target: Path, mark: str) -> None:
    """Leaves the verified content in `target`, which is made anew, with the sum in the file `mark`."""
    shutil.rmtree(target, ignore_errors=True)
    archive = target.with_name(f"{target.name}.zip")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        store.fetch(bundle.bucket, bundle.key, archive)
        found = sha256_of(archive)
        if found != bundle.sha256:
            raise NodeError(
                f"{bundle.bucket}/{bundle.key} has SHA-256 {found}, the cluster document says {bundle.sha256}"
            )
        _extract(archive, target)
        (target / mark).write_text(bundle.sha256 + "\n", encoding="ascii")
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    finally:
        archive.unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    sum_ = hashlib.sha256()
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            sum_.update(piece)
    return sum_.hexdigest()


def _extract(archive: Path, target: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as opened:
            for item in opened.infolist():
                if item.filename.startswith("/") or ".." in Path(item.filename).parts:
                    raise NodeError(f"the bundle holds {item.filename!r}, which lies outside of it")
                opened.extract(item, target)
        # As the machine's first boot does: what the archive says of permissions depends on who packed it.
        for program in (target / "bin").glob("*"):
            os.chmod(program, 0o755)
    except zipfile.BadZipFile as error:
        raise NodeError(f"the bundle is no zip archive: {error}") from error


def exchange(new: Path, used: Path) -> None:
    """`used` becomes what `new` was, and `new` what `used` was: programs see one or the other, whole."""
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(str(new)), os.fsencode(str(used))
    if hasattr(libc, "renameat2") and libc.renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0:
        return
    # Some file systems cannot (an overlay's merged folders): two renames then.
    aside = used.with_name(f"{used.name}.aside")
    shutil.rmtree(aside, ignore_errors=True)
    used.rename(aside)
    new.rename(used)
    aside.rename(new)
