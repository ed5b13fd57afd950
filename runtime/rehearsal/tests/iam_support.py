"""A host whose boto3 clients reach the guard in this process, in front of a cloud that says yes to everything."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import boto3  # type: ignore[import-untyped, unused-ignore]
from botocore.awsrequest import (  # type: ignore[import-untyped, unused-ignore]
    AWSPreparedRequest,
    AWSResponse,
)
from botocore.config import Config  # type: ignore[import-untyped, unused-ignore]
from botocore.exceptions import ClientError  # type: ignore[import-untyped, unused-ignore]
from werkzeug.test import EnvironBuilder, run_wsgi_app

from terrane_rehearsal.iam import Guard
from terrane_rehearsal.iam.ask import Ask
from terrane_rehearsal.iam.call import call_of
from terrane_rehearsal.iam.facts import Facts
from terrane_rehearsal.iam.http import Http
from terrane_rehearsal.iam.request import asks_of
from terrane_rehearsal.world import World

ACCOUNT = "123456789012"
REGION = "us-west-2"
KEY = "ASIAREHEARSALHOST001"
HOST = "i-0123456789abcdef0"
EC2 = f"arn:aws:ec2:{REGION}:{ACCOUNT}"

VALUES = {
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::AccountId": ACCOUNT,
    "AWS::StackId": f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/Mpas/51af3dc0-da77-11e4-872e-1234567db123",
    "OceanMungeE5E9A809": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:OceanMunge-AbCdEf",
    "OceanResults56B2EEFA.Arn": "arn:aws:s3:::results",
    "OceanComputeFleet2B7A45A4": "lt-0aaaaaaaaaaaaaaaa",
    "OceanNodes1AB5D176D": "subnet-0aaaaaaaaaaaaaaaa",
    "OceanComputeGroup0245BD56.GroupId": "sg-0aaaaaaaaaaaaaaaa",
    "OceanComputePlacement6BFE0FC9": "ocean-placement",
    "OceanComputeIdentity376A98CC.Arn": f"arn:aws:iam::{ACCOUNT}:role/compute",
    "OceanStateCE410220": "vol-0aaaaaaaaaaaaaaaa",
    "OceanHome6FEAD977": "vol-0bbbbbbbbbbbbbbbb",
}


def resolved(value: Any) -> Any:
    """Intrinsic functions of a template, with VALUES."""
    if isinstance(value, list):
        return [resolved(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "Ref" in value:
        return VALUES[value["Ref"]]
    if "Fn::GetAtt" in value:
        return VALUES[".".join(value["Fn::GetAtt"])]
    if "Fn::Join" in value:
        return value["Fn::Join"][0].join(resolved(value["Fn::Join"][1]))
    if "Fn::Sub" in value:
        return value["Fn::Sub"].replace("${AWS::AccountId}", ACCOUNT).replace("${AWS::Region}", REGION)
    return {key: resolved(each) for key, each in value.items()}


def ocean(role: str) -> dict[str, Any]:
    """Policy of mpas-ocean's head or compute nodes, as the CloudFormation template has it."""
    text = (Path(__file__).parent / "iam_mpas_ocean.json").read_text(encoding="utf-8")
    document: dict[str, Any] = resolved(json.loads(text)[role])
    return document


def allow(*actions: str, on: str | list[str] = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": on, **more}


def document(*statements: Mapping[str, Any], version: str = "2012-10-17") -> dict[str, Any]:
    return {"Version": version, "Statement": list(statements)}


@dataclass(frozen=True)
class Policy:
    name: str
    document: dict[str, Any]
    arn: str | None = None


@dataclass(frozen=True)
class Caller:
    role: str = "head"
    role_arn: str = f"arn:aws:iam::{ACCOUNT}:role/head"
    session: str = HOST
    instance: str | None = HOST


@dataclass
class Cloud:
    """`answers`: of (service, method), what a client of the emulator would answer."""

    policy: dict[str, Any]
    limit: dict[str, Any] | None = None
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    answers: dict[tuple[str, str], Any] = field(default_factory=dict)
    world: World = field(default_factory=World)
    account: str = ACCOUNT
    looked: list[str] = field(default_factory=list)

    def caller(self, access_key: str) -> Caller | None:
        return Caller() if access_key == KEY else None

    def policies(self, role: str) -> tuple[Policy, ...]:
        return (Policy("terrane", self.policy),)

    def boundary(self, role: str) -> Policy | None:
        return Policy("limit", self.limit) if self.limit else None

    def resource_tags(self, arn: str) -> Mapping[str, str]:
        return self.tags.get(arn, {})

    def observe(self) -> World:
        return self.world

    def client(self, service: str, region: str | None = None) -> Any:
        return _Client(self, service)


@dataclass(frozen=True)
class _Client:
    cloud: Cloud
    service: str

    def __getattr__(self, method: str) -> Callable[..., Any]:
        def call(**given: Any) -> Any:
            self.cloud.looked.append(f"{self.service}.{method}")
            answer = self.cloud.answers.get((self.service, method))
            found = answer(given) if callable(answer) else answer
            if found is None:
                raise ClientError({"Error": {"Code": "NotFound", "Message": "not found"}}, method)
            return found

        return call


class Notes:
    def __init__(self) -> None:
        self.taken: list[tuple[str, dict[str, Any]]] = []

    def note(self, event: str, **facts: Any) -> None:
        self.taken.append((event, facts))


class Host:
    """Clients of `cloud`'s only role; `seen` holds what reached the emulator."""

    def __init__(self, cloud: Cloud, status: str = "200 OK", headers: Iterable[tuple[str, str]] = ()) -> None:
        self.notes = Notes()
        self.guard = Guard(cloud, self.notes)
        self.cloud = cloud
        self.seen: list[dict[str, Any]] = []
        self._status, self._headers = status, list(headers)
        self.app = self.guard.wsgi(self._yes)

    def _yes(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        body = environ["wsgi.input"].read()
        self.seen.append({"path": environ["PATH_INFO"], "body": body, "environ": environ})
        kind, answer = _empty(environ, body)
        start_response(self._status, [("Content-Type", kind), *self._headers])
        return [answer]

    def client(self, service: str, key: str = KEY, region: str = REGION, **config: Any) -> Any:
        made = boto3.client(
            service,
            region_name=region,
            aws_access_key_id=key,
            aws_secret_access_key="secret",
            aws_session_token="token",
            config=Config(retries={"max_attempts": 0}, **config),
        )
        made.meta.events.register("before-send", sender(lambda *given: self.app(*given)))
        return made


def sender(app: Callable[..., Any]) -> Callable[..., AWSResponse]:
    """Takes a client's requests to an application in this process."""

    def send(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        answer, status, headers = run_wsgi_app(app, environ_of(request), buffered=True)
        raw: Any = _Raw(b"".join(answer))
        return AWSResponse(request.url, int(status.split()[0]), headers, raw)

    return send


class _Raw(io.BytesIO):
    def stream(self, amount: int = 1 << 16, decode_content: bool = True) -> Iterator[bytes]:
        while piece := self.read(amount):
            yield piece


def _empty(environ: Mapping[str, Any], body: bytes) -> tuple[str, bytes]:
    """An answer that SDKs take for success."""
    if "HTTP_SMITHY_PROTOCOL" in environ:
        return "application/cbor", b"\xa0"
    if "HTTP_X_AMZ_TARGET" in environ or environ["HTTP_HOST"].startswith(("lambda", "elasticfilesystem")):
        return "application/json", b"{}"
    action = dict(parse_qsl(body.decode("latin-1"))).get("Action", "")
    return "text/xml", f"<Answer><{action}Result/></Answer>".encode()


def environ_of(request: AWSPreparedRequest) -> dict[str, Any]:
    """As a server makes it."""
    body = request.body.read() if hasattr(request.body, "read") else request.body or b""
    data = body.encode() if isinstance(body, str) else bytes(body)
    headers = {name: value.decode() if isinstance(value, bytes) else value for name, value in request.headers.items()}
    made = environ_at(request.url, request.method, headers, data)
    if "HTTP_TRANSFER_ENCODING" in made:
        made.pop("CONTENT_LENGTH", None)
        made["wsgi.input_terminated"] = True
    return made


def environ_at(
    url: str, method: str = "GET", headers: Mapping[str, str] | None = None, data: bytes = b""
) -> dict[str, Any]:
    made = EnvironBuilder(path=url, method=method, headers=list((headers or {}).items()), data=data).get_environ()
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    made.update({"HTTP_HOST": host, "RAW_URI": "/" + path, "REMOTE_ADDR": "10.0.0.10", "wsgi.url_scheme": scheme})
    return made


@contextmanager
def asked(service: str, cloud: Cloud | None = None, **config: Any) -> Iterator[tuple[Any, list[Ask]]]:
    """A client, and the list that its next call's questions are put into."""
    found: list[Ask] = []
    over = cloud or Cloud(document(allow("*")))
    host = Host(over)
    inner = host.app

    def app(environ: dict[str, Any], start_response: Any) -> Any:
        call = call_of(Http(environ))
        found.extend(asks_of(call, Facts(over, call.region)))
        return inner(environ, start_response)

    host.app = app
    yield host.client(service, **config), found


def calling(method: str, **given: Any) -> Callable[[Any], Any]:
    """A call of a client."""
    return lambda client: getattr(client, method)(**given)


def pairs(asks: Iterable[Ask]) -> list[tuple[str, str | None]]:
    return [(ask.action, ask.resource) for ask in asks]
