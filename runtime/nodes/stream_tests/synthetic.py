"""A synthetic archive of seismograms: noise with a tonal line in half of the chunks, as miniSEED made with ObsPy.

The same parameters give the same bytes. One file holds one chunk of one station, so that damage to a station's files is
in every chunk of it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy
from obspy import Trace, UTCDateTime
from obspy.core.inventory import Channel, Inventory, Network, Station

RECORD_BYTES = 512
NOISE, TONE = 1000, 800
# A record's header; beyond it lies the data that a Steim frame describes.
HEADER_BYTES = 64


@dataclass(frozen=True)
class Archive:
    """`stations` are S000, S001, ...; those named in `truncated` and `corrupt` have damaged files."""

    stations: int = 4
    days: int = 1
    rate: float = 1.0
    """Samples a second."""
    network: str = "XX"
    start: str = "2012-01-01T00:00:00"
    chunk_seconds: int = 21600
    truncated: tuple[str, ...] = ()
    corrupt: tuple[str, ...] = ()

    @property
    def channel(self) -> str:
        """Band code of the rate (FDSN source identifiers): B from 10 samples a second, L for about one."""
        return "BHZ" if self.rate >= 10 else "LHZ"

    @property
    def tone(self) -> float:
        """Frequency of the line, Hz."""
        return 3.1 if self.rate >= 20 else 0.05

    @property
    def codes(self) -> list[str]:
        return [f"S{number:03d}" for number in range(self.stations)]

    @property
    def chunks(self) -> int:
        """Chunks of one station."""
        return self.days * 86400 // self.chunk_seconds

    @property
    def end(self) -> str:
        """Exclusive."""
        return str((UTCDateTime(self.start) + self.days * 86400).strftime("%Y-%m-%dT%H:%M:%S"))

    def planted(self, station: int, chunk: int) -> bool:
        """Whether the chunk holds the line."""
        return (station + chunk) % 2 == 0

    def trace(self, station: int, chunk: int) -> Trace:
        count = int(self.chunk_seconds * self.rate)
        seconds = numpy.arange(count) / self.rate
        samples = numpy.random.default_rng([7, station, chunk]).normal(0, NOISE, count)
        if self.planted(station, chunk):
            samples += TONE * numpy.sin(2 * numpy.pi * self.tone * seconds)
        header = {
            "network": self.network,
            "station": self.codes[station],
            "location": "",
            "channel": self.channel,
            "sampling_rate": self.rate,
            "starttime": UTCDateTime(self.start) + chunk * self.chunk_seconds,
        }
        return Trace(samples.astype(numpy.int32), header)


def write(archive: Archive, folder: Path) -> list[Path]:
    """The archive's files, all of them whole."""
    files = []
    for number, code in enumerate(archive.codes):
        (folder / code).mkdir(parents=True)
        for chunk in range(archive.chunks):
            path = folder / code / f"{chunk:05d}.mseed"
            archive.trace(number, chunk).write(str(path), format="MSEED", encoding="STEIM2", reclen=RECORD_BYTES)
            files.append(path)
    return files


def damage(archive: Archive, folder: Path) -> None:
    """What a full disk and a bad one leave: files that end within a record, and files with other bytes within."""
    for code in archive.truncated:
        for path in sorted((folder / code).iterdir()):
            path.write_bytes(truncated(path.read_bytes()))
    for code in archive.corrupt:
        for path in sorted((folder / code).iterdir()):
            path.write_bytes(corrupted(path.read_bytes()))


def truncated(whole: bytes) -> bytes:
    """Ends in the middle of a record, after about 60 % of them. ObsPy reads what is there and warns of the rest
    (InternalMSEEDWarning)."""
    records = len(whole) // RECORD_BYTES
    return whole[: records * 6 // 10 * RECORD_BYTES + RECORD_BYTES // 2]


def corrupted(whole: bytes) -> bytes:
    """Every second record has random bytes in its data, and every fourth in its header too; the first is sound. ObsPy
    refuses it (InternalMSEEDError)."""
    bytes_ = bytearray(whole)
    noise = random.Random(7)
    for number in range(1, len(whole) // RECORD_BYTES, 2):
        first = number * RECORD_BYTES + (0 if number % 4 == 1 else HEADER_BYTES)
        last = (number + 1) * RECORD_BYTES
        bytes_[first:last] = noise.randbytes(last - first)
    return bytes(bytes_)


def inventory(archive: Archive) -> Inventory:
    """What a station service knows of the archive."""
    start, end = UTCDateTime(archive.start), UTCDateTime(archive.end)
    stations = []
    for number, code in enumerate(archive.codes):
        place = {"latitude": 40.0 + number / 10, "longitude": -110.0 - number / 10, "elevation": 1000.0}
        channel = Channel(
            archive.channel, "", depth=0.0, sample_rate=archive.rate, start_date=start, end_date=end, **place
        )
        stations.append(Station(code, channels=[channel], start_date=start, end_date=end, **place))
    network = Network(archive.network, stations=stations, start_date=start, end_date=end)
    return Inventory(networks=[network], source="Terrane", created=start)
