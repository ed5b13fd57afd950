"""Rules of security groups: moto gives the description back of a rule about addresses, but not of one about a group."""

from __future__ import annotations

from moto.ec2.models.security_groups import SecurityGroupRule


def install() -> None:
    SecurityGroupRule.description = property(  # type: ignore[assignment]
        lambda rule: rule.ip_range.get("Description") or rule.source_group.get("Description")
    )
