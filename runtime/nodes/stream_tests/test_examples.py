"""The examples' detectors that go through archives: what was planted is found, and quiet data give nothing."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import numpy
from examples import START, detector, noise, trace
from obspy import Stream, UTCDateTime
from synthetic import Archive
from terrane_stream.handler import Row

RATE = 20.0
CHUNK = int(21600 * RATE)
SECONDS = numpy.arange(CHUNK) / RATE


class SeismicNoise(unittest.TestCase):
    handler = detector("seismic-noise", "htn.detect")

    def rows(self, samples: object, rate: float = RATE) -> list[Row]:
        return self.handler.rows(Stream([trace(samples, rate)]))

    def test_finds_the_line_in_the_chunks_that_hold_it_and_none_in_the_others(self) -> None:
        archive = Archive(stations=2, days=1, rate=RATE)
        for station in range(archive.stations):
            for chunk in range(archive.chunks):
                rows = self.handler.rows(Stream([archive.trace(station, chunk)]))
                found = [(row["frequency"], row["bin"], row["harmonic_of"]) for row in rows]
                self.assertEqual(found, [(3.1, 5, None)] if archive.planted(station, chunk) else [], (station, chunk))

    def test_a_spectrum_that_falls_as_the_microseisms_do_is_no_line(self) -> None:
        red = numpy.cumsum(noise(CHUNK, 100))
        self.assertEqual(self.rows(red - numpy.linspace(red[0], red[-1], CHUNK)), [])

    def test_multiples_of_a_line_are_its_harmonics(self) -> None:
        tones = sum(600 * numpy.sin(2 * numpy.pi * 1.2 * multiple * SECONDS) for multiple in (1, 2, 3))
        rows = self.rows(noise(CHUNK, 1000) + tones)
        self.assertEqual(
            [(row["frequency"], row["bin"], row["harmonic_of"]) for row in rows],
            [(1.2, 1, None), (2.4, 3, 1.2), (3.6, 6, 1.2)],
        )

    def test_a_line_that_drifts_is_one_line(self) -> None:
        hertz = 2.0 + 0.1 * SECONDS / SECONDS[-1]
        (row,) = self.rows(noise(CHUNK, 1000) + 800 * numpy.sin(2 * numpy.pi * numpy.cumsum(hertz) / RATE))
        self.assertAlmostEqual(float(row["drift"] or 0), 0.1, delta=0.03)
        self.assertGreater(float(row["minutes"] or 0), 340)

    def test_a_tone_of_ten_minutes_is_no_machine(self) -> None:
        tone = 800 * numpy.sin(2 * numpy.pi * 3.1 * SECONDS) * (SECONDS < 600)
        self.assertEqual(self.rows(noise(CHUNK, 1000) + tone), [])

    def test_on_both_sides_of_a_gap_the_line_is_found(self) -> None:
        tone = noise(CHUNK, 1000) + 800 * numpy.sin(2 * numpy.pi * 3.1 * SECONDS)
        pieces = [trace(tone[: CHUNK // 3], RATE), trace(tone[CHUNK // 2 :], RATE, second=10800)]
        self.assertEqual([row["frequency"] for row in self.handler.rows(Stream(pieces))], [3.1, 3.1])

    def test_records_that_are_too_short_or_too_slow_have_no_spectrum(self) -> None:
        self.assertEqual(self.rows(noise(100, 1000)), [])
        self.assertEqual(self.rows(noise(21600, 1000), rate=1.0), [])


class SeismicObservatory(unittest.TestCase):
    handler = detector("seismic-observatory", "records.scan")

    def test_picks_the_earthquake_and_puts_the_record_into_the_index(self) -> None:
        seconds = numpy.arange(60_000) / 100
        quake = 5000 * numpy.exp(-(seconds - 300) / 5) * numpy.sin(2 * numpy.pi * 5 * seconds) * (seconds >= 300)
        index, pick = self.handler.rows(Stream([trace(noise(60_000, 300) + quake, 100.0)]))
        self.assertEqual((index["kind"], index["channel"]), ("record", "XX.S000..HHZ"))
        self.assertEqual((index["start"], index["end"]), (str(START), str(START + 599.99)))
        self.assertEqual(pick["kind"], "pick")
        self.assertAlmostEqual(UTCDateTime(str(pick["start"])) - START, 300, delta=0.5)

    def test_quiet_records_are_in_the_index_without_a_pick(self) -> None:
        rows = self.handler.rows(
            Stream([trace(noise(60_000, 300, seed), 100.0, name) for seed, name in enumerate(("HHZ", "HHN"))])
        )
        self.assertEqual(
            [(row["kind"], row["channel"]) for row in rows], [("record", "XX.S000..HHN"), ("record", "XX.S000..HHZ")]
        )


class Hiss(unittest.TestCase):
    handler = detector("hiss", "hits.find")

    def rows(self, frames: object) -> list[Row]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "run-0001.npy"
            numpy.save(file, numpy.asarray(frames).astype(numpy.uint16))
            return self.handler.rows(str(file))

    def frames(self) -> numpy.ndarray:
        return numpy.random.default_rng(3).normal(100, 5, (6, 256, 256))

    def test_finds_the_frames_with_a_diffraction_pattern(self) -> None:
        frames = self.frames()
        for number, spots in ((2, 24), (4, 12), (5, 6)):
            for spot in range(spots):
                y, x = 10 + 20 * (spot // 6), 20 + 35 * (spot % 6)
                frames[number, y : y + 2, x : x + 2] += 500
        rows = self.rows(frames)
        self.assertEqual([(row["frame"], row["spots"]) for row in rows if row["kind"] == "hit"], [(2, 24), (4, 12)])
        self.assertEqual({**rows[-1], "kept": None}, {"kind": "file", "frames": 6, "hits": 2, "kept": None})

    def test_frames_without_a_crystal_and_hot_pixels_are_no_hits(self) -> None:
        frames = self.frames()
        frames[:, ::16, ::16] += 1000
        self.assertEqual(self.rows(frames), [{"kind": "file", "frames": 6, "hits": 0, "kept": 0.0}])


if __name__ == "__main__":
    unittest.main()
