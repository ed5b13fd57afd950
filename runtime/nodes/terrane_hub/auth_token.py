"""Login of the one user of a gateway by a token that they type."""

from __future__ import annotations

import math
from typing import Any

from jupyterhub.handlers import LoginHandler
from tornado.web import HTTPError
from traitlets import Instance, Unicode

from terrane_hub.admission import Admission
from terrane_hub.declared_identity import Token
from terrane_hub.logout import Logout
from terrane_hub.peer import peer_of, same
from terrane_hub.people import Person
from terrane_hub.throttle import Throttle

FORM = """
<form action="{{ authenticator_login_url }}" method="post" autocomplete="off">
  <div class="auth-form-header"><h1>Sign in</h1></div>
  <div class="auth-form-body m-auto">
    {% if login_error %}<p class="login_error">{{ login_error | e }}</p>{% endif %}
    <input type="hidden" name="_xsrf" value="{{ xsrf }}">
    <label for="token_input">Token:</label>
    <input id="token_input" type="password" name="token" class="form-control" autofocus required>
    <div class="feedback-container">
      <input id="login_submit" type="submit" class="btn btn-jupyter form-control" value="Sign in">
    </div>
  </div>
</form>
"""


class TokenLoginHandler(LoginHandler):  # type: ignore[misc]
    async def prepare(self) -> None:
        """A token in an address is in histories and logs: it opens nothing, also where it is the right one."""
        await super().prepare()
        if "token" in self.request.query_arguments:
            raise HTTPError(400, "A token in the address is not accepted; type it on the page for it")

    async def post(self) -> None:
        user = await self.login_user({"token": self.get_body_argument("token", "", strip=True)})
        assert user is not None, "who is not signed in is refused by an error"
        self._jupyterhub_user = user
        self.redirect(self.get_next_url(user))


class TokenLogin(Admission):
    front_key = Unicode(help="Of the front.").tag(config=True)
    token = Unicode(help="The one user's.").tag(config=True)
    throttle: Throttle = Instance(Throttle, ())

    def get_handlers(self, app: Any) -> list[tuple[str, type[Any]]]:
        return [("/login", TokenLoginHandler), ("/logout", Logout)]

    def get_custom_html(self, base_url: str) -> str:
        return FORM

    async def authenticate(self, handler: Any, data: dict[str, str]) -> dict[str, Any]:
        identity = self.declared.identity
        assert isinstance(identity, Token)
        address = str(peer_of(handler.request.headers, self.front_key) or handler.request.remote_ip)
        wait = self.throttle.wait(address)
        if wait > 0:
            self.log.warning("Login refused: %s waits for %.0f s more", address, wait)
            raise HTTPError(429, f"Too many wrong tokens; try again in {math.ceil(wait)} seconds")
        if not same(data["token"], self.token):
            self.throttle.failed(address)
            self.log.warning("Login refused: a wrong token from %s", address)
            raise HTTPError(403, "This is not the token of this gateway", reason="Login refused")
        self.throttle.succeeded(address)
        return await self.admit(Person(login=identity.user, subject=identity.user))
