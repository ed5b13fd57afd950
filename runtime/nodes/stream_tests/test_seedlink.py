"""The bridge from a SeedLink server into Kinesis: what the server sent is in the stream, whatever breaks in between."""

from __future__ import annotations

import io
import signal
import tempfile
import threading
import time
import unittest
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aws_emulator import REGION, Emulator, emulator
from processes import wait_until
from programs import Programs
from seedlink_server import RECORD_BYTES, SeedLinkServer
from synthetic import Archive

ARCHIVE = Archive(stations=4, rate=20.0, chunk_seconds=1200)
SECONDS = 60.0


def records_of(station: int, chunk: int = 0) -> list[bytes]:
    file = io.BytesIO()
    ARCHIVE.trace(station, chunk).write(file, "MSEED", encoding="STEIM2", reclen=RECORD_BYTES)
    data = file.getvalue()
    return [data[at : at + RECORD_BYTES] for at in range(0, len(data), RECORD_BYTES)]


def declaration(server: str, streams: Sequence[tuple[str, str]] = (), protocol: str = "kinesis") -> dict[str, Any]:
    """`streams`: stations and selectors, instead of all of ARCHIVE."""
    chosen = streams or [(code, "BHZ") for code in ARCHIVE.codes]
    return {
        "format": 1,
        "name": "test",
        "engine": "live",
        "source": {"kind": "stream", "protocol": protocol, "format": "miniseed"},
        "seedlink": {
            "server": server,
            "streams": [{"network": "XX", "station": station, "selector": selector} for station, selector in chosen],
        },
        "worker": {"handler": "detector.detect"},
        "workers": {"max": 1},
        "results": {"prefix": "results/"},
        "live": {"window": {"sizeSeconds": 20}},
    }


class Feed(threading.Thread):
    """Feeds records at a pace, so that something can happen meanwhile."""

    def __init__(self, server: SeedLinkServer, records: Sequence[bytes], per_second: float) -> None:
        super().__init__(daemon=True)
        self._server, self._records, self._per_second = server, records, per_second
        self.fed = 0

    def run(self) -> None:
        for at in range(0, len(self._records), 10):
            part = self._records[at : at + 10]
            self._server.feed(part)
            self.fed += len(part)
            time.sleep(10 / self._per_second)


class BridgeCase(unittest.TestCase):
    aws: Emulator

    @classmethod
    def setUpClass(cls) -> None:
        cls.aws = cls.enterClassContext(emulator())
        cls.kinesis = cls.aws.client("kinesis")
        cls.records = [records_of(station) for station in range(ARCHIVE.stations)]

    kinesis: Any
    records: list[list[bytes]]

    def setUp(self) -> None:
        self.stream = self.id().rpartition(".")[2]
        self.kinesis.create_stream(StreamName=self.stream, ShardCount=2)
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="terrane-bridge-")))
        self.server = self.enterContext(SeedLinkServer())
        # A server knows a station by its records.
        self.server.feed(records[0] for records in self.records)

    def bridge(self, streams: Sequence[tuple[str, str]] = ()) -> Programs:
        declared = declaration(self.server.address, streams)
        stream = {"kind": "kinesis", "name": self.stream, "region": REGION}
        return Programs(self.folder, declared, {"stream": stream, "endpoint": self.aws.endpoint})

    def connected(self, count: int = 1) -> None:
        """Data were asked for so many times."""
        wait_until(lambda: self.server.commands.count("END") >= count, SECONDS, "the bridge asks for data")

    def taken(self) -> list[tuple[str, bytes]]:
        """Partition key and data of all that is in the stream, in the order of each shard."""
        found = []
        for shard in self.kinesis.list_shards(StreamName=self.stream)["Shards"]:
            where = {"StreamName": self.stream, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
            iterator = self.kinesis.get_shard_iterator(**where)["ShardIterator"]
            while True:
                answer = self.kinesis.get_records(ShardIterator=iterator, Limit=10_000)
                found += [(record["PartitionKey"], record["Data"]) for record in answer["Records"]]
                iterator = answer["NextShardIterator"]
                if not answer["Records"]:
                    break
        return found

    def wait_for(self, count: int) -> None:
        """So many distinct records."""

        def look() -> bool:
            time.sleep(0.2)
            return len({data for _, data in self.taken()}) >= count

        wait_until(look, SECONDS, f"{count} records in the stream")

    def by_station(self) -> dict[str, list[bytes]]:
        """Without those that came again."""
        found: dict[str, list[bytes]] = defaultdict(list)
        for key, data in dict.fromkeys(self.taken()):
            found[key].append(data)
        return dict(found)

    def fed(self) -> dict[str, list[bytes]]:
        return {f"XX.{code}": self.records[number][1:] for number, code in enumerate(ARCHIVE.codes)}


class Delivery(BridgeCase):
    def interleaved(self) -> list[bytes]:
        """Without the first of each station."""
        longest = max(map(len, self.records))
        return [each[at] for at in range(1, longest) for each in self.records if at < len(each)]

    def test_every_record_comes_under_its_station_and_in_its_order(self) -> None:
        with self.bridge().running("seedlink") as process:
            self.connected()
            self.server.feed(self.interleaved())
            self.wait_for(len(self.interleaved()))
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(SECONDS), 0)
        self.assertEqual(self.by_station(), self.fed())
        self.assertEqual(len(self.taken()), len(self.interleaved()), "and none came twice")

    def test_nothing_is_lost_when_the_server_drops_the_connection(self) -> None:
        with self.bridge().running("seedlink"):
            self.connected()
            feed = Feed(self.server, self.interleaved(), per_second=300)
            feed.start()
            for number in (1, 2):
                self.connected(number)
                wait_until(lambda: feed.fed > number * len(self.interleaved()) / 4, SECONDS, "records are fed")
                self.assertEqual(self.server.drop(), 1)
            self.connected(3)
            feed.join()
            self.wait_for(len(self.interleaved()))
        self.assertEqual(self.by_station(), self.fed())

    def test_nothing_is_lost_when_the_bridge_is_killed_and_started_again(self) -> None:
        programs = self.bridge()
        feed = Feed(self.server, self.interleaved(), per_second=60)
        with programs.running("seedlink") as process:
            self.connected()
            feed.start()
            wait_until(lambda: programs.read("state/seedlink.json") is not None, SECONDS, "a state is written")
            known = programs.read("state/seedlink.json")["stations"]
            process.kill()
        self.assertTrue(feed.is_alive(), "it was killed in the middle")
        with programs.running("seedlink"):
            self.connected(2)
            self.wait_for(len(self.interleaved()))
        self.assertEqual(self.by_station(), self.fed())
        self.assertEqual(set(known), set(self.fed()))
        again = [command for command in self.server.commands if command.startswith("DATA ")]
        self.assertEqual(
            again, [f"DATA {hex(known[f'XX.{code}']['sequence'] + 1)}" for code in ARCHIVE.codes], "it went on"
        )

    def test_a_bridge_that_ends_by_a_signal_leaves_nothing_to_repeat(self) -> None:
        programs = self.bridge([("S000", "")])
        for first, last in ((1, 50), (50, 100)):
            with programs.running("seedlink") as process:
                self.connected(1 if first == 1 else 2)
                self.server.feed(self.records[0][first:last])
                self.wait_for(last - 1)
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.wait(SECONDS), 0, programs.log())
        self.assertEqual([data for _, data in self.taken()], self.records[0][1:100])

    def test_what_the_server_does_not_serve_is_told_and_the_rest_comes(self) -> None:
        programs = self.bridge([("NONE", "BHZ"), ("S00?", "BHZ")])
        with programs.running("seedlink") as process:
            self.connected()
            self.server.feed(self.interleaved())
            self.wait_for(len(self.interleaved()))
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(SECONDS), 0)
        told = programs.read("seedlink.json")
        self.assertEqual((told["refused"], told["state"], told["links"]), (["XX.NONE"], "ended", 1))
        self.assertEqual(told["packets"], len(self.interleaved()))
        self.assertEqual(told["stations"]["XX.S003"]["packets"], len(self.records[3]) - 1)
        self.assertGreater(told["stations"]["XX.S003"]["delaySeconds"], 86_400 * 365, "the records are of 2012")


if __name__ == "__main__":
    unittest.main()
