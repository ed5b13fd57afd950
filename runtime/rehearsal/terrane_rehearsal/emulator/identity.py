"""Roles, their policies and the credentials that instances get."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.ssm.models import ssm_backends
from moto.sts.models import sts_backends

from ..policies import lets

LIFE = timedelta(hours=6)
RENEWED_BEFORE = timedelta(hours=1)
"""Of their end: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html"""


@dataclass(frozen=True)
class RoleCredentials:
    role: str
    access_key: str
    secret_key: str
    token: str
    updated: datetime
    expires: datetime


@dataclass(frozen=True)
class Caller:
    role: str
    role_arn: str
    session: str
    instance: str | None = None


@dataclass(frozen=True)
class Policy:
    name: str
    arn: str | None
    """None: an inline policy."""
    document: dict[str, Any]


class Identities:
    def __init__(self, account: str) -> None:
        self._account = account
        self._credentials: dict[str, RoleCredentials] = {}

    @property
    def _iam(self) -> Any:
        return iam_backends[self._account]["aws"]

    @property
    def _sts(self) -> Any:
        return sts_backends[self._account]["aws"]

    def credentials(self, instance: str, role: Any) -> RoleCredentials:
        """Of an instance whose profile holds the role; the same until an hour before they end."""
        held = self._credentials.get(instance)
        if held and held.role == role.name and held.expires - datetime.now(UTC) > RENEWED_BEFORE:
            return held
        made = self._sts.assume_role("us-east-1", instance, role.arn, "", int(LIFE.total_seconds()), "")
        now = datetime.now(UTC)
        keys = (made.access_key_id, made.secret_access_key, made.session_token)
        self._credentials[instance] = RoleCredentials(role.name, *keys, now, now + LIFE)
        return self._credentials[instance]

    def lend(self, role_arn: str, session: str) -> Mapping[str, str]:
        made = self._sts.assume_role("us-east-1", session, role_arn, "", int(timedelta(hours=1).total_seconds()), "")
        return {
            "AWS_ACCESS_KEY_ID": made.access_key_id,
            "AWS_SECRET_ACCESS_KEY": made.secret_access_key,
            "AWS_SESSION_TOKEN": made.session_token,
        }

    def trusts(self, role_arn: str, service: str) -> bool:
        role = self._iam.get_role(role_arn.rpartition("/")[2])
        context = {"aws:SourceAccount": self._account}
        return lets(_document(role.assume_role_policy_document), service, "sts:AssumeRole", context)

    def caller(self, access_key: str) -> Caller | None:
        assumed = self._sts.get_assumed_role_from_access_key(access_key)
        if assumed is None:
            return None
        name = assumed.role_arn.rpartition("/")[2]
        session = assumed.session_name
        return Caller(name, assumed.role_arn, session, session if session.startswith("i-") else None)

    def policies(self, role: str) -> tuple[Policy, ...]:
        found = self._iam.get_role(role)
        inline = [Policy(name, None, _document(text)) for name, text in found.policies.items()]
        attached = [Policy(each.name, each.arn, _managed(each)) for each in found.managed_policies.values()]
        return (*inline, *attached)

    def boundary(self, role: str) -> Policy | None:
        """The permissions boundary of a role."""
        arn = self._iam.get_role(role).permissions_boundary_arn
        policy = self._iam.managed_policies.get(arn) if arn else None
        return Policy(policy.name, policy.arn, _managed(policy)) if policy else None


def _managed(policy: Any) -> dict[str, Any]:
    """The document of the version in force."""
    return _document(next(each.document for each in policy.versions if each.version_id == policy.default_version_id))


def role_in(account: str, instance: Any) -> Any | None:
    """The role in an instance's profile."""
    arn = (instance.iam_instance_profile or {}).get("Arn")
    profiles = iam_backends[account]["aws"].instance_profiles.values()
    return next((each.roles[0] for each in profiles if each.arn == arn and each.roles), None)


def _document(text: str | dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text) if isinstance(text, str) else text
    return document


def resource_tags(account: str, arn: str) -> Mapping[str, str]:
    """Tags of a resource of EC2, Secrets Manager or Systems Manager; none where it does not exist."""
    _, _, service, region, _, resource = (arn.split(":", 5) + [""] * 6)[:6]
    if service == "ec2":
        return dict(ec2_backends[account][region].tags.get(resource.rpartition("/")[2], {}))
    if service == "secretsmanager":
        secrets = secretsmanager_backends[account][region].secrets.values()
        return next((_plain(each.tags or []) for each in secrets if each.arn == arn), {})
    if service == "ssm":
        name = resource.removeprefix("parameter")
        held = ssm_backends[account][region]._resource_tags["Parameter"]
        return dict(held.get(name) or held.get(name.lstrip("/")) or {})
    return {}


def _plain(tags: list[dict[str, str]]) -> dict[str, str]:
    return {each.get("key") or each["Key"]: each.get("value") or each.get("Value", "") for each in tags}
