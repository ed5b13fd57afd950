"""What the server of each session loads. It runs in the sessions' environment, and is copied to where they reach it.

A kernel says something when a cell prints and when it ends. Without this a calculation that prints nothing for longer
than the gateway's idle time would be taken for an idle session, and stopped.

Kernels are spoken to over sockets of the file system, in a folder of the session's own. On ports of the loopback every
process of the machine could read what others' kernels print: messages are signed, not encrypted.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from datetime import datetime, timezone
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import PeriodicCallback

LOOK_SECONDS = 1
# The address of a socket has 107 bytes (unix(7)); a kernel's is its folder's, "/kernel-", a UUID, and "-ipc-5".
LONGEST_FOLDER = 107 - len("/kernel-") - 36 - len("-ipc-5")
# For so long a session believes the hub's last word on who a browser's cookie is.
BELIEVE_SECONDS = 30


def kernel_folder() -> str:
    """The unit's own, which ends with it; where there is none, as in a job of Slurm, a new one."""
    given = os.environ.get("RUNTIME_DIRECTORY", "")
    if given and ":" not in given and len(given) <= LONGEST_FOLDER:
        return given
    made = tempfile.mkdtemp(prefix="notebook-", dir="/tmp")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


KERNELS = kernel_folder()
# For what is started in a terminal: `jupyter console --existing` looks there.
os.environ["JUPYTER_RUNTIME_DIR"] = KERNELS


class BusyIsActive(AsyncMappingKernelManager):  # type: ignore[misc]
    """A kernel that calculates is used."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{**named, "connection_dir": KERNELS})
        self._look = PeriodicCallback(self._see_busy, LOOK_SECONDS * 1000)
        self._look.start()

    def _see_busy(self) -> None:
        for kernel in self._kernels.values():
            if getattr(kernel, "execution_state", "") == "busy":
                self.last_kernel_activity = kernel.last_activity = datetime.now(timezone.utc)


c = get_config()  # type: ignore[name-defined]  # noqa: F821 (traitlets gives it)
c.ServerApp.kernel_manager_class = BusyIsActive
c.KernelManager.transport = "ipc"
c.HubAuth.cache_max_age = BELIEVE_SECONDS
