"""Operations of AWS services and their parameters, from the service models that botocore bundles.

The emulator's own decoders read the parameters: a call is judged by what the emulator will do. This file alone knows
them; `tests/test_iam_request.py` holds the contract, with requests that boto3 makes.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from botocore.exceptions import UnknownServiceError  # type: ignore[import-untyped, unused-ignore]
from botocore.parsers import RpcV2CBORParser  # type: ignore[import-untyped, unused-ignore]
from moto.core.model import OperationModel, ServiceModel
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.utils import get_service_model
from werkzeug.datastructures import Headers, MultiDict

from .tables import BOTOCORE_NAMES


@lru_cache
def models(service: str) -> tuple[ServiceModel, ...]:
    """Of a service as a credential's scope names it; several APIs may share a scope."""
    found = []
    for name in BOTOCORE_NAMES.get(service, (service,)):
        try:
            found.append(get_service_model(name))
        except UnknownServiceError:
            continue
    return tuple(found)


def operation(service: str, name: str) -> OperationModel | None:
    return next((each.operation_model(name) for each in models(service) if name in each.operation_names), None)


def decode_query(model: OperationModel, form: list[tuple[str, str]]) -> dict[str, Any]:
    kind = "ec2" if model.service_model.protocol == "ec2" else "query"
    return _decoded(kind, model, form, {}, {}, b"")


def decode_rest(
    model: OperationModel, query: list[tuple[str, str]], headers: dict[str, str], path: dict[str, str], body: bytes
) -> dict[str, Any]:
    return _decoded(model.service_model.protocol, model, query, headers, path, body)


def decode_json(body: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(body or b"{}")
    return found


def decode_cbor(body: bytes) -> dict[str, Any]:
    parser: Any = RpcV2CBORParser()
    found: dict[str, Any] = parser.parse_data_item(parser.get_peekable_stream_from_bytes(body)) if body else {}
    return found


def streams(model: OperationModel) -> bool:
    """Its body is one member of its own, whatever it holds: it says nothing about what is asked for."""
    shape = model.input_shape
    payload = shape.serialization.get("payload") if shape else None
    return bool(payload) and shape.members[payload].type_name in ("blob", "string")


def _decoded(
    kind: str,
    model: OperationModel,
    values: list[tuple[str, str]],
    headers: dict[str, str],
    path: dict[str, str],
    body: bytes,
) -> dict[str, Any]:
    parser: Any = PROTOCOL_PARSERS[kind](model)
    found: dict[str, Any] = parser.parse(
        {
            "body": "" if streams(model) else body,
            "headers": Headers(headers),
            "method": "",
            "url_params": path,
            "url_path": "",
            "values": MultiDict(values),
        }
    )
    return found
