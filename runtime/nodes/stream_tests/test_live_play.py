"""The player: what it makes up or reads, when it sends it, and in which batches."""

from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path
from typing import Any

from live_records import JSON, MINISEED, miniseed, record
from live_support import BEGIN, FakeClock, event
from terrane_stream.errors import StreamError
from terrane_stream.live import play, plays, senders
from terrane_stream.live.events import reader
from terrane_stream.live.windows import MICROSECONDS


class Sent:
    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.at: list[tuple[float, list[senders.Entry]]] = []

    def send(self, entries: Any) -> None:
        self.at.append((self.clock.passed, list(entries)))


class Playing(unittest.TestCase):
    def test_a_day_of_40_streams_is_172800_events_the_same_each_time(self) -> None:
        made = plays.Made(40, 20, 86_400, BEGIN, 432, 7)
        events = list(plays.made_up(made, JSON))
        self.assertEqual(len(events), 172_800)
        self.assertEqual(events[-40:], list(plays.made_up(made, JSON))[-40:])
        self.assertEqual({each.key for each in events}, {f"S{key:03d}" for key in range(40)})
        outliers = [json.loads(each.data)["n"] for each in events if json.loads(each.data)["value"] > 60]
        self.assertEqual(sorted(set(outliers)), list(range(431, 4320, 432)))
        self.assertEqual(len(outliers), 400)

    def test_made_up_events_are_read_as_they_are_meant(self) -> None:
        for each in plays.made_up(plays.Made(2, 0.1, 3, BEGIN, 0, 1), JSON):
            read = reader(JSON)(record(each.data))
            self.assertEqual((read.key, read.time), (each.key, each.time))

    def test_no_event_is_sent_before_its_moment_nor_long_after(self) -> None:
        for speed in (1.0, 50.0):
            clock = FakeClock()
            sent = Sent(clock)
            played = play.play(plays.made_up(plays.Made(3, 20, 1000, BEGIN, 0, 1), JSON), sent, speed, clock)
            self.assertEqual(played.events, 150)
            first = BEGIN.timestamp()
            for at, entries in sent.at:
                for _, data in entries:
                    due = (reader(JSON)(record(data)).time / MICROSECONDS - first) / speed
                    self.assertTrue(due <= at + 1e-6 and at <= due + play.TICK_SECONDS + 1e-6, (due, at))

    def test_a_file_of_lines_is_played_as_it_is(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "events.jsonl"
            file.write_bytes(event("a", 1) + b"\n\n" + event("b", 2) + b"\n")
            self.assertEqual([each.data for each in plays.from_file(file, JSON)], [event("a", 1), event("b", 2)])

    def test_a_table_is_played_row_by_row(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "events.csv"
            file.write_text("station,time,value\na,2026-01-01T00:00:00,1.5\nb,2026-01-01T00:00:20,x\n")
            told = [json.loads(each.data) for each in plays.from_file(file, JSON)]
            self.assertEqual([fields["value"] for fields in told], [1.5, "x"])

    def test_miniseed_is_played_record_by_record_by_time(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "events.mseed"
            file.write_bytes(miniseed(10) + miniseed(0, "COLA"))
            played = list(plays.from_file(file, MINISEED))
            self.assertEqual([each.key for each in played], ["IU.COLA", "IU.ANMO"])
            with self.assertRaisesRegex(StreamError, "records are json"):
                plays.from_file(file, JSON)


class Sending(unittest.TestCase):
    def test_batches_have_500_records_or_5_mb_at_most(self) -> None:
        small = list(senders.batches([("k", b"x")] * 1201))
        self.assertEqual([len(batch) for batch in small], [500, 500, 201])
        large = list(senders.batches([("k", b"x" * (1 << 20))] * 9))
        self.assertEqual([len(batch) for batch in large], [4, 4, 1])

    def test_what_a_call_turns_away_is_sent_again_and_nothing_else(self) -> None:
        class Client:
            calls: list[list[bytes]] = []

            def put_records(self, StreamName: str, Records: list[dict[str, Any]]) -> dict[str, Any]:
                self.calls.append([each["Data"] for each in Records])
                away = len(Records) // 2 if len(self.calls) < 4 else 0
                told: list[dict[str, str]] = [{"ErrorCode": "x"}] * away + [{"SequenceNumber": "1"}] * (
                    len(Records) - away
                )
                return {"FailedRecordCount": away, "Records": told}

        senders.KinesisSender(Client(), "waves", FakeClock()).send([("k", b"%d" % n) for n in range(8)])
        self.assertEqual([len(call) for call in Client.calls], [8, 4, 2, 1])
        self.assertEqual(Client.calls[1], [b"0", b"1", b"2", b"3"])

    def test_a_stream_that_takes_nothing_is_an_error_in_the_end(self) -> None:
        class Client:
            def put_records(self, StreamName: str, Records: list[Any]) -> dict[str, Any]:
                return {"FailedRecordCount": 1, "Records": [{"ErrorCode": "x"}] * len(Records)}

        with self.assertRaisesRegex(StreamError, "did not take 1 records in 20 attempts"):
            senders.KinesisSender(Client(), "waves", FakeClock()).send([("k", b"1")])


if __name__ == "__main__":
    unittest.main()
