"""Harmonic tonal noise of machines in seismic records: lines of the spectrum, followed through time.

A machine that turns at a constant speed shakes the ground at that frequency and its multiples, for minutes to days.
"""

import numpy as np
from scipy.ndimage import median_filter
from scipy.signal import find_peaks, spectrogram

LOWEST_HZ, HIGHEST_HZ = 0.5, 4.0
# Width of the bins of the map, Hz.
BIN_HZ = 0.5
# Spectra of a minute, half overlapped; ten of them make one mean spectrum, of about five minutes.
SEGMENT_SECONDS, SPECTRA = 60, 10
# The background of a line is the median of this band around it, so that a slope of the spectrum is none.
BACKGROUND_HZ = 0.5
# A line stands out of its background by so many decibels.
THRESHOLD_DB = 8.0
# From one mean spectrum to the next a line moves by this at most, and is absent once at most.
DRIFT_HZ, ABSENT = 0.05, 1
# A line that lasts less is no machine.
LEAST_MINUTES = 20
# A frequency is a harmonic where it is this close to a multiple of a lower one.
HARMONIC_HZ = 0.03


def detect(stream):
    """Rows of one chunk: a line each, with the bin of the map that it falls into."""
    rows = []
    for trace in stream.merge(method=1).split():
        times, frequencies, above = spectra_of(trace)
        lines = [line for line in tracks(frequencies, above) if minutes(line, times) >= LEAST_MINUTES]
        rows.extend(rows_of(trace, times, lines))
    return rows


def spectra_of(trace):
    """Mean spectra in decibels above their background: middle times (s), frequencies (Hz), times x frequencies."""
    rate = trace.stats.sampling_rate
    length = int(SEGMENT_SECONDS * rate)
    if rate <= 2 * LOWEST_HZ or trace.stats.npts < length * (SPECTRA + 1) // 2:
        return np.array([]), np.array([]), np.empty((0, 0))
    samples = trace.data.astype(float)
    frequencies, times, power = spectrogram(samples - samples.mean(), rate, nperseg=length, noverlap=length // 2)
    count = len(times) // SPECTRA
    power = power[:, : count * SPECTRA].reshape(len(frequencies), count, SPECTRA).mean(axis=2)
    level = 10 * np.log10(power + 1e-30)
    above = level - median_filter(level, size=(int(BACKGROUND_HZ * SEGMENT_SECONDS) | 1, 1), mode="nearest")
    band = (frequencies >= LOWEST_HZ) & (frequencies <= min(HIGHEST_HZ, 0.45 * rate))
    return times[: count * SPECTRA].reshape(count, SPECTRA).mean(axis=1), frequencies[band], above[band].T


def tracks(frequencies, above):
    """Peaks of successive spectra that belong together: lists of (number of the spectrum, Hz, dB)."""
    ended, current = [], []
    for number, spectrum in enumerate(above):
        peaks, _ = find_peaks(spectrum, height=THRESHOLD_DB)
        found = [(number, frequencies[peak], spectrum[peak]) for peak in peaks]
        for line in current:
            near = [peak for peak in found if abs(peak[1] - line[-1][1]) <= DRIFT_HZ]
            if near:
                best = max(near, key=lambda peak: peak[2])
                line.append(best)
                found.remove(best)
        ended += [line for line in current if number - line[-1][0] > ABSENT]
        current = [line for line in current if number - line[-1][0] <= ABSENT] + [[peak] for peak in found]
    return ended + current


def minutes(line, times):
    """From the first spectrum of a line to the end of its last."""
    spectrum = SPECTRA * SEGMENT_SECONDS / 2
    return float(times[line[-1][0]] - times[line[0][0]] + spectrum) / 60


def rows_of(trace, times, lines):
    """The lowest first; of each that overlaps a lower one in time, whose multiple it is."""
    rows = []
    for line in sorted(lines, key=lambda line: np.median([hz for _, hz, _ in line])):
        frequency = float(np.median([hz for _, hz, _ in line]))
        row = {
            "channel": trace.id,
            "start": str(trace.stats.starttime + times[line[0][0]]),
            "end": str(trace.stats.starttime + times[line[-1][0]]),
            "minutes": round(minutes(line, times), 1),
            "frequency": round(frequency, 4),
            "drift": round(float(line[-1][1] - line[0][1]), 4),
            "decibels": round(float(np.median([decibels for _, _, decibels in line])), 2),
            "bin": int((frequency - LOWEST_HZ) // BIN_HZ),
        }
        rows.append({**row, "harmonic_of": fundamental(row, rows)})
    return rows


def fundamental(row, lower):
    """Frequency of the lowest line at the same time that this one is a multiple of, or None."""
    for other in lower:
        multiple = round(row["frequency"] / other["frequency"])
        together = other["start"] <= row["end"] and row["start"] <= other["end"]
        if together and multiple > 1 and abs(row["frequency"] - multiple * other["frequency"]) <= HARMONIC_HZ:
            return other["frequency"]
    return None
