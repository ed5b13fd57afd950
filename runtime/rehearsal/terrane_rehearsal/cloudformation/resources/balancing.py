"""Load balancers, their targets and certificates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terrane_rehearsal.cloudformation.resources.kind import kind
from terrane_rehearsal.cloudformation.resources.work import Work, tags_as_list, tags_as_map

ELB, ACM = "elbv2", "acm"


def _tagged(work: Work) -> dict[str, Any]:
    tags = tags_as_list(work.get("Tags"))
    return {"Tags": tags} if tags else {}


def _retag(work: Work) -> None:
    if work.changed("Tags"):
        if lost := sorted(tags_as_map(work.before("Tags")).keys() - work.tag_map().keys()):
            work.client.remove_tags(ResourceArns=[work.physical_id], TagKeys=lost)
        if work.get("Tags"):
            work.client.add_tags(ResourceArns=[work.physical_id], Tags=tags_as_list(work.get("Tags")))


BALANCER = ("IpAddressType", "Scheme", "SecurityGroups", "SubnetMappings", "Subnets", "Type")


def _balancer(work: Work) -> str:
    made = work.client.create_load_balancer(Name=work.name(limit=32), **work.given(*BALANCER), **_tagged(work))
    work.made(made["LoadBalancers"][0]["LoadBalancerArn"])
    _balancer_settings(work)
    return work.physical_id


def _balancer_settings(work: Work) -> None:
    target = {"LoadBalancerArn": work.physical_id}
    if work.changed("LoadBalancerAttributes") and work.get("LoadBalancerAttributes"):
        work.client.modify_load_balancer_attributes(**target, Attributes=work.get("LoadBalancerAttributes"))
    if work.old is not None:
        if work.changed("SecurityGroups"):
            work.client.set_security_groups(**target, SecurityGroups=work.get("SecurityGroups", []))
        if work.changed("Subnets", "SubnetMappings"):
            work.client.set_subnets(**target, **work.given("Subnets", "SubnetMappings"))
        if work.changed("IpAddressType"):
            work.client.set_ip_address_type(**target, IpAddressType=work.get("IpAddressType", "ipv4"))
        _retag(work)


def _balancer_held(work: Work) -> dict[str, Any]:
    found: dict[str, Any] = work.client.describe_load_balancers(LoadBalancerArns=[work.physical_id])["LoadBalancers"][0]
    return found


def _balancer_attributes(work: Work) -> Mapping[str, Any]:
    held = _balancer_held(work)
    return {
        "LoadBalancerArn": work.physical_id,
        "LoadBalancerName": held["LoadBalancerName"],
        "LoadBalancerFullName": work.physical_id.partition(":loadbalancer/")[2],
        "DNSName": held["DNSName"],
        "CanonicalHostedZoneID": held.get("CanonicalHostedZoneId", ""),
        "SecurityGroups": held.get("SecurityGroups", []),
    }


CHECKS = (
    "HealthCheckEnabled", "HealthCheckIntervalSeconds", "HealthCheckPath", "HealthCheckPort",
    "HealthCheckProtocol", "HealthCheckTimeoutSeconds", "HealthyThresholdCount", "Matcher",
    "UnhealthyThresholdCount",
)  # fmt: skip
TARGETS = ("IpAddressType", "Port", "Protocol", "ProtocolVersion", "TargetType", "VpcId")


def _target_group(work: Work) -> str:
    made = work.client.create_target_group(Name=work.name(limit=32), **work.given(*TARGETS, *CHECKS), **_tagged(work))
    work.made(made["TargetGroups"][0]["TargetGroupArn"])
    _target_settings(work)
    return work.physical_id


def _target_settings(work: Work) -> None:
    target = {"TargetGroupArn": work.physical_id}
    if work.changed("TargetGroupAttributes") and work.get("TargetGroupAttributes"):
        work.client.modify_target_group_attributes(**target, Attributes=work.get("TargetGroupAttributes"))
    if work.changed("Targets"):
        old, new = work.before("Targets", []), work.get("Targets", [])
        if lost := [each for each in old if each not in new]:
            work.client.deregister_targets(**target, Targets=lost)
        if new:
            work.client.register_targets(**target, Targets=new)
    if work.old is not None:
        if work.changed(*CHECKS):
            work.client.modify_target_group(**target, **work.given(*CHECKS))
        _retag(work)


def _target_attributes(work: Work) -> Mapping[str, Any]:
    held = work.client.describe_target_groups(TargetGroupArns=[work.physical_id])["TargetGroups"][0]
    return {
        "TargetGroupArn": work.physical_id,
        "TargetGroupName": held["TargetGroupName"],
        "TargetGroupFullName": work.physical_id.rpartition(":")[2],
        "LoadBalancerArns": held.get("LoadBalancerArns", []),
    }


LISTENER = ("AlpnPolicy", "Certificates", "DefaultActions", "Port", "Protocol", "SslPolicy")


def _listener(work: Work) -> str:
    made = work.client.create_listener(
        LoadBalancerArn=work.get("LoadBalancerArn"), **work.given(*LISTENER), **_tagged(work)
    )
    return str(made["Listeners"][0]["ListenerArn"])


def _change_listener(work: Work) -> None:
    if work.changed(*LISTENER):
        work.client.modify_listener(ListenerArn=work.physical_id, **work.given(*LISTENER))
    _retag(work)


def _rule(work: Work) -> str:
    made = work.client.create_rule(**work.given("ListenerArn", "Actions", "Conditions", "Priority"), **_tagged(work))
    return str(made["Rules"][0]["RuleArn"])


def _change_rule(work: Work) -> None:
    if work.changed("Actions", "Conditions"):
        work.client.modify_rule(RuleArn=work.physical_id, **work.given("Actions", "Conditions"))
    if work.changed("Priority"):
        work.client.set_rule_priorities(
            RulePriorities=[{"RuleArn": work.physical_id, "Priority": work.get("Priority")}]
        )
    _retag(work)


def _certificate(work: Work) -> str:
    """Issued at once here: nobody has to prove that they own the name."""
    options = [
        {"DomainName": each["DomainName"], "ValidationDomain": each["ValidationDomain"]}
        for each in work.get("DomainValidationOptions", [])
        if "ValidationDomain" in each
    ]
    made = work.client.request_certificate(
        **work.given(
            "DomainName", "KeyAlgorithm", "SubjectAlternativeNames", "ValidationMethod", "CertificateAuthorityArn"
        ),
        **({"DomainValidationOptions": options} if options else {}),
        **_tagged(work),
    )
    return str(made["CertificateArn"])


def _retag_certificate(work: Work) -> None:
    old, new = tags_as_map(work.before("Tags")), work.tag_map()
    if lost := [{"Key": key} for key in sorted(old.keys() - new.keys())]:
        work.client.remove_tags_from_certificate(CertificateArn=work.physical_id, Tags=lost)
    if new:
        work.client.add_tags_to_certificate(CertificateArn=work.physical_id, Tags=tags_as_list(new))


KINDS = (
    kind(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        ELB,
        (*BALANCER, "Name", "LoadBalancerAttributes", "Tags"),
        create=_balancer,
        delete=lambda w: w.client.delete_load_balancer(LoadBalancerArn=w.physical_id),
        update=_balancer_settings,
        mutable="IpAddressType SecurityGroups SubnetMappings Subnets LoadBalancerAttributes Tags",
        attributes=_balancer_attributes,
        settled=lambda w: _balancer_held(w)["State"]["Code"] != "failed",
    ),
    kind(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        ELB,
        (*TARGETS, *CHECKS, "Name", "TargetGroupAttributes", "Targets", "Tags"),
        create=_target_group,
        delete=lambda w: w.client.delete_target_group(TargetGroupArn=w.physical_id),
        update=_target_settings,
        mutable=(*CHECKS, "TargetGroupAttributes", "Targets", "Tags"),
        attributes=_target_attributes,
    ),
    kind(
        "AWS::ElasticLoadBalancingV2::Listener",
        ELB,
        (*LISTENER, "LoadBalancerArn", "Tags"),
        create=_listener,
        delete=lambda w: w.client.delete_listener(ListenerArn=w.physical_id),
        update=_change_listener,
        mutable=(*LISTENER, "Tags"),
        attributes=lambda w: {"ListenerArn": w.physical_id},
    ),
    kind(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        ELB,
        "ListenerArn Actions Conditions Priority Tags",
        create=_rule,
        delete=lambda w: w.client.delete_rule(RuleArn=w.physical_id),
        update=_change_rule,
        mutable="Actions Conditions Priority Tags",
        attributes=lambda w: {"RuleArn": w.physical_id, "IsDefault": False},
    ),
    kind(
        "AWS::CertificateManager::Certificate",
        ACM,
        "DomainName DomainValidationOptions KeyAlgorithm "
        "SubjectAlternativeNames ValidationMethod CertificateAuthorityArn Tags",
        create=_certificate,
        delete=lambda w: w.client.delete_certificate(CertificateArn=w.physical_id),
        update=_retag_certificate,
        mutable="Tags",
        attributes=lambda w: {"CertificateArn": w.physical_id},
    ),
)
