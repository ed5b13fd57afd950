"""What AWS's Service Authorization Reference says of actions and resources, from the copy that cfn-lint bundles.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

from __future__ import annotations

import importlib.util
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = "data/AdditionalSpecs/Policies.json"

# Keys that belong to actions rather than to resources: other actions never have them.
_ACTION_KEYS = {
    "ec2:createaction": frozenset({"ec2:createtags"}),
    "iam:passedtoservice": frozenset({"iam:passrole"}),
    "iam:associatedresourcearn": frozenset({"iam:passrole"}),
    "cloudwatch:namespace": frozenset({"cloudwatch:putmetricdata"}),
    "s3:prefix": frozenset({"s3:listbucket", "s3:listbucketversions"}),
    "s3:delimiter": frozenset({"s3:listbucket", "s3:listbucketversions"}),
    "s3:max-keys": frozenset({"s3:listbucket", "s3:listbucketversions"}),
    "secretsmanager:versionstage": frozenset({"secretsmanager:getsecretvalue"}),
    "ssm:recursive": frozenset({"ssm:getparametersbypath"}),
    "sts:rolesessionname": frozenset({"sts:assumerole"}),
    "sts:externalid": frozenset({"sts:assumerole"}),
}


@lru_cache
def _services() -> dict[str, Any]:
    found = importlib.util.find_spec("cfnlint")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("the emulator's Python lacks cfn-lint, which brings AWS's list of actions and resources")
    text = (Path(found.submodule_search_locations[0]) / _FILE).read_text(encoding="utf-8")
    services: dict[str, Any] = json.loads(text)
    return services


@lru_cache(maxsize=4096)
def resource_types(action: str) -> tuple[str, ...] | None:
    """Kinds of resource that the action is judged on; empty: IAM does not divide it; None: no such action is known."""
    prefix, _, name = action.lower().partition(":")
    entry = _services().get(prefix, {}).get("Actions", {}).get(name)
    return None if entry is None else tuple(each.lower() for each in entry.get("Resources", ()))


@lru_cache(maxsize=4096)
def takes(action: str, arn: str) -> bool:
    """The ARN has the form of one of the action's resources."""
    prefix = action.lower().partition(":")[0]
    return any(form.fullmatch(arn) for each in resource_types(action) or () for form in _forms(prefix, each))


@lru_cache(maxsize=4096)
def never_has(action: str, resource: str | None, key: str) -> bool:
    """The request's context cannot have the condition key (in lower case): neither the action nor its resources do."""
    prefix = action.lower().partition(":")[0]
    owner = key.partition(":")[0]
    if key in _ACTION_KEYS:
        return action.lower() not in _ACTION_KEYS[key]
    if owner not in (prefix, "aws"):
        return True
    types = resource_types(action)
    if owner == "aws" or types is None:
        return False
    named = [each for each in types if resource and any(form.fullmatch(resource) for form in _forms(prefix, each))]
    elsewhere = any(key in _keys(prefix, each) for each in _types(prefix))
    return elsewhere and not any(key in _keys(prefix, each) for each in named or types)


@lru_cache(maxsize=4096)
def _forms(prefix: str, kind: str) -> tuple[re.Pattern[str], ...]:
    found = _type(prefix, kind).get("ARNFormats", ())
    # As written, `arn:${Partition}:ec2:${Region}:${Account}:instance/.*`: what follows the account is a pattern.
    return tuple(re.compile(re.sub(r"\$\{\w+\}", "[^:]*", form)) for form in found)


@lru_cache(maxsize=4096)
def _keys(prefix: str, kind: str) -> frozenset[str]:
    return frozenset(key.lower() for key in _type(prefix, kind).get("ConditionKeys", ()))


def _types(prefix: str) -> tuple[str, ...]:
    return tuple(_services().get(prefix, {}).get("Resources", {}))


def _type(prefix: str, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = _services().get(prefix, {}).get("Resources", {})
    return next((each for name, each in found.items() if name.lower() == kind), {})
