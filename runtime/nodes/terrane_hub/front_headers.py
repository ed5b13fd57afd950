"""What the front says to the hub and to sessions, and what it does not let a client say."""

from __future__ import annotations

from terrane_hub.addresses import authority
from terrane_hub.declaration import Declaration
from terrane_hub.declared_identity import Header, Identity
from terrane_hub.peer import KEY_HEADER, PEER_HEADER
from terrane_hub.places import Places

NOTHING = '""'


def common_headers(declaration: Declaration, places: Places) -> dict[str, str]:
    """Of every request. A client may name two hosts in one: the declared one is said. Those that say who somebody is
    are dropped."""
    host = authority(declaration, places)
    return {
        "Host": host,
        "Upgrade": "$http_upgrade",
        "Connection": "$connection_upgrade",
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": host,
        "X-Scheme": NOTHING,
        "Forwarded": NOTHING,
        PEER_HEADER: NOTHING,
        KEY_HEADER: NOTHING,
        **{name: NOTHING for name in identity_headers(declaration.identity)},
    }


def login_headers(declaration: Declaration, places: Places, front_key: str) -> dict[str, str]:
    """Of the hub's login page alone. The identity proxy's pass as they came: nothing else gets this far."""
    headers = {**common_headers(declaration, places), PEER_HEADER: "$remote_addr", KEY_HEADER: front_key}
    if isinstance(declaration.identity, Header):
        for name in identity_headers(declaration.identity):
            del headers[name]
    return headers


def identity_headers(identity: Identity) -> tuple[str, ...]:
    if not isinstance(identity, Header):
        return ("Remote-User",)
    others = (identity.secret_header, identity.groups_header)
    return (identity.header, *(name for name in others if name), *identity.state_headers)


def header_lines(headers: dict[str, str], indent: str) -> str:
    return "".join(f"{indent}proxy_set_header {name} {value};\n" for name, value in headers.items())
