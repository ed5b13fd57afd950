"""Who has a session: asked of the hub, printed for people or for programs."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Any

from terrane_hub.columns import columns
from terrane_hub.errors import HubError
from terrane_hub.keys import read_keys
from terrane_hub.places import LOOPBACK, Places
from terrane_hub.size_page import duration_words

ANSWER_SECONDS = 30
PAGINATION = "application/jupyterhub-pagination+json"
COLUMNS = ("USER", "SESSION", "SIZE", "NODE", "STATE", "SINCE", "IDLE")


@dataclass(frozen=True)
class Session:
    user: str
    name: str
    """Empty for the user's first one."""
    size: str
    node: str
    state: str
    """'ready', or what is under way: 'spawn', 'stop'."""
    since: str
    """ISO 8601, UTC; empty before it has started."""
    idle_seconds: int


def sessions(places: Places, now: datetime | None = None) -> list[Session]:
    """By user and name. Raises HubError where the hub does not answer."""
    token = read_keys(places.state).api_token
    url: str | None = f"http://{LOOPBACK}:{places.hub_port}/hub/api/users?state=active&include_stopped_servers=false"
    users: list[dict[str, Any]] = []
    while url is not None:
        page = _get(url, token)
        users += page["items"]
        following = page["_pagination"]["next"]
        url = following["url"] if following else None
    return sessions_of(users, now or datetime.now(timezone.utc))


def sessions_of(users: Sequence[dict[str, Any]], now: datetime) -> list[Session]:
    """`users`: models of the hub's API."""
    found = [
        Session(
            user=user["name"],
            name=name,
            size=str((server.get("user_options") or {}).get("size", "")),
            node=str((server.get("user_options") or {}).get("node", "")),
            state="ready" if server["ready"] else str(server["pending"] or "stopped"),
            since=server["started"] or "",
            idle_seconds=_idle(server, now),
        )
        for user in users
        for name, server in (user.get("servers") or {}).items()
        if server["ready"] or server["pending"]
    ]
    return sorted(found, key=lambda one: (one.user, one.name))


def as_json(found: Sequence[Session]) -> str:
    return json.dumps([asdict(one) for one in found], indent=2)


def as_table(found: Sequence[Session]) -> str:
    """The line of headings alone where nobody has a session."""
    return columns((COLUMNS, *(_row(one) for one in found)))


def _row(one: Session) -> tuple[str, ...]:
    since = one.since[:16].replace("T", " ")
    return (one.user, one.name or "-", one.size or "-", one.node or "-", one.state, since, _coarse(one.idle_seconds))


def _coarse(seconds: int) -> str:
    return duration_words(seconds - seconds % 60 if seconds >= 60 else seconds)


def _idle(server: dict[str, Any], now: datetime) -> int:
    last = server["last_activity"] or server["started"]
    return max(0, int((now - datetime.fromisoformat(last)).total_seconds())) if last else 0


def _get(url: str, token: str) -> dict[str, Any]:
    request = urllib.request.Request(url, headers={"Authorization": f"token {token}", "Accept": PAGINATION})
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:
            return dict(json.load(answer))
    except (OSError, ValueError) as error:
        raise HubError(f"the hub does not tell its sessions: {error}; is terrane-hub running?") from error
