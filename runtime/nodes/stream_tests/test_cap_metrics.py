"""From the log of the cap to its metrics."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import unittest
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from test_cap_settings import cap

from terrane_node.clock import iso
from terrane_stream import cli
from terrane_stream.cap_log import Passed, Tail, passed
from terrane_stream.cap_metrics import Window, metrics, percentile
from terrane_stream.cap_watch import LOG_BYTES, Watch, held

SENT = "1000.500\t0.250\t0.200\t200\t999000\t4096\n"


class LineTest(unittest.TestCase):
    def test_a_request_that_was_answered(self) -> None:
        self.assertEqual(passed(SENT), Passed(999.0, 1000.25, 1000.5, 0.2, 200, 4096))

    def test_a_request_that_its_client_gave_up_before_its_turn_did_not_pass(self) -> None:
        self.assertIsNone(passed("1000.500\t-\t-\t499\t999000\t0\n"))

    def test_a_request_that_was_sent_again_counts_from_then(self) -> None:
        one = passed("1000.500\t0.100, 0.250\t-, 0.200\t200\t999000\t1\n")
        assert one is not None
        self.assertEqual((one.sent, one.latency), (1000.25, 0.2))

    def test_a_request_without_an_answer_has_no_latency(self) -> None:
        one = passed("1000.500\t0.100\t-\t502\t999000\t1\n")
        assert one is not None
        self.assertIsNone(one.latency)

    def test_half_a_line_is_passed_over(self) -> None:
        self.assertIsNone(passed("1000.500\t0.2"))


class TailTest(unittest.TestCase):
    def setUp(self) -> None:
        self.path = Path(self.enterContext(tempfile.TemporaryDirectory())) / "log"
        self.tail = Tail(self.path)
        self.addCleanup(self.tail.close)

    def append(self, text: str) -> None:
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(text)

    def test_every_line_is_given_once_and_not_before_it_is_whole(self) -> None:
        self.assertEqual(self.tail.lines(), [])
        self.append("a\nb")
        self.assertEqual(self.tail.lines(), ["a"])
        self.append("c\nd\n")
        self.assertEqual(self.tail.lines(), ["bc", "d"])
        self.assertEqual(self.tail.lines(), [])

    def test_no_line_is_lost_when_the_file_is_put_aside(self) -> None:
        self.append("a\n")
        self.tail.lines()
        self.append("b\n")
        self.path.rename(self.path.with_suffix(".1"))
        self.append("c\n")
        self.assertEqual(self.tail.lines(), ["b", "c"])


def requests(*sent: float, status: int = 200) -> list[Passed]:
    return [Passed(time - 2, time, time + 0.1, 0.05, status, 1000) for time in sent]


class MetricsTest(unittest.TestCase):
    def of(self, now: float, *passed: list[Passed], started: float = 0.0) -> dict[str, Any]:
        window = Window(started)
        for some in passed:
            window.add(some)
        return metrics(cap(), window, now, held=7)

    def test_rates_are_of_the_last_minute(self) -> None:
        early, late = requests(*(10 + i / 10 for i in range(100))), requests(*(100 + i / 10 for i in range(600)))
        shown = self.of(160.05, early, late)
        self.assertEqual(shown["requestsPerSecond"], {"mean": 10.0, "max": 10})
        self.assertEqual(shown["bytesPerSecond"], 10_000)

    def test_in_the_first_minute_they_are_of_the_time_since_the_start(self) -> None:
        self.assertEqual(self.of(110.0, requests(*range(100, 109)), started=100.0)["requestsPerSecond"]["mean"], 0.9)

    def test_the_busiest_second_is_one_of_the_clock(self) -> None:
        self.assertEqual(self.of(30.0, requests(10.9, 11.0, 11.5, 11.999, 12.0))["requestsPerSecond"]["max"], 3)

    def test_those_that_waited_are_counted_by_how_long(self) -> None:
        """A request a second that waits two seconds: two wait at any moment (Little's law)."""
        self.assertEqual(self.of(160.0, requests(*range(100, 160)))["waiting"], 2.0)

    def test_answers_are_counted_by_status(self) -> None:
        shown = self.of(60.0, requests(1, 2, 3), requests(4, status=503))
        self.assertEqual(shown["byStatus"], {"200": 3, "503": 1})

    def test_latencies_are_the_sources_own(self) -> None:
        self.assertEqual(self.of(60.0, requests(1, 2, 3))["latencySeconds"], {"p50": 0.05, "p95": 0.05})

    def test_a_minute_without_requests_has_rates_but_no_times(self) -> None:
        shown = self.of(60.0)
        self.assertEqual(shown["requestsPerSecond"], {"mean": 0.0, "max": 0})
        self.assertIsNone(shown["latencySeconds"])

    def test_percentiles_are_values_that_occurred(self) -> None:
        self.assertEqual([percentile([4, 1, 3, 2], percent) for percent in (25, 50, 51, 95)], [1, 2, 3, 4])


class CommandTest(unittest.TestCase):
    def show(self, updated: str | None, *arguments: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / "metrics.json"
            if updated is not None:
                shown = metrics(cap(), Window(0.0), 60.0, held=None)
                file.write_text(json.dumps({**shown, "updated": updated}), encoding="utf-8")
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = cli.main(["cap-metrics", "--file", str(file), *arguments])
        return code, out.getvalue(), err.getvalue()

    def test_the_table_names_the_cap_and_what_passed(self) -> None:
        code, out, _ = self.show(iso(datetime.now(timezone.utc)))
        self.assertEqual(code, 0)
        self.assertRegex(out, r"(?m)^cap +50 requests/s$")
        self.assertRegex(out, r"(?m)^passed +0\.00 requests/s, 0 in the busiest second$")

    def test_json_is_what_was_written(self) -> None:
        code, out, _ = self.show(iso(datetime.now(timezone.utc)), "--json")
        self.assertEqual((code, json.loads(out)["cap"]), (0, 50.0))

    def test_figures_of_a_cap_that_does_not_run_are_told_apart(self) -> None:
        code, _, err = self.show("2020-01-01T00:00:00Z")
        self.assertEqual(code, 1)
        self.assertIn("the cap does not run", err)

    def test_no_figures_at_all_are_an_error(self) -> None:
        code, _, err = self.show(None)
        self.assertEqual(code, 1)
        self.assertIn("does the cap run?", err)


class WatchTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def watch(self, clock: Clock) -> Watch:
        made = Watch(cap(folder=self.folder), clock)
        self.addCleanup(made.close)
        return made

    def test_metrics_are_written_every_ten_seconds(self) -> None:
        clock = Clock()
        watch = self.watch(clock)
        (self.folder / "access.log").write_text(SENT)
        watch.look()
        self.assertFalse((self.folder / "metrics.json").exists())
        clock.passed = 10.0
        watch.look()
        self.assertEqual(json.loads((self.folder / "metrics.json").read_text())["byStatus"], {"200": 1})

    def test_a_log_that_has_grown_is_put_aside(self) -> None:
        watch = self.watch(Clock())
        (self.folder / "access.log").write_text("x" * (LOG_BYTES - 1))
        self.assertFalse(watch.look())
        (self.folder / "access.log").write_text("x" * LOG_BYTES)
        self.assertTrue(watch.look())
        self.assertEqual([path.name for path in self.folder.iterdir()], ["access.log.1"])

    def test_an_haproxy_that_does_not_answer_leaves_the_number_unknown(self) -> None:
        self.assertIsNone(held(self.folder / "stats.sock"))


class Clock:
    passed = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(1000.6 + self.passed, timezone.utc)

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds


if __name__ == "__main__":
    unittest.main()
