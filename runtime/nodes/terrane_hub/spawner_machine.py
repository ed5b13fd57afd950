"""Sessions on machines of their own: nodes of Slurm's underneath, each launched for one session."""

from __future__ import annotations

import asyncio
import contextlib
import pwd
import time
from collections.abc import AsyncIterator, Mapping
from html import escape
from typing import Any

from batchspawner.batchspawner import JobStatus
from traitlets import Any as AnyTrait

from terrane_hub.declared_sessions import Size
from terrane_hub.errors import HubError, SessionRefused
from terrane_hub.home_quota import HOW, ROOM_SECONDS, notice
from terrane_hub.job_address import address_of
from terrane_hub.machine_choice import Choice, asked_of, choose_machine, machines_of, offered_machines
from terrane_hub.machine_job import MACHINE_SCRIPT, machine_request
from terrane_hub.machine_nodes import AFTER_SESSION, NOT_WANTED, is_coming, node_of, reason_of, send_home
from terrane_hub.machine_page import machine_form
from terrane_hub.machine_words import offer_words
from terrane_hub.places import LOOPBACK, Places, address_of_this_machine
from terrane_hub.session_choice import answer
from terrane_hub.session_seal import VARIABLE, sealed
from terrane_hub.sizes import today
from terrane_hub.spawner_slurm import JobSpawner
from terrane_hub.tunnel_book import Lease, TunnelBook
from terrane_hub.tunnel_keys import HOST_KEY, public_line, session_key
from terrane_hub.tunnel_server import ACCOUNT, book_of

# Of the environment, what must not be read on the way.
SECRET = ("JUPYTERHUB_API_TOKEN", "JPY_API_TOKEN")
LOOK_SECONDS = 2.0
# A certificate lasts as long as a machine may take to come, and the session after it.
SPARE_SECONDS = 900
ALIAS = "terrane-gateway"
ROOM_MINUTES = ROOM_SECONDS // 60


class NoMachine(Exception):
    """A machine did not come up, or the session on it ended before it answered."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.jupyterhub_message = f"Your session has not started: {reason}. Nothing of it runs any more."
        self.jupyterhub_html_message = (
            "<p><strong>Your session has not started.</strong></p>"
            f'<p id="machine-reason">{escape(reason)}</p>'
            "<p>Nothing of it runs any more. Try again, or ask for another machine.</p>"
        )


class MachineSpawner(JobSpawner):
    places: Places = AnyTrait(help="Where things are on the gateway.").tag(config=True)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.batch_script = MACHINE_SCRIPT
        self.options_form = _form
        self.options_from_form = _options_from_form
        self.apply_user_options = _apply
        self._minutes = 0
        self._machine = ""
        self._seal = ""
        # The base class forgets the job when it is gone.
        self._job = ""
        self._node = ""
        self._came = False
        self._lease: Lease | None = None

    @property
    def _tunnelled(self) -> bool:
        return machines_of(self.declared).tunnel_port is not None

    @property
    def _book(self) -> TunnelBook:
        return book_of(self.places)

    def take_machine(self, size: Size, minutes: int, words: str) -> None:
        self._minutes, self._machine = minutes, words
        for trait, value in machine_request(size, minutes, self.user.name).items():
            setattr(self, trait, value)
        self.take_surroundings()

    def machine_for(self, given: Mapping[str, Any]) -> Choice:
        """Raises SessionRefused with the reason; somebody beyond the quota gets a short session, to make room."""
        choice = choose_machine(self.declared, given, self.groups(), today())
        mine = self.home_standing()
        if mine is not None and mine.over and choice.wish.minutes > ROOM_MINUTES:
            raise SessionRefused(
                f"your home takes {mine.words()}; until there is room again you get {ROOM_MINUTES} minutes"
                f" at most. {HOW}"
            )
        return choice

    # ---- start and end

    async def start(self) -> Any:
        self._job, self._node, self._came = "", "", False
        if self._tunnelled:
            await self._open_tunnel()
        starting = asyncio.ensure_future(super().start())
        watching = asyncio.ensure_future(self._until_lost())
        try:
            await asyncio.wait({starting, watching}, return_when=asyncio.FIRST_COMPLETED)
            if starting.done() and starting.exception() is None:
                return starting.result()
            error = starting.exception() if starting.done() else None
            raise NoMachine(await self._why(error)) from error
        finally:
            for task in (starting, watching):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    await task

    async def reached(self, node: str, port: int) -> tuple[str, int]:
        """Through the tunnel, by the port that was leased: what a session says of ports counts for nothing."""
        await self._keep_for_one()
        return (LOOPBACK, self._lease.port) if self._lease else (await address_of(node), port)

    async def query_job_status(self) -> Any:
        status = await super().query_job_status()
        words = self.job_status.split()
        if len(words) == 2:
            self._job, self._node = self.job_id, words[1]
        return status

    async def stop(self, now: bool = False) -> None:
        if self.job_id:
            await super().stop(now)
        # Of a start that was given up: the machine would come, and wait for a minute.
        if self._node and not self._came and await is_coming(self._node):
            await self._send_home("power_down_force", NOT_WANTED)

    async def progress(self) -> AsyncIterator[dict[str, Any]]:
        told = ""
        while True:
            share, message = self._step()
            if message != told:
                told = message
                yield {"progress": share, "message": message}
            await asyncio.sleep(1)

    def _step(self) -> tuple[int, str]:
        if self._came:
            return 70, f"Your session starts on {self._node}"
        if self._node and self.state_isrunning():
            return 60, f"Machine {self._node} has come up"
        if self._node:
            return 30, f"Machine {self._node} is launched and boots"
        return 10, f"A machine is asked for: {self._machine}"

    async def _until_lost(self) -> None:
        """Ends when the job that had its machine is gone: the base class waits for its port until the time is over."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if self._node and self.state_isrunning():
                await self._keep_for_one()
            if self._came and await self.query_job_status() == JobStatus.NOTFOUND:
                return

    async def _keep_for_one(self) -> None:
        """No other session gets this machine, and it goes home at once after this one."""
        if not self._came:
            self._came = True
            await self._send_home("power_down_asap", AFTER_SESSION)

    async def _why(self, error: BaseException | None) -> str:
        if not self._job:
            return f"Slurm has not taken it: {error}"
        node = self._node or await node_of(self._job)
        if self._came:
            return f"it ended on {node} before it answered; its log is .notebook-{self._job}.log in your home"
        if node is None:
            return "Slurm gave it no machine"
        return f"no machine came up as {node}: {await reason_of(node) or 'Slurm tells no reason'}"

    async def _send_home(self, state: str, reason: str) -> None:
        try:
            await send_home(self._node, state, reason)
        except HubError as error:
            # It is idle after its session, and goes home by Slurm's own rule a minute later.
            self.log.error("%s: %s", self._node, error)

    # ---- the tunnel

    async def _open_tunnel(self) -> None:
        if self._lease is not None:
            self._book.give_back(self._lease)
        self._lease = lease = self._book.take()
        seconds = int(self.start_timeout) + self._minutes * 60 + SPARE_SECONDS
        key = session_key(self.places.state, lease.principal, seconds, time.time())
        environment = super().get_env()
        told = {
            "environment": {name: environment[name] for name in SECRET if name in environment},
            "tunnel": {
                "gateway": self.places.hub_address or address_of_this_machine(),
                "port": machines_of(self.declared).tunnel_port,
                "account": ACCOUNT,
                "alias": ALIAS,
                "known": f"{ALIAS} {public_line(self.places.state / HOST_KEY)}",
                "key": key.private,
                "certificate": key.certificate,
                "listen": lease.port,
                "hub": self.places.hub_port,
            },
        }
        self._seal = await sealed(told, pwd.getpwnam(self.user.name).pw_uid)

    def get_env(self) -> dict[str, str]:
        """What is secret in it is sealed: Slurm hands an environment on in the clear."""
        environment: dict[str, str] = super().get_env()
        if not self._tunnelled:
            return environment
        return {**{name: value for name, value in environment.items() if name not in SECRET}, VARIABLE: self._seal}

    def get_state(self) -> dict[str, Any]:
        state: dict[str, Any] = super().get_state()
        if self._lease is not None:
            state["tunnel"] = {"principal": self._lease.principal, "port": self._lease.port}
        return state

    def load_state(self, state: Mapping[str, Any]) -> None:
        super().load_state(state)
        if "tunnel" in state:
            self._lease = Lease(str(state["tunnel"]["principal"]), int(state["tunnel"]["port"]))
            self._book.keep(self._lease)

    def clear_state(self) -> None:
        super().clear_state()
        if self._lease is not None:
            self._book.give_back(self._lease)
            self._lease = None


def _form(spawner: MachineSpawner) -> str:
    declared = spawner.declared
    mine = [offer for offer, _ in offered_machines(declared, spawner.groups(), today())]
    running = spawner.user.settings["users"].count_active_users()["active"]
    form = machine_form(machines_of(declared), mine, running, declared.policy.sessions)
    return notice(spawner.home_standing()) + form


def _options_from_form(form: Mapping[str, list[Any]], spawner: MachineSpawner) -> dict[str, Any]:
    try:
        given = {name: values[0] for name, values in form.items() if len(values) == 1}
        return asked_of(spawner.machine_for(given).wish)
    except SessionRefused as error:
        raise answer(error) from error


def _apply(spawner: MachineSpawner, options: dict[str, Any]) -> None:
    """Numbers alone reach the spawner, and the name of what was chosen by them."""
    try:
        spawner.check_account()
        spawner.check_count()
        choice = spawner.machine_for(options)
    except SessionRefused as error:
        raise answer(error) from error
    spawner.user_options = {**asked_of(choice.wish), "size": choice.offer.name}
    spawner.orm_spawner.user_options = spawner.user_options
    spawner.take_machine(choice.size, choice.wish.minutes, offer_words(choice.offer))
    spawner.take_kernels(choice.size.gpus)
