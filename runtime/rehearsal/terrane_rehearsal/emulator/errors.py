"""Refusals of EC2."""

from __future__ import annotations

from typing import NoReturn
from xml.sax.saxutils import escape

from moto.ec2.exceptions import EC2ClientError
from werkzeug.exceptions import HTTPException


def refuse(code: str, message: str) -> NoReturn:
    raise EC2ClientError(code, message)


class Unavailable(HTTPException):
    """A failure on EC2's side, with status 500: SDKs try again. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"""

    code = 500

    def __init__(self, error_code: str, message: str) -> None:
        error = f"<Error><Code>{error_code}</Code><Message>{escape(message)}</Message></Error>"
        super().__init__(f"<Response><Errors>{error}</Errors><RequestID>rehearsal</RequestID></Response>")
        self.error_code = error_code
        self.message = message

    def get_headers(self, *_: object, **__: object) -> list[tuple[str, str]]:
        return [("Content-Type", "text/xml")]


def code_of(error: Exception) -> str:
    return error.error_code if isinstance(error, Unavailable) else str(getattr(error, "code", "InternalError"))


def message_of(error: Exception) -> str:
    return str(getattr(error, "message", error))
