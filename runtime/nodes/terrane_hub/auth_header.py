"""Login by the word of a proxy that has asked already: a header, believed only where it must be the proxy's."""

from __future__ import annotations

import re
from typing import Any

from jupyterhub.handlers import LoginHandler
from tornado.web import HTTPError
from traitlets import Unicode

from terrane_hub.admission import Admission
from terrane_hub.declared_identity import Header
from terrane_hub.logout import Logout
from terrane_hub.peer import is_among, peer_of, same
from terrane_hub.people import Person


class HeaderLoginHandler(LoginHandler):  # type: ignore[misc]
    async def get(self) -> None:
        """Somebody who is signed in and comes as somebody else is the other one from now on."""
        user = await self.login_user({})
        if user is None:
            raise HTTPError(403, reason="Login refused")
        self.redirect(self.get_next_url(user), permanent=False)

    async def post(self) -> None:
        raise HTTPError(405)


class HeaderLogin(Admission):
    front_key = Unicode(help="Of the front.").tag(config=True)
    proxy_secret = Unicode(help="What the proxy says beside the name; empty where none is declared.").tag(config=True)

    def get_handlers(self, app: Any) -> list[tuple[str, type[Any]]]:
        return [("/login", HeaderLoginHandler), ("/logout", Logout)]

    async def authenticate(self, handler: Any, data: Any) -> dict[str, Any]:
        identity = self.declared.identity
        assert isinstance(identity, Header)
        headers = handler.request.headers
        peer = peer_of(headers, self.front_key)
        if peer is None:
            raise self._refused("this request did not come through the gateway's front")
        if not is_among(peer, identity.sources):
            raise self._refused(f"this request came from {peer}, which is no address of the identity proxy")
        if identity.secret_header is not None and not same(headers.get(identity.secret_header, ""), self.proxy_secret):
            raise self._refused(f"this request has not the proxy's secret in its header {identity.secret_header}")
        login = headers.get(identity.header, "")
        if not login:
            raise self._refused(f"the identity proxy gave no name in its header {identity.header}")
        return await self.admit(self._person(identity, login, headers), self._state(identity, headers))

    @staticmethod
    def _person(identity: Header, login: str, headers: Any) -> Person:
        groups = re.split("[,;]", headers.get(identity.groups_header, "")) if identity.groups_header else []
        return Person(
            login=login,
            subject=login,
            # The proxy vouches for the name.
            email=login if "@" in login else "",
            email_verified=True,
            groups=frozenset(group.strip() for group in groups if group.strip()),
        )

    @staticmethod
    def _state(identity: Header, headers: Any) -> dict[str, Any] | None:
        state = {name: headers[name] for name in identity.state_headers if name in headers}
        return state or None

    def _refused(self, reason: str) -> HTTPError:
        self.log.warning("Login refused: %s", reason)
        return HTTPError(403, reason, reason="Login refused")
