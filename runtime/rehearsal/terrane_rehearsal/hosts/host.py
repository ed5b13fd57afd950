"""One host: follows its instance from launch to end. `step` never blocks; what blocks is a task in a worker thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import asdict
from typing import Any

from terrane_rehearsal.find_host import names_of
from terrane_rehearsal.hosts.boot_watch import BootWatch
from terrane_rehearsal.hosts.decide import Action, Ended, Life, View, next_action
from terrane_rehearsal.hosts.disks import Disk
from terrane_rehearsal.hosts.machine import Machine
from terrane_rehearsal.hosts.needs import Emulator, Notes
from terrane_rehearsal.hosts.place import Place
from terrane_rehearsal.hosts.states import HostState, State, state_of
from terrane_rehearsal.world import Instance, InstanceState

POWER_OFF_SECONDS = 150.0
"""How long an orderly end may take; EC2 gives minutes before it pulls the plug."""
EARLY_SECONDS, ASK_AGAIN_SECONDS = 10.0, 2.0
"""A first process that has only just begun hears no signals yet: it is asked again."""


class Host:
    def __init__(self, instance: Instance, place: Place, emulator: Emulator, journal: Notes, workers: Executor) -> None:
        self.instance = instance
        self.place = place
        self.life = Life.OFF
        self.machine: Machine | None = None
        self._emulator, self._journal, self._workers = emulator, journal, workers
        self._boot = BootWatch(self.place.console)
        self._ended: Ended | None = None
        self._reason = ""
        self._leaving_since: float | None = None
        self._asked_at = 0.0
        self._last_trouble = ""
        self._frozen = False
        self._told: tuple[str, InstanceState] | None = None
        self._disk_task: Future[None] | None = None
        self._shown: State = "booting"
        self._since = time.time()

    # What the launcher's loop calls.

    def step(self, instance: Instance | None, disks: Sequence[Disk]) -> None:
        """`instance` as the cloud has it now; None: not any more. A defect of one host is noted, and harms no other."""
        try:
            self._step(instance, disks)
        except Exception as error:  # noqa: BLE001 (the next step tries again)
            self._trouble(f"{type(error).__name__}: {error}")

    def _step(self, instance: Instance | None, disks: Sequence[Disk]) -> None:
        if instance is not None:
            self.instance = instance
            if instance.state in ("stopping", "stopped"):
                self._ended = None if self.life is Life.OFF else self._ended
        if self.life is Life.UP and self._up.exit_code() is not None:
            self.life = Life.DOWN
        state = instance.state if instance is not None else None
        exit_code = self._up.exit_code() if self.life is Life.DOWN else None
        match next_action(View(self.life, state, exit_code, self._ended)):
            case Action.START:
                self._start(disks)
            case Action.WATCH:
                self._watch(disks)
            case Action.START_AGAIN:
                self._start_again(disks)
            case Action.POWER_OFF:
                self._power_off()
            case Action.RELEASE:
                self._release()
            case Action.LOST:
                self._lost()
            case Action.POWERED_OFF:
                self._powered_off()
            case Action.TELL_STOPPED:
                self._tell("stopped", self._emulator.stopped)
            case Action.DELETE:
                self._delete()
            case Action.WAIT:
                pass

    def state(self) -> HostState:
        instance, machine, boot = self.instance, self.machine, self._boot
        now = state_of(self.life, self._ended, self._leaving_since is not None, boot.progress)
        if now != self._shown:
            self._shown, self._since = now, time.time()
        failure = boot.progress.failure
        return HostState(
            id=instance.id,
            name=instance.name,
            names=names_of(instance),
            address=instance.address,
            vpc=instance.vpc,
            type=instance.type,
            role=instance.role or "",
            state=now,
            stage=boot.progress.stage,
            reason=self._reason or (failure.reason if failure is not None else ""),
            leader=machine.leader if machine is not None and self.life is Life.UP else None,
            bootSeconds=boot.seconds,
            memoryMiB=round(self.place.group.memory_bytes() / (1 << 20), 1),
            cpuSeconds=round(self.place.group.cpu_seconds(), 2),
            tags=dict(instance.tags),
            since=round(self._since, 3),
        )

    # What faults and the cloud's users ask.

    @property
    def leader(self) -> int | None:
        """The guest's first process, while it lives."""
        alive = self.life is Life.UP and self.machine is not None and self.machine.exit_code() is None
        return self._up.leader if alive else None

    def reboot(self) -> None:
        if self.leader is not None:
            self._up.reboot()

    def crash(self) -> None:
        if self.leader is not None:
            self._thaw_first()
            self._up.crash()

    def freeze(self, frozen: bool) -> None:
        self.place.group.freeze(frozen)
        self._frozen = frozen

    def end(self) -> None:
        """At once, whatever it does; its disk stays until it is deleted."""
        if self.machine is not None:
            self.machine.kill()
        self.place.release()
        self.place.root.close()
        self.life = Life.OFF

    # The steps.

    @property
    def _up(self) -> Machine:
        assert self.machine is not None
        return self.machine

    def _start(self, disks: Sequence[Disk]) -> None:
        self._boot, self._ended, self._reason, self._frozen = BootWatch(self.place.console), None, "", False
        self._leaving_since = None
        self._note("boot", address=self.instance.address, tags=dict(self.instance.tags))
        self._task(Life.STARTING, lambda: self._make(lambda: self.place.start(self.instance, disks), release=False))

    def _start_again(self, disks: Sequence[Disk]) -> None:
        self._note("reboot")
        self._boot, self._frozen = BootWatch(self.place.console), False
        self._boot.skip_log_of(self.place.root.path)
        self._task(
            Life.STARTING, lambda: self._make(lambda: self.place.start_again(self.instance, disks), release=True)
        )

    def _make(self, start: Callable[[], Machine], release: bool) -> None:
        try:
            self.machine = start()
            self.life = Life.UP
        except Exception as error:  # noqa: BLE001 (a host that does not start must not end the rehearsal)
            if release:
                self.place.release()
            self._broken("start", f"{type(error).__name__}: {error}")
            self.life = Life.OFF

    def _watch(self, disks: Sequence[Disk]) -> None:
        if self.instance.state == "pending":
            self._tell("booted", self._emulator.booted)
        if self._boot.look(self._up.root):
            self._say_booted()
        busy = self._disk_task is not None and not self._disk_task.done()
        if not busy and self.place.disks.differ(disks):
            self._disk_task = self._workers.submit(self._follow_disks, tuple(disks))

    def _say_booted(self) -> None:
        progress, seconds = self._boot.progress, self._boot.seconds
        if progress.failure is not None:
            self._note("failed", host=self.instance.id, seconds_booting=seconds, **asdict(progress.failure))
        else:
            self._note("ready", seconds_booting=seconds)

    def _follow_disks(self, disks: Sequence[Disk]) -> None:
        try:
            taken = self.place.disks.follow(disks, self._up)
            self._note("disks", names=[disk.name for disk in self.place.disks.shown()])
            if taken:
                self._note("detached-in-use", mounts=taken)
        except OSError as error:
            # The guest may be gone by now; the next step sees that.
            if self.leader is not None:
                self._trouble(f"disks: {error}")

    def _power_off(self) -> None:
        now = time.monotonic()
        if self._leaving_since is None:
            self._leaving_since = self._asked_at = now
            self._note("stop")
            self._up.power_off()
        elif self._frozen or now - self._leaving_since > POWER_OFF_SECONDS:
            self._thaw_first()
            self._up.crash()
        elif now - self._leaving_since < EARLY_SECONDS and now - self._asked_at > ASK_AGAIN_SECONDS:
            self._asked_at = now
            self._up.power_off()

    def _release(self) -> None:
        took = {} if self._leaving_since is None else {"after": round(time.monotonic() - self._leaving_since, 2)}
        self._note("off", **took)
        self._task(Life.RELEASING, self._let_go)

    def _let_go(self) -> None:
        try:
            self.place.release()
        except Exception as error:  # noqa: BLE001 (said; the host is off in any case)
            self._trouble(f"not taken away whole: {error}")
        self.machine, self._leaving_since = None, None
        self.life = Life.OFF

    def _powered_off(self) -> None:
        self._note("powered-off")
        self._ended = Ended.HALTED
        self._tell("powered_off", self._emulator.powered_off)
        self._release()

    def _lost(self) -> None:
        self._broken("", f"its first process was ended (systemd-nspawn code {self._up.exit_code()})")
        self._release()

    def _broken(self, phase: str, reason: str) -> None:
        self._ended, self._reason = Ended.BROKEN, reason
        if phase:
            self._note("failed", host=self.instance.id, phase=phase, command="", reason=reason, tail=[])
        else:
            self._note("lost", reason=reason)
        self._tell("lost", self._emulator.lost)

    def _delete(self) -> None:
        self._task(Life.RELEASING, self._delete_now)

    def _delete_now(self) -> None:
        self.place.delete()
        self._tell("ended", self._emulator.ended)
        self._note("ended")
        self.life = Life.GONE

    def _task(self, life: Life, work: Callable[[], None]) -> None:
        self.life = life
        self._workers.submit(work)

    def _thaw_first(self) -> None:
        """A frozen process does not die."""
        if self._frozen:
            self.freeze(False)

    def _tell(self, what: str, call: Callable[[str], None]) -> None:
        """Once for a state: the cloud shows at the next look what it made of it."""
        mark = (what, self.instance.state)
        if self._told == mark:
            return
        self._told = mark
        try:
            call(self.instance.id)
        except Exception as error:  # noqa: BLE001 (the cloud may have forgotten the instance)
            self._trouble(f"{what}: {type(error).__name__}: {error}")

    def _trouble(self, error: str) -> None:
        """Once, however often it comes in a row."""
        if error != self._last_trouble:
            self._last_trouble = error
            self._note("trouble", error=error)

    def _note(self, event: str, **facts: Any) -> None:
        self._journal.note(event, **{"id": self.instance.id, "name": self.instance.name, **facts})
