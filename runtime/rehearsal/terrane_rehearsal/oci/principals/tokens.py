"""Tokens of instances: JSON web tokens, signed by the authority (RFC 7519, RS256)."""

from __future__ import annotations

import base64
import binascii
import json
import time
import uuid
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

SECONDS = 1200
"""That a token is valid."""
KEY_ID = "asw_oc1_rehearsal"


def issue(key: rsa.RSAPrivateKey, facts: Mapping[str, str], session_key: rsa.RSAPublicKey) -> str:
    """`facts`: of the instance's certificate."""
    now = int(time.time())
    claims = {
        "sub": facts["instance"],
        "iss": "authService.oracle.com",
        "aud": "oci",
        "ptype": "instance",
        "ttype": "x509",
        "tenant": facts["tenant"],
        "opc-certtype": facts["certtype"],
        "opc-instance": facts["instance"],
        "opc-compartment": facts["compartment"],
        "opc-tenant": facts["tenant"],
        "jwk": json.dumps(_public(session_key)),
        "jti": str(uuid.uuid4()),
        "iat": now,
        "exp": now + SECONDS,
    }
    parts = [_encode(json.dumps(each).encode()) for each in ({"kid": KEY_ID, "alg": "RS256"}, claims)]
    signature = key.sign(".".join(parts).encode(), padding.PKCS1v15(), hashes.SHA256())
    return ".".join([*parts, _encode(signature)])


def read(key: rsa.RSAPublicKey, token: str) -> Mapping[str, Any] | None:
    """The claims of a token that this authority gave and that still holds."""
    signed, _, signature = token.rpartition(".")
    try:
        key.verify(_decode(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        claims: dict[str, Any] = json.loads(_decode(signed.partition(".")[2]))
    except (InvalidSignature, ValueError, binascii.Error):
        return None
    return claims if claims["exp"] > time.time() else None


def _public(key: rsa.RSAPublicKey) -> dict[str, str]:
    numbers = key.public_numbers()
    sizes = ((numbers.n, (numbers.n.bit_length() + 7) // 8), (numbers.e, 3))
    n, e = (_encode(number.to_bytes(size, "big")) for number, size in sizes)
    return {"kid": "session", "kty": "RSA", "alg": "RS256", "use": "sig", "n": n, "e": e}


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
