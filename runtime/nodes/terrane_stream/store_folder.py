"""A folder as a bucket: for local runs and tests, and for results on a shared file system."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from terrane_stream.errors import NoSuchObject, StoreError

# Begins the names of files that are being written; a key's part cannot begin so.
UNFINISHED = ".unfinished-"


class FolderStore:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: str, data: bytes) -> None:
        target = self._file(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(dir=target.parent, prefix=UNFINISHED)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(beside, 0o644)
            os.replace(beside, target)
        except BaseException:
            os.unlink(beside)
            raise

    def get(self, key: str) -> bytes:
        try:
            return self._file(key).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise NoSuchObject(f"{self._folder}: no object {key}") from None

    def fetch(self, key: str, target: Path) -> None:
        try:
            shutil.copyfile(self._file(key), target)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise NoSuchObject(f"{self._folder}: no object {key}") from None

    def list(self, prefix: str) -> Iterator[str]:
        return iter(sorted((key for key in self._keys(prefix) if key.startswith(prefix)), key=str.encode))

    def delete(self, key: str) -> None:
        self._file(key).unlink(missing_ok=True)

    def exists(self, key: str) -> bool:
        return self._file(key).is_file()

    def _keys(self, prefix: str) -> Iterator[str]:
        top = self._folder / prefix.rpartition("/")[0]
        for folder, _, names in os.walk(top):
            for name in names:
                if not name.startswith(UNFINISHED):
                    yield (Path(folder) / name).relative_to(self._folder).as_posix()

    def _file(self, key: str) -> Path:
        parts = PurePosixPath(key).parts
        if key != "/".join(parts) or not parts or ".." in parts or parts[-1].startswith(UNFINISHED):
            raise StoreError(f"{self._folder}: {key!r} is no key that a folder can hold")
        return self._folder.joinpath(*parts)
