"""What the pinned moto lacks or gets wrong and the real provider notices, one module each; nothing here knows of the stacks."""

import importlib

MODULES = (
    "bucket_policies",
    "budgets",
    "file_systems",
    "hosted_zones",
    "instances",
    "launch_templates",
    "placement_groups",
    "security_group_rules",
)


def install():
    for module in MODULES:
        importlib.import_module(f"{__name__}.{module}").install()
