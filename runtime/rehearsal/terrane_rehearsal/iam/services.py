"""Services whose resources are named by parameters of a request: how each name becomes an ARN."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .ask import Later, Values, one
from .call import Call
from .facts import Facts
from .params import texts


@dataclass(frozen=True)
class Named:
    """Parameters that name a resource. A value that is an ARN already stays, where nothing is looked up."""

    parameters: tuple[str, ...]
    form: str
    """Of the ARN after the account, with {} for the name."""
    look: str | None = None
    """The ARN has a part that only the emulator knows: how it is found; `form` is for what does not exist."""
    service: str | None = None
    """In the ARN, where it is not the actions' prefix."""
    everywhere: bool = False
    """The ARN has no Region."""


NAMED: dict[str, tuple[Named, ...]] = {
    "autoscaling": (
        Named(("AutoScalingGroupName", "AutoScalingGroupNames"), "autoScalingGroup:*:autoScalingGroupName/{}", "group"),
    ),
    "cloudformation": (Named(("StackName", "StackId"), "stack/{}/*", "stack"),),
    "cloudwatch": (Named(("AlarmName", "AlarmNames"), "alarm:{}"),),
    "dynamodb": (Named(("TableName",), "table/{}"),),
    "ecr": (Named(("repositoryName", "repositoryNames"), "repository/{}"),),
    "elasticfilesystem": (
        Named(("FileSystemId",), "file-system/{}"),
        Named(("AccessPointId",), "access-point/{}"),
    ),
    "events": (Named(("EventBusName",), "event-bus/{}"), Named(("Name", "Rule"), "rule/{}")),
    "firehose": (Named(("DeliveryStreamName",), "deliverystream/{}"),),
    "fsx": (Named(("FileSystemId", "FileSystemIds"), "file-system/{}"),),
    "iam": (
        Named(("RoleName",), "role/{}", everywhere=True),
        Named(("UserName",), "user/{}", everywhere=True),
        Named(("GroupName",), "group/{}", everywhere=True),
        Named(("InstanceProfileName",), "instance-profile/{}", everywhere=True),
        Named(("PolicyArn",), "policy/{}", everywhere=True),
    ),
    "kinesis": (
        Named(("StreamName", "StreamARN"), "stream/{}"),
        Named(("ConsumerARN",), "stream/*/consumer/{}"),
    ),
    "kms": (Named(("KeyId",), "key/{}", "key"),),
    "lambda": (Named(("FunctionName",), "function:{}"),),
    "route53": (
        Named(("HostedZoneId",), "hostedzone/{}", everywhere=True),
        Named(("Id",), "hostedzone/{}", everywhere=True),
    ),
    # Six characters of chance end a secret's ARN.
    "secretsmanager": (
        Named(("SecretId", "SecretIdList"), "secret:{}-??????", "secret"),
        Named(("Name",), "secret:{}-??????"),
    ),
    "sns": (Named(("TopicArn",), "{}"),),
    "sqs": (Named(("QueueUrl", "QueueName"), "{}"),),
    "ssm": (
        Named(("DocumentName",), "document/{}"),
        Named(("InstanceId", "InstanceIds", "Target"), "instance/{}", service="ec2"),
    ),
    "states": (Named(("stateMachineArn", "executionArn"), "{}"),),
    "sts": (Named(("RoleArn",), "role/{}", service="iam", everywhere=True),),
}

# Names come as URLs or paths, of which the end is the name.
_PATHS = frozenset({"sqs", "route53"})
_OF_NO_ACCOUNT = frozenset({"route53"})


def resources(call: Call, facts: Facts) -> list[str]:
    own = _OWN.get(call.prefix)
    if own is not None:
        found = own(call, facts)
        if found:
            return found
    return list(
        dict.fromkeys(
            _arn(call.prefix, named, value, facts)
            for named in NAMED.get(call.prefix, ())
            for parameter in named.parameters
            for value in texts(call.params, parameter)
        )
    )


def _arn(prefix: str, named: Named, value: str, facts: Facts) -> str:
    if named.look is not None:
        found: str | None = facts.look(named.look, value)
        if found:
            return found
    if value.startswith("arn:"):
        return value
    make = facts.global_arn if named.everywhere else facts.arn
    name = value.rpartition("/")[2] if prefix in _PATHS else value
    return make(named.service or prefix, named.form.format(name), "" if prefix in _OF_NO_ACCOUNT else None)


def _log_resources(call: Call, facts: Facts) -> list[str]:
    """CloudWatch Logs writes both parts, whichever is meant."""
    given = texts(call.params, "logGroupIdentifier") + texts(call.params, "resourceArn")
    if given and given[0].startswith("arn:"):
        return given
    groups = texts(call.params, "logGroupName") + texts(call.params, "logGroupNames") + given or [""]
    stream = str(call.params.get("logStreamName", ""))
    return [facts.arn("logs", f"log-group:{group}:log-stream:{stream}") for group in groups]


def _table_resources(call: Call, facts: Facts) -> list[str]:
    if "RequestItems" in call.params:
        return [_arn("dynamodb", NAMED["dynamodb"][0], name, facts) for name in call.params["RequestItems"]]
    table, index = call.params.get("TableName"), call.params.get("IndexName")
    return [f"{_arn('dynamodb', NAMED['dynamodb'][0], table, facts)}/index/{index}"] if table and index else []


def _stream_resources(call: Call, facts: Facts) -> list[str]:
    """An iterator belongs to a stream; the emulator's is Base64 of `stream:shard:position`."""
    if "ShardIterator" not in call.params or "StreamARN" in call.params:
        return []
    try:
        stream = base64.b64decode(str(call.params["ShardIterator"])).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return []
    return [facts.arn("kinesis", f"stream/{stream}")]


def _parameter_resources(call: Call, facts: Facts) -> list[str]:
    """A name may carry a version or label; a path begins with a slash, which the ARN does not repeat."""
    if "Parameter" not in call.operation:
        return []
    names = [value for key in ("Name", "Names", "Path") for value in texts(call.params, key)]
    return [_parameter(name, facts) for name in names]


def _parameter(name: str, facts: Facts) -> str:
    if name.startswith("arn:"):
        start, _, rest = name.partition(":parameter/")
        return f"{start}:parameter/{rest.partition(':')[0]}"
    plain = name.partition(":")[0].lstrip("/")
    # https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
    return facts.arn("ssm", f"parameter/{plain}", "" if plain.startswith("aws/service/") else None)


_OWN: dict[str, Callable[[Call, Facts], list[str]]] = {
    "dynamodb": _table_resources,
    "kinesis": _stream_resources,
    "logs": _log_resources,
    "ssm": _parameter_resources,
}


def context(call: Call, resource: str | None) -> Mapping[str, Values | Later]:
    """Condition keys that the service takes from the request."""
    params = call.params
    match call.prefix:
        case "cloudwatch":
            return {"cloudwatch:namespace": one(params.get("Namespace"))}
        case "secretsmanager":
            return {
                "secretsmanager:secretid": one(resource),
                "secretsmanager:versionstage": one(params.get("VersionStage")),
                "secretsmanager:versionid": one(params.get("VersionId")),
                "secretsmanager:name": one(params.get("Name")),
            }
        case "ssm":
            return {"ssm:recursive": one(params.get("Recursive")), "ssm:overwrite": one(params.get("Overwrite"))}
        case "sts":
            return {
                "sts:rolesessionname": one(params.get("RoleSessionName")),
                "sts:externalid": one(params.get("ExternalId")),
            }
        case "kms":
            pairs = params.get("EncryptionContext") or {}
            return {
                **{f"kms:encryptioncontext:{name.lower()}": (value,) for name, value in pairs.items()},
                "kms:encryptioncontextkeys": tuple(pairs),
                "kms:viaservice": (),
                "kms:grantisforawsresource": one(False),
            }
        case "autoscaling":
            return {
                "autoscaling:maxsize": one(params.get("MaxSize")),
                "autoscaling:minsize": one(params.get("MinSize")),
            }
    return {}
