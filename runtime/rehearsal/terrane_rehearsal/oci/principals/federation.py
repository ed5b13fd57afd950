"""POST https://auth.REGION.oraclecloud.com/v1/x509: a token for the certificate of an instance."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any, NoReturn

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from ..call import Answer
from ..errors import Refusal, missing
from ..tenancy import Tenancy
from . import tokens
from .certificates import Authority

PATH = "/v1/x509"
TOKEN_KEY = re.compile(r'keyId="ST\$([^"]+)"')


class Federation:
    def __init__(self, tenancy: Tenancy, authority: Authority) -> None:
        self._tenancy, self._authority = tenancy, authority

    def exchange(self, body: dict[str, Any]) -> Answer:
        for name in ("certificate", "publicKey"):
            if not body.get(name):
                missing(name)
        try:
            certificate = x509.load_der_x509_certificate(base64.b64decode(body["certificate"]))
            session_key = load_der_public_key(base64.b64decode(body["publicKey"]))
        except (ValueError, binascii.Error):
            _refuse("The certificate or the public key cannot be read")
        facts = self._authority.facts(certificate)
        if facts is None or not isinstance(session_key, rsa.RSAPublicKey):
            _refuse("The certificate is not one of this cloud, or has ended")
        instance = self._tenancy.seen("instances", facts["instance"])
        if instance is None or instance.ended is not None:
            _refuse(f"Instance {facts['instance']} does not exist any more")
        return Answer({"token": tokens.issue(self._authority.own.key, facts, session_key)})

    def caller(self, authorization: str) -> str | None:
        """The instance whose token signed a request."""
        found = TOKEN_KEY.search(authorization)
        claims = tokens.read(self._authority.own.key.public_key(), found[1]) if found else None
        return str(claims["opc-instance"]) if claims else None


def _refuse(message: str) -> NoReturn:
    raise Refusal(401, "NotAuthenticated", message)
