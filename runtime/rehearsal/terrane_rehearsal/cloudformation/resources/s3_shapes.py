"""A bucket's settings as a template has them, in the words of the S3 API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

LIFECYCLE_DAYS = {
    "ExpirationInDays": "Days",
    "ExpirationDate": "Date",
    "ExpiredObjectDeleteMarker": "ExpiredObjectDeleteMarker",
}
FILTERS = {"Prefix": "Prefix", "TagFilters": "Tags", "ObjectSizeGreaterThan": "ObjectSizeGreaterThan",
           "ObjectSizeLessThan": "ObjectSizeLessThan"}  # fmt: skip


def _transition(given: Mapping[str, Any], days: str) -> dict[str, Any]:
    names = {"TransitionInDays": days, "TransitionDate": "Date"}
    return {names.get(name, name): value for name, value in given.items()}


def _filter(rule: Mapping[str, Any]) -> dict[str, Any]:
    terms: list[tuple[str, Any]] = []
    for name, term in FILTERS.items():
        if name == "TagFilters":
            terms += [("Tag", tag) for tag in rule.get(name, [])]
        elif name in rule:
            terms.append((term, int(rule[name]) if name.startswith("ObjectSize") else rule[name]))
    if len(terms) <= 1:
        return dict(terms) or {"Prefix": ""}
    tags = [value for name, value in terms if name == "Tag"]
    return {"And": {**{name: value for name, value in terms if name != "Tag"}, **({"Tags": tags} if tags else {})}}


def lifecycle(configuration: Mapping[str, Any]) -> dict[str, Any]:
    return {"Rules": [_rule(rule) for rule in configuration["Rules"]]}


def _rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {name: rule[name] for name in ("Status", "AbortIncompleteMultipartUpload") if name in rule}
    if "Id" in rule:
        result["ID"] = rule["Id"]
    result["Filter"] = _filter(rule)
    if expiration := {new: rule[old] for old, new in LIFECYCLE_DAYS.items() if old in rule}:
        result["Expiration"] = expiration
    transitions = [*rule.get("Transitions", []), *([rule["Transition"]] if "Transition" in rule else [])]
    if transitions:
        result["Transitions"] = [_transition(each, "Days") for each in transitions]
    if "NoncurrentVersionExpirationInDays" in rule:
        result["NoncurrentVersionExpiration"] = {"NoncurrentDays": rule["NoncurrentVersionExpirationInDays"]}
    if "NoncurrentVersionExpiration" in rule:
        result["NoncurrentVersionExpiration"] = rule["NoncurrentVersionExpiration"]
    older = [*rule.get("NoncurrentVersionTransitions", []),
             *([rule["NoncurrentVersionTransition"]] if "NoncurrentVersionTransition" in rule else [])]  # fmt: skip
    if older:
        result["NoncurrentVersionTransitions"] = [_transition(each, "NoncurrentDays") for each in older]
    return result


def encryption(configuration: Mapping[str, Any]) -> dict[str, Any]:
    rules = [
        {("ApplyServerSideEncryptionByDefault" if name == "ServerSideEncryptionByDefault" else name): value
         for name, value in rule.items()}
        for rule in configuration["ServerSideEncryptionConfiguration"]
    ]  # fmt: skip
    return {"Rules": rules}


def cors(configuration: Mapping[str, Any]) -> dict[str, Any]:
    names = {"ExposedHeaders": "ExposeHeaders", "Id": "ID", "MaxAge": "MaxAgeSeconds"}
    rules = [{names.get(name, name): value for name, value in rule.items()} for rule in configuration["CorsRules"]]
    return {"CORSRules": rules}


def website(configuration: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    if "IndexDocument" in configuration:
        result["IndexDocument"] = {"Suffix": configuration["IndexDocument"]}
    if "ErrorDocument" in configuration:
        result["ErrorDocument"] = {"Key": configuration["ErrorDocument"]}
    if "RedirectAllRequestsTo" in configuration:
        result["RedirectAllRequestsTo"] = configuration["RedirectAllRequestsTo"]
    return result


NOTIFICATIONS = {
    "QueueConfigurations": ("Queue", "QueueArn"),
    "TopicConfigurations": ("Topic", "TopicArn"),
    "LambdaConfigurations": ("Function", "LambdaFunctionArn"),
}


def notifications(configuration: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for member, (old, new) in NOTIFICATIONS.items():
        api = "LambdaFunctionConfigurations" if member == "LambdaConfigurations" else member
        entries = [_notified(entry, old, new) for entry in configuration.get(member, [])]
        result |= {api: entries} if entries else {}
    if configuration.get("EventBridgeConfiguration", {}).get("EventBridgeEnabled", False):
        result["EventBridgeConfiguration"] = {}
    return result


def _notified(entry: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    result: dict[str, Any] = {new: entry[old], "Events": [entry["Event"]]}
    rules = entry.get("Filter", {}).get("S3Key", {}).get("Rules")
    return result | ({"Filter": {"Key": {"FilterRules": rules}}} if rules else {})


Shape = Callable[[Mapping[str, Any]], dict[str, Any]]


def logging(configuration: Mapping[str, Any]) -> dict[str, Any]:
    if "DestinationBucketName" not in configuration:
        return {}
    prefix = configuration.get("LogFilePrefix", "")
    return {"LoggingEnabled": {"TargetBucket": configuration["DestinationBucketName"], "TargetPrefix": prefix}}
