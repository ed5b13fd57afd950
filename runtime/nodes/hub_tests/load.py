"""How long people wait when a class begins: sign-ins and sessions of many at once against a gateway that runs.

    python load.py --url https://notebooks.example.edu --users 200 --sessions 26
    python load.py --local --users 200 --sessions 60 --width 8

Without `--local` the gateway's identity proxy must have this machine's address; names are --prefix and a number.
`--local` brings a gateway up on this machine first, with an OpenID provider. So many at once (--width) sign in, start a
session, and run a first cell; the load of the machine is printed beside. Ends with 1 where one has failed.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from browser import LOOPBACK, Browser
from gateway import Gateway, gateway
from kernels import start_kernel
from processes import with_children

PERCENTILE = 0.95
SHOWN_FAILURES = 5


def percentile(values: Sequence[float], share: float) -> float:
    """The least of the values that is not less than this share of them."""
    ordered = sorted(values)
    return ordered[min(len(ordered), math.ceil(share * len(ordered))) - 1]


def sign_in(browser: Browser, user: str, provider: bool) -> float:
    """Seconds until the hub's home page is there, with the provider's pages."""
    begin = time.monotonic()
    to = "?next=%2Fhub%2Fhome"
    answer = browser.sign_in(user, to) if provider else browser.get(f"/hub/login{to}")
    if answer.status_code != 200:
        raise RuntimeError(f"a sign-in was answered with {answer.status_code}")
    return time.monotonic() - begin


def start(browser: Browser, user: str, size: str) -> float:
    """Seconds until the session's own page answers."""
    begin = time.monotonic()
    browser.start(user, size)
    answer = browser.get(f"/user/{user}/lab")
    if answer.status_code != 200:
        raise RuntimeError(f"the session of {user} was answered with {answer.status_code}")
    return time.monotonic() - begin


def first_cell(browser: Browser, user: str) -> float:
    """Seconds until a new kernel has calculated."""
    begin = time.monotonic()
    printed = start_kernel(browser, browser.trusted, user).run("print(6 * 7)")
    if printed != "42\n":
        raise RuntimeError(f"the kernel of {user} says {printed!r}")
    return time.monotonic() - begin


def at_once(what: str, tasks: Sequence[Callable[[], float]], width: int) -> int:
    """Prints how long they took. @returns how many failed."""
    begin = time.monotonic()
    with ThreadPoolExecutor(width) as pool:
        futures = [pool.submit(task) for task in tasks]
    failures = [error for error in (future.exception() for future in futures) if error is not None]
    seconds = [future.result() for future in futures if future.exception() is None]
    print(told(what, seconds, time.monotonic() - begin, len(failures)), flush=True)
    for error in failures[:SHOWN_FAILURES]:
        print(f"  failed: {error}", flush=True)
    return len(failures)


def told(what: str, seconds: Sequence[float], all_seconds: float, failed: int) -> str:
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    times = "none"
    if seconds:
        middle, late = statistics.median(seconds), percentile(seconds, PERCENTILE)
        times = f"median {middle:.2f} s, 95th percentile {late:.2f} s, most {max(seconds):.2f} s"
    return f"{what}: {len(seconds)} in {all_seconds:.1f} s, {failed} failed; {times}; load average {load}"


def session_memory_mib(gate: Gateway) -> list[float]:
    """Of each session's server and kernels, shared pages by share (PSS)."""
    pids = [int(file.read_text(encoding="ascii")) for file in sorted(gate.world.glob("units/*.pid"))]
    return [sum(_pss_kib(pid) for pid in with_children(root)) / 1024 for root in pids]


def _pss_kib(pid: int) -> int:
    with contextlib.suppress(OSError):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return 0


def drive(browsers: Sequence[tuple[str, Browser]], given: argparse.Namespace) -> int:
    """@returns how many have failed."""
    some = browsers[: given.sessions]
    failed = at_once(
        "sign-ins", [partial(sign_in, browser, user, given.local) for user, browser in browsers], given.width
    )
    failed += at_once("sessions", [partial(start, browser, user, given.size) for user, browser in some], given.width)
    return failed + at_once("first cells", [partial(first_cell, browser, user) for user, browser in some], given.width)


@contextlib.contextmanager
def local(names: Sequence[str], sessions: int) -> Iterator[Gateway]:
    policy = {"idleSeconds": 7200, "maxSeconds": 0, "sessionsPerUser": 1, "sessions": max(sessions, 1)}
    with gateway({name: {"groups": ["staff"]} for name in names}, policy=policy) as up:
        yield up


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Sign-ins and sessions of many at once.")
    parser.add_argument("--local", action="store_true", help="bring a gateway up on this machine first")
    parser.add_argument("--url", help="of a gateway that runs")
    parser.add_argument("--trusted", type=Path, help="certificates that its own is checked against (the system's)")
    parser.add_argument("--address", default=LOOPBACK, help="where connections come from (%(default)s)")
    parser.add_argument("--header", default="Remote-User", help="that has the name (%(default)s)")
    parser.add_argument("--secret-header", help="that has the proxy's secret, which is read from stdin (none)")
    parser.add_argument("--prefix", default="load", help="of the names (%(default)s)")
    parser.add_argument("--size", default="small", help="of the sessions (%(default)s)")
    parser.add_argument("--users", type=int, default=200, help="sign-ins (%(default)s)")
    parser.add_argument("--sessions", type=int, default=8, help="of the first users (%(default)s)")
    parser.add_argument("--width", type=int, default=8, help="at once (%(default)s)")
    return parser


def main() -> None:
    given = arguments().parse_args()
    names = [f"{given.prefix}{number}" for number in range(given.users)]
    if given.local:
        with local(names, given.sessions) as up:
            failed = drive([(name, up.browser()) for name in names], given)
            memory = session_memory_mib(up)
            print(f"memory of a session: median {statistics.median(memory):.0f} MiB, most {max(memory):.0f} MiB")
        sys.exit(1 if failed else 0)
    headers = {given.secret_header: sys.stdin.readline().strip()} if given.secret_header else {}
    trusted = given.trusted or Path("/etc/ssl/certs/ca-certificates.crt")
    browsers = [(name, Browser(given.url, trusted, given.address, {**headers, given.header: name})) for name in names]
    sys.exit(1 if drive(browsers, given) else 0)


if __name__ == "__main__":
    main()
