"""Parts of the SeedLink bridge, each by itself: the link, where to go on, what a stream refuses, what is told."""

from __future__ import annotations

import io
import json
import tempfile
import threading
import time
import unittest
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy
from botocore.exceptions import ClientError, EndpointConnectionError
from obspy import Trace, UTCDateTime
from processes import free_port, wait_until
from seedlink_server import SeedLinkServer
from terrane_node.clock import SystemClock
from terrane_stream.declaration import SeedLink, SeedLinkStream
from terrane_stream.errors import StoreError, StreamError
from terrane_stream.live.senders import KinesisSender
from terrane_stream.seedlink_link import Link, LinkLost, Subscription
from terrane_stream.seedlink_packets import LAST_SEQUENCE, Packet, packet_of
from terrane_stream.seedlink_reader import Reader, subscriptions
from terrane_stream.seedlink_sink import Sink, Unsent
from terrane_stream.seedlink_state import State
from terrane_stream.store_folder import FolderStore
from unit import FakeClock

SECONDS = 15.0
START = UTCDateTime(2026, 1, 1)


def record(station: str = "S000", seconds: float = 0.0, channel: str = "BHZ", samples: int = 100) -> bytes:
    """At 20 samples a second; `seconds` after START."""
    header = {"network": "XX", "station": station, "channel": channel, "sampling_rate": 20.0}
    file = io.BytesIO()
    data = numpy.arange(samples, dtype=numpy.int32)
    Trace(data, {**header, "starttime": START + seconds}).write(file, "MSEED", encoding="STEIM2", reclen=512)
    assert len(file.getvalue()) == 512
    return file.getvalue()


class Links(unittest.TestCase):
    def setUp(self) -> None:
        self.ended = threading.Event()
        self.addCleanup(self.ended.set)

    def server(self, **more: Any) -> SeedLinkServer:
        server = self.enterContext(SeedLinkServer(**more))
        server.feed([record()])
        return server

    def reader(self, server: SeedLinkServer, after: dict[str, int], station: str = "S000") -> Reader:
        streams = (SeedLinkStream("XX", station, "BHZ"),)
        reader = Reader(SeedLink(server.address, streams), after, self.ended)
        reader.start()
        return reader

    def link(self, server: SeedLinkServer, keepalive: float, silence: float, up: Callable[[list[str]], None]) -> Link:
        link = Link(server.address, [Subscription("XX", "S000", ())], self.ended, up, keepalive, silence)
        self.addCleanup(link.end)
        return link

    def test_a_quiet_server_is_asked_for_a_sign_of_life(self) -> None:
        server = self.server()
        link = self.link(server, 0.5, 3.0, lambda refused: None)
        came: list[Packet] = []
        reading = threading.Thread(target=lambda: came.append(next(link.packets())), daemon=True)
        reading.start()
        wait_until(lambda: server.commands.count("INFO ID") >= 2, SECONDS, "two signs of life")
        time.sleep(3.0)
        server.feed([record(seconds=5)])
        reading.join(SECONDS)
        self.assertEqual([(each.sequence, each.record) for each in came], [(2, record(seconds=5))])

    def test_a_server_that_hangs_is_given_up(self) -> None:
        server = self.server(answers=False)
        begun = time.monotonic()
        with self.assertRaises(LinkLost):
            next(self.link(server, 0.5, 2.0, lambda refused: None).packets())
        self.assertLess(time.monotonic() - begun, 8)

    def test_the_end_of_a_connection_is_seen_at_once(self) -> None:
        server = self.server()
        up = threading.Event()
        link = self.link(server, 30, 120, lambda refused: up.set())
        threading.Thread(target=lambda: up.wait() and server.drop(), daemon=True).start()
        begun = time.monotonic()
        with self.assertRaisesRegex(LinkLost, "closed the connection|reset"):
            next(link.packets())
        self.assertLess(time.monotonic() - begun, 5)

    def test_a_server_that_is_not_there_is_tried_again(self) -> None:
        port = free_port()
        streams = (SeedLinkStream("XX", "S000", ""),)
        reader = Reader(SeedLink(f"127.0.0.1:{port}", streams), {}, self.ended)
        reader.start()
        wait_until(lambda: "refused" in reader.state, SECONDS, "the first attempt fails")
        server = self.server(port=port)
        wait_until(lambda: reader.links == 1, SECONDS, "a later one does not")
        server.feed([record(seconds=5)])
        self.assertEqual(reader.packets.get(timeout=SECONDS).record, record(seconds=5))

    def test_it_goes_on_past_the_last_sequence_number(self) -> None:
        server = self.server(first_sequence=LAST_SEQUENCE - 1)
        server.feed(record(seconds=5 * number) for number in range(1, 4))
        reader = self.reader(server, {"XX.S000": LAST_SEQUENCE})
        came = [reader.packets.get(timeout=SECONDS).sequence for _ in range(3)]
        self.assertEqual(came, [LAST_SEQUENCE, 0, 1], "the last comes again, and none is left out")

    def test_a_damaged_record_goes_on_as_it_is(self) -> None:
        server = self.server()
        damaged = record(seconds=5)[:64] + bytes(448)
        headless = bytes(8) + record()[8:20] + bytes(492)
        reader = self.reader(server, {})
        wait_until(lambda: reader.links == 1, SECONDS, "the link is up")
        server.feed([damaged, headless])
        packets = [reader.packets.get(timeout=SECONDS) for _ in range(2)]
        self.assertEqual(
            [(each.record, each.station) for each in packets], [(damaged, "XX.S000"), (headless, "XX.S000")]
        )
        self.assertIsNone(packets[1].span)

    def test_selectors_of_one_station_are_asked_for_together(self) -> None:
        server = self.server()
        server.feed([record("S001")])
        streams = [SeedLinkStream("XX", *each) for each in (("S000", "BHZ"), ("S00?", "LHZ"), ("S001", ""))]
        wanted = subscriptions(streams, {"XX.S001": 7}, server.address)
        self.assertEqual(
            wanted,
            [
                Subscription("XX", "S000", ("BHZ", "LHZ"), None),
                Subscription("XX", "S001", ("LHZ", "???.D"), 7),
            ],
        )

    def test_no_station_that_matches_is_no_connection(self) -> None:
        with self.assertRaisesRegex(LinkLost, "no station that matches"):
            subscriptions([SeedLinkStream("YY", "*", "")], {}, self.server().address)


class Stream:
    """Kinesis as far as a sink sees it: refuses what the test says."""

    def __init__(self, *answers: Exception | Sequence[int]) -> None:
        """For each call an error, or the places of the records that are refused; then everything is taken."""
        self._answers = list(answers)
        self.taken: list[bytes] = []
        self.calls: list[int] = []

    def put_records(self, StreamName: str, Records: list[dict[str, Any]]) -> dict[str, Any]:
        del StreamName
        self.calls.append(len(Records))
        answer = self._answers.pop(0) if self._answers else ()
        if isinstance(answer, Exception):
            raise answer
        told: list[dict[str, str]] = []
        for place, each in enumerate(Records):
            if place in answer:
                told.append({"ErrorCode": "ProvisionedThroughputExceededException", "ErrorMessage": "Rate exceeded"})
            else:
                self.taken.append(each["Data"])
                told.append({"SequenceNumber": str(len(self.taken)), "ShardId": "0"})
        return {"FailedRecordCount": len(list(answer)), "Records": told}


def refusal(code: str, status: int = 400) -> ClientError:
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "PutRecords")  # type: ignore[arg-type, unused-ignore]


class Sinks(unittest.TestCase):
    packets = [Packet(number, b"%d" % number, "XX.S000", None) for number in range(6)]

    def setUp(self) -> None:
        self.clock = FakeClock()
        self.ended = threading.Event()
        self.troubles: list[str] = []

    def put(self, stream: Stream, packets: Sequence[Packet] = packets) -> Sink:
        sink = Sink(lambda: KinesisSender(stream, "waves", self.clock), self.ended, self.clock)
        sink.put(packets, self.troubles.append)
        return sink

    def test_what_was_refused_is_put_again_and_nothing_else(self) -> None:
        stream = Stream([1, 4], [1])
        self.put(stream)
        self.assertEqual(stream.taken, [b"0", b"2", b"3", b"5", b"1", b"4"])
        self.assertEqual(stream.calls, [6, 2, 1])

    def test_throttling_and_silence_are_waited_for(self) -> None:
        silence = EndpointConnectionError(endpoint_url="https://kinesis")
        errors = [refusal("ProvisionedThroughputExceededException"), refusal("InternalFailure", 500), silence]
        stream = Stream(*errors * 10)
        sink = self.put(stream)
        self.assertEqual(stream.taken, [each.record for each in self.packets])
        self.assertEqual((sink.failures, len(self.troubles)), (30, 30))
        self.assertGreater(self.clock.passed, 150, "with pauses that grow")

    def test_a_shard_that_refuses_for_minutes_loses_nothing(self) -> None:
        stream = Stream(*[[0]] * 50)
        self.put(stream, self.packets[:1])
        self.assertEqual(stream.taken, [b"0"])
        self.assertIn("did not take 1 records", self.troubles[0])

    def test_a_refusal_for_good_is_an_error(self) -> None:
        with self.assertRaisesRegex(StreamError, "the stream refuses records: .*AccessDenied"):
            self.put(Stream(refusal("AccessDeniedException")))

    def test_the_end_does_not_wait_for_ever(self) -> None:
        self.ended.set()
        with self.assertRaisesRegex(Unsent, "6 records are not in the stream: .*InternalFailure"):
            self.put(Stream(*[refusal("InternalFailure", 500)] * 1000))


class States(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="terrane-state-")))
        self.store = FolderStore(self.folder)

    def state(self, server: str = "one:18000") -> State:
        state = State(server, self.store, "results/", SystemClock())
        state.read()
        return state

    def told(self, state: State) -> Any:
        state.tell(["XX.S000", "XX.S009"], {"state": "connected"})
        return json.loads(self.store.get("results/seedlink.json"))

    def test_gaps_are_counted_by_channel_and_what_comes_twice_is_none(self) -> None:
        state = self.state()
        spans = [("BHZ", 0), ("BHN", 2), ("BHZ", 5), ("BHZ", 5), ("BHZ", 12.5), ("BHZ", 10), ("BHN", 7)]
        state.add(packet_of(number, record("S000", at, channel)) for number, (channel, at) in enumerate(spans))
        told = self.told(state)
        station = told["stations"]["XX.S000"]
        self.assertEqual((station["gaps"], station["gapSeconds"], told["gaps"]), (1, 2.5, 1))
        self.assertEqual(station["newest"], "2026-01-01T00:00:17Z")
        self.assertEqual((station["packets"], told["packets"]), (7, 7))
        self.assertIsNone(told["stations"]["XX.S009"]["newest"], "a station that never came is shown")

    def test_a_gap_over_a_restart_is_seen(self) -> None:
        before = self.state()
        before.add([packet_of(7, record("S000", 0))])
        before.write()
        after = self.state()
        self.assertEqual(after.after(), {"XX.S000": 7})
        after.add([packet_of(8, record("S000", 65))])
        self.assertEqual(self.told(after)["stations"]["XX.S000"]["gapSeconds"], 60.0)

    def test_numbers_of_another_server_are_not_gone_on_from(self) -> None:
        before = self.state()
        before.add([packet_of(7, record("S000", 0))])
        before.write()
        self.assertEqual(self.state("two:18000").after(), {})

    def test_a_state_that_is_none_is_an_error(self) -> None:
        for text in (b"{", b"[]", b'{"server": "one:18000"}', b'{"server": "one:18000", "stations": {"XX.S": 1}}'):
            self.store.put("results/state/seedlink.json", text)
            with self.assertRaisesRegex(StoreError, "is no state of this program"):
                self.state()


if __name__ == "__main__":
    unittest.main()
