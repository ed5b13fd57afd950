"""What can be wrong, in CloudFormation's own words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class CloudFormationError(Exception):
    """The answer to a call that cannot be done. `code` and `status` are those of the AWS API."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


class ResourceFailed(Exception):
    """One resource cannot be made, changed or deleted: the text is its event's reason."""


def invalid(message: str) -> CloudFormationError:
    return CloudFormationError("ValidationError", message)


def unresolved(names: Iterable[str], block: str = "Resources") -> CloudFormationError:
    listed = ", ".join(sorted(names))
    return invalid(
        f"Template format error: Unresolved resource dependencies [{listed}] in the {block} block of the template"
    )


def no_such_stack(name: str) -> CloudFormationError:
    return invalid(f"Stack with id {name} does not exist")


def reason(error: BaseException) -> str:
    """The sentence of a failure; an AWS error reads as CloudFormation shows it."""
    response: dict[str, Any] = getattr(error, "response", None) or {}
    told = response.get("Error", {})
    if "Code" in told:
        status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 400)
        operation = getattr(error, "operation_name", "")
        return (
            f"{told.get('Message', told['Code'])} (Operation: {operation}, Status Code: {status}, Code: {told['Code']})"
        )
    if isinstance(error, (CloudFormationError, ResourceFailed)):
        return str(error)
    return f"{type(error).__name__}: {error}"


def code(error: BaseException) -> str:
    """The AWS error code of a failed call, else an empty text."""
    response: dict[str, Any] = getattr(error, "response", None) or {}
    return str(response.get("Error", {}).get("Code", ""))
