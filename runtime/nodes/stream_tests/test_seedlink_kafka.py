"""The bridge into a real Kafka broker, which has OCI Streaming's protocol."""

from __future__ import annotations

import json
import signal
import tempfile
import unittest
from collections import defaultdict
from pathlib import Path

from confluent_kafka import Consumer
from live_fleet import kafka_fleet
from processes import wait_until
from programs import Programs
from seedlink_server import SeedLinkServer
from test_seedlink import ARCHIVE, SECONDS, declaration, records_of


def taken(bootstrap: str, count: int) -> dict[str, list[bytes]]:
    """The first so many records, by key, in the order of each partition."""
    settings = {"bootstrap.servers": bootstrap, "group.id": "test", "auto.offset.reset": "earliest"}
    consumer = Consumer(settings)
    consumer.subscribe(["waves"])
    found: dict[str, list[bytes]] = defaultdict(list)
    try:
        while sum(map(len, found.values())) < count:
            for message in consumer.consume(500, SECONDS):
                found[bytes(message.key()).decode()].append(bytes(message.value()))
    finally:
        consumer.close()
    return dict(found)


class KafkaBridge(unittest.TestCase):
    def test_every_record_comes_under_its_station_and_in_its_order(self) -> None:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="terrane-bridge-")))
        server = self.enterContext(SeedLinkServer())
        records = {f"XX.{code}": records_of(number) for number, code in enumerate(ARCHIVE.codes)}
        server.feed(each[0] for each in records.values())
        with kafka_fleet(folder, 2) as broker:
            stream = json.loads((broker.folder / "place.json").read_text(encoding="utf-8"))["stream"]
            programs = Programs(folder, declaration(server.address, protocol="kafka"), {"stream": stream})
            with programs.running("seedlink") as process:
                wait_until(lambda: "END" in server.commands, SECONDS, "the bridge asks for data")
                for each in records.values():
                    server.feed(each[1:])
                found = taken(stream["bootstrap"], sum(map(len, records.values())) - len(records))
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.wait(SECONDS), 0, programs.log())
        self.assertEqual(found, {key: each[1:] for key, each in records.items()})


if __name__ == "__main__":
    unittest.main()
