"""Plans the whole of a network's year against a real scheduler, and does a minute of it with chunks that do nothing.

    python bench_plan.py [SECONDS]

Prints one JSON object. Goals: the scheduler below 500 MB, the first chunk at work within 5 s of the driver's start.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from dask_fleet import ENVIRONMENT, dask_fleet
from unit import archive, fdsn_source

from terrane_node.clock import SystemClock
from terrane_stream.chunks import Chunk
from terrane_stream.declaration import declaration_of
from terrane_stream.driver import NoCrew
from terrane_stream.fields import Fields
from terrane_stream.fleet import Fleet
from terrane_stream.pace import Pace
from terrane_stream.place import place_of
from terrane_stream.plan import Settings, job_of, ledger_of, plan_of, results_of
from terrane_stream.report import Report
from terrane_stream.sliding import SlidingWindow
from terrane_stream.tally import Tally
from terrane_stream.work import Job, Outcome

STATIONS, CHUNKS = 1680, 2_452_800
BEGUN = Path("begun")


def nothing(job: Job, chunk: Chunk) -> Outcome:
    """On a worker: notes when the first chunk's work began."""
    begun = job.code / BEGUN
    if not begun.exists():
        begun.write_text(str(time.time()), encoding="ascii")
    return Outcome(chunk.id, [{"frequency": 3.1, "snr": 21.5}], requests=1)


def settings(folder: Path, scheduler: str) -> Settings:
    stations = [{"code": f"S{number:04d}"} for number in range(STATIONS)]
    year = fdsn_source(stations=stations, to="2012-12-31T00:00:00Z")
    declared = declaration_of(Fields(archive(source=year), "", "declaration.json"))
    place = place_of(Fields({"results": {"kind": "folder", "path": str(folder / "bucket")}}, "", "place.json"))
    return Settings(declared, place, folder, scheduler, None)


async def drive(folder: Path, scheduler: str, seconds: float) -> dict[str, Any]:
    """As run_driver does it, with `nothing` instead of a detector and for a limited time."""
    given, clock = settings(folder, scheduler), SystemClock()
    plan, ledger = plan_of(given), ledger_of(given)
    tally = Tally(clock, *plan.counts())
    planned, planning = time.time(), cpu()
    report = Report(results_of(given), "results/", tally, NoCrew(), clock, lambda line: None)
    # By its name, as a worker imports it: a function of this script would be sent as code.
    fleet = Fleet(scheduler, job_of(given), clock, importlib.import_module("bench_plan").nothing)
    window = SlidingWindow(plan.open(), 5, fleet, ledger.write, tally, report, Pace(None, clock))
    try:
        await asyncio.wait_for(window.run(), seconds)
    except asyncio.TimeoutError:
        pass
    return {
        "chunks planned": tally.chunks,
        "chunks done": tally.done,
        "groups written": len(ledger.groups()),
        "planned at": planned,
        "driver CPU s to plan": round(planning, 2),
        "driver CPU ms a chunk": round(1000 * (cpu() - planning) / max(tally.done, 1), 2),
        "driver peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def cpu() -> float:
    """Seconds of this process: unlike those of the clock, they do not grow with what else the machine does."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_mb(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return round(int(status.split("VmHWM:")[1].split()[0]) / 1024)


def main(seconds: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="terrane-bench-") as name, dask_fleet(workers=2, threads=4) as fleet:
        assert fleet.scheduler.process is not None
        while fleet.working() < 2:
            time.sleep(0.1)
        before = peak_mb(fleet.scheduler.process.pid)
        program = [sys.executable, "-B", __file__, "drive", name, fleet.address, str(seconds)]
        started = time.time()
        ended = subprocess.run(program, env={**ENVIRONMENT, "HOME": name}, capture_output=True, check=True)
        found: dict[str, Any] = json.loads(ended.stdout)
        planned = found.pop("planned at")
        assert found["chunks planned"] == CHUNKS
        return {
            **found,
            "chunks a second": round(found["chunks done"] / seconds, 1),
            "seconds to plan": round(planned - started, 2),
            "seconds to first work": round(float((Path(name) / BEGUN).read_text(encoding="ascii")) - started, 2),
            "scheduler MB before": before,
            "scheduler peak MB": peak_mb(fleet.scheduler.process.pid),
        }


if __name__ == "__main__":
    if sys.argv[1:2] == ["drive"]:
        folder, scheduler, limit = sys.argv[2:]
        print(json.dumps(asyncio.run(drive(Path(folder), scheduler, float(limit)))))
    else:
        print(json.dumps(main(float(sys.argv[1]) if sys.argv[1:] else 60.0), indent=1))
