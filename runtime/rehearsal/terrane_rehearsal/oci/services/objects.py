"""What is in a bucket. A name has several versions where the bucket keeps them; a deletion is one of these then."""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass, field
from email.utils import formatdate

from ..tenancy import now


@dataclass(frozen=True)
class Stored:
    name: str
    content: bytes
    etag: str
    version: str
    kind: str = "application/octet-stream"
    meta: dict[str, str] = field(default_factory=dict)
    deleted: bool = False
    """It only says that there is nothing of this name from here on."""
    created: str = field(default_factory=now)
    moment: float = field(default_factory=time.time)

    @property
    def md5(self) -> str:
        return base64.b64encode(hashlib.md5(self.content, usedforsecurity=False).digest()).decode()

    @property
    def modified(self) -> str:
        return formatdate(self.moment, usegmt=True)


class Objects:
    def __init__(self) -> None:
        self._versions: dict[str, list[Stored]] = {}

    @property
    def empty(self) -> bool:
        return not self._versions

    @property
    def count(self) -> int:
        return len(self.names())

    @property
    def size(self) -> int:
        return sum(len(each.content) for each in self.newest())

    def names(self) -> list[str]:
        return [each.name for each in self.newest()]

    def newest(self) -> list[Stored]:
        """Of each name that has not been deleted, by name."""
        found = (self._versions[name][-1] for name in sorted(self._versions))
        return [each for each in found if not each.deleted]

    def get(self, name: str, version: str | None = None) -> Stored | None:
        versions = self._versions.get(name, [])
        if version is not None:
            return next((each for each in versions if each.version == version), None)
        return versions[-1] if versions and not versions[-1].deleted else None

    def put(self, stored: Stored, keep: bool) -> None:
        """`keep`: versions before it stay."""
        self._versions[stored.name] = [*(self._versions.get(stored.name, []) if keep else []), stored]

    def remove(self, name: str, version: str | None = None) -> None:
        """For good: a version, or all of them."""
        left = [each for each in self._versions.get(name, []) if version is not None and each.version != version]
        if left:
            self._versions[name] = left
        else:
            self._versions.pop(name, None)
