"""Launch templates: moto takes the tags of the template itself for tags of what is launched from it."""

from __future__ import annotations

from typing import Any

from moto.ec2.models.launch_templates import LaunchTemplate

from ..patching import around


def install() -> None:
    @around(LaunchTemplate, "create_version")
    def create_version(original: Any, template: Any, data: dict[str, Any], description: str) -> Any:
        tags = [each for each in data.get("TagSpecifications", []) if each["ResourceType"] != "launch-template"]
        return original(template, {**data, "TagSpecifications": tags} if tags else data, description)
