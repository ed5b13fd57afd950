"""Detectors of the folder examples/, called as the fleet calls them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy
from obspy import Trace, UTCDateTime

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.dont_write_bytecode = True

from terrane_stream.handler import Handler, load_handler  # noqa: E402
from terrane_stream.live.window import Window  # noqa: E402
from terrane_stream.live.windows import MICROSECONDS, Closed, Event  # noqa: E402

FOLDER = Path(__file__).resolve().parents[3] / "examples"
# When all that is synthetic begins: a whole minute.
START = UTCDateTime("2026-01-01T00:00:00Z")


def detector(example: str, handler: str) -> Handler:
    return load_handler(FOLDER / example / "detector", handler)


def window(key: str, records: Sequence[bytes], second: float = 0, seconds: float = 60) -> Window:
    """Of records as they come, from so many seconds after START. Event times do not matter to the detector."""
    start = round((START.timestamp + second) * MICROSECONDS)
    events = [Event(key, start, data, key, 0.0) for data in records]
    return Window(Closed(key, start, start + round(seconds * MICROSECONDS), events))


def json_window(key: str, records: Sequence[Mapping[str, Any]], second: float = 0, seconds: float = 60) -> Window:
    return window(key, [json.dumps(record).encode() for record in records], second, seconds)


def iso(second: float) -> str:
    return datetime.fromtimestamp(START.timestamp + second, timezone.utc).isoformat()


def trace(samples: Any, rate: float, channel: str = "HHZ", second: float = 0) -> Trace:
    header = {
        "network": "XX",
        "station": "S000",
        "channel": channel,
        "sampling_rate": rate,
        "starttime": START + second,
    }
    return Trace(numpy.asarray(samples).astype(numpy.int32), header)


def noise(count: int, deviation: float, seed: int = 1) -> Any:
    return numpy.random.default_rng(seed).normal(0, deviation, count)


def miniseed(traces: Sequence[Trace]) -> list[bytes]:
    """A packet each."""
    packets = []
    for each in traces:
        file = io.BytesIO()
        each.write(file, format="MSEED", encoding="STEIM2", reclen=512)
        packets.append(file.getvalue())
    return packets


def through_json(handler: Handler, key: str, instance: Any) -> Any:
    """The detector that goes on where this one stands, from a checkpoint."""
    after = handler.instance(key)
    after.restore(json.loads(json.dumps(instance.state())))
    return after
