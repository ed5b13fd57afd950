"""Bastions, topics and their subscriptions, streams and queues."""

from __future__ import annotations

import json
import re
import time

from .. import addresses, checks
from ..errors import invalid
from ..tenancy import REALM_DOMAIN, Tenancy
from ..thing import ACTIVE, Facts, Kind, Ref, Thing

TTL = (1800, 10_800)
"""Seconds that a session may last: https://docs.oracle.com/en-us/iaas/Content/Bastion/Concepts/bastionoverview.htm"""
RETENTION_HOURS = (24, 168)
MOST_PARTITIONS = 200
"""Of a stream: https://docs.oracle.com/en-us/iaas/Content/Streaming/Concepts/streamingoverview.htm"""
QUEUE_RANGES = {
    "retentionInSeconds": (10, 604_800),
    "visibilityInSeconds": (1, 43_200),
    "timeoutInSeconds": (0, 30),
    "deadLetterQueueDeliveryCount": (0, 20),
}
"""https://docs.oracle.com/en-us/iaas/Content/queue/overview.htm"""
NAME = re.compile(r"[A-Za-z0-9_-]{1,256}")
STREAM_NAME = re.compile(r"[A-Za-z0-9_.-]{1,249}")
PROTOCOLS = frozenset({"CUSTOM_HTTPS", "EMAIL", "HTTPS", "ORACLE_FUNCTIONS", "PAGERDUTY", "SLACK", "SMS"})
"""https://docs.oracle.com/en-us/iaas/Content/Notification/Tasks/create-subscription.htm"""
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def check_bastion(tenancy: Tenancy, facts: Facts, bastion: Thing | None) -> None:
    if facts["bastionType"].upper() != "STANDARD":
        invalid(f"bastionType must be STANDARD, not {facts['bastionType']}")
    checks.within("maxSessionTtlInSeconds", facts["maxSessionTtlInSeconds"], *TTL)
    for block in facts["clientCidrBlockAllowList"]:
        checks.network("clientCidrBlockAllowList", block)
    checks.unchanged(bastion, facts, "name", "targetSubnetId")


def make_bastion(tenancy: Tenancy, bastion: Thing) -> None:
    subnet = tenancy.find(bastion["targetSubnetId"], "subnets")
    address = addresses.take(tenancy, subnet, {"compartmentId": bastion["compartmentId"], "isPrimary": True})
    bastion.kept["privateIpId"] = address.id
    bastion.facts.update(targetVcnId=subnet["vcnId"], privateEndpointIpAddress=address["ipAddress"])


def leave_bastion(tenancy: Tenancy, bastion: Thing) -> None:
    addresses.release(tenancy, [bastion.kept["privateIpId"]])


def check_topic(_tenancy: Tenancy, facts: Facts, topic: Thing | None) -> None:
    if not NAME.fullmatch(facts["name"]):
        invalid(f"name: {facts['name']!r} must be 1 to 256 letters, digits, hyphens or underscores")
    checks.unchanged(topic, facts, "name")


def make_topic(tenancy: Tenancy, topic: Thing) -> None:
    endpoint = tenancy.endpoint or f"https://notification.{tenancy.region}.oci.{REALM_DOMAIN}"
    topic.facts.update(topicId=topic.id, shortTopicId=topic.id[-10:], apiEndpoint=endpoint, etag=topic.etag)


def leave_topic(tenancy: Tenancy, topic: Thing) -> None:
    for each in tenancy.living("subscriptions"):
        if each["topicId"] == topic.id:
            tenancy.end(each)


def check_subscription(_tenancy: Tenancy, facts: Facts, subscription: Thing | None) -> None:
    if facts["protocol"] not in PROTOCOLS:
        invalid(f"protocol: {facts['protocol']!r} is none of {', '.join(sorted(PROTOCOLS))}")
    if facts["protocol"] == "EMAIL" and not ADDRESS.fullmatch(facts["endpoint"]):
        invalid(f"endpoint: {facts['endpoint']!r} is no e-mail address")
    checks.unchanged(subscription, facts, "topicId", "protocol", "endpoint")


def make_subscription(tenancy: Tenancy, subscription: Thing) -> None:
    subscription.facts.update(createdTime=int(time.time() * 1000), etag=subscription.etag)


def change_subscription(_tenancy: Tenancy, subscription: Thing) -> None:
    """It is told as an object, and shown as text."""
    if policy := subscription.facts.pop("deliveryPolicy", None):
        subscription.facts["deliverPolicy"] = json.dumps(policy, separators=(",", ":"))


def prepare_pool(tenancy: Tenancy, facts: Facts, pool: Thing | None) -> None:
    settings = {"autoCreateTopicsEnable": False, "logRetentionHours": 24, "numPartitions": 1}
    host = f"cell-1.streaming.{tenancy.region}.oci.{REALM_DOMAIN}"
    facts["kafkaSettings"] = {**settings, "bootstrapServers": f"{host}:9092", **(facts.get("kafkaSettings") or {})}
    if key := (facts.get("customEncryptionKeyDetails") or {}).get("kmsKeyId"):
        facts["customEncryptionKey"] = {"kmsKeyId": key, "keyState": "ACTIVE"}
    checks.within("kafkaSettings.logRetentionHours", facts["kafkaSettings"]["logRetentionHours"], *RETENTION_HOURS)
    if pool is None:
        facts.update(isPrivate=bool(facts.get("privateEndpointDetails")), endpointFqdn=host)


def prepare_stream(tenancy: Tenancy, facts: Facts, stream: Thing | None) -> None:
    if stream is not None:
        return
    checks.exactly_one(facts, "compartmentId", "streamPoolId")
    if facts.get("streamPoolId"):
        facts["compartmentId"] = tenancy.find(facts["streamPoolId"], "streampools")["compartmentId"]
    else:
        facts["streamPoolId"] = _usual_pool(tenancy, facts["compartmentId"]).id
    own = f"https://cell-1.streaming.{tenancy.region}.oci.{REALM_DOMAIN}"
    facts["messagesEndpoint"] = tenancy.endpoint or own


def _usual_pool(tenancy: Tenancy, compartment: str) -> Thing:
    for pool in tenancy.living("streampools"):
        if pool["compartmentId"] == compartment and pool["name"] == "DefaultPool":
            return pool
    facts: Facts = {"compartmentId": compartment, "name": "DefaultPool"}
    prepare_pool(tenancy, facts, None)
    return tenancy.add("streampools", {**facts, "lifecycleState": "ACTIVE"})


def check_stream(_tenancy: Tenancy, facts: Facts, stream: Thing | None) -> None:
    if not STREAM_NAME.fullmatch(facts["name"]):
        invalid(f"name: {facts['name']!r} has characters other than letters, digits, `.`, `_` and `-`")
    checks.within("partitions", facts["partitions"], 1, MOST_PARTITIONS)
    checks.within("retentionInHours", facts["retentionInHours"], *RETENTION_HOURS)
    checks.unchanged(stream, facts, "name", "partitions", "retentionInHours")


def check_queue(_tenancy: Tenancy, facts: Facts, _queue: Thing | None) -> None:
    for name, (least, most) in QUEUE_RANGES.items():
        checks.within(name, facts[name], least, most)


def make_queue(tenancy: Tenancy, queue: Thing) -> None:
    own = f"https://cell-1.queue.messaging.{tenancy.region}.oci.{REALM_DOMAIN}"
    queue.facts["messagesEndpoint"] = tenancy.endpoint or own


BASTION: Facts = {
    "maxSessionTtlInSeconds": TTL[1],
    "clientCidrBlockAllowList": [],
    "maxSessionsAllowed": 20,
    "dnsProxyStatus": "DISABLED",
    "staticJumpHostIpAddresses": [],
}
SUBSCRIPTION: Facts = {
    # Until its end confirms, which nobody does here.
    "lifecycleState": "PENDING",
    "deliverPolicy": '{"backoffRetryPolicy":{"maxRetryDuration":7200000,"policyType":"EXPONENTIAL"}}',
}
QUEUE: Facts = {
    "retentionInSeconds": 86_400,
    "visibilityInSeconds": 30,
    "timeoutInSeconds": 30,
    "deadLetterQueueDeliveryCount": 0,
    "channelConsumptionLimit": 100,
}
KINDS = (
    Kind(
        "bastions",
        "bastion",
        states=ACTIVE,
        remembered=True,
        name="name",
        work="bastion",
        refs=(Ref("targetSubnetId", ("subnets",)),),
        defaults=BASTION,
        check=check_bastion,
        made=make_bastion,
        left=leave_bastion,
    ),
    Kind(
        "topics",
        "onstopic",
        states=ACTIVE,
        name="name",
        unique=("name",),
        check=check_topic,
        made=make_topic,
        left=leave_topic,
    ),
    Kind(
        "subscriptions",
        "onssubscription",
        states=None,
        name="endpoint",
        refs=(Ref("topicId", ("topics",), holds=False),),
        defaults=SUBSCRIPTION,
        check=check_subscription,
        made=make_subscription,
        changed=change_subscription,
    ),
    Kind(
        "streampools",
        "streampool",
        states=ACTIVE,
        remembered=True,
        name="name",
        work="stream_pool",
        defaults={"customEncryptionKey": {"kmsKeyId": "", "keyState": "NONE"}},
        prepare=prepare_pool,
    ),
    Kind(
        "streams",
        "stream",
        states=ACTIVE,
        remembered=True,
        name="name",
        work="stream",
        unique=("streamPoolId", "name"),
        refs=(Ref("streamPoolId", ("streampools",)),),
        defaults={"retentionInHours": 24},
        prepare=prepare_stream,
        check=check_stream,
    ),
    Kind(
        "queues",
        "queue",
        states=ACTIVE,
        remembered=True,
        work="queue",
        defaults=QUEUE,
        check=check_queue,
        made=make_queue,
    ),
)
