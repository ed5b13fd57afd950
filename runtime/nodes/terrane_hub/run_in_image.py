"""run_in_image.py IMAGE LANGUAGE CONNECTION_FILE: a kernel of an image, as a session's server starts one.

It runs in the sessions' own environment, and is copied to where they reach it. The image is the file system that the
kernel sees; network, processes, /tmp and the person's home are the session's. It needs no right that the person lacks.
"""

from __future__ import annotations

import glob
import json
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

# Of the session's environment; all else is the image's.
KEPT = ("HOME", "USER", "LOGNAME", "LANG", "TERM", "TZ", "OMP_NUM_THREADS", "CUDA_VISIBLE_DEVICES")
KEPT_PREFIX = "SLURM_"
SHARED = "TERRANE_SHARED_FOLDERS"
# Of these, what the session has.
NOT_OF_IMAGE = ("dev", "home", "proc", "run", "sys", "tmp")
SEEN = (("--ro-bind", "/proc"), ("--ro-bind", "/sys"), ("--bind", "/tmp"))
RESOLVING = ("/etc/hosts", "/etc/resolv.conf")
DEVICES = "/dev/nvidia*"
# Of the GPUs' driver, which has to be the machine's: it goes with the kernel.
DRIVER_LIBRARIES = ("libcuda.so", "libnvidia-", "libnvcuvid.so")
DRIVER_FOLDER = "/run/driver"


def main(arguments: Sequence[str]) -> int:
    folder, language, connection = Path(arguments[0]), arguments[1], arguments[2]
    image = json.loads((folder / "image.json").read_text(encoding="utf-8"))
    kernel = image["kernels"][language]
    devices = sorted(glob.glob(DEVICES))
    drivers = driver_libraries(_output("/sbin/ldconfig", "-p")) if devices else {}
    root = folder / "rootfs"
    account = os.memfd_create("passwd")
    os.write(account, passwd_text((root / "etc/passwd").read_text(encoding="utf-8")).encode())
    os.lseek(account, 0, os.SEEK_SET)
    options = [
        *image_options(root),
        *session_options(root, os.environ["HOME"], json.loads(os.environ.get(SHARED) or "[]"), connection),
        *("--ro-bind-data", str(account), "/etc/passwd"),
        *(word for path in RESOLVING for word in ("--ro-bind-try", path, path)),
        *(word for path in devices for word in ("--dev-bind", path, path)),
        *(word for name, path in drivers.items() for word in ("--ro-bind", path, f"{DRIVER_FOLDER}/{name}")),
        *("--chdir", os.getcwd()),
    ]
    command = [word.replace("{connection_file}", connection) for word in kernel["argv"]]
    environment = environment_of(os.environ, image["environment"], kernel["env"], bool(drivers))
    return _run(options, command, environment, account)


def image_options(root: Path) -> list[str]:
    """The image's own folders, in an empty file system: what it does not have can be put beside them."""
    options: list[str] = []
    for path in sorted(root.iterdir()):
        if path.name in NOT_OF_IMAGE:
            continue
        if path.is_symlink():
            options += ["--symlink", os.readlink(path), f"/{path.name}"]
        else:
            options += ["--ro-bind", str(path), f"/{path.name}"]
    return options


def session_options(root: Path, home: str, shared: Sequence[str], connection: str) -> list[str]:
    options = ["--dev", "/dev"]
    for how, path in SEEN:
        options += [how, path, path]
    for path in (home, str(Path(connection).parent), *shared):
        top = Path(path).parts[1]
        if top in NOT_OF_IMAGE or not (root / top).exists() or (root / path.lstrip("/")).is_dir():
            options += ["--bind", path, path]
        else:
            print(f"{path} cannot be seen in this image, which has a folder /{top} of its own", file=sys.stderr)
    return options


def environment_of(
    session: Mapping[str, str], image: Mapping[str, str], kernel: Mapping[str, str], driver: bool
) -> dict[str, str]:
    kept = {name: value for name, value in session.items() if name in KEPT or name.startswith(KEPT_PREFIX)}
    made = {**image, **kernel, **kept}
    if driver:
        made["LD_LIBRARY_PATH"] = ":".join(filter(None, (DRIVER_FOLDER, made.get("LD_LIBRARY_PATH"))))
    return made


def driver_libraries(listing: str) -> dict[str, str]:
    """Paths by name, of what `ldconfig -p` lists for programs of 64 bits."""
    found: dict[str, str] = {}
    for line in listing.splitlines():
        name, arrow, path = line.strip().partition(" => ")
        name, _, kind = name.partition(" ")
        if arrow and name.startswith(DRIVER_LIBRARIES) and ("x86-64" in kind or "AArch64" in kind):
            found.setdefault(name, path)
    return found


def passwd_text(image: str) -> str:
    """The image's accounts and the person's, whom programs ask for by number."""
    me = pwd.getpwuid(os.getuid())
    lines = [line for line in image.splitlines() if line and line.split(":")[2:3] != [str(me.pw_uid)]]
    return "".join(f"{line}\n" for line in [*lines, f"{me.pw_name}:x:{me.pw_uid}:{me.pw_gid}::{me.pw_dir}:/bin/sh"])


def _run(options: Sequence[str], command: Sequence[str], environment: Mapping[str, str], account: int) -> int:
    """Until the kernel ends. The server interrupts a kernel by a signal to all of this process's group: bubblewrap,
    which would end by it, is in one of its own, and the kernel gets the signal alone."""
    read, write = os.pipe()
    # Before there is a kernel, an interrupt is for nobody.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bubblewrap = subprocess.Popen(
        ["bwrap", "--die-with-parent", "--info-fd", str(write), *options, "--remount-ro", "/", "--", *command],
        env=dict(environment),
        pass_fds=(write, account),
        process_group=0,
        restore_signals=True,
        preexec_fn=_interruptible,
    )
    os.close(write)
    with os.fdopen(read, encoding="ascii") as told:
        text = told.read()
    if text:
        kernel = int(json.loads(text)["child-pid"])

        def pass_on(number: int, _frame: Any) -> None:
            os.kill(kernel, number)

        signal.signal(signal.SIGINT, pass_on)
        signal.signal(signal.SIGTERM, pass_on)
    ended = bubblewrap.wait()
    return ended if ended >= 0 else 128 - ended


def _interruptible() -> None:
    """What is ignored stays so in programs that are started."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
