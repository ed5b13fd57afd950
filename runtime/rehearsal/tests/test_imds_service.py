from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from datetime import UTC, datetime
from pathlib import Path

from terrane_rehearsal.imds import Metadata
from terrane_rehearsal.journal import Journal
from terrane_rehearsal.world import Instance, World

from .sample_instance import HEAD, VPC, Credentials, other, world

sys.path.append(str(Path(__file__).resolve().parents[2] / "nodes"))
STRICT = other(id="i-0strict", address="127.0.0.6", tokens_required=True, role=None, profile_arn=None)
CLOSED = other(id="i-0closed", address="127.0.0.7", metadata_enabled=False)
FAR = other(id="i-0far", address="127.0.0.8", hop_limit=2)
TTL = "X-aws-ec2-metadata-token-ttl-seconds"
TOKEN = "X-aws-ec2-metadata-token"


class Service(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.journal = Journal(Path(folder.name) / "events.jsonl")
        self.addCleanup(self.journal._file.close)
        self.world = world(HEAD, STRICT, CLOSED, FAR)
        self.asked: list[str] = []
        self.metadata = Metadata(self.find, lambda: self.world, self.credentials, self.journal)
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        server = self.metadata.serve(VPC, listener)
        self.addCleanup(server.close)

    def find(self, vpc: str, address: str) -> Instance | None:
        live = self.world.live
        return next((each for each in live if each.vpc == vpc and each.address == address), None)

    def credentials(self, instance: str) -> Credentials:
        self.asked.append(instance)
        return Credentials()

    def curl(self, path: str, *options: str, of: Instance = HEAD) -> tuple[int, str]:
        command = ["curl", "-sS", "--max-time", "5", "--interface", of.address, "-w", "\n%{http_code}", *options]
        done = subprocess.run([*command, f"http://127.0.0.1:{self.port}{path}"], capture_output=True, check=True)
        body, _, status = done.stdout.decode("latin1").rpartition("\n")
        return int(status), body

    def token(self, of: Instance = HEAD, seconds: int = 60) -> str:
        status, body = self.curl("/latest/api/token", "-X", "PUT", "-H", f"{TTL}: {seconds}", of=of)
        self.assertEqual(status, 200)
        return body

    def events(self, name: str) -> list[dict[str, object]]:
        return [event for event in self.journal.after(0) if event["event"] == name]


class TheMetadataService(Service):
    def test_version_one_works_unless_tokens_are_required(self) -> None:
        self.assertEqual(self.curl("/latest/meta-data/instance-id"), (200, HEAD.id))
        self.assertEqual(self.curl("/latest/meta-data/instance-id", of=STRICT)[0], 401)
        self.assertEqual(self.events("metadata-refused")[0]["instance"], STRICT.id)

    def test_version_two_works_for_both(self) -> None:
        for instance in (HEAD, STRICT):
            header = f"{TOKEN}: {self.token(instance)}"
            self.assertEqual(self.curl("/latest/meta-data/instance-id", "-H", header, of=instance), (200, instance.id))

    def test_a_token_of_another_instance_is_refused(self) -> None:
        header = f"{TOKEN}: {self.token(HEAD)}"
        self.assertEqual(self.curl("/latest/meta-data/", "-H", header, of=STRICT)[0], 401)
        self.assertEqual(self.curl("/latest/meta-data/", "-H", f"{TOKEN}: nonsense")[0], 401)

    def test_a_token_needs_its_time_to_live(self) -> None:
        self.assertEqual(self.curl("/latest/api/token", "-X", "PUT")[0], 400)
        self.assertEqual(self.curl("/latest/api/token", "-X", "PUT", "-H", f"{TTL}: 21601")[0], 400)

    def test_a_token_is_not_given_to_a_proxy_nor_at_another_path_nor_for_get(self) -> None:
        put = ("-X", "PUT", "-H", f"{TTL}: 60")
        self.assertEqual(self.curl("/latest/api/token", *put, "-H", "X-Forwarded-For: 1.2.3.4")[0], 403)
        self.assertEqual(self.curl("/2021-03-23/api/token", *put)[0], 403)
        self.assertEqual(self.curl("/latest/api/token")[0], 405)
        self.assertEqual(self.curl("/latest/meta-data/", "-X", "POST")[0], 405)

    def test_a_disabled_endpoint_forbids_everything(self) -> None:
        self.assertEqual(self.curl("/latest/meta-data/", of=CLOSED)[0], 403)
        self.assertEqual(self.curl("/latest/api/token", "-X", "PUT", "-H", f"{TTL}: 60", of=CLOSED)[0], 403)

    def test_an_answer_looks_like_that_of_ec2(self) -> None:
        _, shown = self.curl("/latest/meta-data/", "-i", "-H", f"{TOKEN}: {self.token()}")
        for line in ("Server: EC2ws", "Content-Type: text/plain", "Connection: close", f"{TTL.lower()}: "):
            self.assertIn(line, shown)
        self.assertNotIn("tags/", shown)
        self.assertEqual(self.curl("/latest/meta-data/", "-I")[0], 200)

    def test_user_data_arrive_byte_for_byte(self) -> None:
        self.assertEqual(self.curl("/latest/user-data"), (200, HEAD.user_data.decode("latin1")))

    def test_an_address_of_nobody_is_not_found(self) -> None:
        self.assertEqual(self.curl("/latest/meta-data/", of=other(address="127.0.0.99"))[0], 404)

    def test_credentials_are_asked_for_the_instance_that_asks_and_only_where_it_has_a_role(self) -> None:
        self.assertEqual(self.curl("/latest/meta-data/iam/security-credentials/"), (200, "HeadRole"))
        self.curl("/latest/meta-data/iam/", "-H", f"{TOKEN}: {self.token(STRICT)}", of=STRICT)
        self.assertEqual(set(self.asked), {HEAD.id})

    def test_a_notice_appears_goes_and_is_noted_once_when_read(self) -> None:
        path = "/latest/meta-data/spot/instance-action"
        self.assertEqual(self.curl(path)[0], 404)
        self.metadata.notices.spot(HEAD.id, "terminate", datetime(2026, 11, 21, 12, tzinfo=UTC))
        self.assertEqual(self.curl(path), (200, '{"action": "terminate", "time": "2026-11-21T12:00:00Z"}'))
        self.curl(path)
        self.assertEqual(self.curl(path, of=FAR)[0], 404)
        self.metadata.notices.clear(HEAD.id)
        self.assertEqual(self.curl(path)[0], 404)
        self.assertEqual([event["notice"] for event in self.events("notice-read")], ["spot/instance-action"])

    def test_a_volume_that_is_attached_later_is_not_listed(self) -> None:
        full = self.world
        self.world = World(instances=full.instances)
        self.assertEqual(self.curl("/latest/meta-data/block-device-mapping/"), (200, "ami\nroot"))
        self.world = full
        self.assertEqual(self.curl("/latest/meta-data/block-device-mapping/"), (200, "ami\nroot"))

    def test_it_can_be_made_slow_for_one_instance(self) -> None:
        self.assertIn("0.5 s", self.metadata.fault(HEAD.id, 0.5))
        began = time.monotonic()
        self.assertEqual(self.curl("/latest/meta-data/", of=FAR)[0], 200)
        self.assertLess(time.monotonic() - began, 0.4)
        began = time.monotonic()
        self.assertEqual(self.curl("/latest/meta-data/")[0], 200)
        self.assertGreaterEqual(time.monotonic() - began, 0.5)

    def test_it_can_be_made_to_refuse_and_mended(self) -> None:
        self.metadata.fault(None, refused=True)
        self.assertEqual(self.curl("/latest/meta-data/")[0], 503)
        self.metadata.clear_faults()
        self.assertEqual(self.curl("/latest/meta-data/")[0], 200)
        with self.assertRaisesRegex(ValueError, "0 to 600"):
            self.metadata.fault(None, -1)

    def test_a_silent_client_delays_nobody(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)):
            self.assertEqual(self.curl("/latest/meta-data/")[0], 200)

    def test_the_hop_limit_holds(self) -> None:
        """IP_MINTTL makes the kernel drop packets as a router would that has to send them one hop further."""
        self.assertEqual(self.put_through_a_router(FAR), "200")
        self.assertEqual(self.put_through_a_router(HEAD), "nothing")

    def put_through_a_router(self, instance: Instance) -> str:
        with socket.socket() as client:
            client.setsockopt(socket.IPPROTO_IP, getattr(socket, "IP_MINTTL", 21), 2)
            client.settimeout(0.5)
            client.bind((instance.address, 0))
            client.connect(("127.0.0.1", self.port))
            client.sendall(f"PUT /latest/api/token HTTP/1.1\r\nHost: x\r\n{TTL}: 60\r\n\r\n".encode())
            try:
                return client.recv(100).decode().split(" ")[1]
            except TimeoutError:
                return "nothing"

    def test_many_ask_at_once(self) -> None:
        found: list[int] = []
        ask = [threading.Thread(target=lambda: found.append(self.curl("/latest/meta-data/")[0])) for _ in range(8)]
        for thread in ask:
            thread.start()
        for thread in ask:
            thread.join()
        self.assertEqual(found, [200] * 8)


class RealClients(Service):
    """The programs that ask on a node, unmodified."""

    def test_botocore_gets_the_credentials_of_the_role(self) -> None:
        from botocore.utils import InstanceMetadataFetcher

        fetcher = InstanceMetadataFetcher(base_url=f"http://127.0.0.1:{self.port}/", env={})
        self.world = world(other(address="127.0.0.1", tokens_required=True))
        found = fetcher.retrieve_iam_role_credentials()
        self.assertEqual((found["role_name"], found["access_key"]), ("HeadRole", "ASIAEXAMPLE"))

    def test_botocore_learns_the_region(self) -> None:
        from botocore.utils import InstanceMetadataRegionFetcher

        self.world = world(other(address="127.0.0.1"))
        fetcher = InstanceMetadataRegionFetcher(base_url=f"http://127.0.0.1:{self.port}/", env={})
        self.assertEqual(fetcher.retrieve_region(), "us-west-2")

    def test_the_programs_of_a_node_read_their_tags_and_their_notice(self) -> None:
        from terrane_node.imds import Imds  # type: ignore[import-not-found, unused-ignore]

        self.world = world(other(address="127.0.0.1", tokens_required=True, metadata_tags=True))
        imds = Imds(f"http://127.0.0.1:{self.port}")
        self.assertEqual((imds.instance_id(), imds.tag("terrane:node"), imds.tag("absent")), (HEAD.id, "head", None))
        self.assertIsNone(imds.interruption())
        self.metadata.notices.spot(HEAD.id, "terminate", datetime(2026, 11, 21, 12, tzinfo=UTC))
        self.assertEqual(imds.interruption(), "terminate at 2026-11-21T12:00:00Z")


if __name__ == "__main__":
    unittest.main()
