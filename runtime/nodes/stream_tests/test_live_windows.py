"""Windows of event time: random streams with fixed seeds, and the cases at the edges."""

from __future__ import annotations

import json
import random
import unittest
from collections import Counter, defaultdict

import live_support  # noqa: F401 (the path of the package)
from terrane_stream.errors import DeclarationError
from terrane_stream.live.windows import MICROSECONDS, Closed, Event, Spec, Windows

SEEDS = range(40)
DAY = 86_400


def made(seed: int, disorder: float, events: int = 400) -> list[Event]:
    """Events of five keys over some 20 minutes from a moment of its own, disordered by up to so many seconds."""
    drawn = random.Random(seed)
    begin = drawn.randrange(-DAY, 60 * 365 * DAY)
    times = sorted(begin + drawn.uniform(0, 1200) for _ in range(events))
    told = sorted(times, key=lambda time: time + drawn.uniform(0, disorder))
    return [one(drawn.choice("abcde"), time, number) for number, time in enumerate(told)]


def one(key: str, seconds: float, number: int = 0) -> Event:
    return Event(key, round(seconds * MICROSECONDS), str(number).encode(), key, 0.0)


def run(windows: Windows, events: list[Event]) -> list[Closed]:
    return [closed for event in events for closed in windows.add(event)]


def held(closed: list[Closed]) -> Counter[bytes]:
    """In how many windows each event is."""
    return Counter(event.data for window in closed for event in window.events)


class Fixed(unittest.TestCase):
    def test_every_event_is_in_exactly_one_window_of_its_key(self) -> None:
        for seed in SEEDS:
            events = made(seed, disorder=30)
            windows = Windows(Spec.seconds(20, lateness=30))
            closed = run(windows, events) + windows.flush()
            self.assertEqual(held(closed), Counter(event.data for event in events), seed)
            for window in closed:
                self.assertEqual(window.start % (20 * MICROSECONDS), 0)
                self.assertEqual(window.end - window.start, 20 * MICROSECONDS)
                for event in window.events:
                    self.assertEqual(event.key, window.key)
                    self.assertTrue(window.start <= event.time < window.end)

    def test_a_window_of_a_key_is_given_once(self) -> None:
        for seed in SEEDS:
            windows = Windows(Spec.seconds(20, lateness=5))
            closed = run(windows, made(seed, disorder=60)) + windows.flush()
            counted = Counter((window.key, window.start) for window in closed)
            self.assertEqual(set(counted.values()), {1}, seed)

    def test_what_comes_too_late_is_counted_and_nothing_else_is_missing(self) -> None:
        late = 0
        for seed in SEEDS:
            events = made(seed, disorder=60)
            windows = Windows(Spec.seconds(20, lateness=5))
            closed = run(windows, events) + windows.flush()
            late += sum(windows.late.values())
            self.assertEqual(sum(held(closed).values()) + sum(windows.late.values()), len(events), seed)
        self.assertGreater(late, 0)

    def test_the_end_of_a_window_belongs_to_the_next(self) -> None:
        windows = Windows(Spec.seconds(20))
        closed = run(windows, [one("a", 19.999999, 1), one("a", 20, 2), one("a", 40, 3)])
        self.assertEqual([held([window]) for window in closed], [Counter([b"1"]), Counter([b"2"])])

    def test_a_window_closes_at_its_end_and_the_lateness_and_not_before(self) -> None:
        windows = Windows(Spec.seconds(20, lateness=30))
        self.assertEqual(run(windows, [one("a", 5, 1), one("a", 49.999999, 2)]), [])
        (closed,) = run(windows, [one("a", 50, 3)])
        self.assertEqual((closed.start, held([closed])), (0, Counter([b"1"])))

    def test_expected_disorder_holds_windows_open_for_so_long(self) -> None:
        windows = Windows(Spec.seconds(20, disorder=3))
        self.assertEqual(run(windows, [one("a", 5), one("a", 22.9)]), [])
        self.assertEqual(len(run(windows, [one("a", 23)])), 1)

    def test_a_silent_key_is_closed_by_the_others_of_its_shard(self) -> None:
        windows = Windows(Spec.seconds(20, lateness=10))
        closed = run(windows, [one("silent", 1, 1)] + [one("a", second, second) for second in range(2, 31)])
        self.assertEqual([(window.key, held([window])[b"1"]) for window in closed], [("a", 0), ("silent", 1)])

    def test_events_are_by_time_and_equals_as_they_came(self) -> None:
        windows = Windows(Spec.seconds(20))
        run(windows, [one("a", 7, 1), one("a", 3, 2), one("a", 7, 3), one("a", 3, 4)])
        (closed,) = windows.flush()
        self.assertEqual([event.data for event in closed.events], [b"2", b"4", b"1", b"3"])

    def test_a_record_delivered_twice_counts_once_while_its_window_is_open(self) -> None:
        for seed in SEEDS:
            drawn = random.Random(seed)
            events = made(seed, disorder=10)
            twice = [each for event in events for each in [event] * drawn.choice((1, 2))]
            windows = Windows(Spec.seconds(20, lateness=30))
            closed = run(windows, twice) + windows.flush()
            self.assertEqual(held(closed), Counter(event.data for event in events), seed)
            self.assertEqual(windows.duplicates, len(twice) - len(events))

    def test_equal_times_with_different_content_are_two_events(self) -> None:
        windows = Windows(Spec.seconds(20))
        run(windows, [one("a", 1, 1), one("a", 1, 2), one("b", 1, 1)])
        self.assertEqual(sum(held(windows.flush()).values()), 3)


class Sliding(unittest.TestCase):
    def test_five_minutes_every_two_put_an_event_into_two_and_a_half_windows_on_average(self) -> None:
        spec = Spec.seconds(300, 120)
        events = [one("a", second, second) for second in range(0, DAY, 10)]
        windows = Windows(spec)
        counted = held(run(windows, events) + windows.flush())
        self.assertEqual(set(counted.values()), {2, 3})
        self.assertEqual(sum(counted.values()) / len(events), 2.5)

    def test_an_event_is_in_every_window_that_spans_it(self) -> None:
        for seed in SEEDS:
            drawn = random.Random(seed)
            size = drawn.randint(2, 100)
            every = drawn.randint(1, size)
            events = made(seed, disorder=20)
            windows = Windows(Spec.seconds(size, every, lateness=20))
            closed = run(windows, events) + windows.flush()
            spans: dict[bytes, set[int]] = defaultdict(set)
            for window in closed:
                self.assertEqual(window.start % (every * MICROSECONDS), 0)
                for event in window.events:
                    spans[event.data].add(window.start)
            for event in events:
                least = event.time - size * MICROSECONDS
                starts = {
                    start for start in range(-(-least // MICROSECONDS) * MICROSECONDS, event.time + 1, MICROSECONDS)
                }
                wanted = {start for start in starts if start % (every * MICROSECONDS) == 0 and start > least}
                self.assertEqual(spans[event.data], wanted, (seed, size, every))

    def test_a_record_that_misses_its_first_window_is_late_and_in_the_others(self) -> None:
        windows = Windows(Spec.seconds(20, 10))
        first = run(windows, [one("a", 25, 1)])
        after = run(windows, [one("a", 15, 2)]) + windows.flush()
        self.assertEqual((first, windows.late), ([], {"a": 1}))
        self.assertEqual({window.start // MICROSECONDS for window in after if held([window])[b"2"]}, {10})


class State(unittest.TestCase):
    def test_windows_that_are_restored_anywhere_go_on_as_if_nothing_had_been(self) -> None:
        for seed in SEEDS:
            spec = Spec.seconds(20, random.Random(seed).choice((20, 7)), lateness=5)
            events = made(seed, disorder=40)
            whole = Windows(spec)
            wanted = run(whole, events) + whole.flush()
            drawn, windows, found = random.Random(seed), Windows(spec), []
            for event in events:
                if drawn.random() < 0.1:
                    state = json.loads(json.dumps(windows.state()))
                    windows = Windows(spec)
                    windows.restore(state)
                    windows.late, windows.duplicates = state["late"], state["duplicates"]
                found += windows.add(event)
            self.assertEqual(found + windows.flush(), wanted, seed)
            self.assertEqual((windows.late, windows.duplicates), (whole.late, whole.duplicates))

    def test_a_split_shard_s_heirs_give_out_together_what_it_would_have(self) -> None:
        for seed in SEEDS:
            spec = Spec.seconds(20, lateness=30)
            events = made(seed, disorder=10)
            parent = Windows(spec)
            found = run(parent, events[:200])
            for keys in ("ab", "cde"):
                heir = Windows(spec)
                heir.restore(parent.state(), keys.__contains__)
                found += run(heir, [event for event in events[200:] if event.key in keys]) + heir.flush()
            self.assertEqual(held(found), Counter(event.data for event in events), seed)
            self.assertEqual(set(Counter((window.key, window.start) for window in found).values()), {1})

    def test_merged_shards_give_no_window_out_again(self) -> None:
        for seed in SEEDS:
            spec = Spec.seconds(20, lateness=30)
            events = made(seed, disorder=10)
            shards = {keys: [event for event in events if event.key in keys] for keys in ("ab", "cde")}
            heir, found = Windows(spec), []
            for keys, share in shards.items():
                parent = Windows(spec)
                found += run(parent, share[:100])
                heir.restore(parent.state())
            rest = [event for share in shards.values() for event in share[100:]]
            found += run(heir, sorted(rest, key=lambda event: event.time)) + heir.flush()
            self.assertEqual(sum(held(found).values()) + sum(heir.late.values()), len(events), seed)
            self.assertEqual(set(Counter((window.key, window.start) for window in found).values()), {1})

    def test_the_watermark_of_merged_shards_is_the_greatest(self) -> None:
        for order in ((1000, 100), (100, 1000)):
            heir = Windows(Spec.seconds(20, lateness=30))
            for seconds in order:
                parent = Windows(Spec.seconds(20, lateness=30))
                run(parent, [one(f"of {seconds}", seconds)])
                heir.restore(parent.state())
            self.assertEqual(heir.watermark, 1000 * MICROSECONDS)
            closed = run(heir, [one("of 1000", 500, 1)])
            self.assertEqual(heir.late, {"of 1000": 1})
            self.assertEqual([window.key for window in closed], ["of 100"])


class Specs(unittest.TestCase):
    def test_windows_farther_apart_than_they_are_long_are_refused(self) -> None:
        with self.assertRaisesRegex(DeclarationError, "at most size"):
            Spec.seconds(20, 21)

    def test_negative_lateness_is_refused(self) -> None:
        with self.assertRaisesRegex(DeclarationError, "negative"):
            Spec.seconds(20, lateness=-1)


if __name__ == "__main__":
    unittest.main()
