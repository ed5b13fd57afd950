"""S3: actions are not named after operations, and resources are buckets and objects.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from .ask import ANY, Ask, Later, Values, one
from .call import Call
from .facts import Facts

# Of operations whose action has another name.
ACTIONS = {
    "CompleteMultipartUpload": "PutObject",
    "CopyObject": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "DeleteBucketAnalyticsConfiguration": "PutAnalyticsConfiguration",
    "DeleteBucketCors": "PutBucketCORS",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketIntelligentTieringConfiguration": "PutIntelligentTieringConfiguration",
    "DeleteBucketInventoryConfiguration": "PutInventoryConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketMetricsConfiguration": "PutMetricsConfiguration",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "DeleteBucketReplication": "PutReplicationConfiguration",
    "DeleteBucketTagging": "PutBucketTagging",
    "DeleteObjects": "DeleteObject",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "GetBucketAnalyticsConfiguration": "GetAnalyticsConfiguration",
    "GetBucketCors": "GetBucketCORS",
    "GetBucketEncryption": "GetEncryptionConfiguration",
    "GetBucketIntelligentTieringConfiguration": "GetIntelligentTieringConfiguration",
    "GetBucketInventoryConfiguration": "GetInventoryConfiguration",
    "GetBucketLifecycle": "GetLifecycleConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration",
    "GetBucketMetricsConfiguration": "GetMetricsConfiguration",
    "GetBucketNotificationConfiguration": "GetBucketNotification",
    "GetBucketReplication": "GetReplicationConfiguration",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "HeadBucket": "ListBucket",
    "HeadObject": "GetObject",
    "ListBucketAnalyticsConfigurations": "GetAnalyticsConfiguration",
    "ListBucketIntelligentTieringConfigurations": "GetIntelligentTieringConfiguration",
    "ListBucketInventoryConfigurations": "GetInventoryConfiguration",
    "ListBucketMetricsConfigurations": "GetMetricsConfiguration",
    "ListBuckets": "ListAllMyBuckets",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "ListObjectVersions": "ListBucketVersions",
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "ListParts": "ListMultipartUploadParts",
    "PutBucketAccelerateConfiguration": "PutAccelerateConfiguration",
    "PutBucketAnalyticsConfiguration": "PutAnalyticsConfiguration",
    "PutBucketCors": "PutBucketCORS",
    "PutBucketEncryption": "PutEncryptionConfiguration",
    "PutBucketIntelligentTieringConfiguration": "PutIntelligentTieringConfiguration",
    "PutBucketInventoryConfiguration": "PutInventoryConfiguration",
    "PutBucketLifecycle": "PutLifecycleConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
    "PutBucketMetricsConfiguration": "PutMetricsConfiguration",
    "PutBucketNotificationConfiguration": "PutBucketNotification",
    "PutBucketReplication": "PutReplicationConfiguration",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "SelectObjectContent": "GetObject",
    "UploadPart": "PutObject",
    "UploadPartCopy": "PutObject",
}

# Of actions that are others when the request names a version.
_OF_VERSION = {
    "DeleteObject": "DeleteObjectVersion",
    "DeleteObjectTagging": "DeleteObjectVersionTagging",
    "GetObject": "GetObjectVersion",
    "GetObjectAcl": "GetObjectVersionAcl",
    "GetObjectAttributes": "GetObjectVersionAttributes",
    "GetObjectTagging": "GetObjectVersionTagging",
    "PutObjectAcl": "PutObjectVersionAcl",
    "PutObjectTagging": "PutObjectVersionTagging",
}

# What a header of a write adds to PutObject.
_ADDED = {
    "x-amz-tagging": "PutObjectTagging",
    "x-amz-acl": "PutObjectAcl",
    "x-amz-grant-read": "PutObjectAcl",
    "x-amz-grant-write": "PutObjectAcl",
    "x-amz-grant-full-control": "PutObjectAcl",
    "x-amz-grant-read-acp": "PutObjectAcl",
    "x-amz-grant-write-acp": "PutObjectAcl",
    "x-amz-object-lock-mode": "PutObjectRetention",
    "x-amz-object-lock-legal-hold": "PutObjectLegalHold",
}
_WRITES = frozenset({"PutObject", "CopyObject", "CreateMultipartUpload"})
_QUERY_KEYS = ("prefix", "delimiter", "max-keys")


def asks(call: Call, facts: Facts) -> list[Ask]:
    bucket, key = call.params.get("Bucket"), call.params.get("Key")
    if bucket is None:
        return [_ask(call, _action(call, call.params), ANY if call.operation == "ListBuckets" else None)]
    if call.operation == "DeleteObjects":
        return _deletions(call, facts, bucket)
    resource = _arn(facts, bucket, key)
    found = [_ask(call, _action(call, call.params), resource)]
    if call.operation in _WRITES:
        added = dict.fromkeys(name for header, name in _ADDED.items() if header in call.http.headers)
        found += [_ask(call, name, resource) for name in added]
    if call.operation == "GetObjectAttributes":
        version = call.params.get("VersionId")
        found.append(_ask(call, "GetObjectVersion" if version else "GetObject", resource))
    return found + _source(call, facts)


def listing(call: Call, facts: Facts) -> Ask | None:
    """What decides whether a missing object is said to be missing: who may not list the bucket is told "denied".

    https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    """
    if call.http.service != "s3" or call.operation not in ("GetObject", "HeadObject"):
        return None
    return Ask("s3:ListBucket", _arn(facts, call.params.get("Bucket", "*"), None), _context(call))


def _deletions(call: Call, facts: Facts, bucket: str) -> list[Ask]:
    objects = (call.params.get("Delete") or {}).get("Objects") or []
    return [_ask(call, _action(call, each), _arn(facts, bucket, each.get("Key"))) for each in objects]


def _source(call: Call, facts: Facts) -> list[Ask]:
    """What a copy reads."""
    given = call.params.get("CopySource")
    if not isinstance(given, str):
        return []
    path, _, version = given.partition("?versionId=")
    bucket, _, key = unquote(path).lstrip("/").partition("/")
    return [_ask(call, "GetObjectVersion" if version else "GetObject", _arn(facts, bucket, key))]


def _action(call: Call, params: Mapping[str, Any]) -> str:
    name = ACTIONS.get(call.operation, call.operation or "unknown operation")
    return _OF_VERSION.get(name, name) if params.get("VersionId") else name


def _ask(call: Call, name: str, resource: str | None) -> Ask:
    return Ask(f"s3:{name}", resource, _context(call))


def _arn(facts: Facts, bucket: str, key: str | None) -> str:
    return f"arn:{facts.partition}:s3:::{bucket}" + (f"/{key}" if key else "")


def _context(call: Call) -> dict[str, Values | Later]:
    """https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html, and the user guide."""
    headers, query, signer = call.http.headers, dict(call.http.query), call.http.signer
    tags = dict(parse_qsl(headers.get("x-amz-tagging", "")))
    named = ("x-amz-acl", "x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id")
    more = ("x-amz-storage-class", "x-amz-copy-source", "x-amz-metadata-directive", "x-amz-content-sha256")
    grants = tuple(name for name in _ADDED if name.startswith("x-amz-grant"))
    return {
        **{f"s3:{name}": one(headers.get(name) or query.get(name)) for name in (*named, *more, *grants)},
        **{f"s3:{name}": one(query.get(name)) for name in _QUERY_KEYS},
        **{f"s3:requestobjecttag/{name.lower()}": (value,) for name, value in tags.items()},
        "s3:requestobjecttagkeys": tuple(tags),
        "s3:versionid": one(query.get("versionId")),
        "s3:authtype": ("REST-QUERY-STRING" if signer and signer.by_query else "REST-HEADER",),
        "s3:signatureversion": ("AWS" if signer and signer.old else "AWS4-HMAC-SHA256",),
        "s3:locationconstraint": one((call.params.get("CreateBucketConfiguration") or {}).get("LocationConstraint")),
    }
