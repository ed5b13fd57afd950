"""When the machine stood still: what a process of real-time priority notices that only wants to look at the clock.

`python stalls.py FILE` writes a line for each time: when it was over (seconds since 1970), and how long it was. A
machine that shares its processors with others (steal time) stands still for tens of milliseconds every few seconds.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from processes import punctual, running

LOOK_SECONDS = 0.004
# The guard of the cap spaces requests so that none may be displaced by more (cap_settings.py).
STALL_SECONDS = 0.02


class Stalls:
    def __init__(self, file: Path) -> None:
        self._file = file

    def since(self, begin: float) -> list[float]:
        """How long each was that ended later than that."""
        pairs = (line.split() for line in self._file.read_text(encoding="ascii").splitlines())
        return [float(seconds) for ended, seconds in pairs if float(ended) >= begin]


@contextlib.contextmanager
def stalls() -> Iterator[Stalls]:
    with tempfile.TemporaryDirectory(prefix="terrane-stalls-") as name, contextlib.ExitStack() as stack:
        file = Path(name) / "stalls"
        with punctual():
            stack.enter_context(running([sys.executable, __file__, str(file)], Path(name) / "log", file.exists))
        yield Stalls(file)


def watch(file: Path) -> None:
    with open(file, "w", encoding="ascii", buffering=1) as output:
        before = time.monotonic()
        while True:
            time.sleep(LOOK_SECONDS)
            now = time.monotonic()
            if now - before > STALL_SECONDS:
                output.write(f"{time.time():.3f} {now - before:.3f}\n")
            before = now


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
