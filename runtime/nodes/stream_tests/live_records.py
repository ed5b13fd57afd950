"""Records for the tests of what makes events of them."""

from __future__ import annotations

import io
import math

from live_support import BEGIN
from terrane_stream.live.source import Record
from terrane_stream.sources import StreamSource

JSON = StreamSource("kinesis", "json", "station", "time", "value", 1.0)
MINISEED = StreamSource("kinesis", "miniseed", "station", "time", None, 1.0)


def record(data: bytes, arrived: float = math.inf) -> Record:
    return Record("0", "1", "route", data, arrived)


def miniseed(seconds: float, code: str = "ANMO") -> bytes:
    import numpy
    from obspy import Trace, UTCDateTime

    trace = Trace(numpy.arange(100, dtype=numpy.int32))
    trace.stats.update({"network": "IU", "station": code, "channel": "BHZ", "sampling_rate": 20.0})
    trace.stats.starttime = UTCDateTime(BEGIN.timestamp() + seconds)
    file = io.BytesIO()
    trace.write(file, format="MSEED", reclen=512)
    return file.getvalue()
