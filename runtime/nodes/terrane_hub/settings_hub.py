"""The hub itself: addresses, cookies, pages, roles, services."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from terrane_hub.addresses import public_url
from terrane_hub.announcement import FILE, Announcement
from terrane_hub.declaration import Declaration
from terrane_hub.keys import Keys
from terrane_hub.people import OPERATORS
from terrane_hub.places import LOOPBACK, Places, address_of_this_machine

Settings = dict[str, Any]

# What the hub's own pages are called here; each builds on the hub's.
TEMPLATES = Path(__file__).with_name("templates")
CULLER = "idle-culler"
LISTER = "sessions"
# The culler looks at least this often, and at most every ten minutes.
CULL_SECONDS = (5, 600)
COOKIE_DAYS = 1
# What a hub page loads is the hub's own. Its scripts are written into the pages.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
USER_SCOPES = ("read:users!user", "users:activity!user", "servers!user", "access:servers!user")
LIST_SCOPES = ("list:users", "read:users:activity", "read:servers")


def hub_settings(declaration: Declaration, places: Places, keys: Keys) -> Settings:
    named = declaration.policy.sessions_per_user > 1
    return {
        "bind_url": f"http://{LOOPBACK}:{places.proxy_port}",
        "public_url": public_url(declaration, places),
        **_reached(declaration, places),
        "db_url": f"sqlite:///{places.state / 'jupyterhub.sqlite'}",
        "upgrade_db": True,
        "cookie_secret": bytes.fromhex(keys.cookie_secret),
        "cookie_max_age_days": COOKIE_DAYS,
        "trusted_downstream_ips": [LOOPBACK, "::1"],
        "tornado_settings": {
            "headers": {"Content-Security-Policy": POLICY},
            "cookie_options": {"secure": True, "samesite": "Lax"},
        },
        # A restart of the hub ends no session, and its proxy is not its own.
        "cleanup_servers": False,
        "cleanup_proxy": False,
        "active_server_limit": declaration.policy.sessions,
        "allow_named_servers": named,
        # Beside the unnamed one.
        "named_server_limit_per_user": declaration.policy.sessions_per_user - 1,
        "shutdown_on_logout": False,
        "template_paths": [str(TEMPLATES)],
        "template_vars": {
            "announcement": Announcement(places.state / FILE),
            "gateway_host": declaration.host,
        },
        "services": services(declaration, keys),
        "load_roles": roles(declaration),
    }


def proxy_settings(places: Places, keys: Keys) -> Settings:
    return {
        "should_start": False,
        "api_url": f"http://{LOOPBACK}:{places.proxy_api_port}",
        "auth_token": keys.proxy_token,
    }


def roles(declaration: Declaration) -> list[Settings]:
    """Users have their own sessions, and no tokens to give away. Operators see and stop those of others; the role
    admin, which enters them, is nobody's."""
    given: list[Settings] = [
        {"name": "user", "description": "Their own sessions", "scopes": list(USER_SCOPES)},
        {
            "name": "operator",
            "description": "Lists and stops sessions; enters none",
            "scopes": ["admin-ui", "read:users", "delete:servers", *LIST_SCOPES],
            "groups": [OPERATORS],
        },
        {"name": LISTER, "description": "Lists sessions", "scopes": list(LIST_SCOPES), "services": [LISTER]},
        {"name": "admin", "users": [], "services": []},
    ]
    if _culls(declaration):
        scopes = [*LIST_SCOPES, "delete:servers"]
        given.append(
            {"name": CULLER, "description": "Stops idle sessions", "scopes": scopes, "services": [CULLER]},
        )
    return given


def services(declaration: Declaration, keys: Keys) -> list[Settings]:
    given: list[Settings] = [{"name": LISTER, "api_token": keys.api_token}]
    if _culls(declaration):
        given.append({"name": CULLER, "command": cull_command(declaration)})
    return given


def cull_command(declaration: Declaration) -> list[str]:
    idle, most = declaration.policy.idle_seconds, declaration.policy.max_seconds
    least, longest = CULL_SECONDS
    every = min(max(min(limit for limit in (idle, most) if limit) // 10, least), longest)
    # The culler has no word for "never": a century.
    timeout = idle or 100 * 366 * 86400
    return [
        *(sys.executable, "-m", "jupyterhub_idle_culler"),
        *(f"--timeout={timeout}", f"--cull-every={every}", f"--max-age={most}"),
    ]


def _culls(declaration: Declaration) -> bool:
    return bool(declaration.policy.idle_seconds or declaration.policy.max_seconds)


def _reached(declaration: Declaration, places: Places) -> Settings:
    """Where the hub listens, and where sessions find it."""
    if declaration.hub_on_loopback:
        return {"hub_bind_url": f"http://{LOOPBACK}:{places.hub_port}"}
    address = places.hub_address or address_of_this_machine()
    return {
        "hub_bind_url": f"http://0.0.0.0:{places.hub_port}",
        "hub_connect_url": f"http://{address}:{places.hub_port}",
    }
