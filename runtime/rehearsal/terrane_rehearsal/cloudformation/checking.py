"""Properties against their schema: what is wrong with them, and the same properties in the schema's types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from terrane_rehearsal.cloudformation.dynamic import is_dynamic
from terrane_rehearsal.cloudformation.schemas import Schema
from terrane_rehearsal.cloudformation.values import UNKNOWN, as_list, text

FOUND = {str: "String", bool: "Boolean", int: "Integer", float: "Number", list: "JSONArray", dict: "JSONObject"}
EXPECTED = {
    "array": "JSONArray",
    "object": "JSONObject",
    "string": "String",
    "boolean": "Boolean",
    "integer": "Integer",
    "number": "Number",
}


def faults(properties: Mapping[str, Any], schema: Schema) -> list[str]:
    """In the words of CloudFormation, e.g. `#: extraneous key [Imge] is not permitted`."""
    found = [f"#: extraneous key [{path[0]}] is not permitted" for path in schema.read_only
             if len(path) == 1 and path[0] in properties and path not in schema.create_only]  # fmt: skip
    return found + list(_faults(properties, schema.body, schema, "#"))


def _faults(value: Any, declared: Mapping[str, Any], schema: Schema, path: str) -> Iterator[str]:
    declared = schema.at(declared)
    if value is UNKNOWN or is_dynamic(value):
        return
    if "type" in declared and not any(_fits(value, kind) for kind in as_list(declared["type"])):
        expected = " or ".join(EXPECTED.get(kind, kind) for kind in as_list(declared["type"]))
        yield f"{path}: expected type: {expected}, found: {FOUND.get(type(value), 'Null')}"
        return
    if (
        "enum" in declared
        and not isinstance(value, (dict, list))
        and text(value) not in [text(v) for v in declared["enum"]]
    ):
        yield f"{path}: {text(value)} is not a valid enum value"
    if isinstance(value, dict):
        yield from _object_faults(value, declared, schema, path)
    if isinstance(value, list) and "items" in declared:
        for index, part in enumerate(value):
            yield from _faults(part, declared["items"], schema, f"{path}/{index}")
    yield from _choice_faults(value, declared, schema, path)


def _object_faults(value: dict[str, Any], declared: Mapping[str, Any], schema: Schema, path: str) -> Iterator[str]:
    for name in declared.get("required", []):
        if name not in value:
            yield f"{path}: required key [{name}] not found"
    for name, others in declared.get("dependentExcluded", {}).items():
        for other in others:
            if name in value and other in value and name < other:
                yield f"{path}: [{name}] and [{other}] cannot be specified together"
    for group in [declared["requiredXor"]] if "requiredXor" in declared else []:
        if sum(name in value for name in group) != 1:
            yield f"{path}: exactly one of [{', '.join(group)}] is required"
    known = declared.get("properties", {})
    patterns = declared.get("patternProperties", {})
    for name, part in value.items():
        matching = [inner for pattern, inner in patterns.items() if _matches(pattern, name)]
        if name in known:
            yield from _faults(part, known[name], schema, f"{path}/{name}")
        elif matching:
            yield from _faults(part, matching[0], schema, f"{path}/{name}")
        elif declared.get("additionalProperties", True) is False:
            yield f"{path}: extraneous key [{name}] is not permitted"


def _choice_faults(value: Any, declared: Mapping[str, Any], schema: Schema, path: str) -> Iterator[str]:
    for part in declared.get("allOf", []):
        yield from _faults(value, part, schema, path)
    for word in ("anyOf", "oneOf"):
        options = declared.get(word)
        if options and all(any(_faults(value, option, schema, path)) for option in options):
            yield next(_faults(value, options[0], schema, path))


def _fits(value: Any, kind: str) -> bool:
    """CloudFormation takes scalars for one another where the text is right: `"5"` is an integer, 5 a string."""
    if kind == "object":
        return isinstance(value, dict)
    if kind == "array":
        return isinstance(value, list)
    if kind == "null" or isinstance(value, (dict, list)) or value is None:
        return kind == "null" and value is None
    written = text(value)
    if kind == "boolean":
        return written.lower() in ("true", "false")
    if kind == "integer":
        return not isinstance(value, bool) and re.fullmatch(r"[-+]?\d+", written) is not None
    if kind == "number":
        return not isinstance(value, bool) and re.fullmatch(r"[-+]?\d*\.?\d+([eE][-+]?\d+)?", written) is not None
    return True


def typed(properties: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """Scalars in the schema's own types, as the services want them."""
    converted: dict[str, Any] = _typed(dict(properties), schema.body, schema)
    return converted


def _typed(value: Any, declared: Mapping[str, Any], schema: Schema) -> Any:
    declared = schema.at(declared)
    if isinstance(value, list):
        return [_typed(part, declared.get("items", {}), schema) for part in value]
    if isinstance(value, dict):
        known, patterns = declared.get("properties", {}), declared.get("patternProperties", {})
        if not known and not patterns:
            declared = _chosen(value, declared, schema)
            known = declared.get("properties", {})
        return {
            name: _typed(part, known.get(name) or _by_pattern(name, patterns), schema) for name, part in value.items()
        }
    if value is UNKNOWN or value is None or is_dynamic(value):
        return value
    kinds = as_list(declared.get("type"))
    return _scalar(value, kinds[0]) if len(kinds) == 1 and _fits(value, kinds[0]) else value


def _chosen(value: Any, declared: Mapping[str, Any], schema: Schema) -> Mapping[str, Any]:
    options = [schema.at(option) for option in [*declared.get("anyOf", []), *declared.get("oneOf", [])]]
    return next((option for option in options if not any(_faults(value, option, schema, ""))), declared)


def _by_pattern(name: str, patterns: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next((inner for pattern, inner in patterns.items() if _matches(pattern, name)), {})
    return found


@lru_cache(maxsize=512)
def _matches(pattern: str, name: str) -> bool:
    """A pattern that Python cannot read (`\\p{L}`) takes every name."""
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return True


def _scalar(value: Any, kind: str) -> Any:
    if kind == "string":
        return text(value)
    if kind == "boolean":
        return text(value).lower() == "true"
    if kind == "integer":
        return int(value)
    if kind == "number":
        return int(value) if re.fullmatch(r"[-+]?\d+", text(value)) else float(value)
    return value
