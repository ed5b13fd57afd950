"""Values that a template's expression can have besides plain data."""

from __future__ import annotations

from typing import Any, Final


class Unknown:
    """Known only once a resource exists: its name, address, ARN. Used before anything is made."""

    def __repr__(self) -> str:
        return "(known after deployment)"


class Removed:
    """`AWS::NoValue`: the property is as if it were not written."""


UNKNOWN: Final = Unknown()
REMOVED: Final = Removed()


def text(value: Any) -> str:
    """A scalar as CloudFormation writes it into a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def has_unknown(value: Any) -> bool:
    if isinstance(value, dict):
        return any(has_unknown(part) for part in value.values())
    if isinstance(value, list):
        return any(has_unknown(part) for part in value)
    return value is UNKNOWN


def as_list(value: Any) -> list[Any]:
    """One or several are written the same way in many places: `DependsOn`, IAM statements."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
