"""Consumers as processes, on a stream of the emulator or of a real broker, and what they leave."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from live_support import DETECTORS, PACKAGES, PREFIX, REGION, declaration
from processes import answers, free_port, running, stop, wait_until
from terrane_stream.live import aws, readers
from terrane_stream.live.checkpoints import COMMITTED, MANIFEST, Manifest
from terrane_stream.store_folder import FolderStore

HERE = Path(__file__).resolve().parent
LEASE_SECONDS = 3.0
BROKER_START_SECONDS = 120.0


class Fleet:
    """`place`: of the stream, and of what belongs to it. Results and alerts are in the folder."""

    def __init__(self, folder: Path, document: Mapping[str, Any], place: Mapping[str, Any]) -> None:
        self.folder = folder
        self.store = FolderStore(folder / "results")
        self._rows: dict[str, int] = {}
        self.consumers: list[subprocess.Popen[bytes]] = []
        alerts = {"alerts": {"kind": "folder", "path": str(folder / "alerts")}}
        whole = {"results": {"kind": "folder", "path": str(folder / "results")}, **alerts, **place}
        for name, content in (("declaration", document), ("place", whole)):
            (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")

    def command(self, *words: str) -> list[str]:
        files = [f"--{name}={self.folder / name}.json" for name in ("declaration", "place")]
        return [sys.executable, "-m", "terrane_stream", words[0], *files, *words[1:]]

    def environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(PACKAGES), "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}

    def consume(self) -> subprocess.Popen[bytes]:
        """One more consumer."""
        words = self.command("consume", f"--code={DETECTORS}", f"--lease-seconds={LEASE_SECONDS}")
        with open(self.folder / f"consumer-{len(self.consumers)}.log", "ab") as log:
            process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment(),
                start_new_session=True,
            )
        self.consumers.append(process)
        return process

    def play(self, *words: str) -> subprocess.Popen[bytes]:
        """Events at so many times real time; prints its figures."""
        return subprocess.Popen(self.command("play", *words), stdout=subprocess.PIPE, env=self.environment())

    def log(self, number: int) -> str:
        return (self.folder / f"consumer-{number}.log").read_text(encoding="utf-8", errors="replace")

    def stop(self) -> list[int]:
        """SIGTERM to all that live; their exit codes."""
        living = [consumer for consumer in self.consumers if consumer.poll() is None]
        for consumer in living:
            consumer.send_signal(signal.SIGTERM)
        return [consumer.wait(60) for consumer in living]

    def end(self) -> None:
        for consumer in self.consumers:
            stop(consumer, signal.SIGKILL)

    def committed(self) -> int:
        """Rows of the checkpoints that are marked as committed: at most those that count."""
        for key in self.store.list(f"{PREFIX}shard="):
            note = key.removesuffix(COMMITTED) + MANIFEST
            if key.endswith(COMMITTED) and note not in self._rows:
                self._rows[note] = Manifest.read(self.store, note).counts["rows"]
        return sum(self._rows.values())

    def await_rows(self, count: int, seconds: float) -> None:
        def enough() -> bool:
            for number, consumer in enumerate(self.consumers):
                if consumer.poll() not in (None, 0, -signal.SIGKILL):
                    raise RuntimeError(f"consumer {number} ended: {self.log(number)[-2000:]}")
            time.sleep(0.5)
            return self.committed() >= count

        wait_until(enough, seconds, f"{count} rows")

    def await_events(self, keys: int, each: int, seconds: float) -> None:
        """The first `each` events of every key. Rows of later ones may be there sooner."""
        self.await_rows(keys * each, seconds)
        wait_until(
            lambda: sum(number < each for _, number in self.events()) >= keys * each, seconds, f"{keys} x {each} events"
        )

    def shards_of(self, consumer: subprocess.Popen[bytes]) -> set[str]:
        """As its metrics tell."""
        for key in self.store.list(f"{PREFIX}metrics/"):
            if f"-{consumer.pid}-" in key:
                return set(json.loads(self.store.get(key))["shards"])
        return set()

    def events(self) -> Counter[tuple[str, int]]:
        """In how many windows each event is, by key and number."""
        counted: Counter[tuple[str, int]] = Counter()
        for row in readers.rows(self.store, PREFIX):
            counted.update((str(row["key"]), int(number)) for number in str(row["numbers"]).split(","))
        return counted

    def alerts(self) -> Counter[tuple[str, int]]:
        """By key and number of the event. A file for each id: the same alert twice is one."""
        told = [json.loads(file.read_text()) for file in sorted((self.folder / "alerts").glob("*.json"))]
        return Counter((alert["key"], int(alert["row"]["numbers"])) for alert in told)


@contextlib.contextmanager
def fleet(folder: Path, document: Mapping[str, Any], place: Mapping[str, Any]) -> Iterator[Fleet]:
    made = Fleet(folder, document, place)
    try:
        yield made
    finally:
        made.end()


@contextlib.contextmanager
def kinesis_fleet(folder: Path, shards: int, handler: str = "spikes.Spikes", **live: Any) -> Iterator[Fleet]:
    """With an emulator of its own."""
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    with running([sys.executable, str(HERE / "live_moto.py"), str(port)], folder / "moto.log", lambda: answers(port)):
        aws.client("kinesis", REGION, endpoint).create_stream(StreamName="waves", ShardCount=shards)
        aws.client("dynamodb", REGION, endpoint).create_table(
            TableName="leases",
            KeySchema=[{"AttributeName": "shard", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "shard", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        place = {
            "stream": {"kind": "kinesis", "name": "waves", "region": REGION},
            "leases": {"kind": "dynamodb", "table": "leases", "region": REGION},
            "endpoint": endpoint,
        }
        with fleet(folder, declaration("kinesis", handler, shards=shards, **live), place) as made:
            yield made


@contextlib.contextmanager
def kafka_fleet(folder: Path, partitions: int, handler: str = "spikes.Spikes", **live: Any) -> Iterator[Fleet]:
    """With a broker of its own."""
    subprocess.run([str(HERE / "kafka.sh"), "fetch"], check=True)
    port, controller = free_port(), free_port()
    words = [str(HERE / "kafka.sh"), "run", str(folder / "kafka"), str(port), str(controller)]
    with running(words, folder / "kafka.log") as broker:
        # Two virtual machines of Java start one after the other: longer than other servers.
        wait_until(lambda: answers(port) or broker.poll() is not None, BROKER_START_SECONDS, "a broker")
        bootstrap = f"127.0.0.1:{port}"
        make_topic(bootstrap, "waves", partitions)
        place = {"stream": {"kind": "kafka", "bootstrap": bootstrap, "topic": "waves"}}
        with fleet(folder, declaration("kafka", handler, shards=partitions, **live), place) as made:
            yield made


def make_topic(bootstrap: str, name: str, partitions: int) -> None:
    from confluent_kafka.admin import AdminClient, NewTopic

    admin = AdminClient({"bootstrap.servers": bootstrap})
    admin.create_topics([NewTopic(name, partitions, 1)])[name].result(BROKER_START_SECONDS)
