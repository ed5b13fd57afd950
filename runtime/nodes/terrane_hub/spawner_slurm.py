"""Sessions as jobs of Slurm, each its user's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from batchspawner import SlurmSpawner
from traitlets import Unicode

from terrane_hub.declared_sessions import Size
from terrane_hub.job_address import address_of
from terrane_hub.job_request import COMMAND_ENVIRONMENT, EXEC_PREFIX, SCRIPT, job_request
from terrane_hub.port_report import replace_handler
from terrane_hub.session_choice import SessionChoice
from terrane_hub.shared_folder import is_writer
from terrane_hub.store_words import PROGRAM, WRITERS_MASK, around_words, store_argument

replace_handler()


class JobSpawner(SessionChoice, SlurmSpawner):  # type: ignore[misc]
    req_comment = Unicode(help="Of the job: whose it is, and of which size.")
    req_around = Unicode(help="What the session runs within.")
    req_mask = Unicode(help="Of new files, where it is not the account's own.")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.exec_prefix = EXEC_PREFIX
        self.batch_script = SCRIPT
        self.req_srun = ""

    def take_size(self, size: Size) -> None:
        for trait, value in job_request(size, self.declared.policy, self.user.name).items():
            setattr(self, trait, value)
        self.take_surroundings()

    def take_surroundings(self) -> None:
        """What the session finds, of whatever size it is."""
        stores = [store_argument(store) for store in self.declared.stores]
        self.req_around = around_words(self.places.session_config / PROGRAM, stores)
        self.req_mask = WRITERS_MASK if self.declared.homes.shared and is_writer(self.user.name) else ""

    async def start(self) -> Any:
        node, port = await super().start()
        self.note_node(node)
        return await self.reached(node, port)

    async def reached(self, node: str, port: int) -> tuple[str, int]:
        """Where the gateway finds the session."""
        return await address_of(node), port

    async def run_command(
        self, cmd: str, input: str | None = None, env: Mapping[str, str] | None = None
    ) -> str:  # the base class's names
        """Without an environment the base class gives the hub's own to a process that is the user's."""
        return str(await super().run_command(cmd, input=input, env=dict(env or COMMAND_ENVIRONMENT)))
