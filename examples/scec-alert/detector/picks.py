"""Picks of strong motion as packets arrive: STA/LTA, whose averages go on from window to window."""

from functools import cache

import numpy as np
from scipy.signal import butter, lfilter, sosfilt

# P waves of local earthquakes, Hz.
LOWEST_HZ, HIGHEST_HZ = 1.0, 10.0
# Short-term and long-term average, seconds.
SHORT, LONG = 0.5, 10.0
# Their ratio where a pick begins and where it ends.
ON, OFF = 8.0, 2.0


class Detector:
    """All channels of one station."""

    def __init__(self, station):
        self.station = station
        self.channels = {}

    def detect(self, window):
        """A row for each pick that begins in the window."""
        rows = []
        for trace in window.stream.merge(method=1).split():
            rows.extend(self.pick(trace))
        return rows

    def pick(self, trace):
        start, rate = trace.stats.starttime, trace.stats.sampling_rate
        memory = self.channels.get(trace.id)
        if memory is None or abs(start.timestamp - memory["next"]) > 1.5 / rate:
            # The first packet, or the first after a gap: averages begin anew.
            memory = {"since": start.timestamp, "on": False, "level": float(trace.data[0])}
            self.channels[trace.id] = memory
        ratio = follow(memory, trace.data.astype(float), rate)
        memory["next"] = start.timestamp + trace.stats.npts / rate
        if memory["next"] - memory["since"] < 2 * LONG:
            return []
        begins, memory["on"] = onsets(ratio, memory["on"])
        return [
            {
                "channel": trace.id,
                "time": str(start + index / rate),
                "ratio": round(float(ratio[index:].max()), 1),
                "alert": f"strong motion at {self.station}, {trace.id}, {start + index / rate}",
            }
            for index in begins
        ]

    def state(self):
        return self.channels

    def restore(self, state):
        self.channels = state


def follow(memory, samples, rate):
    """STA/LTA of the next samples; `memory` holds where filter and averages stand."""
    sos, still = band(rate)
    motion, filtered = sosfilt(sos, samples - memory["level"], zi=memory.get("filter", still))
    energy = motion**2
    memory["filter"] = np.asarray(filtered).tolist()
    short, long = (average(memory, name, energy, seconds * rate) for name, seconds in (("sta", SHORT), ("lta", LONG)))
    return short / (long + 1e-12)


def average(memory, name, energy, count):
    """Exponential mean over about so many samples, which begins with what is there."""
    before = memory.get(name, [float(energy.mean()) * (1 - 1 / count)])
    mean, after = lfilter([1 / count], [1, 1 / count - 1], energy, zi=before)
    memory[name] = after.tolist()
    return mean


@cache
def band(rate):
    sos = butter(2, (LOWEST_HZ, min(HIGHEST_HZ, 0.4 * rate)), "bandpass", fs=rate, output="sos")
    return sos, np.zeros((len(sos), 2))


def onsets(ratio, on):
    """Where picks begin, and whether one still goes on behind the last sample."""
    begins, index = [], 0
    while index < len(ratio):
        turn = ratio[index:] < OFF if on else ratio[index:] > ON
        if not turn.any():
            break
        index += int(turn.argmax())
        if not on:
            begins.append(index)
        on = not on
    return begins, on
