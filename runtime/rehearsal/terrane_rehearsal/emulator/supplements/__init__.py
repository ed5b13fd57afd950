"""What the pinned moto lacks or gets wrong, one module each; nothing here knows of what is deployed."""

from __future__ import annotations

import importlib

MODULES = (
    "addresses",
    "bucket_policies",
    "budgets",
    "default_network",
    "dependencies",
    "elastic_file_systems",
    "fleets",
    "fsx",
    "functions",
    "hosted_zones",
    "images",
    "instances",
    "launch_templates",
    "load_balancers",
    "placement_groups",
    "queues",
    "scaling_groups",
    "security_group_rules",
    "streams",
    "volumes",
)
_installed: set[str] = set()


def install() -> None:
    """Once a process: classes of moto are changed."""
    for name in MODULES:
        if name not in _installed:
            importlib.import_module(f"{__name__}.{name}").install()
            _installed.add(name)
