"""value DOTTED.KEY: a value of the cluster document. Text is printed as it is, anything else as JSON."""

from __future__ import annotations

import argparse
import json
from typing import Any

from terrane_node.errors import SettingsError
from terrane_node.node import Node


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", help="e.g. bundle.sha256 or volumes.0.mount")


def run(node: Node, arguments: argparse.Namespace) -> int:
    value = lookup(node.documents.cluster(), arguments.key)
    print(value if isinstance(value, str) else json.dumps(value))
    return 0


def lookup(document: Any, key: str) -> Any:
    seen = document
    for step in key.split("."):
        if isinstance(seen, list) and step.isdigit() and int(step) < len(seen):
            seen = seen[int(step)]
        elif isinstance(seen, dict) and step in seen:
            seen = seen[step]
        else:
            raise SettingsError(f"the cluster document has no {key!r}: {step!r} is not among {_keys(seen)}")
    return seen


def _keys(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(sorted(value)) or "(nothing)"
    return f"0..{len(value) - 1}" if isinstance(value, list) and value else "(nothing)"
