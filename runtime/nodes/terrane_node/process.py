"""Programs of the system: always a list of arguments, never a shell."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from terrane_node.errors import CommandError

# slurmctld starts its programs without PATH, and cron-like callers leave the sbin folders out.
SYSTEM_PATH = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")


def run(arguments: Sequence[str], timeout: float = 60, stdin: str | None = None, ok: Sequence[int] = (0,)) -> str:
    """What the program prints. CommandError says which program failed and its last line; arguments may be logged, so
    nothing secret may stand among them."""
    return output_and_code(arguments, timeout, stdin, ok)[0]


def output_and_code(
    arguments: Sequence[str], timeout: float = 60, stdin: str | None = None, ok: Sequence[int] = (0,)
) -> tuple[str, int]:
    name = os.path.basename(arguments[0])
    try:
        done = subprocess.run(
            list(arguments),
            input=stdin if stdin is not None else "",
            capture_output=True,
            text=True,
            timeout=timeout,
            env=environment(),
            check=False,
        )
    except FileNotFoundError as error:
        raise CommandError(f"{name} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise CommandError(f"{name} gave no answer in {timeout:.0f} s") from error
    if done.returncode not in ok:
        raise CommandError(f"{name} failed ({done.returncode}): {_last_line(done.stderr or done.stdout)}")
    return done.stdout, done.returncode


def environment() -> dict[str, str]:
    """The caller's environment with the system's folders on PATH and messages in English."""
    have = [folder for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    path: list[str] = have + [folder for folder in SYSTEM_PATH if folder not in have]
    return {**os.environ, "PATH": os.pathsep.join(path), "LC_ALL": "C"}


# mount(8) ends every failure with it since util-linux 2.39, whatever the reason.
NO_REASON = "dmesg(1) may have more information"


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip() and NO_REASON not in line]
    return lines[-1] if lines else "no message"
