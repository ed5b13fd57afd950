"""A fault as JSON says it: checked, with what is allowed and what may have been meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from . import models
from .fault import Fault, Refusal

FIELDS: dict[str, frozenset[str]] = {
    "slow": frozenset({"service", "operation", "path", "seconds", "host", "role", "times"}),
    "refuse": frozenset({"service", "operation", "path", "seconds", "error", "message", "host", "role", "times"}),
    "secret": frozenset({"name", "error", "message", "host", "role", "times"}),
}
LONGEST_SECONDS = 600.0
STATUS = {
    "AccessDenied": HTTPStatus.FORBIDDEN,
    "InternalError": HTTPStatus.INTERNAL_SERVER_ERROR,
    "InternalFailure": HTTPStatus.INTERNAL_SERVER_ERROR,
    "InternalServerError": HTTPStatus.INTERNAL_SERVER_ERROR,
    "InternalServiceError": HTTPStatus.INTERNAL_SERVER_ERROR,
    "RequestLimitExceeded": HTTPStatus.SERVICE_UNAVAILABLE,
    "ServiceUnavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "SlowDown": HTTPStatus.SERVICE_UNAVAILABLE,
    "Unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
}
"""Of errors that do not come with 400."""
SECRET_ERRORS = {
    "ResourceNotFoundException": "Secrets Manager can't find the specified secret.",
    "InternalServiceError": "An error occurred on the server side.",
    "DecryptionFailure": "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
    "AccessDeniedException": "Access to KMS is not allowed",
}
"""https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html."""


def parse(spec: Mapping[str, Any], id: str) -> Fault:
    """Raises ValueError. `host` is an instance id here."""
    kind = _one_of("kind", spec.get("kind"), FIELDS)
    allowed = {"kind", *FIELDS[kind]}
    for name in spec:
        if name not in allowed:
            raise ValueError(f"a {kind} fault has no {name!r}{_hint(name, allowed)}; it may have {_list(allowed)}")
    fault = Fault(id, kind, instance=_text(spec, "host"), role=_text(spec, "role"), left=_times(spec))
    return _secret(spec, fault) if kind == "secret" else _api(spec, fault)


def _api(spec: Mapping[str, Any], fault: Fault) -> Fault:
    service, fault.path = _text(spec, "service"), _text(spec, "path")
    if service is not None:
        _one_of("service", service, models.services())
        fault.service = models.signing_name(service)
        operation = _text(spec, "operation")
        fault.operation = (
            _one_of(f"operation of {service}", operation, models.operations(service)) if operation else None
        )
    elif "operation" in spec:
        raise ValueError("an operation needs its service, e.g. service ec2, operation RunInstances")
    if fault.kind == "slow" or "seconds" in spec:
        fault.seconds = _seconds(spec)
    if fault.kind == "refuse":
        code = _text(spec, "error") or "ServiceUnavailable"
        message = _text(spec, "message") or "made to fail in this rehearsal"
        fault.refusal = Refusal(code, message, STATUS.get(code, HTTPStatus.BAD_REQUEST))
    return fault


def _secret(spec: Mapping[str, Any], fault: Fault) -> Fault:
    name = _text(spec, "name")
    if name is None:
        raise ValueError("a secret fault needs 'name': the secret's name or ARN, which may have *")
    code = _one_of("error", spec.get("error", "ResourceNotFoundException"), SECRET_ERRORS)
    message = _text(spec, "message") or SECRET_ERRORS[code]
    fault.service, fault.operation, fault.secret = "secretsmanager", "GetSecretValue", name
    fault.refusal = Refusal(code, message, STATUS.get(code, HTTPStatus.BAD_REQUEST))
    return fault


def _seconds(spec: Mapping[str, Any]) -> float:
    given = spec.get("seconds")
    if isinstance(given, bool) or not isinstance(given, (int, float)) or not 0 < given <= LONGEST_SECONDS:
        raise ValueError(f"'seconds' must be a number above 0, at most {LONGEST_SECONDS:g}, not {given!r}")
    return float(given)


def _times(spec: Mapping[str, Any]) -> int | None:
    given = spec.get("times")
    if given is not None and (isinstance(given, bool) or not isinstance(given, int) or given < 1):
        raise ValueError(f"'times' must be a whole number of at least 1, not {given!r}; without it, until cleared")
    return given


def _text(spec: Mapping[str, Any], name: str) -> str | None:
    given = spec.get(name)
    if given is not None and (not isinstance(given, str) or not given):
        raise ValueError(f"{name!r} must be a text, not {given!r}")
    return given


def _one_of(what: str, given: object, allowed: Iterable[str]) -> str:
    known = list(allowed)
    if isinstance(given, str) and given in known:
        return given
    there = f"; there are {_list(known)}" if len(known) <= 30 else ""
    raise ValueError(f"no {what} {given!r}{_hint(str(given), known)}{there}")


def _hint(given: str, known: Iterable[str]) -> str:
    by_lower = {each.lower(): each for each in known}
    near = difflib.get_close_matches(given.lower(), by_lower, 1)
    return f", did you mean {by_lower[near[0]]!r}?" if near else ""


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
