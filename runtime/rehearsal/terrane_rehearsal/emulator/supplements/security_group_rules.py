"""Rules of security groups: moto gives the description back of a rule about addresses, but not of one about a group.
Of a rule that is gone it answers another error than EC2, by which a client knows that it has nothing more to do."""

from __future__ import annotations

from typing import Any

from moto.ec2.exceptions import InvalidPermissionNotFoundError, InvalidSecurityGroupRuleIdNotFoundError
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

from ..patching import Function, around


def install() -> None:
    SecurityGroupRule.description = property(  # type: ignore[assignment]
        lambda rule: rule.ip_range.get("Description") or rule.source_group.get("Description")
    )
    for name in ("revoke_security_group_ingress", "revoke_security_group_egress"):
        around(SecurityGroupBackend, name)(revoke)


def revoke(original: Function, *arguments: Any, **named: Any) -> Any:
    try:
        return original(*arguments, **named)
    except InvalidPermissionNotFoundError:
        ids = named.get("security_rule_ids")
        if not ids:
            raise
        raise InvalidSecurityGroupRuleIdNotFoundError(", ".join(ids)) from None
