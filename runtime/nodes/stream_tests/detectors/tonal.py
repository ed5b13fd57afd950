"""Harmonic tonal noise: the strongest line of each trace's spectrum. Knows ObsPy and NumPy, and nothing else."""

import numpy


def detect(stream):
    rows = []
    for trace in stream:
        samples = trace.data.astype(float)
        spectrum = numpy.abs(numpy.fft.rfft(samples - samples.mean()))
        line = int(spectrum[1:].argmax()) + 1
        rows.append(
            {
                "station": trace.stats.station,
                "start": str(trace.stats.starttime),
                "samples": len(samples),
                "frequency": line * trace.stats.sampling_rate / len(samples),
                "strength": spectrum[line] / numpy.median(spectrum),
                "loud": bool(spectrum[line] > 10 * numpy.median(spectrum)),
            }
        )
    return rows


def detect_but_s002(stream):
    """Cannot do one of the stations."""
    if stream[0].stats.station == "S002":
        raise ValueError("no response\nof this sensor")
    return detect(stream)


def slowly(stream):
    """Takes long enough to be killed in the middle."""
    import time

    time.sleep(0.2)
    return detect(stream)


def hopeless(stream):
    raise ValueError("no response at all")


def deadly(stream):
    """As a process that the system ends for its memory."""
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)


def mixed(stream):
    """Gives a text where the other chunks have numbers."""
    trace = stream[0]
    evening = trace.stats.starttime.hour == 18
    return [{"level": "loud" if evening else float(abs(trace.data).mean())}]


def count_bytes(path):
    """Of any file."""
    with open(path, "rb") as file:
        return [{"name": path.name, "bytes": len(file.read())}]


class Detector:
    """Of a live stream."""

    def __init__(self, key):
        self.key = key
