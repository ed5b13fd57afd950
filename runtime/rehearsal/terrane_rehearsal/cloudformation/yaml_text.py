"""YAML templates with the short forms of functions: `!Ref`, `!GetAtt a.b`, `!Sub` and the others."""

from __future__ import annotations

from typing import Any

import yaml  # type: ignore[import-untyped]

from terrane_rehearsal.cloudformation.errors import invalid

WITHOUT_PREFIX = {"Ref", "Condition"}


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Dates stay texts, as CloudFormation keeps them (`Version: 2012-10-17`); a key stands once."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _plain(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return _mapping(loader, node)


def _short_form(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> Any:
    value = _plain(loader, node)
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name if name in WITHOUT_PREFIX else f"Fn::{name}": value}


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = key_node.value
        if key in seen and key != "<<":
            line = key_node.start_mark.line + 1
            raise invalid(f"Template format error: YAML not well-formed. Duplicate key {key} (line {line})")
        seen.add(key)
    constructed: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return constructed


_Loader.add_multi_constructor("!", _short_form)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(text: str) -> Any:
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        raise invalid(f"Template format error: YAML not well-formed.{where}") from None
