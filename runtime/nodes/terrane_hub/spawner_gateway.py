"""Sessions on the gateway's own machine, each a transient unit of systemd."""

from __future__ import annotations

import socket
from typing import Any

from systemdspawner import systemdspawner

from terrane_hub.declared_kernels import Kernel
from terrane_hub.declared_sessions import Size
from terrane_hub.session_choice import SessionChoice
from terrane_hub.session_ports import Ports
from terrane_hub.shared_folder import is_writer
from terrane_hub.store_units import start_store, stop_store
from terrane_hub.store_words import PROGRAM, WRITERS_MASK
from terrane_hub.unit_limits import IMAGES, SLICE, unit_properties

UNIT = "notebook-{USERNAME}"
# The base class asks this function for the port of a session that starts; its own takes one that Linux has at hand.
systemdspawner.random_port = Ports().take


class GatewaySpawner(SessionChoice, systemdspawner.SystemdSpawner):  # type: ignore[misc]
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # Folders of its own on the machine's disk would have no bounds.
        self.isolate_tmp = False
        self.disable_user_sudo = True
        self.default_shell = "/bin/bash"
        self.slice = SLICE
        # The base class knows no server names; a name of a server has letters, digits and "-" alone.
        self.unit_name_template = f"{UNIT}-{self.name}" if self.name else UNIT
        self.unit_name = self._expand_user_vars(self.unit_name_template)

    def take_size(self, size: Size) -> None:
        self.mem_limit = f"{size.memory_mib}M"
        self.cpu_limit = float(size.cpus)
        self.unit_extra_properties = {
            **unit_properties(size, self.declared.policy),
            # What they put into the shared folder is for others; their homes are closed to them.
            **({"UMask": WRITERS_MASK} if self.declared.homes.shared and is_writer(self.user.name) else {}),
        }

    def take_kernels(self, gpus: int) -> list[Kernel]:
        kernels = super().take_kernels(gpus)
        if any(kernel.kind == "image" for kernel in kernels):
            self.unit_extra_properties = {**self.unit_extra_properties, **IMAGES}
        return kernels

    async def start(self) -> Any:
        started = await super().start()
        self.note_node(socket.gethostname())
        for store in self.declared.stores:
            program = self.places.session_config / PROGRAM
            await start_store(self.unit_name, store, program, self.user.name, self.get_env())
        return started

    async def stop(self, now: bool = False) -> None:
        for store in self.declared.stores:
            await stop_store(self.unit_name, store)
        await super().stop(now)
