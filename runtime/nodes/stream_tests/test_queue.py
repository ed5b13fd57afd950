"""Workers of a queue of Amazon's: every message has exactly one result, or is in the dead letters with its reason."""

from __future__ import annotations

import hashlib
import json
import signal
import tempfile
import time
import unittest
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet
from aws_emulator import REGION, Emulator, emulator
from processes import wait_until
from programs import Programs

SECONDS = 60.0

# Tells in a file of its own that it was called, so that calls are counted across workers that are killed.
WORK = """
import os, time, uuid

def work(message):
    with open(os.path.join({calls!r}, uuid.uuid4().hex), "w") as file:
        file.write(str(message["n"]))
    time.sleep(message.get("seconds", 0))
    if message.get("bad"):
        raise ValueError("a bad message")
    if message.get("deadly"):
        os._exit(9)
    return [{{"n": message["n"], "part": part}} for part in range(2)]
"""


def body(**fields: Any) -> str:
    return json.dumps(fields)


def id_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class QueueCase(unittest.TestCase):
    aws: Emulator
    sqs: Any

    @classmethod
    def setUpClass(cls) -> None:
        cls.aws = cls.enterClassContext(emulator())
        cls.sqs = cls.aws.client("sqs")

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="terrane-queue-")))
        self.calls = self.folder / "calls"
        self.calls.mkdir()

    def programs(self, attempts: int = 3, visibility: int = 4, threads: int = 4, **worker: Any) -> Programs:
        """With a new queue. `worker`: fields of the declaration's worker."""
        name = self.id().rpartition(".")[2][-70:]
        dead = self.sqs.create_queue(QueueName=f"{name}-dead")["QueueUrl"]
        arn = self.sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": attempts})
        self.dead = dead
        self.url = self.sqs.create_queue(QueueName=name, Attributes={"RedrivePolicy": policy})["QueueUrl"]
        declaration = {
            "format": 1,
            "name": "test",
            "engine": "queue",
            "source": {"kind": "queue", "attempts": attempts, "visibilitySeconds": visibility},
            "worker": {
                "handler": "job.work",
                "threads": threads,
                "backoffSeconds": 0.5,
                "backoffMaxSeconds": 1,
                **worker,
            },
            "workers": {"max": 2},
            "results": {"prefix": "results/"},
        }
        place = {
            "queue": {"kind": "sqs", "url": self.url, "region": REGION},
            "endpoint": self.aws.endpoint,
        }
        made = Programs(self.folder, declaration, place)
        (self.folder / "code" / "job.py").write_text(WORK.format(calls=str(self.calls)), encoding="utf-8")
        return made

    def send(self, *bodies: str) -> None:
        for at in range(0, len(bodies), 10):
            entries = [{"Id": str(number), "MessageBody": text} for number, text in enumerate(bodies[at : at + 10])]
            self.assertFalse(self.sqs.send_message_batch(QueueUrl=self.url, Entries=entries).get("Failed"))

    def feed(self, bodies: list[str]) -> None:
        """In portions: what the emulator does for one message takes as long as there are messages."""
        for at in range(0, len(bodies), 40):
            self.send(*bodies[at : at + 40])
            self.wait_for_the_end(20)

    def in_queue(self, url: str = "") -> int:
        """Messages that wait or are in hand."""
        counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self.sqs.get_queue_attributes(QueueUrl=url or self.url, AttributeNames=counts)
        return sum(int(value) for value in answer["Attributes"].values())

    def wait_for_the_end(self, left: int = 0) -> None:
        """No more than so many messages wait or are in hand."""

        def look() -> bool:
            time.sleep(0.2)
            return self.in_queue() <= left

        wait_until(look, SECONDS, "the queue gets shorter")

    def called(self) -> Counter[int]:
        """How often the user's function began, by the message's number."""
        return Counter(int(file.read_text(encoding="utf-8") or -1) for file in self.calls.iterdir())

    def results(self) -> dict[str, list[dict[str, Any]]]:
        """Rows by the id of the message, as the files name it and as they hold it."""
        found = {}
        for file in (self.folder / "results" / "rows").glob("*.parquet"):
            rows = pyarrow.parquet.read_table(file).to_pylist()
            self.assertTrue(all(row.pop("chunk") == file.stem for row in rows))
            found[file.stem] = rows
        return found

    def dead_letters(self) -> list[str]:
        """The bodies in the queue's own."""
        found = []
        while messages := self.sqs.receive_message(QueueUrl=self.dead, MaxNumberOfMessages=10).get("Messages"):
            found += [message["Body"] for message in messages]
        return found


class Fleet(QueueCase):
    def test_two_workers_one_of_which_is_killed_do_every_message_once(self) -> None:
        programs = self.programs()
        good = [body(n=number, seconds=0.05) for number in range(480)]
        again = good[:20]
        bad = body(n=1000, bad=True)
        with programs.running("queue") as first, programs.running("queue") as second:
            self.feed([bad, *good[:240]])
            wait_until(lambda: len(list(self.calls.iterdir())) >= 220, SECONDS, "both workers work")
            first.kill()
            self.feed([*good[240:], *again])
            self.wait_for_the_end()
            second.send_signal(signal.SIGTERM)
            self.assertEqual(second.wait(SECONDS), 0, programs.log())
        wanted = {id_of(text): json.loads(text)["n"] for text in good}
        rows = {id: [{"n": number, "part": part} for part in range(2)] for id, number in wanted.items()}
        results = self.results()
        self.assertEqual(sorted(results), sorted(rows), "every message has a result, and nothing else has")
        self.assertEqual(results, rows)
        self.assertEqual(self.dead_letters(), [bad])
        told = programs.read(f"dead/{id_of(bad)}.json")
        self.assertEqual(told["reason"], "job.py line 9 in work: ValueError: a bad message")
        self.assertEqual((told["id"], told["body"]), (id_of(bad), bad))
        self.assertEqual(len(list((self.folder / "results" / "dead").iterdir())), 1)
        self.assertGreaterEqual(self.called()[1000], 3, "as often as it may be tried")
        progress = programs.read("progress.json")
        self.assertEqual((progress["done"], progress["failed"], progress["state"]), (480, 1, "ended"))
        self.assertEqual((progress["chunks"], progress["estimatedEnd"]), (481, None))


class Life(QueueCase):
    def test_a_message_stays_hidden_for_as_long_as_it_is_worked_on(self) -> None:
        programs = self.programs(visibility=2, threads=1)
        self.send(body(n=1, seconds=6))
        with programs.running("queue"):
            wait_until(lambda: len(self.called()) == 1, SECONDS, "it is worked on")
            with programs.running("queue"):
                self.wait_for_the_end()
        self.assertEqual(self.called(), Counter({1: 1}), "no other worker was given it")
        self.assertEqual(len(self.results()), 1)

    def test_a_worker_that_is_to_end_gives_its_messages_back(self) -> None:
        programs = self.programs(visibility=600)
        self.send(body(n=1, seconds=600), body(n=2, seconds=600))
        with programs.running("queue") as process:
            wait_until(lambda: len(self.called()) == 2, SECONDS, "both are worked on")
            begun = time.monotonic()
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(SECONDS), 0, programs.log())
            self.assertLess(time.monotonic() - begun, 15)
        messages = self.sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10)["Messages"]
        self.assertEqual(len(messages), 2, "others are given them at once")
        self.assertEqual(self.results(), {})

    def test_a_message_that_ends_its_worker_has_a_reason(self) -> None:
        programs = self.programs(attempts=1, visibility=2)
        deadly = body(n=1, deadly=True)
        self.send(deadly)
        with programs.running("queue") as process:
            self.assertEqual(process.wait(SECONDS), 9)
        told = programs.read(f"dead/{id_of(deadly)}.json")
        self.assertEqual(told["reason"], "the worker ended while it worked on it, at attempt 1 of 1")


if __name__ == "__main__":
    unittest.main()
