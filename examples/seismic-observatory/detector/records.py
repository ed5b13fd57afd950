"""The index of an observatory's records, and the picks in them: what a store of objects alone cannot be asked for."""

import numpy as np
from obspy.signal.trigger import recursive_sta_lta, trigger_onset

# Local and regional earthquakes, Hz.
LOWEST_HZ, HIGHEST_HZ = 1.0, 10.0
# Short-term and long-term average, seconds.
SHORT, LONG = 1.0, 30.0
# Their ratio where a pick begins and where it ends.
ON, OFF = 5.0, 1.5


def scan(stream):
    """Rows of one record: `kind` is "record" for an unbroken piece of a channel, and "pick" for a trigger in it."""
    rows = []
    for trace in stream.merge(method=1).split():
        rows.append(row(trace, "record", 0, trace.stats.npts - 1, peak=int(np.abs(trace.data).max())))
        rows.extend(picks(trace))
    return rows


def picks(trace):
    rate = trace.stats.sampling_rate
    if trace.stats.npts < 2 * LONG * rate or rate <= 2 * LOWEST_HZ:
        return
    trace = trace.copy()
    trace.detrend("demean")
    trace.filter("bandpass", freqmin=LOWEST_HZ, freqmax=min(HIGHEST_HZ, 0.4 * rate))
    ratio = recursive_sta_lta(trace.data, int(SHORT * rate), int(LONG * rate))
    for first, last in trigger_onset(ratio, ON, OFF):
        yield row(trace, "pick", first, last, ratio=round(float(ratio[first : last + 1].max()), 2))


def row(trace, kind, first, last, peak=None, ratio=None):
    start, rate = trace.stats.starttime, trace.stats.sampling_rate
    return {
        "kind": kind,
        "channel": trace.id,
        "start": str(start + first / rate),
        "end": str(start + last / rate),
        "rate": rate,
        "peak": peak,
        "ratio": ratio,
    }
