"""The emulated AWS: moto, in this process, with what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .context import Context, Runs, use
from .faults import Faults
from .loading import load

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from ..journal import Journal
    from ..world import World
    from .identity import Caller, Policy, RoleCredentials

__all__ = ["Emulator", "Faults"]


class Emulator:
    """One at a time in a process: a new one begins empty. Methods may be called from any thread."""

    def __init__(self, region: str, account: str = "123456789012", *, journal: Journal, boots: bool = True) -> None:
        """`boots`: a launcher makes the instances real and reports; otherwise states follow the calls at once."""
        load(account)
        from .account import Account
        from .front import Front

        self._context = Context(account=account, region=region, journal=journal, boots=boots)
        use(self._context)
        self._account = Account(self._context)
        self._account.prepare(region)
        self._front = Front(self._context, self._account.prepare, self._account.answered)
        self.url = ""
        self.serve()

    @property
    def region(self) -> str:
        return self._context.region

    @property
    def account(self) -> str:
        return self._context.account

    @property
    def faults(self) -> Faults:
        return self._context.faults

    def run_functions(self, runs: Runs) -> None:
        """From now on Lambda functions run."""
        self._context.functions = runs

    @property
    def reboots(self) -> Callable[[str], None]:
        return self._context.reboots

    @reboots.setter
    def reboots(self, told: Callable[[str], None]) -> None:
        self._context.reboots = told

    def serve(self) -> str:
        """Begins to answer at `url`, on a free loopback port of the network namespace of the caller."""
        if not self.url:
            from .server import serve

            self.url, self._server = serve(self.wsgi)
        return self.url

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def wsgi(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self._front(environ, start_response)

    def intercept(self, service: str, app: WSGIApplication) -> None:
        """Puts another application in front for a service, named as in a credential scope."""
        self._front.intercept(service, app)

    def client(self, service: str, region: str | None = None) -> Any:
        """A boto3 client of the emulator itself, as the account's administrator, without retries."""
        return self._account.client(self.url, service, region or self.region)

    def observe(self) -> World:
        return self._account.observe()

    def tick(self) -> None:
        self._account.tick()

    def booted(self, instance_id: str) -> None:
        self._account.booted(instance_id)

    def stopped(self, instance_id: str) -> None:
        self._account.stopped(instance_id)

    def ended(self, instance_id: str) -> None:
        self._account.ended(instance_id)

    def lost(self, instance_id: str) -> None:
        """Its hardware failed: status checks are impaired; the state stays `running` as in EC2."""
        self._account.lost(instance_id)

    def powered_off(self, instance_id: str) -> None:
        """The guest powered itself off: stopped, or terminated if its shutdown behaviour says so."""
        self._account.powered_off(instance_id)

    def take_back(self, instance_id: str) -> None:
        """EC2 reclaims a spot instance."""
        self._account.take_back(instance_id)

    def keep_secret(self, arn: str, value: str) -> None:
        """A secret that the institution has. Raises ValueError for an ARN that this account cannot have."""
        self._account.keep_secret(arn, value)

    def credentials(self, instance_id: str) -> RoleCredentials | None:
        return self._account.credentials(instance_id)

    def lend(self, role_arn: str, session: str) -> Mapping[str, str]:
        """Credentials of a role, as the environment of a program has them."""
        return self._account.lend(role_arn, session)

    def trusts(self, role_arn: str, service: str) -> bool:
        """Whether a service may take the role."""
        return self._account.trusts(role_arn, service)

    def caller(self, access_key: str) -> Caller | None:
        return self._account.caller(access_key)

    def policies(self, role: str) -> tuple[Policy, ...]:
        """Inline, attached and AWS managed policies of a role, by its name."""
        return self._account.policies(role)

    def boundary(self, role: str) -> Policy | None:
        """The permissions boundary of a role."""
        return self._account.boundary(role)

    def resource_tags(self, arn: str) -> Mapping[str, str]:
        return self._account.resource_tags(arn)
