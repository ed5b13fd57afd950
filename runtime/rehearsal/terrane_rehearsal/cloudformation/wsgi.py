"""The service on the wire: query protocol, and the addresses that wait conditions are signalled at."""

from __future__ import annotations

import re
import threading
import urllib.parse
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from terrane_rehearsal.cloudformation import query, xml
from terrane_rehearsal.cloudformation.errors import CloudFormationError, reason
from terrane_rehearsal.cloudformation.operations import OPERATIONS
from terrane_rehearsal.cloudformation.operations.call import Call
from terrane_rehearsal.cloudformation.region import Emulator, Region
from terrane_rehearsal.cloudformation.signals import Signals, put_signal
from terrane_rehearsal.journal import Journal

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]

CREDENTIAL_REGION = re.compile(r"Credential=[^/]+/\d{8}/([a-z0-9-]+)/")
HOST_REGION = re.compile(r"^cloudformation(?:-fips)?\.([a-z0-9-]+)\.")
WAIT_HOST = re.compile(r"^cloudformation-waitcondition-")
STATUS = {200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 500: "Internal Server Error"}


class Application:
    def __init__(self, emulator: Emulator, journal: Journal) -> None:
        self._emulator = emulator
        self._journal = journal
        self._regions: dict[str, Region] = {}
        self._lock = threading.Lock()

    def region(self, name: str) -> Region:
        with self._lock:
            if name not in self._regions:
                self._regions[name] = Region(self._emulator, name, self._journal)
            return self._regions[name]

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        request_id = str(uuid.uuid4())
        try:
            status, body = 200, self._answered(environ, request_id)
        except CloudFormationError as error:
            status, body = error.status, xml.error(error.code, error.message, request_id)
        except Exception as error:  # noqa: BLE001 (the caller gets it as an answer)
            self._journal.note("cloudformation-failure", reason=reason(error))
            status, body = 500, xml.error("InternalFailure", reason(error), request_id, sender=False)
        headers = [
            ("Content-Type", "text/xml"),
            ("Content-Length", str(len(body))),
            ("x-amzn-RequestId", request_id),
        ]
        start_response(f"{status} {STATUS.get(status, 'Error')}", headers)
        return [body]

    def _answered(self, environ: Environ, request_id: str) -> bytes:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if WAIT_HOST.match(environ.get("HTTP_HOST", "")):
            self._signal(environ.get("PATH_INFO", ""), body)
            return b""
        flat = dict(urllib.parse.parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
        flat |= dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
        return self._called(flat, self.region(self._region_of(environ)), request_id)

    def _called(self, flat: Mapping[str, str], region: Region, request_id: str) -> bytes:
        name = flat.get("Action", "")
        model = query.service_model()
        if name not in OPERATIONS:
            known = name in model.operation_names
            told = "the rehearsal's CloudFormation does not have the operation" if known else "Could not find operation"
            raise CloudFormationError("InvalidAction", f"{told} {name} for version {flat.get('Version', '2010-05-15')}")
        operation = model.operation_model(name)
        given = query.parse(operation.input_shape, flat)
        required = operation.input_shape.required_members if operation.input_shape else []
        if missing := [member for member in required if member not in given]:
            raise CloudFormationError("ValidationError", f"Missing required parameter: {', '.join(missing)}")
        result = OPERATIONS[name](Call(region, given))
        return xml.answer(name, operation.output_shape, result, request_id)

    def _region_of(self, environ: Environ) -> str:
        signed = CREDENTIAL_REGION.search(environ.get("HTTP_AUTHORIZATION", ""))
        called = HOST_REGION.match(environ.get("HTTP_HOST", ""))
        found = signed or called
        return found.group(1) if found else self._emulator.region

    def _signal(self, path: str, body: bytes) -> None:
        """path: `/arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/ID/LOGICAL-ID`."""
        stack_id, _, logical_id = urllib.parse.unquote(path).strip("/").rpartition("/")
        region = stack_id.split(":")[3] if stack_id.count(":") >= 5 else self._emulator.region
        stack = self.region(region).stacks.get(stack_id)
        if stack is None or logical_id not in stack.records:
            raise CloudFormationError("NoSuchKey", "The wait condition handle does not exist", 404)
        with stack.lock:
            stack.signals.setdefault(logical_id, Signals(logical_id)).add(put_signal(body))
        stack.bell.ring()
