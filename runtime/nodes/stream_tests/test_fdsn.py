"""Chunks fetched with ObsPy's own client from a real FDSN server, and from one that is at fault."""

from __future__ import annotations

import io
import threading
import unittest
import warnings
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import obspy
from centre import Archive, Centre, centre
from flawed import Flaw, Relay, relay
from obspy import UTCDateTime
from obspy.clients.fdsn import Client
from synthetic import RECORD_BYTES, corrupted, truncated
from unit import START, FakeClock

from terrane_stream.chunks import FdsnChunk
from terrane_stream.errors import SourceError
from terrane_stream.fdsn import Centre as Source
from terrane_stream.miniseed import read_miniseed
from terrane_stream.patience import Backoff, Limit, Used

ARCHIVE = Archive(stations=3, days=1, truncated=("S001",), corrupt=("S002",))


def chunk(station: str = "S000", hour: int = 6, **fields: Any) -> FdsnChunk:
    start = datetime(2012, 1, 1, hour, tzinfo=timezone.utc)
    given = {"channels": "LHZ", "location": "*", "start": start, "end": start + timedelta(hours=6), **fields}
    return FdsnChunk("id", "XX", station, **given)


class FetchCase(unittest.TestCase):
    centre: Centre
    relay: Relay

    @classmethod
    def setUpClass(cls) -> None:
        cls.centre = cls.enterClassContext(centre(ARCHIVE, requests_per_second=1000, burst=1000))
        cls.relay = cls.enterClassContext(relay(cls.centre.url))

    def setUp(self) -> None:
        self.clock = FakeClock()
        self.used = Used()
        self.relay.asked = 0

    def fetch(self, wanted: FdsnChunk, *flaws: Flaw, seconds: float = 900) -> obspy.Stream:
        self.relay.flaws = list(flaws)
        source = Source(self.relay.url, self.clock, 30)
        return source.fetch(wanted, Backoff(2, 180), Limit(self.clock, seconds), self.used)

    def refused(self, wanted: FdsnChunk, *flaws: Flaw, seconds: float = 900) -> str:
        with self.assertRaises(SourceError) as caught:
            self.fetch(wanted, *flaws, seconds=seconds)
        return str(caught.exception)


class Fetches(FetchCase):
    def test_a_chunk_is_what_the_client_gives_alone(self) -> None:
        start = UTCDateTime(2012, 1, 1, 6)
        alone = Client(self.centre.url, _discover_services=False).get_waveforms(
            "XX", "S000", "*", "LHZ", start, start + 21600 - 1e-6
        )
        stream = self.fetch(chunk())
        self.assertEqual(len(stream), 1)
        self.assertEqual((stream[0].stats.starttime, stream[0].stats.npts), (start, 21600))
        self.assertTrue((stream[0].data == alone[0].data).all())
        self.assertEqual((self.used.requests, self.relay.asked), (1, 1))
        self.assertGreater(self.used.bytes, 50_000)

    def test_neighbouring_chunks_share_no_sample(self) -> None:
        samples = sum(self.fetch(chunk(hour=hour))[0].stats.npts for hour in (0, 6, 12, 18))
        self.assertEqual(samples, 86_400)

    def test_a_chunk_without_data_is_empty(self) -> None:
        self.assertEqual(len(self.fetch(chunk("NONE"))), 0)
        self.assertEqual(self.used.requests, 1)

    def test_damaged_data_is_refused_at_once_with_the_reason(self) -> None:
        self.assertRegex(self.refused(chunk("S001")), r"^miniSEED of \d+ bytes is damaged: .*Unexpected end of file")
        self.assertRegex(self.refused(chunk("S002")), r"^miniSEED of \d+ bytes cannot be read: ")
        self.assertEqual(self.relay.asked, 2)


class Retries(FetchCase):
    def test_what_passes_is_asked_for_again_with_growing_pauses(self) -> None:
        flaws = [Flaw(429), Flaw(503), Flaw(502), Flaw(silent=True), Flaw(missing=700), Flaw(500), Flaw(504)]
        self.assertEqual(self.fetch(chunk(), *flaws)[0].stats.npts, 21600)
        self.assertEqual(self.used.requests, 8)
        for nap, longest in zip(self.clock.naps, (2, 4, 8, 16, 32, 64, 128), strict=True):
            self.assertTrue(longest / 2 <= nap <= longest, self.clock.naps)

    def test_the_longest_pause_is_the_declared_one(self) -> None:
        self.fetch(chunk(), *[Flaw(503)] * 12, seconds=10_000)
        self.assertTrue(all(90 <= nap <= 180 for nap in self.clock.naps[7:]), self.clock.naps)

    def test_retry_after_is_heeded(self) -> None:
        later = format_datetime(START + timedelta(seconds=100), usegmt=True)
        self.fetch(chunk(), Flaw(503, {"Retry-After": "77"}), Flaw(429, {"Retry-After": later}))
        self.assertEqual(self.clock.naps[0], 77)
        self.assertAlmostEqual(self.clock.naps[1], 23)

    def test_a_page_for_people_is_no_answer(self) -> None:
        html = {"Content-Type": "text/html; charset=utf-8"}
        self.assertEqual(self.fetch(chunk(), Flaw(headers=html, page=True))[0].stats.npts, 21600)
        self.assertEqual(self.used.requests, 2)
        # Some centres call their records a text.
        self.fetch(chunk(), Flaw(headers=html))
        self.assertEqual(self.used.requests, 3)

    def test_a_retry_after_that_is_none_is_left_aside(self) -> None:
        self.fetch(chunk(), Flaw(503, {"Retry-After": "soon"}))
        self.assertLessEqual(self.clock.naps[0], 2)

    def test_an_attempt_ends_with_its_time(self) -> None:
        reason = self.refused(chunk(), *[Flaw(503)] * 20, seconds=60)
        self.assertRegex(
            reason,
            r"^the source answers 503: .*; \d requests in \d+ s, and the next would be \d+ s later "
            r"\(an attempt has 60 s\)$",
        )
        self.assertLess(self.clock.passed, 60)

    def test_what_does_not_pass_is_refused_at_once(self) -> None:
        for status in (400, 401, 403, 404, 413):
            self.assertRegex(self.refused(chunk(), Flaw(status)), f"^the source answers {status}: ")
        self.assertEqual((self.relay.asked, self.clock.naps), (5, []))

    def test_a_source_that_is_not_there_is_told_as_such(self) -> None:
        source = Source("http://127.0.0.1:99", self.clock, 5)
        with self.assertRaisesRegex(SourceError, "^the source does not answer: .*Connection refused"):
            source.fetch(chunk(), Backoff(2, 180), Limit(self.clock, 10), self.used)


class MiniSeed(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.whole = cls.written(512)

    whole: bytes

    @staticmethod
    def written(length: int, part: int = 0) -> bytes:
        file = io.BytesIO()
        Archive().trace(0, part).write(file, format="MSEED", encoding="STEIM2", reclen=length)
        return file.getvalue()

    def reason(self, data: bytes) -> str:
        with self.assertRaises(SourceError) as caught, warnings.catch_warnings(record=True):
            read_miniseed(data)
        return str(caught.exception)

    def test_sound_records_are_read(self) -> None:
        self.assertEqual(read_miniseed(self.whole)[0].stats.npts, 21600)

    def test_records_of_several_lengths_are_read(self) -> None:
        self.assertEqual(read_miniseed(self.whole + self.written(4096, 1))[0].stats.npts, 43200)

    def test_every_kind_of_damage_is_refused(self) -> None:
        flipped = bytearray(self.whole)
        flipped[3 * RECORD_BYTES + 200] ^= 1
        headless = bytearray(self.whole)
        headless[3 * RECORD_BYTES : 3 * RECORD_BYTES + 48] = b"U" * 48
        for what, data in {
            "a record cut in two": truncated(self.whole),
            "the last byte missing, of which ObsPy says nothing": self.whole[:-1],
            "random bytes": corrupted(self.whole),
            "one bit": bytes(flipped),
            "a header": bytes(headless),
            "zeros between": self.whole[:1024] + bytes(512) + self.whole[1024:],
            "zeros after": self.whole + bytes(512),
            "a page of HTML": b"<html>maintenance</html>" * 40,
            "a few bytes": self.whole[:100],
        }.items():
            with self.subTest(what):
                self.assertRegex(self.reason(data), r"^miniSEED of \d+ bytes (is damaged|is truncated|cannot be read)")

    def test_threads_are_told_of_their_own_damage_alone(self) -> None:
        """libmseed has one log for all."""
        damaged, wrong = truncated(self.whole), []

        def read(data: bytes, sound: bool) -> None:
            for _ in range(30):
                try:
                    read_miniseed(data)
                    wrong.extend([] if sound else ["damage passed"])
                except SourceError as error:
                    wrong.extend([str(error)] if sound else [])

        threads = [threading.Thread(target=read, args=(self.whole, True)) for _ in range(4)]
        threads += [threading.Thread(target=read, args=(damaged, False)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def test_warnings_of_others_are_theirs(self) -> None:
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            obspy.read(io.BytesIO(truncated(self.whole)), format="MSEED")
        self.assertEqual([each.category.__name__ for each in seen], ["InternalMSEEDWarning"])


if __name__ == "__main__":
    unittest.main()
