"""Imports the emulator, moto, with its settings, which it reads from the environment meanwhile. Takes two seconds."""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
from datetime import datetime
from typing import Any

from .images import IMAGES, Image

SETTINGS = {
    "MOTO_ENABLE_AMI_VALIDATION": "true",
    "MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION": "true",
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
}
PINNED = "5.2.1"
LOADED = "moto.ec2.models.amis"


def load(account: str) -> None:
    """Images and machine types that do not exist are refused, as EC2 does."""
    os.environ.update(SETTINGS, MOTO_ACCOUNT_ID=account)
    # Not whether the variable is set: a program that was started from here inherits it, and not what it names.
    if LOADED in sys.modules:
        return
    moto = importlib.import_module("moto")
    if moto.__version__ != PINNED:
        raise RuntimeError(f"the rehearsal is written for moto {PINNED}; found {moto.__version__}")
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([_entry(image) for image in IMAGES], file)
        file.flush()
        os.environ["MOTO_AMIS_PATH"] = file.name
        amis: Any = importlib.import_module(LOADED)
    # Every Region's backend reads the same list and puts times for the texts in it: the second one finds times.
    read = amis.parse_timestamp
    amis.parse_timestamp = lambda given: given if isinstance(given, datetime) else read(given)


def _entry(image: Image) -> dict[str, Any]:
    return {
        "ami_id": image.id,
        "name": image.name,
        "description": image.what,
        "architecture": image.architecture,
        "root_device_name": image.root_device,
        "root_device_type": "ebs",
        "virtualization_type": "hvm",
        "hypervisor": "xen",
        "image_type": "machine",
        "image_location": f"amazon/{image.name}",
        "owner_id": image.owner,
        "platform": None,
        "public": True,
        "sriov": "simple",
        "state": "available",
        "creation_date": "2026-01-01T00:00:00.000Z",
    }
