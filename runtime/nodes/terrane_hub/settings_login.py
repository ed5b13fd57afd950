"""How people sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from terrane_hub.accounts import Accounts
from terrane_hub.addresses import public_url
from terrane_hub.declaration import Declaration
from terrane_hub.declared_identity import Header, Oidc, Token
from terrane_hub.discovery import Endpoints
from terrane_hub.keys import Keys, client_secret, login_token, proxy_secret
from terrane_hub.places import Places
from terrane_hub.settings_hub import Settings

# How long somebody who is blocked since, and has been signed in, is still let through.
REFRESH_SECONDS = 60


def login_settings(
    declaration: Declaration,
    places: Places,
    keys: Keys,
    accounts: Accounts,
    discover: Callable[[str], Endpoints],
) -> tuple[type[Any], Settings]:
    """The authenticator's class and its settings. Secrets are read here; the identity provider is asked here."""
    identity = declaration.identity
    common: Settings = {
        "declared": declaration,
        "accounts": accounts,
        # `admit` decides, not the hub's own lists: nobody is allowed by these.
        "allow_all": False,
        "allow_existing_users": False,
        "any_allow_config": True,
        "manage_groups": True,
        "auth_refresh_age": REFRESH_SECONDS,
        "auth_refresh_strict": True,
    }
    if isinstance(identity, Oidc):
        return _oidc(identity, common, public_url(declaration, places), client_secret(places), discover)
    if isinstance(identity, Header):
        return _header(identity, common, places, keys)
    return _token(identity, common, places, keys)


def _oidc(
    identity: Oidc, common: Settings, url: str, secret: str, discover: Callable[[str], Endpoints]
) -> tuple[type[Any], Settings]:
    from terrane_hub.auth_oidc import OidcLogin

    found = discover(identity.issuer)
    return OidcLogin, {
        **common,
        "issuer": found.issuer,
        "authorize_url": found.authorize,
        "token_url": found.token,
        "userdata_url": found.userinfo,
        "basic_auth": found.basic,
        "client_id": identity.client_id,
        "client_secret": secret,
        "scope": list(identity.scopes),
        "enable_pkce": True,
        "enable_auth_state": False,
        "oauth_callback_url": f"{url}hub/oauth_callback",
        "login_service": urlsplit(identity.issuer).hostname or identity.issuer,
    }


def _header(identity: Header, common: Settings, places: Places, keys: Keys) -> tuple[type[Any], Settings]:
    from terrane_hub.auth_header import HeaderLogin

    return HeaderLogin, {
        **common,
        "auto_login": True,
        "enable_auth_state": bool(identity.state_headers),
        "front_key": keys.front_key,
        "proxy_secret": proxy_secret(places) if identity.secret_header is not None else "",
    }


def _token(identity: Token, common: Settings, places: Places, keys: Keys) -> tuple[type[Any], Settings]:
    from terrane_hub.auth_token import TokenLogin

    return TokenLogin, {**common, "front_key": keys.front_key, "token": login_token(places)}
