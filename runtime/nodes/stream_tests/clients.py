"""A fleet of plain clients: processes of several threads, each of which asks, reads the answer and asks again."""

from __future__ import annotations

import http.client
import multiprocessing
import os
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from urllib.parse import urlsplit

FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Told:
    """What one worker has seen."""

    answers: int
    busy: int
    """503, "come again"; these ask again after a moment, as a worker does."""
    others: int
    """Other statuses, and requests without an answer."""


class Clients:
    """Ask until `seconds` have passed, or the block of `with` ends."""

    def __init__(self, url: str, path: str, workers: int, threads: int, seconds: float) -> None:
        self._until = time.time() + seconds
        self._pipes: list[Connection] = []
        self.workers: list[multiprocessing.process.BaseProcess] = []
        for _ in range(workers):
            here, there = FORK.Pipe(duplex=False)
            worker = FORK.Process(target=_work, args=(url, path, threads, self._until, there), daemon=True)
            worker.start()
            there.close()
            self._pipes.append(here)
            self.workers.append(worker)

    def __enter__(self) -> Clients:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.kill()
            worker.join()

    def kill(self, number: int) -> None:
        """As a machine that loses its power: nothing is said to anyone."""
        self.workers[number].kill()
        self.workers[number].join()

    def told(self) -> list[Told]:
        """Of the workers that lived to the end."""
        found = []
        for pipe, worker in zip(self._pipes, self.workers):
            worker.join()
            if worker.exitcode == 0:
                found.append(pipe.recv())
        return found


def _work(url: str, path: str, threads: int, until: float, pipe: Connection) -> None:
    counts = [[0, 0, 0] for _ in range(threads)]
    running = [threading.Thread(target=_ask, args=(url, path, until, count)) for count in counts]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    pipe.send(Told(*(sum(kind) for kind in zip(*counts))))
    pipe.close()
    os._exit(0)


def _ask(url: str, path: str, until: float, count: list[int]) -> None:
    host, port = urlsplit(url).hostname or "", urlsplit(url).port
    while time.time() < until:
        connection = http.client.HTTPConnection(host, port, timeout=120)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            kind = {200: 0, 503: 1}.get(answer.status, 2)
            count[kind] += 1
            time.sleep(0.5 if kind == 1 else 0)
        except (OSError, http.client.HTTPException):
            count[2] += 1
        finally:
            connection.close()
