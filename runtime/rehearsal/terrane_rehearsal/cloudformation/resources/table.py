"""All types that the rehearsal creates."""

from __future__ import annotations

from collections.abc import Mapping

from terrane_rehearsal.cloudformation.resources import (
    autoscaling,
    backup,
    balancing,
    data,
    databases,
    ec2_addresses,
    ec2_groups,
    ec2_instances,
    ec2_launching,
    ec2_networks,
    ec2_volumes,
    file_systems,
    iam,
    iam_people,
    keys_and_secrets,
    lambda_functions,
    logs_and_names,
    messaging,
    observing,
    own,
    people_and_services,
    s3,
)
from terrane_rehearsal.cloudformation.resources.kind import Kind

_MODULES = (
    autoscaling.KINDS, backup.KINDS, balancing.KINDS, data.KINDS, databases.KINDS, ec2_addresses.KINDS,
    ec2_groups.KINDS, ec2_instances.KINDS, ec2_launching.KINDS, ec2_networks.KINDS, ec2_volumes.KINDS,
    file_systems.KINDS, iam.KINDS, iam_people.KINDS, keys_and_secrets.KINDS, lambda_functions.KINDS,
    logs_and_names.KINDS, messaging.KINDS, observing.KINDS, own.KINDS, people_and_services.KINDS, s3.KINDS,
)  # fmt: skip

KINDS: Mapping[str, Kind] = {each.type: each for kinds in _MODULES for each in kinds}
