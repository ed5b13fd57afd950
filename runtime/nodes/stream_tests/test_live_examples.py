"""The examples' detectors of live streams: what was planted is told once, quiet data give nothing, and a detector that
begins from a checkpoint goes on as if nothing had been."""

from __future__ import annotations

import base64
import io
import unittest
from typing import Any

import numpy
import obspy
from examples import START, detector, iso, json_window, miniseed, noise, through_json, trace, window
from terrane_stream.handler import Handler, Row

CHANNELS = ("HHE", "HHN", "HHZ")


def alerts(rows: list[Row]) -> list[str]:
    return [str(row["alert"]) for row in rows if row.get("alert")]


class ScecAlert(unittest.TestCase):
    handler = detector("scec-alert", "picks.Detector")
    archive = detector("scec-alert", "everything.keep")

    def packets(self, second: int, quake: int | None = None) -> list[bytes]:
        """A second of three components; the ground moves from the second `quake` on."""
        made = []
        for seed, channel in enumerate(CHANNELS):
            samples = noise(100, 300, 1000 * seed + second)
            if quake is not None and second >= quake:
                since = second - quake + numpy.arange(100) / 100
                samples += 20_000 * numpy.exp(-since / 3) * numpy.sin(2 * numpy.pi * 5 * since)
            made.append(trace(samples, 100.0, channel, second))
        return miniseed(made)

    def run_through(self, instance: Any, quake: int | None, seconds: range, again: bool = False) -> list[Row]:
        rows = []
        for second in seconds:
            rows += self.handler.rows_from(instance.detect, window("XX.S000", self.packets(second, quake), second, 1))
            instance = through_json(self.handler, "XX.S000", instance) if again else instance
        return rows

    def test_every_component_is_picked_once_within_half_a_second(self) -> None:
        rows = self.run_through(self.handler.instance("XX.S000"), 40, range(60))
        self.assertEqual(sorted(str(row["channel"]) for row in rows), [f"XX.S000..{name}" for name in CHANNELS])
        self.assertEqual(len(alerts(rows)), 3)
        for row in rows:
            self.assertAlmostEqual(obspy.UTCDateTime(str(row["time"])) - START, 40.25, delta=0.25)

    def test_from_checkpoint_to_checkpoint_the_same_is_found(self) -> None:
        once = self.run_through(self.handler.instance("XX.S000"), 40, range(60))
        again = self.run_through(self.handler.instance("XX.S000"), 40, range(60), again=True)
        self.assertEqual([row["time"] for row in again], [row["time"] for row in once])

    def test_quiet_ground_and_a_gap_give_no_pick(self) -> None:
        picker = self.handler.instance("XX.S000")
        self.assertEqual(self.run_through(picker, None, range(60)), [])
        self.assertEqual(self.run_through(picker, None, range(75, 120)), [])

    def test_the_archive_holds_every_sample(self) -> None:
        packets = [packet for second in range(10) for packet in self.packets(second, 5)]
        rows = self.archive.rows(window("XX.S000", packets))
        self.assertEqual(
            [(row["channel"], row["samples"]) for row in rows], [(f"XX.S000..{name}", 1000) for name in CHANNELS]
        )
        for row in rows:
            (kept,) = obspy.read(io.BytesIO(base64.b64decode(str(row["miniseed"]))))
            (sent,) = obspy.read(io.BytesIO(b"".join(packets))).select(channel=kept.stats.channel).merge(method=1)
            numpy.testing.assert_array_equal(kept.data, sent.data)
            self.assertEqual((kept.stats.starttime, kept.id), (sent.stats.starttime, row["channel"]))


class Keyed(unittest.TestCase):
    """Ten windows of ten seconds and so on, through one detector."""

    def told(self, handler: Handler, windows: list[Any], again: bool = False) -> list[Row]:
        instance, rows = handler.instance("R1"), []
        for each in windows:
            rows += handler.rows_from(instance.detect, each)
            instance = through_json(handler, "R1", instance) if again else instance
        return rows


class GageGps(Keyed):
    handler = detector("gage-gps", "displacement.Displacement")

    def windows(self, seconds: int, moved: float, at: int) -> list[Any]:
        """Positions with the noise of real-time GPS; the receiver moves east at a moment."""
        east, north, up = (noise(seconds, deviation, seed) for seed, deviation in enumerate((6.0, 6.0, 15.0)))
        east[at:] += moved
        records = [
            {"station": "R1", "time": iso(second), "east": east[second], "north": north[second], "up": up[second]}
            for second in range(seconds)
        ]
        return [json_window("R1", records[first : first + 10], first, 10) for first in range(0, seconds, 10)]

    def test_a_step_of_80_mm_is_one_alert_and_rows_until_it_is_the_new_place(self) -> None:
        rows = self.told(self.handler, self.windows(2400, 80.0, 900))
        self.assertEqual(len(alerts(rows)), 1)
        self.assertEqual((rows[0]["time"], len(rows)), (iso(900), 60))
        self.assertAlmostEqual(float(rows[0]["east"] or 0), 80, delta=8)

    def test_from_checkpoint_to_checkpoint_the_same_is_found(self) -> None:
        windows = self.windows(1200, 80.0, 900)
        self.assertEqual(self.told(self.handler, windows, again=True), self.told(self.handler, windows))

    def test_a_receiver_that_stays_gives_nothing(self) -> None:
        self.assertEqual(self.told(self.handler, self.windows(3600, 0.0, 0)), [])


class ArrayOfThings(Keyed):
    handler = detector("array-of-things", "ewma.Ewma")

    def windows(self, jump: float, hours: int = 24) -> list[Any]:
        """A value every 20 s: a day's temperature with noise, and at 17:05 a jump for ten minutes."""
        count = hours * 180
        second = numpy.arange(count) * 20.0
        values = 15 - 5 * numpy.cos(2 * numpy.pi * second / 86400) + noise(count, 0.1)
        values[(second >= 61_500) & (second < 62_100)] += jump
        return [
            json_window(
                "R1",
                [self.record(at, "TSYS01", "temperature", value), self.record(at, "HTU21D", "humidity", value**3)],
                at,
                20,
            )
            for at, value in zip(second.tolist(), values.tolist(), strict=True)
        ]

    def record(self, second: float, sensor: str, parameter: str, value: float) -> dict[str, Any]:
        return {"NodeID": "R1", "timestamp": iso(second), "sensor": sensor, "parameter": parameter, "value": value}

    def test_a_jump_of_three_degrees_is_told_when_it_comes_and_when_it_goes(self) -> None:
        rows = self.told(self.handler, self.windows(3.0))
        self.assertEqual({row["parameter"] for row in rows}, {"temperature"})
        self.assertEqual([row["time"] for row in rows if row.get("alert")], [iso(61_500), iso(62_100)])

    def test_from_checkpoint_to_checkpoint_the_same_is_found(self) -> None:
        windows = self.windows(3.0)[-1400:-1200]
        self.assertEqual(self.told(self.handler, windows, again=True), self.told(self.handler, windows))

    def test_a_quiet_day_gives_nothing(self) -> None:
        self.assertEqual(self.told(self.handler, self.windows(0.0)), [])


class KinesisFirehose(unittest.TestCase):
    def test_every_record_is_a_row_as_it_came(self) -> None:
        records = [
            {"station": "R1", "time": iso(second), "value": second / 7, "note": None} for second in range(0, 60, 5)
        ]
        self.assertEqual(detector("kinesis-firehose", "keep.everything").rows(json_window("R1", records)), records)


class Ooi(unittest.TestCase):
    handler = detector("ooi", "quality.check")

    def row(self, values: list[float], kind: str = "CTD-TEMPERATURE") -> Row:
        records = [
            {"instrument": "R1", "type": kind, "time": iso(second), "value": value}
            for second, value in enumerate(values)
        ]
        (row,) = self.handler.rows(json_window("R1", records))
        return row

    def test_flags_are_those_of_qartod(self) -> None:
        quiet = [8 + float(value) for value in noise(60, 0.05)]
        bad = {
            (1, ""): quiet,
            (3, "spike"): [*quiet[:30], 14.0, *quiet[31:]],
            (3, "flat_line"): [*quiet[:30], *[8.0] * 30],
            (3, "gross_range"): [value + 25 for value in quiet],
            (4, "gross_range"): [value + 40 for value in quiet],
        }
        for (flag, tests), values in bad.items():
            row = self.row(values)
            self.assertEqual((row["flag"], row["tests"], "alert" in row), (flag, tests, flag == 4))

    def test_an_instrument_without_limits_is_averaged_alone(self) -> None:
        row = self.row([1.0, 2.0, 6.0], "MASS-SPECTROMETER")
        self.assertEqual((row["mean"], row["flag"], row["records"]), (3.0, 2, 3))


class EventHubs(unittest.TestCase):
    handler = detector("event-hubs", "classify.batch")
    abstracts = {
        "We prove a theorem on the topology of algebraic manifolds and settle a conjecture.": "mathematics",
        "Spin and energy of the electron in a superconducting quantum field.": "physics",
        "The volatility of asset prices and the risk of an option portfolio.": "finance",
        "A gene and its protein in the evolution of a species.": "biology",
        "A distributed algorithm for learning on parallel hardware, in software.": "computing",
        "Notes on the history of our department.": None,
    }

    def rows(self, abstracts: list[str]) -> list[Row]:
        records = [{"paper": text[:8], "time": iso(0), "sender": "a", "abstract": text} for text in abstracts]
        return self.handler.rows(json_window("a", records))

    def test_a_batch_has_the_subjects_that_single_events_have(self) -> None:
        together = self.rows(list(self.abstracts))
        self.assertEqual([row["subject"] for row in together], list(self.abstracts.values()))
        self.assertEqual(together, [row for text in self.abstracts for row in self.rows([text])])


if __name__ == "__main__":
    unittest.main()
