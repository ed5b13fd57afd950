"""What one entry of the table of types works with: a resource, its properties, and the services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from terrane_rehearsal.cloudformation.names import physical_name
from terrane_rehearsal.cloudformation.signals import Signals


@dataclass
class Work:
    clients: Callable[[str], Any]
    """boto3 clients of the stack's region, by service."""
    service: str
    region: str
    account: str
    stack_name: str
    stack_id: str
    logical_id: str
    type: str
    properties: dict[str, Any]
    """Worked out, in the schema's types; dynamic references resolved."""
    signals: Callable[[str], Signals]
    """Of a resource of this stack, by its logical id."""
    nested: Any = None
    """The service itself, for nested stacks."""
    old: dict[str, Any] | None = None
    """Before an update; None while the resource is made."""
    differing: frozenset[str] = frozenset()
    """Names of the properties that an update changes."""
    update_policy: Mapping[str, Any] = field(default_factory=dict)
    physical_id: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def client(self) -> Any:
        return self.clients(self.service)

    def made(self, physical_id: str) -> str:
        """Says that the resource exists from here on, so that a failure of a later call removes it."""
        self.physical_id = physical_id
        return physical_id

    def given(self, *names: str, **renamed: str) -> dict[str, Any]:
        """The properties of these names that the template has; renamed: property=parameter."""
        same = {name: self.properties[name] for name in names if name in self.properties}
        return same | {new: self.properties[name] for name, new in renamed.items() if name in self.properties}

    def get(self, name: str, default: Any = None) -> Any:
        return self.properties.get(name, default)

    def changed(self, *names: str) -> bool:
        """Whether one of these has to be set: it is given at first, or differs from before."""
        if self.old is None:
            return any(name in self.properties for name in names)
        return not self.differing.isdisjoint(names)

    def before(self, name: str, default: Any = None) -> Any:
        return (self.old or {}).get(name, default)

    def name(self, member: str = "Name", limit: int = 64, lower: bool = False) -> str:
        """The name that the template gives, else one that CloudFormation makes."""
        given = self.properties.get(member)
        return str(given) if given else physical_name(self.stack_name, self.logical_id, limit, lower)

    @property
    def system_tags(self) -> list[dict[str, str]]:
        return [
            {"Key": "aws:cloudformation:stack-name", "Value": self.stack_name},
            {"Key": "aws:cloudformation:stack-id", "Value": self.stack_id},
            {"Key": "aws:cloudformation:logical-id", "Value": self.logical_id},
        ]

    def specifications(self, *kinds: str) -> list[dict[str, Any]]:
        """EC2's way to tag what a call makes, with the tags that CloudFormation itself sets."""
        tags = [*self.get("Tags", []), *self.system_tags]
        return [{"ResourceType": kind, "Tags": tags} for kind in kinds]

    def tag_map(self, member: str = "Tags") -> dict[str, str]:
        return tags_as_map(self.properties.get(member))


def tags_as_map(tags: Any) -> dict[str, str]:
    if isinstance(tags, Mapping):
        return {str(key): str(value) for key, value in tags.items()}
    return {tag["Key"]: tag["Value"] for tag in tags or []}


def tags_as_list(tags: Any, key: str = "Key", value: str = "Value") -> list[dict[str, str]]:
    return [{key: name, value: text} for name, text in tags_as_map(tags).items()]
