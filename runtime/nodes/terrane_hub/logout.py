"""Whoever signs out is out: also a copy of the browser's cookie opens nothing any more.

The hub alone takes the cookie away from the browser; it would go on to believe a copy for as long as cookies last. A
person's cookies share one secret, so that all of their browsers are signed out.
"""

from __future__ import annotations

from typing import Any

from jupyterhub.handlers import LogoutHandler
from jupyterhub.orm import new_token
from oauthenticator.oauth2 import OAuthLogoutHandler


class EndsLogins:
    """Before one of the hub's own handlers."""

    current_user: Any
    db: Any

    async def default_handle_logout(self) -> None:
        user = self.current_user
        await super().default_handle_logout()  # type: ignore[misc]
        if user is not None:
            user.orm_user.cookie_id = new_token()
            self.db.commit()


class Logout(EndsLogins, LogoutHandler):  # type: ignore[misc]
    pass


class OidcLogout(EndsLogins, OAuthLogoutHandler):  # type: ignore[misc]
    pass
