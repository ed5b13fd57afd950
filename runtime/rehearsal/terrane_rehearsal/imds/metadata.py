"""The metadata service of all instances: who asks, what is known of it, what is wrong with the service."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus

from ..journal import Journal
from ..world import Instance, World, is_of_oci
from .answer import Answer, Request, answer, refuse
from .credentials import RoleCredentials
from .notices import Board
from .server import Server
from .tokens import Tokens
from .tree import Tree, tree
from .trouble import Trouble, Troubles

LONGEST_DELAY = 600.0
"""Seconds; every SDK has given up long before."""
NOTICES = ("spot/instance-action", "spot/termination-time", "events/recommendations/rebalance")


@dataclass(frozen=True)
class _Launch:
    """What EC2 fixes at launch; here, when the instance asks for the first time."""

    since: datetime
    volumes: frozenset[str]
    """Only these are in `block-device-mapping`: volumes that are attached later never are."""


class Metadata:
    """The hop limit counts: an answer with a token leaves with it as the packet's time to live. A host is one hop
    away, so a limit of 1 reaches its own processes, and not a container behind a bridge in it, as on EC2.
    """

    def __init__(
        self,
        find: Callable[[str, str], Instance | None],
        world: Callable[[], World],
        credentials: Callable[[str], RoleCredentials | None],
        journal: Journal,
        of_oci: Callable[[Instance, Request], Answer] | None = None,
    ) -> None:
        """`find` tells which instance has an address in a VPC; `credentials` are an instance's. `of_oci` answers for
        instances of OCI, at the same address."""
        self._of_oci = of_oci
        self.notices = Board()
        self._find, self._world, self._credentials, self._journal = find, world, credentials, journal
        self._tokens = Tokens(time.monotonic)
        self._troubles = Troubles()
        self._lock = threading.Lock()
        self._launches: dict[str, _Launch] = {}
        self._noted: set[tuple[str, str]] = set()

    def serve(self, vpc: str, listener: socket.socket) -> Server:
        """Answers in threads of its own until it is closed; the listener belongs to the server from now on."""
        server = Server(listener, lambda address, request: self.respond(vpc, address, request))
        server.start(f"metadata {vpc}")
        return server

    def fault(self, instance: str | None, seconds: float = 0, refused: bool = False) -> str:
        """Makes the service slow or unwilling for an instance, or for all; says so. No delay and no refusal mend it."""
        if not 0 <= seconds <= LONGEST_DELAY:
            raise ValueError(f"the metadata service may be slow by 0 to {LONGEST_DELAY:g} seconds, not {seconds:g}")
        trouble = Trouble(seconds, refused)
        self._troubles.set(instance, trouble)
        return trouble.sentence(instance or "every host")

    def clear_faults(self) -> None:
        self._troubles.clear()

    def respond(self, vpc: str, address: str, request: Request) -> Answer:
        instance = self._find(vpc, address)
        if instance is None:
            self._note_once(
                address, "nobody", "metadata-refused", vpc=vpc, address=address, reason="no instance has it"
            )
            return refuse(HTTPStatus.NOT_FOUND, "no instance has this address")
        launch = self._launch(instance)
        trouble = self._troubles.of(instance.id)
        if trouble.delay:
            time.sleep(trouble.delay)
        if trouble.refuse:
            return refuse(HTTPStatus.SERVICE_UNAVAILABLE, "made to refuse")
        if self._of_oci is not None and is_of_oci(instance.id):
            given = self._of_oci(instance, request)
        else:
            given = answer(request, instance, self._tokens, lambda: self._tree(instance, launch))
        self._note(instance, request, given)
        return given

    def _tree(self, instance: Instance, launch: _Launch) -> Tree:
        world = self._world()
        listed = {id: volume for id, volume in world.volumes.items() if id in launch.volumes}
        credentials = self._credentials(instance.id) if instance.role else None
        notices = self.notices.of(instance.id)
        return tree(instance, replace(world, volumes=listed), notices, credentials, launch.since)

    def _launch(self, instance: Instance) -> _Launch:
        with self._lock:
            if instance.id not in self._launches:
                volumes = self._world().volumes.values()
                mine = {each.id for each in volumes if each.attachment and each.attachment.instance == instance.id}
                self._launches[instance.id] = _Launch(datetime.now(UTC), frozenset(mine))
            return self._launches[instance.id]

    def _note(self, instance: Instance, request: Request, given: Answer) -> None:
        """Each kind of refusal, and each notice that was read, once an instance."""
        if given.reason:
            facts = {"status": int(given.status), "path": request.path, "reason": given.reason}
            self._note_once(instance.id, given.reason, "metadata-refused", **facts)
        notice = next((each for each in NOTICES if request.path.rstrip("/").endswith(each)), None)
        if notice and given.status == HTTPStatus.OK:
            self._note_once(instance.id, given.body.decode(), "notice-read", notice=notice)

    def _note_once(self, who: str, what: str, event: str, **facts: object) -> None:
        with self._lock:
            if (who, what) in self._noted:
                return
            self._noted.add((who, what))
        self._journal.note(event, instance=who, **facts)
