"""The whole configuration of the hub, from the declaration."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from terrane_hub.accounts import accounts_of
from terrane_hub.declaration import Declaration, read_declaration
from terrane_hub.discovery import Endpoints, discover
from terrane_hub.keys import read_keys
from terrane_hub.log_scrub import scrub_logs
from terrane_hub.places import DECLARATION_VARIABLE, PLACES_VARIABLE, Places, read_places
from terrane_hub.settings_hub import Settings, hub_settings, proxy_settings
from terrane_hub.settings_login import login_settings
from terrane_hub.settings_sessions import session_settings
from terrane_hub.store_handler import Stores, serve
from terrane_hub.store_words import AUTHORITY


def configuration(
    declaration: Declaration, places: Places, find: Callable[[str], Endpoints] = discover
) -> dict[str, Settings]:
    """Settings by the class that they are of."""
    keys = read_keys(places.state)
    hub = hub_settings(declaration, places, keys)
    accounts = accounts_of(declaration, places)
    authenticator, login = login_settings(declaration, places, keys, accounts, find)
    spawner, session = session_settings(declaration, places)
    serve(Stores(declaration.stores, places.state / AUTHORITY, accounts.login_of, declaration.host))
    return {
        "JupyterHub": {**hub, "authenticator_class": authenticator, "spawner_class": spawner},
        "ConfigurableHTTPProxy": proxy_settings(places, keys),
        "CryptKeeper": {"keys": [bytes.fromhex(keys.crypt_key)]},
        authenticator.__name__: login,
        spawner.__name__: session,
    }


def configure(config: Any) -> None:
    """`config`: of traitlets, as a configuration file gets it."""
    scrub_logs()
    declaration = read_declaration(Path(os.environ[DECLARATION_VARIABLE]))
    places = os.environ.get(PLACES_VARIABLE)
    settings = configuration(declaration, read_places(Path(places) if places else None))
    for name, values in settings.items():
        config[name].update(values)
