"""Dask workers, several in a process: `python dask_workers.py SCHEDULER WORKERS THREADS`. Ends on SIGTERM.

Sixty-four processes with ObsPy in each need 12 GB; to the scheduler and to the source, these are sixty-four workers.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import AsyncExitStack

from distributed import Worker


async def work(scheduler: str, workers: int, threads: int) -> None:
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    async with AsyncExitStack() as stack:
        for number in range(workers):
            name = f"{os.getpid()}-{number}"
            await stack.enter_async_context(Worker(scheduler, nthreads=threads, name=name, memory_limit=0))
        await ended.wait()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
