"""Secrets that the institution has before anything is deployed, by the full ARN that a declaration names them by."""

from __future__ import annotations

import re

from moto.secretsmanager.models import secretsmanager_backends

# https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html: six characters of chance end it.
ARN = re.compile(r"arn:aws:secretsmanager:([a-z0-9-]+):(\d{12}):secret:(.+)-(\w{6})")

FORM = "arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-XXXXXX"


def keep(account: str, arn: str, value: str) -> None:
    """Raises ValueError for an ARN that this account cannot have, or has."""
    found = ARN.fullmatch(arn)
    if found is None:
        raise ValueError(f"{arn!r} is no full ARN of a secret: {FORM}")
    region, owner, name, _ = found.groups()
    if owner != account:
        raise ValueError(f"{arn} is of account {owner}; the rehearsal's is {account}")
    backend = secretsmanager_backends[account][region]
    if name in backend.secrets:
        raise ValueError(f"{arn}: there is a secret {name!r} already")
    backend.create_secret(name, value, None, None, None, None, None, [], False)
    backend.secrets[name].arn = arn
