"""Launch templates: moto takes the tags of the template itself for tags of what is launched from it."""

from moto.ec2.models.launch_templates import LaunchTemplate


def install():
    create = LaunchTemplate.create_version

    def create_version(template, data, description):
        tags = [each for each in data.get("TagSpecifications", []) if each["ResourceType"] != "launch-template"]
        return create(template, {**data, "TagSpecifications": tags} if tags else data, description)

    LaunchTemplate.create_version = create_version
