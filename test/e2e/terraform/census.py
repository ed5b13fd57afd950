"""What exists in an account and Region, by kind: the judge of what a destroy left behind, whatever its tags."""

from __future__ import annotations


def take(emulator):
    found = {}
    for service, kinds in SERVICES.items():
        api = emulator.client(service)
        for kind, (operation, arguments, members) in kinds.items():
            answer = getattr(api, operation)(**arguments(emulator.account))
            found[kind] = sorted(members(answer, api))
    return {kind: names for kind, names in found.items() if names}


def of(listing, name, keep=lambda _: True):
    return lambda answer, _api: [each[name] for each in answer[listing] if keep(each)]


def nothing(_account):
    return {}


ALIVE = ("pending", "running", "stopping", "stopped", "shutting-down")


def instances(answer, _api):
    machines = [machine for group in answer["Reservations"] for machine in group["Instances"]]
    return [each["InstanceId"] for each in machines if each["State"]["Name"] in ALIVE]


def volumes_of_nobody(answer, _api):
    return [each["VolumeId"] for each in answer["Volumes"] if not each["Attachments"]]


def keys_of_customers(answer, api):
    """The services make keys of their own, under aliases of their own, when something is first encrypted."""
    aliases = api.list_aliases()["Aliases"]
    of_services = {each.get("TargetKeyId") for each in aliases if each["AliasName"].startswith("alias/aws/")}
    keys = [api.describe_key(KeyId=each["KeyId"])["KeyMetadata"] for each in answer["Keys"]]
    return [
        each["KeyId"] for each in keys if each["KeyId"] not in of_services and each["KeyState"] != "PendingDeletion"
    ]


SERVICES = {
    "ec2": {
        "vpc": ("describe_vpcs", nothing, of("Vpcs", "VpcId")),
        "subnet": ("describe_subnets", nothing, of("Subnets", "SubnetId")),
        "route table": ("describe_route_tables", nothing, of("RouteTables", "RouteTableId")),
        "internet gateway": ("describe_internet_gateways", nothing, of("InternetGateways", "InternetGatewayId")),
        "NAT gateway": (
            "describe_nat_gateways",
            nothing,
            of("NatGateways", "NatGatewayId", lambda each: each["State"] != "deleted"),
        ),
        "address": ("describe_addresses", nothing, of("Addresses", "AllocationId")),
        "endpoint": (
            "describe_vpc_endpoints",
            nothing,
            of("VpcEndpoints", "VpcEndpointId", lambda each: each["State"] != "deleted"),
        ),
        "security group": ("describe_security_groups", nothing, of("SecurityGroups", "GroupId")),
        "placement group": ("describe_placement_groups", nothing, of("PlacementGroups", "GroupName")),
        "launch template": ("describe_launch_templates", nothing, of("LaunchTemplates", "LaunchTemplateName")),
        "instance": ("describe_instances", nothing, instances),
        "volume": ("describe_volumes", nothing, volumes_of_nobody),
        "snapshot": ("describe_snapshots", lambda _: {"OwnerIds": ["self"]}, of("Snapshots", "SnapshotId")),
    },
    "efs": {"file system": ("describe_file_systems", nothing, of("FileSystems", "FileSystemId"))},
    "fsx": {"lustre": ("describe_file_systems", nothing, of("FileSystems", "FileSystemId"))},
    "kms": {"key": ("list_keys", nothing, keys_of_customers)},
    # The CDK's own bucket appears with the first call to a Region, whoever makes it.
    "s3": {
        "bucket": ("list_buckets", nothing, of("Buckets", "Name", lambda each: not each["Name"].startswith("cdk-")))
    },
    "secretsmanager": {"secret": ("list_secrets", nothing, of("SecretList", "Name"))},
    "kinesis": {"stream": ("list_streams", nothing, lambda answer, _api: answer["StreamNames"])},
    "sqs": {"queue": ("list_queues", nothing, lambda answer, _api: answer.get("QueueUrls", []))},
    "sns": {
        "topic": ("list_topics", nothing, of("Topics", "TopicArn")),
        "subscription": ("list_subscriptions", nothing, of("Subscriptions", "SubscriptionArn")),
    },
    "dynamodb": {"table": ("list_tables", nothing, lambda answer, _api: answer["TableNames"])},
    "ssm": {"parameter": ("describe_parameters", nothing, of("Parameters", "Name"))},
    "iam": {
        "role": ("list_roles", nothing, of("Roles", "RoleName")),
        "instance profile": ("list_instance_profiles", nothing, of("InstanceProfiles", "InstanceProfileName")),
    },
    "cloudformation": {
        "stack": (
            "describe_stacks",
            nothing,
            of("Stacks", "StackName", lambda each: "DELETE" not in each["StackStatus"]),
        )
    },
    "route53": {"zone": ("list_hosted_zones", nothing, of("HostedZones", "Name"))},
    "budgets": {
        "budget": (
            "describe_budgets",
            lambda account: {"AccountId": account},
            lambda answer, _api: [each["BudgetName"] for each in answer.get("Budgets", [])],
        )
    },
}
