"""How long people wait when a class begins: sign-ins and sessions of many at once against a gateway that runs.

    python load.py --url https://notebooks.example.edu --login header --users 200 --sessions 26
    python load.py --local --users 200 --sessions 8

`--login header`: the identity proxy's address must be this machine's; names are --prefix and a number.
`--local` brings a gateway up on this machine first, with header logins. Not a test: it prints, and judges nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import unit
from browser import LOOPBACK, Browser
from gateway import PROXY_SECRET, Gateway, gateway

T = TypeVar("T")
PROXY = "127.0.0.2"
PERCENTILE = 0.95


def percentile(values: Sequence[float], share: float) -> float:
    """The least of the values that is not less than this share of them."""
    ordered = sorted(values)
    return ordered[min(len(ordered), math.ceil(share * len(ordered))) - 1]


def sign_in(browser: Browser) -> float:
    """Seconds until the hub's home page is there."""
    begin = time.monotonic()
    answer = browser.get("/hub/login?next=%2Fhub%2Fhome")
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


def at_once(tasks: Sequence[Callable[[], T]], width: int) -> list[T]:
    with ThreadPoolExecutor(width) as pool:
        return [future.result() for future in [pool.submit(task) for task in tasks]]


def told(what: str, seconds: Sequence[float], all_seconds: float) -> str:
    middle, late = statistics.median(seconds), percentile(seconds, PERCENTILE)
    return f"{what}: {len(seconds)} in {all_seconds:.1f} s; median {middle:.2f} s, 95th percentile {late:.2f} s"


def session_memory_mib(gate: Gateway) -> list[float]:
    """Of each session's processes, shared pages by share (PSS)."""
    return [_pss_kib(int(file.read_text(encoding="ascii"))) / 1024 for file in sorted(gate.world.glob("units/*.pid"))]


def _pss_kib(session: int) -> int:
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            status = (folder / "stat").read_text(encoding="ascii", errors="replace")
            if int(status.rpartition(")")[2].split()[3]) == session:
                rollup = (folder / "smaps_rollup").read_text(encoding="ascii")
                total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


def drive(browsers: Sequence[tuple[str, Browser]], sessions: int, width: int, size: str) -> None:
    begin = time.monotonic()
    seconds = at_once([partial(sign_in, browser) for _, browser in browsers], width)
    print(told("sign-ins", seconds, time.monotonic() - begin), flush=True)
    begin = time.monotonic()
    tasks = [partial(start, browser, user, size) for user, browser in browsers[:sessions]]
    seconds = at_once(tasks, width)
    print(told("sessions", seconds, time.monotonic() - begin), flush=True)


@contextlib.contextmanager
def local(sessions: int) -> Iterator[Gateway]:
    identity = {**unit.HEADER, "secretHeader": "X-Gateway-Secret", "groupsHeader": "Remote-Groups"}
    policy = {"idleSeconds": 7200, "maxSeconds": 0, "sessionsPerUser": 1, "sessions": max(sessions, 1)}
    with gateway(identity={**identity, "allowedGroups": ["load"]}, policy=policy) as up:
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
    parser.add_argument("--width", type=int, default=50, help="at once (%(default)s)")
    return parser


def main() -> None:
    given = arguments().parse_args()
    names = [f"{given.prefix}{number}" for number in range(given.users)]
    if given.local:
        with local(given.sessions) as up:
            said = {"X_Gateway_Secret": PROXY_SECRET, "Remote_Groups": "load"}
            browsers = [(name, up.browser(PROXY, Remote_User=name, **said)) for name in names]
            drive(browsers, given.sessions, given.width, given.size)
            memory = session_memory_mib(up)
            print(f"memory of a session: median {statistics.median(memory):.0f} MiB, most {max(memory):.0f} MiB")
        return
    headers = {given.secret_header: sys.stdin.readline().strip()} if given.secret_header else {}
    trusted = given.trusted or Path("/etc/ssl/certs/ca-certificates.crt")
    browsers = [(name, Browser(given.url, trusted, given.address, {**headers, given.header: name})) for name in names]
    drive(browsers, given.sessions, given.width, given.size)


if __name__ == "__main__":
    main()
