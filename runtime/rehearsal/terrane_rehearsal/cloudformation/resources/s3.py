"""Buckets and their policies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.errors import ResourceFailed, code
from terrane_rehearsal.cloudformation.resources import s3_shapes
from terrane_rehearsal.cloudformation.resources.ec2_common import document
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list

S3 = "s3"


def _same(configuration: Mapping[str, Any]) -> dict[str, Any]:
    return dict(configuration)


SETTINGS: Mapping[str, tuple[str, str, s3_shapes.Shape, str]] = {
    "BucketEncryption": ("put_bucket_encryption", "ServerSideEncryptionConfiguration", s3_shapes.encryption,
                         "delete_bucket_encryption"),
    "LifecycleConfiguration": ("put_bucket_lifecycle_configuration", "LifecycleConfiguration", s3_shapes.lifecycle,
                               "delete_bucket_lifecycle"),
    "OwnershipControls": ("put_bucket_ownership_controls", "OwnershipControls", _same,
                          "delete_bucket_ownership_controls"),
    "PublicAccessBlockConfiguration": ("put_public_access_block", "PublicAccessBlockConfiguration", _same,
                                       "delete_public_access_block"),
    "VersioningConfiguration": ("put_bucket_versioning", "VersioningConfiguration", _same, ""),
    "CorsConfiguration": ("put_bucket_cors", "CORSConfiguration", s3_shapes.cors, "delete_bucket_cors"),
    "WebsiteConfiguration": ("put_bucket_website", "WebsiteConfiguration", s3_shapes.website, "delete_bucket_website"),
    "LoggingConfiguration": ("put_bucket_logging", "BucketLoggingStatus", s3_shapes.logging, ""),
    "AccelerateConfiguration": ("put_bucket_accelerate_configuration", "AccelerateConfiguration",
                                lambda given: {"Status": given["AccelerationStatus"]}, ""),
    "NotificationConfiguration": ("put_bucket_notification_configuration", "NotificationConfiguration",
                                  s3_shapes.notifications, ""),
}  # fmt: skip
"""Property: the call that sets it, its parameter, how the property is worded there, the call that removes it."""

EMPTY = {
    "VersioningConfiguration": {"Status": "Suspended"},
    "AccelerateConfiguration": {"AccelerationStatus": "Suspended"},
}


def _bucket(work: Work) -> str:
    name = work.name("BucketName", limit=63, lower=True)
    elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": work.region}} if work.region != "us-east-1" else {}
    locked = {"ObjectLockEnabledForBucket": True} if work.get("ObjectLockEnabled") else {}
    try:
        work.client.create_bucket(Bucket=name, **elsewhere, **locked)
    except Exception as error:
        if code(error) in ("BucketAlreadyOwnedByYou", "BucketAlreadyExists"):
            raise ResourceFailed(f"{name} already exists") from None
        raise
    work.made(name)
    _settings(work)
    return name


def _settings(work: Work) -> None:
    target = {"Bucket": work.physical_id}
    for name, (put, parameter, shape, remove) in SETTINGS.items():
        if not work.changed(name):
            continue
        if name in work.properties or not remove:
            given = work.get(name, EMPTY.get(name, {}))
            getattr(work.client, put)(**target, **{parameter: shape(given)})
        else:
            getattr(work.client, remove)(**target)
    if work.changed("AccessControl"):
        words = "".join(
            "-" + letter.lower() if letter.isupper() else letter for letter in work.get("AccessControl", "Private")
        )
        work.client.put_bucket_acl(**target, ACL=words.lstrip("-"))
    if work.changed("Tags"):
        tags = tags_as_list(work.get("Tags"))
        if tags:
            work.client.put_bucket_tagging(**target, Tagging={"TagSet": tags})
        else:
            work.client.delete_bucket_tagging(**target)


def _attributes(work: Work) -> Mapping[str, Any]:
    name, region = work.physical_id, work.region
    return {
        "Arn": f"arn:aws:s3:::{name}",
        "DomainName": f"{name}.s3.amazonaws.com",
        "DualStackDomainName": f"{name}.s3.dualstack.{region}.amazonaws.com",
        "RegionalDomainName": f"{name}.s3.{region}.amazonaws.com",
        "WebsiteURL": f"http://{name}.s3-website-{region}.amazonaws.com",
    }


def _policy(work: Work) -> str:
    bucket = str(work.get("Bucket"))
    work.client.put_bucket_policy(Bucket=bucket, Policy=document(work.get("PolicyDocument")))
    return bucket


KINDS = (
    kind(
        "AWS::S3::Bucket",
        S3,
        ("BucketName", "ObjectLockEnabled", "AccessControl", "Tags", *SETTINGS),
        create=_bucket,
        delete=lambda w: w.client.delete_bucket(Bucket=w.physical_id),
        update=_settings,
        mutable=("AccessControl", "Tags", *SETTINGS),
        attributes=_attributes,
    ),
    kind(
        "AWS::S3::BucketPolicy",
        S3,
        "Bucket PolicyDocument",
        create=_policy,
        delete=lambda w: w.client.delete_bucket_policy(Bucket=w.get("Bucket")),
        update=_policy,
        mutable="PolicyDocument",
    ),
)
