"""What a queue's worker makes of one message, and of what goes wrong with it."""

from __future__ import annotations

import json
import threading
import time
import unittest
from datetime import timedelta

from processes import wait_until
from queue_fakes import WorkerCase, body, message
from terrane_node.clock import iso
from terrane_stream.queue_messages import NotHeld, QueueUnavailable
from terrane_stream.queue_progress import QueueProgress


class Outcomes(WorkerCase):
    def test_a_message_is_deleted_when_its_rows_are_there(self) -> None:
        self.do(message(body(n=1, rows=2)))
        self.assertEqual(self.rows(body(n=1, rows=2)), [{"n": 1}, {"n": 1}])
        self.assertEqual((self.queue.deleted, self.queue.hidden, self.hands.count()), (["receipt 1"], [], 0))

    def test_a_message_without_rows_has_a_result_too(self) -> None:
        self.do(message(body(n=1, rows=0)))
        self.assertEqual(self.rows(body(n=1, rows=0)), [])

    def test_a_second_delivery_is_deleted_and_not_done_again(self) -> None:
        self.do(message(body(n=1)))
        self.do(message(body(n=1), 2))
        self.assertEqual((self.calls, self.queue.deleted), ([1], ["receipt 1", "receipt 2"]))

    def test_a_failure_is_tried_again_after_a_pause_that_grows(self) -> None:
        for delivery, least, most in ((1, 5, 10), (2, 10, 20)):
            self.do(message(body(n=1, bad=True), delivery))
            receipt, seconds = self.queue.hidden[-1]
            self.assertEqual(receipt, f"receipt {delivery}")
            self.assertTrue(least <= seconds <= most, seconds)
        text = body(n=1, bad=True)
        self.assertEqual((self.queue.deleted, self.rows(text), self.dead(text)), ([], None, None))

    def test_the_last_failure_leaves_its_reason_and_goes_to_the_queue_at_once(self) -> None:
        text = body(n=1, bad=True)
        self.do(message(text, 3))
        self.assertEqual(self.queue.hidden, [("receipt 3", 0)])
        dead = self.dead(text)
        self.assertRegex(dead["reason"], r"^job_\w+\.py line 12 in work: ValueError: a bad message$")
        self.assertEqual((dead["attempts"], dead["body"], dead["id"]), (3, text, message(text).id))

    def test_a_success_at_the_last_attempt_leaves_no_dead_letter(self) -> None:
        self.do(message(body(n=1), 3))
        self.assertEqual((self.rows(body(n=1)), self.dead(body(n=1))), ([{"n": 1}], None))

    def test_a_message_that_came_back_from_the_dead_letters_is_forgotten_there(self) -> None:
        self.results.write_dead(message(body(n=1), 3), "once")
        self.do(message(body(n=1), 1))
        self.assertIsNone(self.dead(body(n=1)))

    def test_what_is_no_json_is_tried_again_without_a_pause(self) -> None:
        self.do(message("no JSON", 1))
        self.assertEqual(self.queue.hidden, [("receipt 1", 0)])
        self.do(message("no JSON", 3))
        self.assertIn("the message is not JSON: ", self.dead("no JSON")["reason"])

    def test_a_column_of_two_kinds_is_a_failure(self) -> None:
        self.do(message(body(n=1, mixed=True), 3))
        self.assertIn("column 'n' holds whole numbers", self.dead(body(n=1, mixed=True))["reason"])

    def test_code_that_takes_too_long_is_ended(self) -> None:
        text = body(n=1, seconds=30)
        self.do(message(text, 3))
        self.assertRegex(self.dead(text)["reason"], r"^job_\w+\.py: work did not end in 1 s$")
        self.assertEqual(self.stuck, [])

    def test_alerts_are_sent_once_and_stay_in_the_rows(self) -> None:
        text = body(n=1, alert="a quake", rows=1)
        self.do(message(text))
        self.do(message(text, 2))
        sent = [(one.key, one.subject, one.row["n"]) for one in self.topic.sent]
        key = message(text).id[:16]
        self.assertEqual(sent, [(key, f"test {key}: a quake", 1)])
        self.assertEqual(self.rows(text), [{"n": 1, "alert": "a quake"}])

    def test_an_alert_that_the_topic_did_not_take_is_sent_with_the_next_attempt(self) -> None:
        self.topic.refuses = 1
        text = body(n=1, alert=True)
        self.do(message(text))
        self.assertEqual((self.rows(text), len(self.topic.sent)), (None, 0))
        self.do(message(text, 2))
        self.assertEqual((self.rows(text), len(self.topic.sent)), ([{"n": 1, "alert": True}], 1))

    def test_nothing_is_deleted_when_the_bucket_fails(self) -> None:
        self.store.refuses = 1
        self.do(message(body(n=1)))
        self.assertEqual((self.queue.deleted, len(self.queue.hidden)), ([], 1))
        self.do(message(body(n=1), 2))
        self.assertEqual((self.rows(body(n=1)), self.queue.deleted), ([{"n": 1}], ["receipt 2"]))

    def test_a_message_that_cannot_be_deleted_is_done_all_the_same(self) -> None:
        for error in (NotHeld("gone"), QueueUnavailable("away")):
            self.queue.refuses = error
            self.do(message(body(n=1), 3))
            self.assertEqual((self.rows(body(n=1)), self.dead(body(n=1))), ([{"n": 1}], None))


class InHand(WorkerCase):
    def test_what_was_given_back_is_not_written(self) -> None:
        text = body(n=1, seconds=0.6)
        held = self.hands.take(message(text), self.clock.monotonic())
        working = threading.Thread(target=self.worker.do, args=(held,))
        working.start()
        wait_until(lambda: self.calls == [1], 5, "it is worked on")
        self.assertEqual(self.hands.give_back(), 1)
        working.join()
        self.assertEqual((self.rows(text), self.queue.deleted, self.queue.hidden), (None, [], [("receipt 1", 0)]))

    def test_what_is_being_written_is_not_given_back(self) -> None:
        held = self.hands.take(message(body(n=1)), self.clock.monotonic())
        self.assertTrue(self.hands.settle(held))
        self.assertEqual((self.hands.give_back(), self.hands.count()), (0, 1))

    def test_a_message_in_hand_is_hidden_again_at_half_of_its_time(self) -> None:
        now = self.clock.monotonic()
        self.hands.take(message("due", 1), now - 5.1)
        self.hands.take(message("new", 2), now)
        ended = threading.Event()
        threading.Thread(target=self.hands.keep_hidden, args=(ended,), daemon=True).start()
        wait_until(lambda: len(self.queue.hidden) > 0, 5, "it is hidden again")
        time.sleep(1.5)
        ended.set()
        self.assertEqual(self.queue.hidden, [("receipt 1", 10)])

    def test_a_queue_that_is_away_is_asked_again_to_hide(self) -> None:
        self.queue.refuses = QueueUnavailable("away")
        self.hands.take(message("due", 1), self.clock.monotonic() - 9)
        ended = threading.Event()
        self.addCleanup(ended.set)
        threading.Thread(target=self.hands.keep_hidden, args=(ended,), daemon=True).start()
        time.sleep(1.5)
        self.queue.refuses = None
        wait_until(lambda: self.queue.hidden == [("receipt 1", 10)], 5, "it is hidden")


class Progresses(WorkerCase):
    def told(self) -> dict[str, object]:
        return dict(json.loads(self.store.get("results/progress.json")))

    def test_results_are_counted_and_what_is_left_is_told(self) -> None:
        progress = QueueProgress(self.store, "results/", self.results, self.queue, self.clock)
        for number in range(4):
            self.do(message(body(n=number)))
        self.do(message("no JSON", 3))
        progress.tell("running")
        told = self.told()
        self.assertEqual((told["done"], told["failed"], told["chunks"], told["state"]), (4, 1, 10, "running"))
        self.assertEqual((told["rate"], told["estimatedEnd"]), (0.0, None))

    def test_what_another_worker_told_a_moment_ago_is_left_alone(self) -> None:
        first, second = (QueueProgress(self.store, "results/", self.results, self.queue, self.clock) for _ in range(2))
        first.tell("running")
        second.tell("waiting for messages")
        self.assertEqual(self.told()["state"], "running")
        second.tell("ended", anyway=True)
        self.assertEqual(self.told()["state"], "ended")

    def test_the_rate_is_that_since_it_was_told_last(self) -> None:
        progress = QueueProgress(self.store, "results/", self.results, self.queue, self.clock)
        progress.tell("running")
        before = iso(self.clock.now() - timedelta(seconds=20))
        self.store.put("results/progress.json", json.dumps({**self.told(), "updated": before}).encode())
        for number in range(10):
            self.do(message(body(n=number)))
        progress.tell("running")
        rate = self.told()["rate"]
        self.assertTrue(isinstance(rate, float) and 0.4 <= rate <= 0.5, rate)
        self.assertIsNotNone(self.told()["estimatedEnd"])

    def test_a_progress_that_cannot_be_read_is_begun_anew(self) -> None:
        progress = QueueProgress(self.store, "results/", self.results, self.queue, self.clock)
        self.do(message(body(n=1)))
        self.store.put("results/progress.json", b"{")
        progress.tell("running")
        self.assertEqual(self.told()["done"], 1)


if __name__ == "__main__":
    unittest.main()
