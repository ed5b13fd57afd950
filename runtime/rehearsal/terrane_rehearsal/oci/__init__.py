"""The emulated control plane of OCI: a tenancy in one Region, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from . import life, metadata
from .faults import Faults
from .front import Front
from .observation.observe import Observer
from .principals import federation
from .principals.certificates import Authority
from .registry import handlers, kinds
from .seeds import COMPARTMENT, NAMESPACE, TENANCY, seed
from .services.images import image_id
from .tenancy import Tenancy, region_keys
from .thing import Thing

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from ..imds.answer import Answer, Request
    from ..journal import Journal
    from ..world import Instance, World
    from .thing import Thing

__all__ = ["COMPARTMENT", "NAMESPACE", "TENANCY", "Faults", "Oci", "image_id"]


class Oci:
    """Methods may be called from any thread."""

    def __init__(
        self, region: str, tenancy: str = TENANCY, *, journal: Journal, boots: bool = True, adopts: bool = True
    ) -> None:
        """`boots`: a launcher makes the instances real and reports; otherwise states follow the calls at once.
        `adopts`: identifiers of a user's own tenancy are taken as its own, see `adoption`."""
        if region not in region_keys():
            raise ValueError(f"{region} is no Region of OCI")
        self._tenancy = Tenancy(tenancy, region, NAMESPACE, journal, boots, adopts)
        self._tenancy.know(kinds())
        seed(self._tenancy)
        self._authority = Authority()
        self._federation = federation.Federation(self._tenancy, self._authority)
        self._front = Front(self._tenancy, handlers(), {federation.PATH: self._federation.exchange})
        self._observer = Observer(self._tenancy)

    @property
    def region(self) -> str:
        return self._tenancy.region

    @property
    def tenancy(self) -> str:
        return self._tenancy.id

    @property
    def compartment(self) -> str:
        return COMPARTMENT

    @property
    def namespace(self) -> str:
        return self._tenancy.namespace

    @property
    def availability_domains(self) -> tuple[str, ...]:
        return self._tenancy.domains

    @property
    def faults(self) -> Faults:
        return self._tenancy.faults

    @property
    def reboots(self) -> Callable[[str], None]:
        return self._tenancy.reboots

    @reboots.setter
    def reboots(self, told: Callable[[str], None]) -> None:
        self._tenancy.reboots = told

    @property
    def endpoint(self) -> str:
        return self._tenancy.endpoint

    @endpoint.setter
    def endpoint(self, url: str) -> None:
        self._tenancy.endpoint = url

    def wsgi(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = self._front(environ, start_response)
        if not self._tenancy.boots:
            self.tick()
        return answer

    def observe(self) -> World:
        with self._tenancy.lock:
            return self._observer.observe()

    def living(self) -> list[Thing]:
        """Everything that exists, of whatever service."""
        with self._tenancy.lock:
            return self._tenancy.living()

    def tick(self) -> None:
        with self._tenancy.lock:
            life.tick(self._tenancy)

    def booted(self, instance_id: str) -> None:
        life.report(self._tenancy, instance_id, "RUNNING")

    def stopped(self, instance_id: str) -> None:
        life.report(self._tenancy, instance_id, "STOPPED")

    def ended(self, instance_id: str) -> None:
        life.report(self._tenancy, instance_id, "TERMINATED")

    def lost(self, instance_id: str) -> None:
        """Its hardware failed; the state stays RUNNING."""
        life.lost(self._tenancy, instance_id)

    def powered_off(self, instance_id: str) -> None:
        """The guest powered itself off."""
        life.report(self._tenancy, instance_id, "STOPPED")

    def take_back(self, instance_id: str) -> None:
        """OCI reclaims a preemptible instance."""
        life.take_back(self._tenancy, instance_id)

    def metadata(self, instance: Instance, request: Request) -> Answer:
        """Of the metadata service, to an instance that asks."""
        with self._tenancy.lock:
            thing = self._tenancy.seen("instances", instance.id)
            assert thing is not None
            return metadata.answer(self._tenancy, self._authority, thing, request)

    def caller(self, authorization: str) -> str | None:
        """The instance whose token signed a request with this header."""
        return self._federation.caller(authorization)
