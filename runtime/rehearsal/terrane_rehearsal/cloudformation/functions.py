"""The intrinsic functions that need nothing but their argument. An unknown part makes the result unknown."""

from __future__ import annotations

import base64
import ipaddress
import itertools
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from terrane_rehearsal.cloudformation.errors import invalid
from terrane_rehearsal.cloudformation.values import REMOVED, UNKNOWN, has_unknown, text

VARIABLE = re.compile(r"\$\{(!?)([^${}]*)\}")

MOST_CIDR_BLOCKS = 256
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html"""


def no_condition(name: str) -> bool:
    raise invalid(f"Template format error: Unresolved condition dependency {name}")


def join(argument: Any) -> Any:
    if not isinstance(argument, list) or len(argument) != 2:
        raise invalid("Template error: every Fn::Join object requires two parameters, (1) a string delimiter and "
                      "(2) a list of strings to be joined or a function that returns a list of strings")  # fmt: skip
    delimiter, parts = argument
    if has_unknown(argument):
        return UNKNOWN
    if not isinstance(parts, list) or any(isinstance(part, (dict, list)) for part in parts):
        raise invalid("Template error: every Fn::Join object requires a list of strings to be joined")
    return str(delimiter).join(text(part) for part in parts)


def select(argument: Any) -> Any:
    if not isinstance(argument, list) or len(argument) != 2:
        raise invalid(
            "Template error: Fn::Select requires a list argument with two elements: an integer index and a list"
        )
    index, parts = argument
    if index is UNKNOWN or parts is UNKNOWN:
        return UNKNOWN
    if not isinstance(parts, list) or not str(index).lstrip("-").isdigit():
        raise invalid(
            "Template error: Fn::Select requires a list argument with two elements: an integer index and a list"
        )
    if not 0 <= int(index) < len(parts):
        raise invalid(f"Template error: Fn::Select cannot select nonexistent value at index {index}")
    return parts[int(index)]


def split(argument: Any) -> Any:
    if not isinstance(argument, list) or len(argument) != 2:
        raise invalid("Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) "
                      "a string to be split or a function that returns a string to be split")  # fmt: skip
    delimiter, source = argument
    return UNKNOWN if source is UNKNOWN else text(source).split(str(delimiter))


def substitute(template: str, named: Callable[[str], Any]) -> Any:
    unknown = False

    def replace(found: re.Match[str]) -> str:
        nonlocal unknown
        literal, name = found.groups()
        if literal:
            return "${" + name + "}"
        value = named(name.strip())
        if has_unknown(value):
            unknown = True
            return ""
        if isinstance(value, (dict, list)):
            raise invalid(f"Template error: variable {name} in Fn::Sub expression does not resolve to a string")
        return "" if value is REMOVED else text(value)

    result = VARIABLE.sub(replace, template)
    return UNKNOWN if unknown else result


def base64_of(argument: Any) -> Any:
    if argument is UNKNOWN:
        return UNKNOWN
    if isinstance(argument, (dict, list)):
        raise invalid("Template error: every Fn::Base64 object must have a String-typed value.")
    return base64.b64encode(text(argument).encode()).decode()


def find_in_map(path: list[Any], mappings: Mapping[str, Any], default: Any) -> Any:
    if has_unknown(path):
        return UNKNOWN
    name, first, second = (text(part) for part in path)
    found = mappings.get(name, {}).get(first, {})
    if second in found:
        return found[second]
    if default is not REMOVED:
        return default
    if name not in mappings:
        raise invalid(f"Template error: Mapping named '{name}' is not present in the 'Mappings' section of template.")
    raise invalid(f"Template error: Unable to get mapping for {name}::{first}::{second}")


def cidr(argument: Any) -> Any:
    if has_unknown(argument):
        return UNKNOWN
    if not isinstance(argument, list) or len(argument) not in (2, 3):
        raise invalid(
            "Template error: every Fn::Cidr object requires two or three parameters: ipBlock, count, cidrBits"
        )
    block, count = str(argument[0]), int(argument[1])
    try:
        network = ipaddress.ip_network(block)
        bits = int(argument[2]) if len(argument) == 3 else 8
        blocks = list(itertools.islice(network.subnets(new_prefix=network.max_prefixlen - bits), count))
    except ValueError as error:
        raise invalid(f"Template error: Fn::Cidr: {error}") from None
    if len(blocks) < count or not 0 < count <= MOST_CIDR_BLOCKS:
        raise invalid(f"Template error: Fn::Cidr: {block} has no {count} blocks of {bits} bits")
    return [str(part) for part in blocks]


def length(argument: Any) -> Any:
    if argument is UNKNOWN:
        return UNKNOWN
    if not isinstance(argument, list):
        raise invalid("Template error: Fn::Length requires a list")
    return len(argument)


def to_json(argument: Any) -> Any:
    return UNKNOWN if has_unknown(argument) else json.dumps(argument, separators=(",", ":"))
