"""Where a session gets its certificate for a store: it sends the public key that it has just made, with its own token.

The private key stays where it was made. A token of anything else than a session gets nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyterhub.apihandlers import APIHandler, default_handlers
from tornado.web import HTTPError, authenticated

from terrane_hub import ssh_authority
from terrane_hub.declared_stores import Store

ADDRESS = r"/api/terrane/stores/([a-z][a-z0-9-]*)"
# Files, and nothing else: no shell, no forwarding of ports, whatever the store's own settings allow.
OPTIONS = ("force-command=internal-sftp",)


@dataclass(frozen=True)
class Stores:
    declared: tuple[Store, ...]
    authority: Path
    login_of: Callable[[str], str | None]
    """By the name of an account."""
    gateway: str
    """Its name, for the journal of the store."""

    def certify(self, name: str, account: str, key: str) -> dict[str, Any]:
        """What a session needs to mount a store. Raises HTTPError 404 and AuthorityError."""
        store = next((one for one in self.declared if one.name == name), None)
        login = self.login_of(account)
        if store is None or login is None:
            raise HTTPError(404, "there is no such store")
        there = store.account_of(login)
        identity = f"{self.gateway}:{account}:{store.name}"
        return {
            "host": store.host,
            "port": store.port,
            "path": store.path,
            "hostKey": store.host_key,
            "user": there,
            "seconds": store.seconds,
            "certificate": ssh_authority.sign(self.authority, key, [there], store.seconds, OPTIONS, identity),
        }


class StoreHandler(APIHandler):  # type: ignore[misc]
    def initialize(self, stores: Stores) -> None:
        self._stores = stores

    @authenticated  # type: ignore[misc]
    async def post(self, name: str) -> None:
        """Of the session whose token comes with the request, while it is there."""
        key = key_of(self.get_json_body())
        token = self.get_auth_token()
        spawners = getattr(self.current_user, "spawners", {}).values()
        if not any(token and one.api_token == token and one.active for one in spawners):
            raise HTTPError(403, "this is not the token of a session")
        try:
            # ssh-keygen takes a few milliseconds, in which the hub serves others.
            answer = await asyncio.to_thread(self._stores.certify, name, self.current_user.name, key)
        except ssh_authority.AuthorityError as error:
            raise HTTPError(400, str(error).replace("%", "%%")) from error
        self.log.info("A certificate for the store %s is given to %s", name, self.current_user.name)
        self.set_status(201)
        self.finish(answer)


def key_of(body: Any) -> str:
    """Raises HTTPError 400."""
    if not isinstance(body, dict) or set(body) != {"publicKey"} or not isinstance(body["publicKey"], str):
        raise HTTPError(400, "an object with a publicKey, and nothing else, is needed")
    return str(body["publicKey"]).strip()


def serve(stores: Stores) -> None:
    """By the hub that is configured next."""
    default_handlers[:] = [one for one in default_handlers if one[0] != ADDRESS]
    if stores.declared:
        default_handlers.append((ADDRESS, StoreHandler, {"stores": stores}))
