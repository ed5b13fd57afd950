"""What a SeedLink server sends: records of miniSEED, each with the sequence number of its station."""

from __future__ import annotations

import io
from dataclasses import dataclass

from obspy.io.mseed.util import get_record_information

# Six hexadecimal digits: https://docs.fdsn.org/projects/seedlink (protocol version 3).
LAST_SEQUENCE = 0xFFFFFF
# Fields of the fixed header (SEED manual 2.4, chapter 8): five characters and two, filled up with blanks.
STATION, NETWORK = slice(8, 13), slice(18, 20)


@dataclass(frozen=True, slots=True)
class Span:
    """What a record holds of its channel. Times are seconds since 1970."""

    channel: str
    """`NET.STA.LOC.CHA`"""
    start: float
    next: float
    """Of the sample that follows its last one."""
    apart: float
    """From one sample to the next."""


@dataclass(frozen=True, slots=True)
class Packet:
    sequence: int
    record: bytes
    station: str
    """`NET.STA`: the key of the record in the live stream."""
    span: Span | None
    """None: the record has no samples, or cannot be read; it goes on all the same, and its readers tell why."""


def packet_of(sequence: int, record: bytes) -> Packet:
    station = f"{_text(record[NETWORK])}.{_text(record[STATION])}"
    return Packet(sequence, record, station, _span(station, record))


def _span(station: str, record: bytes) -> Span | None:
    try:
        found = get_record_information(io.BytesIO(record))
        rate, count = float(found["samp_rate"]), int(found["npts"])
        if rate <= 0 or count <= 0:
            return None
        start = float(found["starttime"].timestamp)
        channel = f"{station}.{found['location']}.{found['channel']}"
    except Exception:  # noqa: BLE001 (ObsPy has no error of its own for what is no miniSEED)
        return None
    return Span(channel, start, start + count / rate, 1 / rate)


def _text(code: bytes) -> str:
    return code.decode("ascii", errors="replace").strip("\0 ")
