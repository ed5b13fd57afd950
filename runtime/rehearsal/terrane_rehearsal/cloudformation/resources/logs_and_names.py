"""Log groups, and names in Route 53."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.errors import ResourceFailed
from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list, tags_as_map

LOGS, ROUTE53 = "logs", "route53"


def _log_group(work: Work) -> str:
    name = work.name("LogGroupName", limit=512)
    tags = work.tag_map()
    given = work.given(KmsKeyId="kmsKeyId", LogGroupClass="logGroupClass")
    work.client.create_log_group(logGroupName=name, **given, **({"tags": tags} if tags else {}))
    work.made(name)
    _retention(work)
    return name


def _retention(work: Work) -> None:
    if not work.changed("RetentionInDays"):
        return
    if "RetentionInDays" in work.properties:
        days = work.get("RetentionInDays")
        work.client.put_retention_policy(logGroupName=work.physical_id, retentionInDays=days)
    else:
        work.client.delete_retention_policy(logGroupName=work.physical_id)


def _change_log_group(work: Work) -> None:
    _retention(work)
    if work.changed("Tags"):
        arn = _log_group_arn(work)
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.untag_resource(resourceArn=arn, tagKeys=lost)
        if work.tag_map():
            work.client.tag_resource(resourceArn=arn, tags=work.tag_map())


def _log_group_arn(work: Work) -> str:
    return f"arn:aws:logs:{work.region}:{work.account}:log-group:{work.physical_id}"


def _log_stream(work: Work) -> str:
    name = work.name("LogStreamName", limit=512)
    work.client.create_log_stream(logGroupName=work.get("LogGroupName"), logStreamName=name)
    return name


TRANSFORMATION = {"MetricName": "metricName", "MetricNamespace": "metricNamespace", "MetricValue": "metricValue",
                  "DefaultValue": "defaultValue", "Unit": "unit"}  # fmt: skip


def _metric_filter(work: Work) -> str:
    name = work.physical_id or work.name("FilterName", limit=512)
    given = [
        {TRANSFORMATION[key]: value for key, value in entry.items() if key in TRANSFORMATION}
        | ({"dimensions": {d["Key"]: d["Value"] for d in entry["Dimensions"]}} if "Dimensions" in entry else {})
        for entry in work.get("MetricTransformations", [])
    ]
    work.client.put_metric_filter(
        logGroupName=work.get("LogGroupName"), filterName=name, filterPattern=work.get("FilterPattern"),
        metricTransformations=given,
    )  # fmt: skip
    return name


def _zone(work: Work) -> str:
    vpcs = [{"VPCId": vpc["VPCId"], "VPCRegion": vpc["VPCRegion"]} for vpc in work.get("VPCs", [])]
    settings = {**work.get("HostedZoneConfig", {}), **({"PrivateZone": True} if vpcs else {})}
    made = work.client.create_hosted_zone(
        Name=work.get("Name"),
        CallerReference=str(uuid.uuid4()),
        **({"HostedZoneConfig": settings} if settings else {}),
        **({"VPC": vpcs[0]} if vpcs else {}),
    )
    work.made(str(made["HostedZone"]["Id"]).rpartition("/")[2])
    for vpc in vpcs[1:]:
        work.client.associate_vpc_with_hosted_zone(HostedZoneId=work.physical_id, VPC=vpc)
    _tag_zone(work)
    return work.physical_id


def _tag_zone(work: Work) -> None:
    if not work.changed("HostedZoneTags"):
        return
    lost = sorted(tags_as_map(work.before("HostedZoneTags")).keys() - work.tag_map("HostedZoneTags").keys())
    tags = tags_as_list(work.get("HostedZoneTags"))
    work.client.change_tags_for_resource(
        ResourceType="hostedzone",
        ResourceId=work.physical_id,
        **({"AddTags": tags} if tags else {}),
        **({"RemoveTagKeys": lost} if lost else {}),
    )


def _change_zone(work: Work) -> None:
    if work.changed("VPCs"):
        old, new = (
            {(v["VPCId"], v["VPCRegion"]) for v in given} for given in (work.before("VPCs", []), work.get("VPCs", []))
        )
        for verb, vpcs in (("associate_vpc_with", new - old), ("disassociate_vpc_from", old - new)):
            for vpc, region in sorted(vpcs):
                call = getattr(work.client, f"{verb}_hosted_zone")
                call(HostedZoneId=work.physical_id, VPC={"VPCId": vpc, "VPCRegion": region})
    if work.changed("HostedZoneConfig"):
        comment = work.get("HostedZoneConfig", {}).get("Comment", "")
        work.client.update_hosted_zone_comment(Id=work.physical_id, Comment=comment)
    _tag_zone(work)


def _zone_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.get_hosted_zone(Id=work.physical_id)
    return {"Id": work.physical_id, "NameServers": held.get("DelegationSet", {}).get("NameServers", [])}


RECORD = (
    "Name",
    "Type",
    "SetIdentifier",
    "Weight",
    "Region",
    "Failover",
    "MultiValueAnswer",
    "HealthCheckId",
    "AliasTarget",
)


def _record(work: Work, properties: Mapping[str, Any]) -> dict[str, Any]:
    record = {name: properties[name] for name in RECORD if name in properties}
    if "AliasTarget" in record:
        record["AliasTarget"] = {"EvaluateTargetHealth": False, **record["AliasTarget"]}
    if "TTL" in properties:
        record["TTL"] = int(properties["TTL"])
    if "ResourceRecords" in properties:
        record["ResourceRecords"] = [{"Value": value} for value in properties["ResourceRecords"]]
    return record


def _zone_of(work: Work) -> str:
    if "HostedZoneId" in work.properties:
        return str(work.get("HostedZoneId"))
    name = str(work.get("HostedZoneName", "")).rstrip(".") + "."
    for zone in work.client.list_hosted_zones_by_name(DNSName=name)["HostedZones"]:
        if zone["Name"] == name:
            return str(zone["Id"]).rpartition("/")[2]
    raise ResourceFailed(f"No hosted zones named {name} found")


def _change_record(work: Work, action: str, properties: Mapping[str, Any]) -> None:
    change = {"Action": action, "ResourceRecordSet": _record(work, properties)}
    work.client.change_resource_record_sets(HostedZoneId=_zone_of(work), ChangeBatch={"Changes": [change]})


def _create_record(work: Work) -> str:
    _change_record(work, "CREATE", work.properties)
    return str(work.get("Name")).rstrip(".")


KINDS = (
    kind(
        "AWS::Logs::LogGroup",
        LOGS,
        "KmsKeyId LogGroupClass LogGroupName RetentionInDays Tags",
        create=_log_group,
        delete=lambda w: w.client.delete_log_group(logGroupName=w.physical_id),
        update=_change_log_group,
        mutable="RetentionInDays Tags",
        attributes=lambda w: {"Arn": f"{_log_group_arn(w)}:*"},
    ),
    kind(
        "AWS::Logs::LogStream",
        LOGS,
        "LogGroupName LogStreamName",
        create=_log_stream,
        delete=lambda w: w.client.delete_log_stream(logGroupName=w.get("LogGroupName"), logStreamName=w.physical_id),
    ),
    kind(
        "AWS::Logs::MetricFilter",
        LOGS,
        "FilterName FilterPattern LogGroupName MetricTransformations",
        create=_metric_filter,
        delete=lambda w: w.client.delete_metric_filter(logGroupName=w.get("LogGroupName"), filterName=w.physical_id),
        update=_metric_filter,
        mutable="FilterPattern MetricTransformations",
    ),
    kind(
        "AWS::Route53::HostedZone",
        ROUTE53,
        "HostedZoneConfig HostedZoneTags Name VPCs",
        create=_zone,
        delete=lambda w: w.client.delete_hosted_zone(Id=w.physical_id),
        update=_change_zone,
        mutable="HostedZoneConfig HostedZoneTags VPCs",
        attributes=_zone_attributes,
    ),
    kind(
        "AWS::Route53::RecordSet",
        ROUTE53,
        (*RECORD, "HostedZoneId", "HostedZoneName", "TTL", "ResourceRecords", "Comment"),
        create=_create_record,
        delete=lambda w: _change_record(w, "DELETE", w.properties),
        update=lambda w: _change_record(w, "UPSERT", w.properties),
        mutable={*RECORD, "TTL", "ResourceRecords", "Comment"} - {"Name", "Type", "SetIdentifier"},
        replaced="Name Type SetIdentifier",
    ),
)
