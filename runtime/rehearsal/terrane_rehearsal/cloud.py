"""The parts of a rehearsal put together, and the loop that makes hosts and networks follow the emulated cloud."""

from __future__ import annotations

import json
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from terrane_rehearsal import cloudformation, control, oracle
from terrane_rehearsal.asked import Asked
from terrane_rehearsal.clouds import Clouds
from terrane_rehearsal.doors.ca import Authority
from terrane_rehearsal.doors.plain import serve_plain
from terrane_rehearsal.doors.tls import serve_tls
from terrane_rehearsal.emulator import Emulator
from terrane_rehearsal.faults import ApiFaults
from terrane_rehearsal.functions import Functions
from terrane_rehearsal.hosts import Hosts
from terrane_rehearsal.iam import Guard
from terrane_rehearsal.imds import Answer, Metadata, Request
from terrane_rehearsal.journal import Journal
from terrane_rehearsal.network import METADATA, Fabric, Outside, Relay
from terrane_rehearsal.warming import warm
from terrane_rehearsal.world import Instance, World

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from terrane_rehearsal.oci import Oci

TURN_SECONDS = 0.2
Listen = Callable[[str, int], socket.socket]


class Door(Protocol):
    def close(self) -> None: ...


_log = logging.getLogger(__name__)


class Cloud:
    def __init__(
        self,
        folder: Path,
        image: Path,
        region: str,
        front: socket.socket,
        oci_front: socket.socket,
        oci_layer: Path | None = None,
        outside: Outside = Outside(),
    ) -> None:
        """The fronts are where tools on this machine find AWS and OCI."""
        self.folder, self.image = folder, image
        self.region, oci_region = oracle.regions(region)
        self.name = folder.name
        self.journal = Journal(folder / "events.jsonl")
        self.authority = Authority(folder / "ca")
        self.emulator = Emulator(self.region, journal=self.journal)
        self.oracle = oracle.Oracle(oci_region, self.journal, self._oci_began)
        self.clouds = Clouds(self.emulator, self.oracle)
        self.emulator.intercept("cloudformation", cloudformation.application(self.emulator, self.journal))
        self.api_faults = ApiFaults(self.emulator)
        self.guard = Guard(self.emulator, self.journal)
        self.functions = Functions(self.emulator, self._guarded(), self.journal)
        self.outside = outside.servers
        self.relay = Relay(outside.machine, self.journal)
        self.fabric = Fabric(folder, self.journal, outside.servers)
        self.metadata = Metadata(
            self._host_at, self._world, self.emulator.credentials, self.journal, self._metadata_of_oci
        )
        self.hosts = Hosts(
            folder,
            image,
            self.fabric,
            self.clouds,
            self.authority.certificate_file,
            self.journal,
            self.name,
            oci_layer,
        )
        self.fabric.on_vpc.append(self._open_vpc)
        self.fabric.on_vpc_gone.append(self._close_vpc)
        self._doors: dict[str, list[Door]] = {}
        self._front, self._oci_front = front, oci_front
        self.endpoint, self.oci_endpoint = _url(front), _url(oci_front)
        self._seen = World()
        self._trouble = ""

    def run(self, pids: Mapping[str, int], stop: threading.Event) -> None:
        """Until `stop` is set; then every host is powered off."""
        serve_plain(self._front, self.emulator.wsgi)
        serve_plain(self._oci_front, self.oracle.wsgi)
        asked = Asked(self, stop)
        control.serve(self.folder / "control.sock", asked)
        self._turn()
        self._say_ready(pids)
        asked.began()
        warm(self.emulator)
        while not stop.wait(TURN_SECONDS):
            self._turn()
        self.hosts.close()
        self.functions.close()
        self.fabric.close()

    def _oci_began(self, oci: Oci) -> None:
        # Vaults have endpoints of their own: Terraform, outside, reaches them where it reaches everything.
        oci.endpoint = self.oci_endpoint
        self.clouds.began(oci)

    def oci_facts(self) -> dict[str, str]:
        """Where tools on this machine find OCI, and in which Region it is or will be."""
        return {"endpoint": self.oci_endpoint, "region": self.oracle.region}

    def _turn(self) -> None:
        """One step of everything; an error in it is noted once, and the next turn tries again."""
        try:
            self.clouds.tick()
            self._seen = world = self.clouds.observe()
            self.fabric.apply(world, [instance.id for instance in world.live])
            self.hosts.apply(world)
        except Exception as error:  # noqa: BLE001 (the loop must outlive any defect)
            if repr(error) != self._trouble:
                self._trouble = repr(error)
                self.journal.note("trouble", error=self._trouble)
                _log.exception("a turn failed")

    def _world(self) -> World:
        return self._seen

    def _host_at(self, vpc: str, address: str) -> Instance | None:
        return next((each for each in self._seen.live if each.vpc == vpc and each.address == address), None)

    def _metadata_of_oci(self, instance: Instance, request: Request) -> Answer:
        return self.oracle.begin().metadata(instance, request)

    def _open_vpc(self, vpc: str, listen: Listen) -> None:
        guests = self.oracle.before(self._guarded())
        self._doors[vpc] = [
            self.metadata.serve(vpc, listen(METADATA, 80)),
            serve_tls(listen("0.0.0.0", 443), guests, self.authority, vpc),
            *(self.relay.serve(listen(server.address, server.port), server) for server in self.outside),
        ]

    def _guarded(self) -> WSGIApplication:
        """AWS as whoever has a role's credentials reaches it."""
        return self.guard.wsgi(self.api_faults.wsgi(self.emulator.wsgi))

    def _close_vpc(self, vpc: str) -> None:
        """An open socket would keep the network of a VPC that is gone."""
        for door in self._doors.pop(vpc, []):
            door.close()

    def _say_ready(self, pids: Mapping[str, int]) -> None:
        facts: dict[str, Any] = {
            "version": 1,
            "name": self.name,
            "endpoint": self.endpoint,
            "oci": self.oci_facts(),
            "region": self.region,
            "account": self.emulator.account,
            "control": str(self.folder / "control.sock"),
            "image": str(self.image),
            **pids,
        }
        fresh = self.folder / "rehearsal.json.new"
        fresh.write_text(json.dumps(facts, indent=1), encoding="utf-8")
        os.replace(fresh, self.folder / "rehearsal.json")
        self.journal.note("up", cpu_seconds=round(time.process_time(), 2))


def _url(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"
