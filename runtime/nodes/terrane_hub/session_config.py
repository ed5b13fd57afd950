"""What the server of each session loads. It runs in the sessions' environment, and is copied to where they reach it.

A kernel says something when a cell prints and when it ends. Without this a calculation that prints nothing for longer
than the gateway's idle time would be taken for an idle session, and stopped.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import PeriodicCallback

LOOK_SECONDS = 1


class BusyIsActive(AsyncMappingKernelManager):  # type: ignore[misc]
    """A kernel that calculates is used."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._look = PeriodicCallback(self._see_busy, LOOK_SECONDS * 1000)
        self._look.start()

    def _see_busy(self) -> None:
        for kernel in self._kernels.values():
            if getattr(kernel, "execution_state", "") == "busy":
                self.last_kernel_activity = kernel.last_activity = datetime.now(timezone.utc)


get_config().ServerApp.kernel_manager_class = BusyIsActive  # type: ignore[name-defined]  # noqa: F821 (traitlets gives it)
