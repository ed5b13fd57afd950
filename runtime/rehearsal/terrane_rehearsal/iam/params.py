"""Looking into the parameters of a call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def walk(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """All texts, however deep, with the name of the parameter that holds each."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from walk(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, name)


def texts(params: Mapping[str, Any], name: str) -> list[str]:
    """Values of a parameter of that name, at any depth, each once."""
    return list(dict.fromkeys(value for found, value in walk(params) if found == name))


def tags(params: Mapping[str, Any]) -> dict[str, str] | None:
    """Tags that the request gives, as the APIs write them: a list of keys and values, or a map."""
    given = next((params[name] for name in ("Tags", "tags", "TagList") if params.get(name)), None)
    if isinstance(given, Mapping):
        return {str(key): str(value) for key, value in given.items()}
    if isinstance(given, list):
        return dict(_pair(each) for each in given if isinstance(each, Mapping))
    keys = next((params[name] for name in ("TagKeys", "tagKeys") if params.get(name)), None)
    return {str(key): "" for key in keys} if keys else None


def _pair(tag: Mapping[str, Any]) -> tuple[str, str]:
    key = next((tag[name] for name in ("Key", "key", "TagKey") if name in tag), "")
    value = next((tag[name] for name in ("Value", "value", "TagValue") if name in tag), "")
    return str(key), str(value)


def specified_tags(params: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """`TagSpecifications` of EC2, by the kind of resource."""
    found: dict[str, dict[str, str]] = {}
    for each in params.get("TagSpecifications") or []:
        found.setdefault(str(each.get("ResourceType")), {}).update(_pair(tag) for tag in each.get("Tags") or [])
    return found
