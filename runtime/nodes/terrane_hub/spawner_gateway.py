"""Sessions on the gateway's own machine, each a transient unit of systemd."""

from __future__ import annotations

import socket
from typing import Any

from systemdspawner.systemdspawner import SystemdSpawner

from terrane_hub.declared_sessions import Size
from terrane_hub.session_choice import SessionChoice
from terrane_hub.unit_limits import SLICE, unit_properties

UNIT = "notebook-{USERNAME}"


class GatewaySpawner(SessionChoice, SystemdSpawner):  # type: ignore[misc]
    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.isolate_tmp = True
        self.disable_user_sudo = True
        self.default_shell = "/bin/bash"
        self.slice = SLICE
        # The base class knows no server names; a name of a server has letters, digits and "-" alone.
        self.unit_name_template = f"{UNIT}-{self.name}" if self.name else UNIT
        self.unit_name = self._expand_user_vars(self.unit_name_template)

    def take_size(self, size: Size) -> None:
        self.mem_limit = f"{size.memory_mib}M"
        self.cpu_limit = float(size.cpus)
        self.unit_extra_properties = unit_properties(size, self.declared.policy)

    async def start(self) -> Any:
        started = await super().start()
        self.note_node(socket.gethostname())
        return started
