"""From a person to a user of the hub: what all kinds of login share."""

from __future__ import annotations

import asyncio
from typing import Any

from jupyterhub.auth import Authenticator
from tornado.web import HTTPError
from traitlets import Any as AnyTrait

from terrane_hub.accounts import Accounts
from terrane_hub.declaration import Declaration
from terrane_hub.errors import LoginRefused
from terrane_hub.people import OPERATORS, Person, is_admin, is_blocked, refusal


def relevant_groups(declaration: Declaration) -> frozenset[str]:
    """Those that decide something here; the hub learns of no others."""
    named = set(declaration.identity.access.allowed_groups)
    for size in declaration.sizes:
        named.update(size.groups)
    for kernel in declaration.kernels:
        named.update(kernel.groups)
    return frozenset(named - {OPERATORS})


class Admission(Authenticator):  # type: ignore[misc]
    """An authenticator adds who somebody is (`admit` takes it from there) and `allowed` to what it returns."""

    declared: Declaration = AnyTrait(help="The declaration.").tag(config=True)
    accounts: Accounts = AnyTrait(help="Where accounts come from.").tag(config=True)

    async def admit(self, person: Person, state: dict[str, Any] | None = None) -> dict[str, Any]:
        """The hub's model of the user, who has an account now. Raises HTTPError 403 with the reason."""
        access = self.declared.identity.access
        reason = refusal(person, access)
        if reason is None:
            try:
                # The book is on a shared file system and synced.
                name = await asyncio.to_thread(self.accounts.take, person)
            except LoginRefused as error:
                reason = str(error)
        if reason is not None:
            self.log.warning("Login refused: %s", reason)
            raise HTTPError(403, reason.replace("%", "%%"), reason="Login refused")
        groups = set(person.groups & relevant_groups(self.declared))
        if is_admin(person, access):
            groups.add(OPERATORS)
        return {"name": name, "admin": False, "groups": sorted(groups), "auth_state": state, "admitted": True}

    def check_allowed(self, username: str, authentication: dict[str, Any] | None = None) -> bool:
        """Whom `admit` let in, and nobody else."""
        return bool(authentication and authentication.get("admitted") is True)

    async def refresh_user(self, user: Any, handler: Any = None, **_: Any) -> bool:
        """False, so that they have to sign in again and are refused, for those who are blocked since."""
        login = await asyncio.to_thread(self.accounts.login_of, user.name)
        return login is not None and not is_blocked(login, self.declared.identity.access)
