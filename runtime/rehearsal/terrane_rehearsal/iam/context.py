"""The request context: condition keys that IAM adds to every request, and those of the asked resource.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property

from .ask import ANY, Ask, Values, one
from .authorization import never_has
from .call import Call
from .facts import Facts
from .origin import KEYS as ORIGIN_KEYS
from .origin import origin
from .ports import Caller, Cloud

# Services whose resources' tags the emulator tells by ARN.
_TAGGED = frozenset({"ec2", "secretsmanager", "ssm"})
_RESOURCE_TAG = "resourcetag/"
_REQUEST_TAG = "aws:requesttag/"
_PRINCIPAL_TAG = "aws:principaltag/"

# Role credentials of an instance never have these.
_NEVER = frozenset(
    {"aws:username", "aws:multifactorauthpresent", "aws:multifactorauthage", "aws:federatedprovider"}
    | {"aws:sourceidentity", "aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:calledvia"}
    | {"aws:calledviafirst", "aws:calledvialast", "aws:principalservicename", "aws:principalservicenameslist"}
    | {"aws:assumedroot"}
)


class Session:
    """The keys of one call that do not depend on the resource; found when first needed."""

    def __init__(self, cloud: Cloud, caller: Caller, call: Call, facts: Facts) -> None:
        self._cloud, self._caller, self._call, self.facts = cloud, caller, call, facts
        self._makers: dict[str, Callable[[], Values]] = {
            "aws:currenttime": lambda: (_now().strftime("%Y-%m-%dT%H:%M:%SZ"),),
            "aws:epochtime": lambda: (str(int(_now().timestamp())),),
            "aws:principalarn": lambda: (caller.role_arn,),
            "aws:principalaccount": lambda: (cloud.account,),
            "aws:resourceaccount": lambda: (cloud.account,),
            "aws:principaltype": lambda: ("AssumedRole",),
            "aws:principalisawsservice": lambda: ("false",),
            "aws:viaawsservice": lambda: ("false",),
            "aws:userid": self._user_id,
            "aws:requestedregion": lambda: (call.region,),
            "aws:securetransport": lambda: one(call.http.secure),
            "aws:useragent": lambda: one(call.http.headers.get("user-agent")),
            "aws:referer": lambda: one(call.http.headers.get("referer")),
            "ec2:sourceinstancearn": self._instance_arn,
            "ec2:region": lambda: (call.region,),
        }

    def find(self, key: str) -> Values | None:
        if key in _NEVER:
            return ()
        if key in self._makers:
            return self._makers[key]()
        if key in ORIGIN_KEYS:
            return self._origin.get(key)
        if key.startswith(_PRINCIPAL_TAG):
            return one(self._principal_tags.get(key.removeprefix(_PRINCIPAL_TAG)))
        return None

    def _user_id(self) -> Values:
        return (f"{self._role.get('RoleId')}:{self._caller.session}",)

    def _instance_arn(self) -> Values:
        host = self._caller.instance
        return (self.facts.arn("ec2", f"instance/{host}"),) if host else ()

    @cached_property
    def _role(self) -> Mapping[str, object]:
        return self.facts.look("role", self._caller.role) or {}

    @cached_property
    def _principal_tags(self) -> Mapping[str, str]:
        tags = self._role.get("Tags")
        return {each["Key"].lower(): each["Value"] for each in (tags if isinstance(tags, list) else [])}

    @cached_property
    def _origin(self) -> Mapping[str, Values | None]:
        return origin(self._cloud.observe(), self._caller.instance, self._call.http.service)


class Context:
    """All keys of one ask."""

    def __init__(self, session: Session, ask: Ask) -> None:
        self._session, self._ask = session, ask
        self._known: dict[str, Values | None] = {}

    def find(self, key: str) -> Values | None:
        if key not in self._known:
            self._known[key] = self._found(key)
        return self._known[key]

    def _found(self, key: str) -> Values | None:
        own = self._ask.context.get(key)
        if own is not None:
            return own() if callable(own) else own
        if self._ask.blind and not key.startswith(("aws:principal", "aws:source")):
            return self._session.find(key)
        if key.startswith(_REQUEST_TAG):
            return one(self._request_tags.get(key.removeprefix(_REQUEST_TAG)))
        if key == "aws:tagkeys":
            return tuple(self._ask.request_tags or ())
        if _RESOURCE_TAG in key:
            return self._resource_tag(key.partition(_RESOURCE_TAG)[2])
        found = self._session.find(key)
        return () if found is None and never_has(self._ask.action, self._ask.resource, key) else found

    @cached_property
    def _request_tags(self) -> Mapping[str, str]:
        return {name.lower(): value for name, value in (self._ask.request_tags or {}).items()}

    def _resource_tag(self, name: str) -> Values | None:
        if self._ask.resource is None:
            return None
        return one(self._resource_tags.get(name)) if self._resource_tags is not None else None

    @cached_property
    def _resource_tags(self) -> Mapping[str, str] | None:
        """None: the emulator does not tell them. What is not made yet has none."""
        arn = self._ask.resource or ""
        if arn == ANY or arn.endswith("/*"):
            return {}
        if arn.split(":")[2] not in _TAGGED:
            return None
        return {key.lower(): value for key, value in self._session.facts.tags(arn).items()}


def _now() -> datetime:
    return datetime.now(UTC)
