"""What a Region holds before anything is deployed: what `cdk bootstrap` leaves behind, and public parameters."""

from __future__ import annotations

from datetime import UTC, datetime

from moto.s3.models import s3_backends
from moto.ssm.models import Parameter, ssm_backends

from .images import IMAGES

QUALIFIER = "hnb659fds"
BOOTSTRAP_VERSION = "30"


def bucket_name(account: str, region: str) -> str:
    return f"cdk-{QUALIFIER}-assets-{account}-{region}"


def seed(account: str, region: str) -> None:
    """Roles need no seed: the emulator lets any role be assumed."""
    parameters = ssm_backends[account][region]._parameters
    for image in IMAGES:
        for name in image.parameters:
            parameters[name].append(_parameter(account, name, image.id, "aws:ec2:image"))
    version = f"/cdk-bootstrap/{QUALIFIER}/version"
    parameters[version].append(_parameter(account, version, BOOTSTRAP_VERSION, "text"))
    s3_backends[account]["aws"].create_bucket(bucket_name(account, region), region)


def _parameter(account: str, name: str, value: str, data_type: str) -> Parameter:
    return Parameter(  # type: ignore[abstract]
        account_id=account,
        name=name,
        value=value,
        parameter_type="String",
        description="",
        allowed_pattern="",
        keyid=None,
        last_modified_date=datetime.now(UTC),
        version=1,
        data_type=data_type,
    )
