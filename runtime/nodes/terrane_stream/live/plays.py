"""Events to be played into a stream: of a file, or made up."""

from __future__ import annotations

import csv
import io
import json
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from terrane_stream.errors import StreamError
from terrane_stream.live.events import Reader, moment, reader
from terrane_stream.live.source import Record
from terrane_stream.live.windows import MICROSECONDS
from terrane_stream.sources import StreamSource

DAY_SECONDS = 86_400
# Of made-up values: a mean of 20 with a daily wave of 5 and noise of 1; an outlier is so far off.
OUTLIER = 100.0


@dataclass(frozen=True, slots=True)
class Play:
    key: str
    time: int
    """Microseconds since 1970."""
    data: bytes


@dataclass(frozen=True)
class Made:
    keys: int
    every: float
    seconds: float
    begin: datetime
    spike_every: int
    """Every so many events of a key, counted from 1, one is an outlier. 0: none."""
    seed: int


def made_up(made: Made, stream: StreamSource) -> Iterator[Play]:
    """The same for the same seed: the keys S000, S001, ... together, then again after `every`."""
    drawn = random.Random(made.seed)
    value = stream.value or "value"
    for number in range(math.ceil(made.seconds / made.every)):
        time = round((made.begin.timestamp() + number * made.every) * MICROSECONDS)
        told = moment(time).isoformat()
        wave = 20 + 5 * math.sin(2 * math.pi * number * made.every / DAY_SECONDS)
        off = OUTLIER if made.spike_every and (number + 1) % made.spike_every == 0 else 0.0
        for index in range(made.keys):
            measured = round(wave + drawn.gauss(0, 1) + off, 3)
            key = f"S{index:03d}"
            fields = {stream.key: key, stream.time: told, value: measured, "n": number}
            yield Play(key, time, json.dumps(fields).encode())


def from_file(file: Path, stream: StreamSource) -> Iterator[Play]:
    """In the file's order; .mseed by time."""
    kinds: dict[str, Callable[[Path], Iterator[bytes]]] = {".jsonl": _lines, ".csv": _csv, ".mseed": _miniseed}
    if file.suffix not in kinds:
        raise StreamError(f"{file}: {' or '.join(kinds)} is needed")
    if (file.suffix == ".mseed") != (stream.format == "miniseed"):
        raise StreamError(f"{file}: the stream's records are {stream.format}")
    read = reader(stream)
    played = (_played(read, data) for data in kinds[file.suffix](file))
    return iter(sorted(played, key=lambda event: event.time)) if file.suffix == ".mseed" else played


def _played(read: Reader, data: bytes) -> Play:
    event = read(Record("", "0", "", data, math.inf))
    return Play(event.key, event.time, data)


def _lines(file: Path) -> Iterator[bytes]:
    with open(file, "rb") as lines:
        yield from (line.strip() for line in lines if line.strip())


def _csv(file: Path) -> Iterator[bytes]:
    """Fields that are numbers become such."""
    with open(file, newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield json.dumps({name: _number(text) for name, text in row.items() if name}).encode()


def _number(text: str | None) -> str | float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return text


def _miniseed(file: Path) -> Iterator[bytes]:
    from obspy.io.mseed.util import get_record_information

    data = file.read_bytes()
    offset = 0
    while offset < len(data):
        length = int(get_record_information(io.BytesIO(data), offset)["record_length"])
        yield data[offset : offset + length]
        offset += length
