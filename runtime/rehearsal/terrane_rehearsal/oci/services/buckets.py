"""Buckets: https://docs.oracle.com/en-us/iaas/Content/Object/Concepts/objectstorageoverview.htm"""

from __future__ import annotations

import re

from .. import adoption, checks
from ..api import models
from ..call import Answer, Call
from ..errors import Refusal, invalid
from ..handlers import Handler, amend, make, page, show
from ..tenancy import Tenancy, now
from ..thing import Facts, Kind, Ref, Thing
from .objects import Objects

NAME = re.compile(r"[A-Za-z0-9._-]{1,256}")
ACTIONS = ("DELETE", "ARCHIVE", "INFREQUENT_ACCESS", "ABORT")
TARGETS = ("objects", "previous-object-versions", "multipart-uploads")
MOST_RULES = 1000
GRANT = (
    r"\s*allow\s+service\s+[^{{}}]*\bobjectstorage-{region}\b.*\bto\s+"
    r"(manage\s+object(s|-family)|\{{[^}}]*\bOBJECT_DELETE\b[^}}]*\}})\s+in\s.*"
)
"""What the service itself needs for life cycles:
https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/usinglifecyclepolicies.htm"""
DEFAULTS: Facts = {
    "metadata": {},
    "publicAccessType": "NoPublicAccess",
    "storageTier": "Standard",
    "objectEventsEnabled": False,
    "versioning": "Disabled",
    "autoTiering": "Disabled",
    "replicationEnabled": False,
    "isReadOnly": False,
    "createdBy": "ocid1.user.oc1..rehearsal",
}


def check(_tenancy: Tenancy, facts: Facts, _bucket: Thing | None) -> None:
    if not NAME.fullmatch(facts["name"]):
        invalid(f"The bucket name {facts['name']!r} is not valid: letters, digits, `.`, `_` and `-`")


def namespace(tenancy: Tenancy, call: Call) -> None:
    name = call.path["namespaceName"]
    if name != tenancy.namespace and not adoption.namespace(tenancy, name):
        raise Refusal(
            404, "NamespaceNotFound", f"The namespace '{name}' does not exist or you are not authorized to it"
        )


def bucket_of(tenancy: Tenancy, call: Call) -> Thing:
    namespace(tenancy, call)
    name = call.path["bucketName"]
    for bucket in tenancy.living("b"):
        if bucket["name"] == name:
            return bucket
    raise Refusal(
        404,
        "BucketNotFound",
        f"Either the bucket named '{name}' does not exist in the namespace '{tenancy.namespace}' or you are not "
        "authorized to access it",
    )


def objects_of(bucket: Thing) -> Objects:
    held: Objects = bucket.kept["objects"]
    return held


def create(tenancy: Tenancy, call: Call) -> Answer:
    namespace(tenancy, call)
    if any(each["name"] == call.body["name"] for each in tenancy.living("b")):
        raise Refusal(
            409,
            "BucketAlreadyExists",
            f"Either the bucket '{call.body['name']}' in namespace '{tenancy.namespace}' already exists or you are not "
            "authorized to create it",
        )
    kind = tenancy.kind("b")
    assert kind is not None
    bucket = make(tenancy, kind, {**call.body, "namespace": tenancy.namespace})
    bucket.kept["objects"] = Objects()
    bucket.facts["etag"] = bucket.etag
    return show(call, bucket)


def get(tenancy: Tenancy, call: Call) -> Answer:
    bucket = bucket_of(tenancy, call)
    held = objects_of(bucket)
    bucket.facts.update(approximateCount=held.count, approximateSize=held.size, etag=bucket.etag)
    return show(call, bucket)


def head(tenancy: Tenancy, call: Call) -> Answer:
    return Answer(headers={"etag": bucket_of(tenancy, call).etag})


def update(tenancy: Tenancy, call: Call) -> Answer:
    bucket = bucket_of(tenancy, call)
    if call.body.get("versioning") == "Suspended" and bucket["versioning"] == "Disabled":
        invalid("versioning: what is disabled cannot be suspended")
    amend(tenancy, bucket, {name: value for name, value in call.body.items() if name != "namespace"})
    return get(tenancy, call) if call.body.get("name") in (None, call.path["bucketName"]) else show(call, bucket)


def delete(tenancy: Tenancy, call: Call) -> Answer:
    bucket = bucket_of(tenancy, call)
    if not objects_of(bucket).empty:
        raise Refusal(
            409,
            "BucketNotEmpty",
            f"Bucket named '{bucket['name']}' is not empty. Delete all object versions, multipart uploads and "
            "preauthenticated requests first.",
        )
    tenancy.end(bucket)
    return Answer(status=204)


def listing(tenancy: Tenancy, call: Call) -> Answer:
    namespace(tenancy, call)
    compartment = call.query["compartmentId"]
    own = [each for each in tenancy.living("b") if each["compartmentId"] == compartment]
    shown = [
        models.shown("object_storage", "BucketSummary", each.facts)
        for each in sorted(own, key=lambda b: str(b["name"]))
    ]
    return page(call, shown)


def get_namespace(tenancy: Tenancy, _call: Call) -> Answer:
    tenancy.take("namespace", tenancy.namespace)
    return Answer(tenancy.namespace)


def put_policy(tenancy: Tenancy, call: Call) -> Answer:
    bucket = bucket_of(tenancy, call)
    items = call.body.get("items") or []
    if len(items) > MOST_RULES:
        invalid(f"items: a policy has at most {MOST_RULES} rules")
    for rule in items:
        _check_rule(rule)
    if not _granted(tenancy):
        raise Refusal(
            400,
            "InsufficientServicePermissions",
            f'Permissions granted to the object storage service principal "objectstorage-{tenancy.region}" to this '
            "bucket are insufficient.",
        )
    full = [{"target": "objects", **each} for each in items]
    bucket.kept["policy"] = {"timeCreated": now(), "items": full}
    bucket.facts["objectLifecyclePolicyEtag"] = f"{tenancy.number():x}"
    return _policy(bucket)


def _check_rule(rule: Facts) -> None:
    if rule["action"] not in ACTIONS:
        invalid(f"action: {rule['action']!r} is not one of {', '.join(ACTIONS)}")
    if rule.get("target") not in (None, *TARGETS):
        invalid(f"target: {rule['target']!r} is not one of {', '.join(TARGETS)}")
    if (rule["action"] == "ABORT") != (rule.get("target") == "multipart-uploads"):
        invalid("action: ABORT is for multipart-uploads, and nothing else is")
    checks.within("timeAmount", rule["timeAmount"], 1, 36_500)


def _granted(tenancy: Tenancy) -> bool:
    grant = re.compile(GRANT.format(region=re.escape(tenancy.region)), re.IGNORECASE | re.DOTALL)
    return any(grant.fullmatch(each) for policy in tenancy.living("policies") for each in policy["statements"])


def get_policy(tenancy: Tenancy, call: Call) -> Answer:
    bucket = bucket_of(tenancy, call)
    if not bucket.kept.get("policy"):
        raise Refusal(404, "LifecyclePolicyNotFound", f"The bucket '{bucket['name']}' does not have a lifecycle policy")
    return _policy(bucket)


def _policy(bucket: Thing) -> Answer:
    return Answer(bucket.kept["policy"], headers={"etag": bucket["objectLifecyclePolicyEtag"]})


def delete_policy(tenancy: Tenancy, call: Call) -> Answer:
    bucket = bucket_of(tenancy, call)
    get_policy(tenancy, call)
    bucket.kept["policy"] = None
    bucket.facts.pop("objectLifecyclePolicyEtag")
    return Answer(status=204)


KINDS = (
    Kind(
        "b",
        "bucket",
        states=None,
        key="name",
        name="name",
        refs=(Ref("kmsKeyId", ("keys",)),),
        defaults=DEFAULTS,
        check=check,
    ),
)
HANDLERS: dict[str, Handler] = {
    "create_bucket": create,
    "get_bucket": get,
    "head_bucket": head,
    "update_bucket": update,
    "delete_bucket": delete,
    "list_buckets": listing,
    "get_namespace": get_namespace,
    "put_object_lifecycle_policy": put_policy,
    "get_object_lifecycle_policy": get_policy,
    "delete_object_lifecycle_policy": delete_policy,
}
