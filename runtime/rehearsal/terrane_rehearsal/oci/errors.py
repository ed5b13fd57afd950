"""Refusals in OCI's form: https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm"""

from __future__ import annotations

from typing import NoReturn


class Refusal(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.status, self.code, self.message = status, code, message


def invalid(message: str) -> NoReturn:
    raise Refusal(400, "InvalidParameter", message)


def missing(name: str) -> NoReturn:
    raise Refusal(400, "MissingParameter", f"Missing required parameter: {name}")


def unparsable(why: str) -> NoReturn:
    raise Refusal(400, "CannotParseRequest", f"Incorrectly formatted request. {why}")


def absent(what: str) -> NoReturn:
    raise Refusal(404, "NotAuthorizedOrNotFound", f"Authorization failed or requested resource not found: {what}")


def conflict(message: str) -> NoReturn:
    raise Refusal(409, "Conflict", message)


def wrong_state(message: str) -> NoReturn:
    raise Refusal(409, "IncorrectState", message)


def exists(message: str) -> NoReturn:
    raise Refusal(409, "EntityAlreadyExists", message)


def exceeded(message: str) -> NoReturn:
    raise Refusal(400, "LimitExceeded", message)


def no_capacity() -> NoReturn:
    """https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/troubleshooting-out-of-host-capacity.htm"""
    raise Refusal(500, "InternalError", "Out of host capacity.")
