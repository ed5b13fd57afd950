"""The AWS emulator (moto) for the Terraform suite: one process on a free loopback port, gone when its standard input closes.

    emulator.py REGION     prints one line of JSON, {"url": ...}, when it is ready
    a line `census` on its standard input prints what exists, as one line of JSON
"""

import importlib
import json
import os
import sys
import tempfile
from datetime import datetime

ACCOUNT = "123456789012"

# The public parameters of the distributions' images, which the emulator does not know, and the images that they name.
IMAGES = {
    "/aws/service/debian/release/13/latest/amd64": ("ami-0deb1300000000001", "x86_64", "/dev/xvda"),
    "/aws/service/debian/release/13/latest/arm64": ("ami-0deb1300000000002", "arm64", "/dev/xvda"),
    "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id": (
        "ami-0bbb2404000000001",
        "x86_64",
        "/dev/sda1",
    ),
    "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id": (
        "ami-0bbb2404000000002",
        "arm64",
        "/dev/sda1",
    ),
}


def image(ami, architecture, root):
    return {
        "ami_id": ami,
        "name": ami,
        "description": ami,
        "architecture": architecture,
        "root_device_name": root,
        "root_device_type": "ebs",
        "virtualization_type": "hvm",
        "hypervisor": "xen",
        "image_type": "machine",
        "image_location": f"amazon/{ami}",
        "owner_id": "136693071363",
        "platform": None,
        "public": True,
        "sriov": "simple",
        "state": "available",
        "creation_date": "2026-01-01T00:00:00.000Z",
    }


def load_images():
    """Images and machine types that do not exist are refused, as EC2 does. moto reads its settings while it is imported."""
    os.environ["MOTO_ENABLE_AMI_VALIDATION"] = "true"
    os.environ["MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION"] = "true"
    with tempfile.NamedTemporaryFile("w", suffix=".json") as amis:
        json.dump([image(*each) for each in IMAGES.values()], amis)
        amis.flush()
        os.environ["MOTO_AMIS_PATH"] = amis.name
        amis = importlib.import_module("moto.ec2.models.amis")
    # Every Region's backend reads the same list and puts times for the texts in it: the second one finds times.
    read = amis.parse_timestamp
    amis.parse_timestamp = lambda given: given if isinstance(given, datetime) else read(given)


def seed_parameters(region):
    from moto.ssm.models import Parameter, ssm_backends

    parameters = ssm_backends[ACCOUNT][region]._parameters
    for name, (ami, _, _) in IMAGES.items():
        parameters[name].append(
            Parameter(
                account_id=ACCOUNT,
                name=name,
                value=ami,
                parameter_type="String",
                description="",
                allowed_pattern="",
                keyid=None,
                last_modified_date=0,
                version=1,
                data_type="aws:ec2:image",
            )
        )


def main(region):
    load_images()
    from moto.server import ThreadedMotoServer

    import census
    import supplements

    supplements.install()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    seed_parameters(region)
    url = f"http://{host}:{port}"
    print(json.dumps({"url": url}), flush=True)
    for line in sys.stdin:
        if line.strip() == "census":
            print(json.dumps(census.take(url, region, ACCOUNT), sort_keys=True), flush=True)
    server.stop()


if __name__ == "__main__":
    main(sys.argv[1])
