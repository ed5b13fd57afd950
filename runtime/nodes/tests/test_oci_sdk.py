"""What the adapter makes of the SDK's own errors, modules and clients."""

from __future__ import annotations

import subprocess
import sys
import unittest
from pathlib import Path
from unittest import mock

from oracle import REGION, SIGNER
from support import FakeClock

from terrane_node.cloud import connect, oci_clients
from terrane_node.cloud.oci import OciCloud
from terrane_node.cloud.oci_clients import Clients, clients_of
from terrane_node.cloud.oci_errors import of
from terrane_node.cloud.oci_instances import moment
from terrane_node.errors import CloudError, CloudUnreachable, OutOfCapacity
from terrane_node.settings import OciPlace, Settings

PLACE = OciPlace("ocid1.compartment.oc1..a", "institute", "terrane-ocean-documents", "terrane-ocean")
PACKAGE = Path(__file__).resolve().parent.parent


class Refusals(unittest.TestCase):
    def of(self, operation: str, status: int, code: str | None, message: str) -> CloudError:
        from oci.exceptions import ServiceError

        return of(operation, ServiceError(status, code, {"opc-request-id": "ASK"}, message))

    def test_kinds(self) -> None:
        for status, code, message, kind in (
            (500, "InternalError", "Out of host capacity.", OutOfCapacity),
            (500, "InternalError", "Out of capacity for the compute cluster", OutOfCapacity),
            (400, "LimitExceeded", "The following service limits were exceeded: standard-e5-core-count", OutOfCapacity),
            (400, "QuotaExceeded", "quota", OutOfCapacity),
            (429, "TooManyRequests", "Too many requests for the user", CloudUnreachable),
            (409, "IncorrectState", "being updated", CloudUnreachable),
            (500, "InternalServerError", "An internal server error occurred.", CloudUnreachable),
            (503, None, "", CloudUnreachable),
            (400, "InvalidParameter", "shape", CloudError),
            (409, "InvalidatedRetryToken", "token", CloudError),
        ):
            self.assertIs(type(self.of("launch_instance", status, code, message)), kind, (code, message))

    def test_a_denial_begins_with_what_may_be_absent(self) -> None:
        error = self.of("get_object", 404, "NotAuthorizedOrNotFound", "Authorization failed\n or not found.")
        self.assertEqual(
            str(error),
            "NotAuthorizedOrNotFound: get_object needs OBJECT_READ: Authorization failed or not found. "
            "(opc-request-id ASK)",
        )

    def test_an_answer_without_a_code_has_its_status(self) -> None:
        self.assertEqual(self.of("get_object", 502, None, "").code, "HTTP502")


class Sdk(unittest.TestCase):
    def test_no_route_to_the_cloud_is_an_error_with_its_cause(self) -> None:
        cloud = OciCloud(REGION, PLACE, FakeClock(), clients=Clients(REGION, SIGNER, "http://127.0.0.1:1"))
        with mock.patch("time.sleep"), self.assertRaisesRegex(CloudUnreachable, "get_object: .*refused"):
            cloud.document("/terrane/ocean/cluster")

    def test_is_no_part_of_a_machine_in_another_cloud(self) -> None:
        code = (
            "import sys; from terrane_node.cloud.aws import AwsCloud; from terrane_node.clock import SystemClock\n"
            "AwsCloud('us-west-2', SystemClock()).prepare()\n"
            "sys.exit(any(name.split('.')[0] == 'oci' or 'oci_' in name for name in sys.modules))"
        )
        self.assertEqual(subprocess.run([sys.executable, "-c", code], cwd=PACKAGE, check=False).returncode, 0)

    def test_the_release_that_the_boot_installed_goes_before_the_distributions(self) -> None:
        with mock.patch.object(oci_clients, "SDK", PACKAGE), mock.patch.object(sys, "path", ["/usr/lib"]):
            with mock.patch("importlib.import_module"):
                oci_clients.load()
                oci_clients.load()
            self.assertEqual(sys.path, [str(PACKAGE), "/usr/lib"])

    def test_getting_ready_asks_the_cloud_for_nothing(self) -> None:
        with mock.patch("socket.socket.connect", side_effect=AssertionError("asked")):
            OciCloud(REGION, PLACE, FakeClock(), clients=Clients(REGION)).prepare()

    def test_a_signer_that_was_made_already_is_taken_over(self) -> None:
        clients = Clients(REGION, endpoint="http://127.0.0.1:1")
        clients.keep(SIGNER)
        self.assertIs(clients._get("compute", "once").base_client.signer, SIGNER)

    def test_a_proxy_does_not_see_the_machines_key(self) -> None:
        from oci._vendor.requests.utils import get_environ_proxies

        asked: list[object] = []
        signer = "oci.auth.signers.InstancePrincipalsSecurityTokenSigner"
        url = "http://169.254.169.254/opc/v2/identity/key.pem"
        proxy = {"http_proxy": "http://proxy:3128", "NO_PROXY": "localhost"}
        with mock.patch.dict("os.environ", proxy), mock.patch(signer, lambda: asked.append(get_environ_proxies(url))):
            Clients(REGION)._own_signer()
            self.assertEqual(get_environ_proxies("http://localhost/"), {})
            self.assertNotEqual(get_environ_proxies("http://elsewhere/"), {})
        self.assertEqual(asked, [{}])

    def test_clients_are_made_once_for_all_that_runs_in_a_process(self) -> None:
        settings = Settings("ocean", "head", REGION, "/terrane/ocean", cloud="oci", oci=PLACE)
        cloud = connect(settings, FakeClock())
        assert isinstance(cloud, OciCloud)
        self.assertIs(cloud._clients, clients_of(REGION))

    def test_times_have_any_number_of_digits(self) -> None:
        for text, microsecond in (("", 0), (".7", 700000), (".123456789", 123456)):
            self.assertEqual(moment(f"2026-11-21T12:00:00{text}Z").microsecond, microsecond)
        with self.assertRaises(CloudError):
            moment("yesterday")
