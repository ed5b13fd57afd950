"""Certificates that the institution has before anything is deployed, by the ARN that a declaration names them by."""

from __future__ import annotations

import re

from moto.acm.models import CertBundle, acm_backends

ARN = re.compile(r"arn:aws:acm:([a-z0-9-]+):(\d{12}):certificate/[0-9A-Za-z-]+")
PEM = re.compile(r"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----\n?", re.DOTALL)

FORM = "arn:aws:acm:REGION:ACCOUNT:certificate/ID"


def keep(account: str, arn: str, value: str) -> None:
    """`value`: private key and chain in PEM.

    Raises ValueError for an ARN that this account cannot have, or has, and for a value that is not both.
    """
    found = ARN.fullmatch(arn)
    if found is None:
        raise ValueError(f"{arn!r} is no ARN of a certificate: {FORM}")
    region, owner = found.groups()
    if owner != account:
        raise ValueError(f"{arn} is of account {owner}; the rehearsal's is {account}")
    backend = acm_backends[account][region]
    if arn in backend._certificates:
        raise ValueError(f"{arn}: there is such a certificate already")
    pieces = [(each[1], each[0]) for each in PEM.finditer(value)]
    keys = [text for kind, text in pieces if kind.endswith("PRIVATE KEY")]
    chain = [text for kind, text in pieces if kind == "CERTIFICATE"]
    if len(keys) != 1 or not chain:
        raise ValueError(f"{arn}: a private key and its certificates are needed, in PEM")
    rest = "".join(chain[1:]).encode() or None
    backend._certificates[arn] = CertBundle(account, chain[0].encode(), keys[0].encode(), rest, region, arn)


def is_one(arn: str) -> bool:
    return arn.startswith("arn:aws:acm:")
