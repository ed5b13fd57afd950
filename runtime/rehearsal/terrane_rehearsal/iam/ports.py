"""What the judging of calls needs of the emulator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ..world import World


class Caller(Protocol):
    @property
    def role(self) -> str: ...

    @property
    def role_arn(self) -> str: ...

    @property
    def session(self) -> str: ...

    @property
    def instance(self) -> str | None: ...


class Policy(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def arn(self) -> str | None:
        """None: an inline policy."""

    @property
    def document(self) -> dict[str, Any]: ...


class Cloud(Protocol):
    @property
    def account(self) -> str: ...

    def caller(self, access_key: str) -> Caller | None: ...

    def policies(self, role: str) -> tuple[Policy, ...]: ...

    def boundary(self, role: str) -> Policy | None: ...

    def resource_tags(self, arn: str) -> Mapping[str, str]: ...

    def client(self, service: str, region: str | None = None) -> Any: ...

    def observe(self) -> World: ...


class Notes(Protocol):
    def note(self, event: str, **facts: Any) -> None: ...
