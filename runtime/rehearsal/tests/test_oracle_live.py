"""An instance of OCI that really boots in a whole rehearsal, and asks OCI for itself by the SDK, as its own principal.

As root; TERRANE_TEST_IMAGE names the hosts' image, TERRANE_TEST_OCI_LAYER what lies over it on OCI (`terrane rehearse
prepare --oci` makes both).
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from terrane_rehearsal.oci import COMPARTMENT, image_id
from tests.hosts_support import image

RUNTIME = Path(__file__).resolve().parent.parent
REGION, DOMAIN = "eu-frankfurt-1", "Uocm:EU-FRANKFURT-1-AD-1"
CORE, FILES = "/20160918", "/20171215"
ANYWHERE, ALL = "0.0.0.0/0", "all"
SCRIPT = """#!/bin/bash
set -eux
mkdir -p /home/shared
mount -t nfs -o vers=3,nolock {mount_target}:/home /home/shared
PYTHONPATH=/opt/terrane-sdk python3 - << 'PYTHON'
import json, urllib.request
import oci

signer = oci.auth.signers.InstancePrincipalsSecurityTokenSigner()
asked = urllib.request.Request("http://169.254.169.254/opc/v2/instance/", headers={{"Authorization": "Bearer Oracle"}})
me = json.load(urllib.request.urlopen(asked))
compute = oci.core.ComputeClient({{"region": signer.region}}, signer=signer)
found = compute.list_instances(me["compartmentId"], display_name=me["displayName"]).data
facts = {{"region": signer.region, "me": me["id"], "found": [each.id for each in found]}}
open("/etc/written", "w").write(json.dumps(facts))
PYTHON
cp /etc/written /home/shared/written
"""


class LiveOracle(unittest.TestCase):
    stack: ExitStack
    facts: dict[str, Any]
    head: dict[str, Any]
    volume: dict[str, Any]

    @classmethod
    def setUpClass(cls) -> None:
        cls.stack = ExitStack()
        cls.addClassCleanup(cls.stack.close)
        cls.facts = _begin(cls.stack)
        _control(cls.facts, "POST", "/oci", {"region": REGION})
        place = _network(cls.call)
        mount_target = _file_system(cls.call, place)
        script = SCRIPT.format(mount_target=mount_target).encode()
        cls.head = cls.call("POST", f"{CORE}/instances", _instance(place, script))
        cls.volume = cls.call(
            "POST",
            f"{CORE}/volumes",
            {"compartmentId": COMPARTMENT, "availabilityDomain": DOMAIN, "sizeInGBs": 50, "displayName": "data"},
        )

    @classmethod
    def call(cls, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return _call(cls.facts["oci"]["endpoint"], method, path, body)

    def test_it_boots_and_finds_itself(self) -> None:
        state = self.until_state("ready")
        self.assertIn("head", state["names"])
        written = json.loads(self.read(state, "etc/written"))
        self.assertEqual({"region": REGION, "me": self.head["id"], "found": [self.head["id"]]}, written)
        self.assertEqual("head\n", self.inside(state, "hostname"))
        self.assertIn("search ocean.oraclevcn.com nodes.ocean.oraclevcn.com", self.read(state, "etc/resolv.conf"))
        self.assertIn("DataSourceOracle", self.read(state, "run/cloud-init/result.json"))
        self.assertIn(
            "head.nodes.ocean.oraclevcn.com", self.inside(state, "getent hosts head.nodes.ocean.oraclevcn.com")
        )
        self.assertEqual("RUNNING", self.call("GET", f"{CORE}/instances/{self.head['id']}")["lifecycleState"])
        legacy = "curl -s -o /dev/null -w '%{http_code}' http://169.254.169.254/opc/v1/instance/"
        self.assertNotEqual("200", self.inside(state, legacy))
        self.attaches(state)
        report = _control(self.facts, "GET", "/report")
        self.assertEqual(([], [], []), (report["troubles"], report["failures"], report["refused"]))

    def attaches(self, state: dict[str, Any]) -> None:
        wanted = {
            "type": "paravirtualized",
            "instanceId": self.head["id"],
            "volumeId": self.volume["id"],
            "device": "/dev/oracleoci/oraclevdb",
        }
        attachment = self.call("POST", f"{CORE}/volumeAttachments", wanted)
        shown = "blockdev --getsize64 /dev/oracleoci/oraclevdb && readlink /dev/oracleoci/oraclevdb"
        size = _until("the device", lambda: self.inside(state, f"{shown} || true"))
        self.assertEqual(f"{50 << 30}\n/dev/sdb\n", size)
        self.call("DELETE", f"{CORE}/volumeAttachments/{attachment['id']}")
        _until("no device", lambda: self.inside(state, "test -e /dev/oracleoci/oraclevdb || echo gone"))

    def until_state(self, wanted: str) -> dict[str, Any]:
        def reached() -> dict[str, Any] | None:
            hosts = _control(self.facts, "GET", "/status")["hosts"]
            found: dict[str, Any] | None = next((each for each in hosts if each["id"] == self.head["id"]), None)
            if found is not None and found["state"] in ("failed", "dead"):
                text = _control(self.facts, "GET", f"/logs?host={found['address']}")["text"]
                raise AssertionError(f"{found}\n{text}")
            return found if found is not None and found["state"] == wanted else None

        try:
            found: dict[str, Any] = _until(wanted, reached, 60)
        except AssertionError as error:
            console = _control(self.facts, "GET", "/logs?host=head&which=console")["text"]
            raise AssertionError(f"{error}\n{console}") from None
        return found

    def read(self, state: dict[str, Any], path: str) -> str:
        root = Path(f"/proc/{self.facts['pid']}/root/proc/{state['leader']}/root")
        return (root / path).read_text(encoding="utf-8")

    def inside(self, state: dict[str, Any], script: str) -> str:
        world = ["nsenter", "-t", str(self.facts["pid"]), "-m", "-p", "--"]
        host = ["nsenter", "-t", str(state["leader"]), "-m", "-u", "-i", "-n", "-p", "--"]
        command = [*world, *host, "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "bash", "-c", script]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def _begin(stack: ExitStack) -> dict[str, Any]:
    layer = os.environ.get("TERRANE_TEST_OCI_LAYER", "")
    if not Path(layer).is_file():
        raise RuntimeError("TERRANE_TEST_OCI_LAYER must name a squashfs with OCI's SDK")
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="terrane-oracle-")))
    arguments = ["--folder", str(folder), "--image", str(image()), "--oci-layer", layer, "--region", REGION]
    log = stack.enter_context(open(folder / "log", "wb"))
    process = subprocess.Popen(
        [sys.executable, "-m", "terrane_rehearsal", *arguments], cwd=RUNTIME, stdout=log, stderr=log
    )
    stack.callback(process.wait, 60)
    stack.callback(process.send_signal, signal.SIGTERM)

    def ready() -> str:
        if process.poll() is not None:
            raise AssertionError((folder / "log").read_text(encoding="utf-8"))
        file = folder / "rehearsal.json"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    facts: dict[str, Any] = json.loads(_until("the rehearsal", ready, 60))
    return facts


def _network(call: Callable[..., Any]) -> dict[str, str]:
    """A VCN whose one subnet reaches Oracle's services by a service gateway alone."""
    common = {"compartmentId": COMPARTMENT}
    vcn = call("POST", f"{CORE}/vcns", {**common, "cidrBlocks": ["10.9.0.0/16"], "dnsLabel": "ocean"})["id"]
    services = call("GET", f"{CORE}/services")
    every = next(each for each in services if each["cidrBlock"].startswith("all-"))
    gateway = call(
        "POST", f"{CORE}/serviceGateways", {**common, "vcnId": vcn, "services": [{"serviceId": every["id"]}]}
    )["id"]
    to_services = {
        "destination": every["cidrBlock"],
        "destinationType": "SERVICE_CIDR_BLOCK",
        "networkEntityId": gateway,
    }
    table = call("POST", f"{CORE}/routeTables", {**common, "vcnId": vcn, "routeRules": [to_services]})["id"]
    nodes = call("POST", f"{CORE}/networkSecurityGroups", {**common, "vcnId": vcn, "displayName": "nodes"})["id"]
    rules = [
        {"direction": "EGRESS", "protocol": ALL, "destination": ANYWHERE, "destinationType": "CIDR_BLOCK"},
        {"direction": "INGRESS", "protocol": ALL, "source": nodes, "sourceType": "NETWORK_SECURITY_GROUP"},
    ]
    call("POST", f"{CORE}/networkSecurityGroups/{nodes}/actions/addSecurityRules", {"securityRules": rules})
    wanted = {
        "vcnId": vcn,
        "cidrBlock": "10.9.0.0/24",
        "dnsLabel": "nodes",
        "routeTableId": table,
        "availabilityDomain": DOMAIN,
        "prohibitPublicIpOnVnic": True,
    }
    subnet = call("POST", f"{CORE}/subnets", {**common, **wanted})["id"]
    return {"subnet": subnet, "nodes": nodes}


def _file_system(call: Callable[..., Any], place: dict[str, str]) -> str:
    """The address of its mount target; instances of the subnet may mount `/home`."""
    common = {"compartmentId": COMPARTMENT, "availabilityDomain": DOMAIN}
    system = call("POST", f"{FILES}/fileSystems", common)["id"]
    wanted = {"subnetId": place["subnet"], "nsgIds": [place["nodes"]], "hostnameLabel": "home"}
    target = call("POST", f"{FILES}/mountTargets", {**common, **wanted})
    options = [{"source": "10.9.0.0/24", "access": "READ_WRITE", "identitySquash": "NONE"}]
    export = {"fileSystemId": system, "exportSetId": target["exportSetId"], "path": "/home", "exportOptions": options}
    call("POST", f"{FILES}/exports", export)
    return str(call("GET", f"{CORE}/privateIps/{target['privateIpIds'][0]}")["ipAddress"])


def _instance(place: dict[str, str], script: bytes) -> dict[str, Any]:
    return {
        "compartmentId": COMPARTMENT,
        "availabilityDomain": DOMAIN,
        "displayName": "Ocean head",
        "shape": "VM.Standard.E5.Flex",
        "shapeConfig": {"ocpus": 2, "memoryInGBs": 16},
        "sourceDetails": {"sourceType": "image", "imageId": image_id(REGION, "ubuntu-24.04")},
        "createVnicDetails": {
            "subnetId": place["subnet"],
            "nsgIds": [place["nodes"]],
            "hostnameLabel": "head",
            "assignPublicIp": False,
        },
        "instanceOptions": {"areLegacyImdsEndpointsDisabled": True},
        "metadata": {"user_data": base64.b64encode(script).decode()},
    }


def _call(endpoint: str, method: str, path: str, body: dict[str, Any] | None) -> Any:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(endpoint + path, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from None
    return json.loads(text) if text else None


class _Over(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("control")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self._path)


def _control(facts: dict[str, Any], method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    over = _Over(facts["control"])
    over.request(method, path, json.dumps(body) if body is not None else None, {"Content-Type": "application/json"})
    answer = over.getresponse()
    text = answer.read().decode()
    if answer.status != http.client.OK:
        raise AssertionError(f"{method} {path}: {answer.status} {text}")
    return json.loads(text)


def _until(what: str, look: Callable[[], Any], seconds: float = 30) -> Any:
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.1)


if __name__ == "__main__":
    unittest.main()
