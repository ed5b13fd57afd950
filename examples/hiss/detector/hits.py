"""Hits of a serial crystallography run: the frames that hold a diffraction pattern and are worth keeping."""

import numpy as np
from scipy.ndimage import label

# A spot is brighter than its frame's median by so many standard deviations of the noise, over so many pixels at least.
SIGMAS, LEAST_PIXELS = 8.0, 3
# A frame with fewer spots is empty: the X-rays met no crystal.
LEAST_SPOTS = 10


def find(path):
    """Rows of one file, a NumPy array of frames x height x width: one for each hit, and one for the file."""
    frames = np.load(path, mmap_mode="r")
    spots = [spots_of(frame) for frame in frames]
    hits = [
        {"kind": "hit", "frame": number, "spots": count, "brightest": int(frames[number].max())}
        for number, count in enumerate(spots)
        if count >= LEAST_SPOTS
    ]
    return [*hits, {"kind": "file", "frames": len(frames), "hits": len(hits), "kept": len(hits) / max(1, len(frames))}]


def spots_of(frame):
    # A sixteenth of the pixels tells what is dark; the darker half of them how much that varies.
    sample = frame[::4, ::4]
    middle, dark = np.percentile(sample, (50, 15.87))
    bright, count = label(frame > middle + SIGMAS * max(1.0, middle - dark))
    return int((np.bincount(bright.ravel(), minlength=count + 1)[1:] >= LEAST_PIXELS).sum())
